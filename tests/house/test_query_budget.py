"""Every page of every noun answers within twelve queries, however much hangs on its record.

The walk opens the list, detail, form, act and removal pages of each ``Noun`` on the demo year under three grants. It
takes the oldest and the newest visible record and the one that most others refer to: a page that asks once a row shows
there.
"""

import importlib
import logging
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Count, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch

from association.models import RoleGrant
from association.queries.grant import actor_of, valid_grants
from office.actor import Actor
from office.enums import Role
from office.web.noun import Noun
from tests.actors import client_of, make_actor
from tests.demo_year import demo_year  # noqa: F401
from tests.factories.association import (
    ActivityFactory,
    ActivityHostFactory,
    IssueFactory,
    OrganizationFactory,
    PersonFactory,
    PublicationFactory,
    VisitFactory,
    VisitPartyFactory,
)
from tests.factories.competitions import ContestFactory, EventFactory, ExternalContestFactory, ExternalResultFactory
from tests.factories.groups import GroupFactory, MemberFactory
from tests.factories.research import CategoryFactory, ProgramFactory
from tests.factories.reviews import (
    CallFactory,
    ParticipantFactory,
    RoundEntryFactory,
    RoundFactory,
    SubmissionFactory,
    TrackFactory,
)

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("demo_year"), pytest.mark.django_db]

BUDGET = 12
ROLES = (Role.SECRETARIAT, Role.SCHOOL_ADMINISTRATOR, Role.GROUP_SECRETARY)
WORST_SHOWN = 8
# A page that the first records refuse (by state or rule) is not asked for on all of them.
TRIED = 3


@dataclass(frozen=True)
class Visit:
    """One page that was opened: what answered, and at how many queries."""

    page: str
    status: int
    queries: int
    repeated: str


def every_noun() -> list[Noun]:
    """Return each noun that the views of the portal's apps declare."""
    found: dict[tuple[str, str], Noun] = {}
    for config in apps.get_app_configs():
        if not config.path.startswith(str(settings.BASE_DIR)) or ".venv" in config.path:
            continue
        try:
            package = importlib.import_module(f"{config.name}.views")
        except ModuleNotFoundError:
            continue
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for item in vars(importlib.import_module(info.name)).values():
                if isinstance(item, Noun):
                    found[(item.app, item.name)] = item
    return [found[key] for key in sorted(found)]


def samples(rows: QuerySet[Any]) -> list[Any]:
    """Return the oldest row, and for each relation the row that most others refer to."""
    visible = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    keys = {visible.order_by("pk").values_list("pk", flat=True).first()}
    for relation in rows.model._meta.related_objects:
        if relation.multiple:
            counted = visible.annotate(below=Count(relation.field.related_query_name())).order_by("-below", "pk")
            keys.add(counted.values_list("pk", flat=True).first())
    return list(rows.filter(pk__in=keys - {None}))


def open_noun(noun: Noun, actor: Actor, client: Client) -> Iterator[Visit]:
    """Open the pages of a noun: each sample's detail page, and of the others as many as it takes until one opens."""
    if noun.listing:
        yield open_page(client, f"{noun.name}_list", noun.address("list"))
    if noun.form:
        yield open_page(client, f"{noun.name}_create", noun.address("create"))
    rows = samples(noun.visible_rows(actor))
    with suppress(NoReverseMatch):
        for obj in rows:
            yield open_page(client, f"{noun.name}_detail {obj.pk}", noun.address("detail", obj.pk))
    others = [("change", ()), ("remove", ())] if noun.form else []
    others += [("act", (move.action,)) for move in (noun.workflow.transitions if noun.workflow else ())]
    for page, rest in others:
        with suppress(NoReverseMatch):
            for obj in rows[:TRIED]:
                visit = open_page(client, f"{noun.name}_{page} {obj.pk} {rest}", noun.address(page, obj.pk, *rest))
                yield visit
                if visit.status == 200:
                    break


def open_page(client: Client, page: str, url: str) -> Visit:
    """Open one page and count what it asked the database."""
    ContentType.objects.clear_cache()  # as in a process that has just begun
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    statements = Counter(query["sql"].split(" WHERE ")[0][-120:] for query in queries)
    statement, times = statements.most_common(1)[0] if statements else ("", 0)
    return Visit(page, answer.status_code, len(queries), f"{times}x {statement}" if times > 1 else "")


def walk(role: Role) -> list[Visit]:
    """Open every page of every noun under the first valid grant of a role."""
    grant = RoleGrant.objects.filter(role=role).select_related("user").order_by("pk").first()
    assert grant is not None, f"the demo year has no {role}"
    client = Client()
    client.force_login(grant.user)
    actor = actor_of(grant.user, valid_grants(grant.user), grant.pk)
    assert actor.role == role
    return [visit for noun in every_noun() for visit in open_noun(noun, actor, client)]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Refused pages are part of the walk: their log lines tell nothing."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.once
@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=() if role == Role.SECRETARIAT else pytest.mark.verify) for role in ROLES]
)
def test_pages_stay_within_the_budget(role: Role) -> None:
    visits = walk(role)
    broken = [visit for visit in visits if visit.status >= 500]
    assert not broken, broken
    worst = sorted(visits, key=lambda visit: -visit.queries)[:WORST_SHOWN]
    opened = sum(visit.status == 200 for visit in visits)
    lines = [f"{visit.queries:4d}  {visit.status}  {visit.page}  {visit.repeated}" for visit in worst]
    sys.stdout.write("\n".join([f"\n{role}: {len(visits)} pages, {opened} opened", *lines, ""]))
    over = [f"{visit.page}: {visit.queries} queries ({visit.repeated})" for visit in visits if visit.queries > BUDGET]
    assert not over, "\n".join(over)


def test_lists_ask_the_same_for_three_rows_and_for_fifty(monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(make_actor(Role.SECRETARIAT))
    asked: dict[str, list[int]] = {}
    client.get("/")  # the first page of a process also reads what is kept for the others
    for size in (3, 50):
        monkeypatch.setattr("office.web.list_page.PAGE_SIZE", size)
        for noun in every_noun():
            if noun.listing:
                visit = open_page(client, noun.name, noun.address("list"))
                asked.setdefault(f"{noun.app}:{noun.name}", []).append(visit.queries)
    assert len(asked) > 15
    assert {name: counts for name, counts in asked.items() if counts[0] != counts[1]} == {}


GROWING: dict[str, tuple[Any, Any, str]] = {
    "association:activity": (ActivityFactory, ActivityHostFactory, "activity"),
    "association:visit": (VisitFactory, VisitPartyFactory, "visit"),
    "association:organization": (OrganizationFactory, PersonFactory, "organization"),
    "association:publication": (PublicationFactory, IssueFactory, "publication"),
    "reviews:call": (CallFactory, TrackFactory, "call"),
    "reviews:round": (RoundFactory, RoundEntryFactory, "round"),
    "reviews:submission": (SubmissionFactory, ParticipantFactory, "submission"),
    "competitions:contest": (ContestFactory, EventFactory, "contest"),
    "competitions:external": (ExternalContestFactory, ExternalResultFactory, "contest"),
    "research:program": (ProgramFactory, CategoryFactory, "program"),
    "groups:group": (GroupFactory, MemberFactory, "group"),
}


@pytest.mark.parametrize("name", GROWING)
def test_records_ask_the_same_with_three_rows_below_and_with_fifty(name: str) -> None:
    owner_factory, row_factory, field = GROWING[name]
    owner = owner_factory()
    client = client_of(make_actor(Role.SECRETARIAT))
    asked = []
    client.get(owner.get_absolute_url())  # the first page of a process also reads what is kept for the others
    for more in (3, 47):
        row_factory.create_batch(more, **{field: owner})
        visit = open_page(client, name, owner.get_absolute_url())
        assert visit.status == 200
        asked.append(visit.queries)
    assert asked[0] == asked[1] <= BUDGET
