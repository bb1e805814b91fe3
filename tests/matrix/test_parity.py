"""List and object rule agree: a role finds in a list exactly the rows whose pages it may open."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from office.enums import Role
from tests.matrix.frame import Stage, all_patterns, keep_who_asks, patterns_by_name
from tests.matrix.world import LISTED

STATES = {
    "duplicate": ("open", "different", "merged"),
    "activity": ("planned", "held", "canceled"),
    "agreement": ("drafted", "signed", "ended"),
    "publication": ("planned", "editing", "published"),
    "award": ("proposed", "final", "revoked"),
    "project": ("active", "concluded", "terminated", "withdrawn"),
    "review": ("planned", "submitted", "reviewed"),
    "report": ("draft", "under_review", "final", "published"),
    "assignment": ("drafted", "active", "voided", "released"),
    "changerequest": ("filed", "approved", "refused", "recalled"),
    "job": ("waiting", "running", "done"),
    "import": ("checked", "done"),
    **dict.fromkeys(("call", "contest", "honor", "program"), ("drafted", "open", "closed", "decided")),
    **dict.fromkeys(
        ("submission", "entry", "nomination", "application", "paper"),
        ("drafted", "submitted", "accepted", "rejected", "withdrawn"),
    ),
}

# Roles that see all rows as the secretariat does: `make verify` asks for them too.
SEE_ALL = {Role.SECRETARIAT_HEAD, Role.FINANCE, Role.AUDITOR}


@pytest.fixture
def stage(db: None, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """All nouns in all their states, own and foreign; templates decide nothing here."""
    monkeypatch.setattr("django.template.loader.render_to_string", lambda *args, **kwargs: "")  # noqa: ARG005
    keep_who_asks(monkeypatch)
    return Stage()


def rows_of_list(stage: Stage, role: str, page: str, monkeypatch: pytest.MonkeyPatch) -> set[Any]:
    """Return the keys of the rows that a list shows a role; none when the page is closed to it."""
    shown: list[Any] = []

    def keep(listing: Any, columns: Any, rows: Any, *, linked: bool) -> str:
        shown.extend(row.pk for row in rows)
        return ""

    monkeypatch.setattr("office.web.list_page.render_rows", keep)
    answer = stage.clients[role].get(reverse(f"{page}_list"))
    assert answer.status_code in {200, 403}
    return set(shown)


def address_of(page: str, key: Any) -> str:
    """Return where a row opens: on its own page, or on that of the record it is a line of."""
    if f"{page}_detail" in patterns_by_name():
        return reverse(f"{page}_detail", args=[key])
    return str(LISTED[page].objects.get(pk=key).get_absolute_url())


def disagreement(stage: Stage, page: str, roles: Iterable[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return where list and pages of a noun disagree, role by role."""
    for world in stage.worlds.values():
        for state in STATES.get(page.partition(":")[2], ("",)):
            world.find(page.partition(":")[2], state)
    keys = set(LISTED[page].objects.values_list("pk", flat=True))
    assert 2 <= len(keys) <= 60, page
    wrong = []
    for role in roles:
        client = stage.clients[role]
        opened = {key for key in keys if client.get(address_of(page, key)).status_code == 200}
        listed = rows_of_list(stage, role, page, monkeypatch)
        if opened != listed:
            wrong.append(
                f"{page} as {role}: opens but does not list {opened - listed}, lists but does not open "
                f"{listed - opened}"
            )
    return wrong


@pytest.mark.once
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.verify)])
@pytest.mark.parametrize("app", sorted({page.partition(":")[0] for page in LISTED}))
def test_list_shows_what_opens(stage: Stage, app: str, monkeypatch: pytest.MonkeyPatch, *, whole: bool) -> None:
    roles = Role if whole else sorted(set(Role) - SEE_ALL)
    pages = sorted(page for page in LISTED if page.partition(":")[0] == app)
    wrong = []
    for page in pages:
        with transaction.atomic():
            wrong += disagreement(stage, page, roles, monkeypatch)
            transaction.set_rollback(True)
        for world in stage.worlds.values():
            world.kept.clear()  # what was made for a noun went with its transaction
    assert not wrong, "\n".join(wrong)


def test_every_list_is_held(db: None) -> None:
    lists = {name.removesuffix("_list") for name, _pattern in all_patterns() if name.endswith("_list")}
    # Lists inside one report, and lists whose rows are those of another noun.
    parts = {"reports:proposal", "reports:figure", "association:access", "reports:work", "reports:label"}
    # A line of the ledger leads to its round, which schools open too; the ledger itself is not theirs.
    parts |= {"reviews:qualification", "reviews:promotion"}
    # The trail, one's own messages and the reminder rules have no page for each row that a list could disagree with.
    own = {"association:account", "office:audit", "office:message", "reports:reminder"}
    assert sorted(lists - parts - own - set(LISTED)) == []
