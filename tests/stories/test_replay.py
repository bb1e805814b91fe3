"""The year's contests replayed through the pages: what it imports, what it makes, who did what."""

import ast
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Count

from association.models import (
    Activity,
    ActivityHost,
    Body,
    Certificate,
    Expert,
    Organization,
    Person,
    Recognition,
    StatedCount,
)
from competitions.models import (
    ContestSeries,
    Entry,
    Event,
    ExternalContest,
    ExternalResult,
    HonorScheme,
    Nomination,
)
from office.models import AuditEntry
from reports.catalogue import body_scope, count_figure, declared_figures
from reports.demo.load import load_year
from reports.demo.tables.bodies import ROOT
from reports.demo.tables.contests import (
    EVENT_PRIZES,
    EVENTS,
    STARTUP_ENTRIES,
    STARTUP_FINALISTS,
    STARTUP_PRIZES,
    TEAM_PRIZES,
    VIDEO_PRIZES,
)
from reports.demo.tables.honors import HONORED, NOMINATED, PERSONS, UNITS
from reviews.enums import AwardState, CallState
from reviews.models import Award, Call, Ranking, RoundEntry, ScoreSheet, Submission

BIM, VIDEO, STARTUP = "bim-2020", "weishipin-2020", "shuangchuang-2020"
CRAFTSMEN, INFORMATION = "mingjiang-2020", "xinxihua-2020"
SMALL = 0.02
SCRIPT = [
    *sorted((settings.BASE_DIR / "reports/replay").glob("*.py")),
    *sorted((settings.BASE_DIR / "reports/demo/tables").glob("*.py")),
    settings.BASE_DIR / "reports/management/commands/replay_contests.py",
]
APPS = ("config", "reports", "competitions", "research", "groups", "reviews", "association", "office")
# The only modules of the portal that the replay may know: its own, the source's tables, and the words of choices.
OWN = ("reports.replay", "reports.demo.tables")
# Of Django: settings, addresses, the test browser, time; never tables or the connection.
DJANGO = {
    "django.conf",
    "django.core.files.base",
    "django.core.files.uploadedfile",
    "django.core.management",
    "django.core.management.base",
    "django.test",
    "django.urls",
    "django.utils",
    "django.utils.timezone",
}


def imported(source: str) -> set[str]:
    """Return every module that a source imports, wherever in it, with what it takes from it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide what is imported"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Name):
            assert node.id not in {"__import__", "exec", "eval"}, f"{node.id} hides what is imported"
    return found


def strange(name: str) -> bool:
    """Return whether a replay may not import this."""
    module = name.rpartition(".")[0]
    if name.split(".", maxsplit=1)[0] in APPS:
        return not (name.startswith(OWN) or module.endswith(".enums"))
    if name.split(".", maxsplit=1)[0] == "django":
        return not {name, module} & DJANGO
    return name.split(".", maxsplit=1)[0] in {"importlib", "sqlite3", "psycopg2", "runpy"}


@pytest.mark.pure
@pytest.mark.parametrize("path", SCRIPT, ids=lambda path: path.stem)
def test_replay_imports_no_model_and_no_domain_function(path: Path) -> None:
    assert not [name for name in sorted(imported(path.read_text())) if strange(name)]


@pytest.mark.pure
@pytest.mark.parametrize(
    "line",
    [
        "from reviews.models import Award",
        "from reviews import models",
        "import association.domain.grant",
        "from django.apps import apps",
        "from django.db import connection",
        "def f():\n    from reviews.queries.award import awards_of",
        "from reports.demo.load import load_year",
        "import importlib",
    ],
)
def test_what_may_not_be_imported_is_found(line: str) -> None:
    assert [name for name in imported(line) if strange(name)]


def replay(scale: float, *only: str) -> str:
    """Replay the year, or parts of it, at a size; returns what was printed."""
    out = StringIO()
    call_command("replay_contests", scale=scale, only=only, stdout=out)
    return out.getvalue()


def cells(code: str) -> Counter[tuple[str, str, str]]:
    """Return how many final awards a call has by kind, prize and track."""
    rows = Award.objects.filter(prize__call__code=code, state=AwardState.FINAL)
    return Counter(
        (kind, prize, track or "")
        for kind, prize, track in rows.values_list("kind", "prize__code", "submission__track__code")
    )


def acts() -> Counter[tuple[str, str, str]]:
    """Return how often each role did each act on each kind of record, as the audit trail has it."""
    return Counter(AuditEntry.objects.values_list("role", "content_type__model", "action"))


def look_at_all(printed: str) -> None:
    """What holds at every size: who did what, every act in 2020, everything decided and certified once."""
    done = acts()
    entries = Entry.objects.filter(submission__call__code=BIM).count()
    assert done["school_teacher", "submission", "hand_to_school"] == entries
    assert done["school_administrator", "submission", "endorse"] == entries
    units = Nomination.objects.filter(nominee_kind="organization").count()
    assert done["school_administrator", "submission", "submit"] == entries + units
    sheets = ScoreSheet.objects.count()
    assert done["reviewer", "scoresheet", "submit_sheet"] == sheets > 0
    calls = Call.objects.all()
    assert {call.state for call in calls} == {CallState.DECIDED}
    assert done["secretariat", "call", "close_call"] == calls.count()
    for model, act in (("call", "publish_call"), ("call", "decide_call"), ("publicnotice", "finalize_notice")):
        assert done["secretariat_head", model, act] == calls.count()
    assert done["secretariat", "ranking", "adopt_ranking"] == Ranking.objects.count()
    awards = Award.objects.all()
    assert {award.state for award in awards} == {AwardState.FINAL}
    assert Certificate.objects.count() == awards.count()
    assert Recognition.objects.filter(source__startswith="reviews.award:").count() == awards.count()
    # The system's own rows are the set-up's and the accounts that a link opens.
    people = AuditEntry.objects.exclude(role="").exclude(role="system")
    assert {entry.at.year for entry in people} == {2020}
    assert "审计留痕" in printed


def twins() -> list[tuple[str, tuple[object, ...]]]:
    """Return what stands twice, by model and natural key."""
    keys = (
        (Organization.objects.filter(closed_on=None), ("name",)),
        (Person.objects.filter(is_illustrative=True), ("name",)),
        (Expert.objects.all(), ("person",)),
        (Body.objects.all(), ("name",)),
        (Activity.objects.all(), ("body", "year", "title")),
        (ActivityHost.objects.all(), ("activity", "role", "body", "organization", "name")),
        (StatedCount.objects.all(), ("activity", "kind", "noun")),
        (Call.objects.all(), ("body", "year", "title")),
        (ContestSeries.objects.all(), ("name",)),
        (HonorScheme.objects.all(), ("name",)),
        (Event.objects.all(), ("contest", "name")),
        (Submission.objects.all(), ("call", "title")),
        (Award.objects.all(), ("submission", "kind")),
        (Recognition.objects.all(), ("source",)),
        (ExternalContest.objects.all(), ("name", "year")),
        (ExternalResult.objects.all(), ("contest", "order")),
    )
    found = []
    for rows, names in keys:
        double = rows.order_by().values_list(*names).annotate(count=Count("pk")).filter(count__gt=1)
        found += [(rows.model.__name__, row) for row in double]
    return found


def figures() -> dict[tuple[str, str], str]:
    """Return the figures of the association's year, each by what it is called."""
    scope = body_scope(Body.objects.get(code=ROOT), 2020)
    counted = [found for spec in declared_figures(scope) if (found := count_figure(spec))]
    return {(figure.spec.label, figure.spec.scope): figure.text for figure in counted}


@pytest.mark.once
@pytest.mark.django_db
def test_two_contests_of_a_small_year() -> None:
    look_at_all(replay(SMALL, "bim", "innovation"))
    assert Call.objects.count() == 2
    assert cells(BIM) == {("team", "second", ""): 1, ("team", "third", ""): 1} | {
        ("individual", code, ""): 1 for code in ("first", "second", "third")
    }
    assert cells(STARTUP) == {("work", "first", track): 1 for track in STARTUP_FINALISTS}
    with pytest.raises(CommandError, match="already"):
        replay(SMALL)
    lived = {call.code: call.submissions.count() for call in Call.objects.all()}
    load_year()
    assert {call.code: call.submissions.count() for call in Call.objects.filter(code__in=lived)} == lived
    assert twins() == []
    assert load_year() == {}


@pytest.mark.verify
@pytest.mark.django_db
def test_a_small_year() -> None:
    look_at_all(replay(SMALL))
    assert Call.objects.count() == 5
    assert Ranking.objects.count() == 13
    load_year()
    assert twins() == []


@pytest.mark.verify
@pytest.mark.django_db
def test_the_full_year_stands_for_the_facts_of_the_demo() -> None:
    with transaction.atomic():
        load_year()
        told = figures()
        with pytest.raises(CommandError, match="already"):
            replay(1)
        transaction.set_rollback(True)
    look_at_all(replay(1))
    single = {code: count * len(EVENTS) for code, count in EVENT_PRIZES.items()}
    assert cells(BIM) == {("team", code, ""): count for code, count in TEAM_PRIZES.items()} | {
        ("individual", code, ""): count for code, count in single.items()
    }
    for code, prizes in ((VIDEO, VIDEO_PRIZES), (STARTUP, STARTUP_PRIZES)):
        assert cells(code) == {
            ("work", prize, track): n for track, counts in prizes.items() for prize, n in counts.items()
        }
    assert STARTUP_PRIZES["benke"] == {"first": 4, "second": 6, "third": 9}
    assert cells(CRAFTSMEN) == {("honor", "mingjiang", ""): HONORED}
    assert cells(INFORMATION) == {("unit", "unit", ""): UNITS, ("honor", "person", ""): PERSONS}
    assert Submission.objects.filter(call__code=CRAFTSMEN).count() == NOMINATED
    assert Submission.objects.filter(call__code=STARTUP).count() == STARTUP_ENTRIES
    final = RoundEntry.objects.filter(round__call__code=STARTUP, round__order=2)
    assert Counter(final.values_list("submission__track__code", flat=True)) == STARTUP_FINALISTS
    load_year()
    assert twins() == []
    assert figures() == told


@pytest.mark.django_db
def test_a_production_server_refuses(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="PRODUCTION"):
        replay(SMALL)
