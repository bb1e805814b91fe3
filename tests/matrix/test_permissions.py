"""Role, page, own or foreign object, phase: every cell of the hand-kept table is what the portal answers."""

from collections import Counter

import pytest

from tests.matrix.frame import GROUPS, SCOPED, Line, Stage, all_patterns, keep_who_asks, read_table
from tests.matrix.table import ASSOCIATION, GROUPS_TABLE, OFFICE, PLAIN
from tests.matrix.table_assignment import ASSIGNMENTS
from tests.matrix.table_audit import AUDIT
from tests.matrix.table_desk import DESK
from tests.matrix.table_forms import CONTEST_CALLS, FORMS
from tests.matrix.table_imports import IMPORTS, LABELS
from tests.matrix.table_messages import CALENDAR, MESSAGES, REMINDERS, WORKDAYS
from tests.matrix.table_ops import HEALTH, SETUP, SYSTEM
from tests.matrix.table_panel import EXPERTS, LINKS, PANELS, PAPERS
from tests.matrix.table_parties import DUPLICATES, MERGES
from tests.matrix.table_rankings import RANKINGS
from tests.matrix.table_reports import REPORTS
from tests.matrix.table_results import CERTIFICATES, NOTICES, PRINTS, PUBLIC
from tests.matrix.table_reviews import COMPETITIONS, RESEARCH, REVIEWS
from tests.matrix.table_school import SCHOOL, UPLOADS
from tests.matrix.table_search import SEARCH

TABLES = {
    "": PLAIN + HEALTH + PUBLIC + LINKS,
    "office": OFFICE + AUDIT + MESSAGES + WORKDAYS + IMPORTS + UPLOADS,
    "association": ASSOCIATION + DUPLICATES + MERGES + SETUP + CERTIFICATES + EXPERTS,
    "reviews": REVIEWS + FORMS + SCHOOL + ASSIGNMENTS + DESK + RANKINGS + NOTICES + PANELS,
    "competitions": COMPETITIONS + CONTEST_CALLS,
    "research": RESEARCH,
    "groups": GROUPS_TABLE,
    "reports": REPORTS + REMINDERS + CALENDAR + SYSTEM + LABELS + SEARCH + PRINTS + PAPERS,
}
LINES: dict[str, list[Line]] = {app: read_table(app, text) for app, text in TABLES.items()}

# A role comes in: it sees the page, is led on, has done something.
OPEN = set("2>A")


@pytest.fixture
def stage(db: None, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The actors and their objects; pages are answered without their templates, which decide nothing here."""
    monkeypatch.setattr("django.template.loader.render_to_string", lambda *args, **kwargs: "")  # noqa: ARG005
    keep_who_asks(monkeypatch)
    return Stage()


def cells_of(line: Line, number: int, *, whole: bool) -> list[tuple[str, str]]:
    """Return the cells of a line that are asked for.

    Every role that is refused is asked, and where own and foreign objects differ for it, both; where both are alike,
    and where roles of a group all come in, one. Which one changes from line to line; ``make verify`` asks all.
    """
    cells: list[tuple[str, str]] = []
    for roles in GROUPS:
        doors: dict[str, list[str]] = {}
        for role in roles:
            doors.setdefault(line.expected[role, "own"], []).append(role)
        for letter, same in doors.items():
            some = [same[number % len(same)]] if letter in OPEN and not whole else same
            for role in some:
                both = [(role, "own"), (role, "foreign")] if role in SCOPED else [(role, "own")]
                alike = len({line.expected[cell] for cell in both}) == 1
                cells += [both[number % len(both)]] if alike and not whole else both
    return cells


@pytest.mark.once
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.verify)])
@pytest.mark.parametrize("app", sorted(TABLES))
def test_portal_answers_as_the_table_says(stage: Stage, app: str, *, whole: bool) -> None:
    wrong = []
    for number, line in enumerate(LINES[app]):
        for role, whose in cells_of(line, number, whole=whole):
            answer = stage.ask(line, role, whose)
            if answer != line.expected[role, whose]:
                wrong.append(
                    f"{line.text} as {role or 'nobody'} ({whose}): {answer}, in the table {line.expected[role, whose]}"
                )
    assert not wrong, "\n".join(wrong)


def test_every_address_is_in_the_table() -> None:
    listed = {line.page for lines in LINES.values() for line in lines}
    known = {name for name, _pattern in all_patterns()}
    assert sorted(known - listed) == [], "say in tests/matrix who may open these"
    assert sorted(listed - known) == [], "these addresses are gone"


def test_no_line_stands_twice() -> None:
    counted = Counter(line.text for lines in LINES.values() for line in lines)
    assert [text for text, count in counted.items() if count > 1] == []


def test_nobody_reaches_a_foreign_record_of_a_school_or_reads_unasked() -> None:
    """The table itself: a foreign submission, person or project never opens, and nobody comes in without log-in."""
    guarded = ("submission", "entry", "nomination", "application", "paper", "participant", "person", "project")
    open_pages = {line.page for line in LINES[""]} | {"association:logo", "office:display", "reports:calendar_ics"}
    for line in (line for lines in LINES.values() for line in lines):
        if line.page not in open_pages:
            assert line.expected["", "own"] == "L", line.text
        noun = line.page.rpartition(":")[2].split("_")[0]
        if noun in guarded and not line.page.endswith(("_list", "_export", "_options", "_create", "_transfer")):
            for role in SCOPED:
                assert line.expected[role, "foreign"] in "NF", line.text
