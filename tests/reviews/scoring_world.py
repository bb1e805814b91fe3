"""A round in scoring with one rubric, one entry and one reviewer: what most tests of scoring begin from."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from reviews.domain.score_sheet import SheetValues, open_sheet, save_sheet
from reviews.enums import CopyState, RoundKind, RoundState
from reviews.methods.score_rules import Given
from reviews.models import Assignment, BlindCopy, Criterion, Panel, Round, ScoreSheet
from tests.actors import make_actor
from tests.factories.association import ExpertFactory, OrganizationFactory
from tests.factories.office import UserFactory
from tests.factories.reviews import (
    AssignmentFactory,
    BatchFactory,
    CallFactory,
    CriterionFactory,
    PanelFactory,
    PanelMemberFactory,
    RoundEntryFactory,
    RoundFactory,
    RubricFactory,
    SubmissionFactory,
    TrackFactory,
)

LEVELS = [
    {"label": "优", "descriptor": "完全达到", "points": "20"},
    {"label": "良", "descriptor": "较好达到", "points": "16"},
    {"label": "中", "descriptor": "基本达到", "points": "12"},
    {"label": "差", "descriptor": "没有达到", "points": "5"},
]


class ScoringWorld:
    """One call with one round; ``add_entry`` and ``add_reviewer`` add what a test needs."""

    def __init__(self, *, criteria: int = 2, state: str = RoundState.SCORING, **values: Any) -> None:
        self.call = CallFactory(title="示例征集")
        self.track = TrackFactory(call=self.call)
        now = timezone.now()
        facts = {
            "kind": RoundKind.ONLINE,
            "opens_at": now - timedelta(days=1),
            "closes_at": now + timedelta(days=1),
            **values,
        }
        self.panel: Panel = PanelFactory(call=self.call)
        self.round: Round = RoundFactory(call=self.call, name="网络评审", state=state, panel=self.panel, **facts)
        self.rubric = RubricFactory(round=self.round)
        self.criteria: list[Criterion] = [
            CriterionFactory(
                rubric=self.rubric, order=place, name=f"评分项{place}", points=20, levels=LEVELS, comment_below=6
            )
            for place in range(1, criteria + 1)
        ]
        self.batch = BatchFactory(round=self.round)

    def add_entry(self, code: str, **values: Any) -> Any:
        """Add an entry with a review code and the text that reviewers read."""
        submission = SubmissionFactory(call=self.call, track=self.track, **values)
        entry = RoundEntryFactory(round=self.round, submission=submission, code=code)
        lines = [{"code": "title", "label": "名称", "value": f"作品{code}"}]
        BlindCopy.objects.create(entry=entry, number=0, fields=lines, state=CopyState.CLEARED)
        return entry

    def add_reviewer(self) -> tuple[Any, Actor]:
        """Add an expert with an account to the panel; returns the member and the actor."""
        user = UserFactory()
        actor = make_actor(Role.REVIEWER, user=user)
        expert = ExpertFactory(person__organization=OrganizationFactory())
        return PanelMemberFactory(panel=self.panel, expert=expert, user=user), actor

    def assign(self, entry: Any, member: Any, **values: Any) -> Assignment:
        """Give an entry to a member."""
        made: Assignment = AssignmentFactory(batch=self.batch, entry=entry, member=member, **values)
        return made

    def values(self, *points: Any, comment: str = "") -> SheetValues:
        """Return the values of a sheet with these points, None for a hole."""
        given = {
            item.pk: Given(None if value is None else Decimal(str(value)), comment)
            for item, value in zip(self.criteria, points, strict=True)
        }
        return SheetValues(given, "")


class Office(ScoringWorld):
    """A world with a reviewer and two clerks."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = self.add_entry("AAA333")
        self.member, self.reviewer = self.add_reviewer()
        self.assignment = self.assign(self.entry, self.member)
        self.first, self.second = make_actor(Role.SECRETARIAT), make_actor(Role.SECRETARIAT)

    def submitted(self) -> ScoreSheet:
        """Return the sheet, submitted."""
        sheet = stored(open_sheet(self.assignment, actor=self.reviewer))
        values = self.values(16, 12)
        save_sheet(sheet, actor=self.reviewer, values=values, revision=1, client_id=new_id(), submit=True)
        return stored(sheet)


def new_id() -> uuid.UUID:
    """Return an id of a saving, as a page makes one."""
    return uuid.uuid4()


def stored(sheet: ScoreSheet) -> ScoreSheet:
    """Return the sheet as it is stored, with what domain functions need."""
    return ScoreSheet.objects.select_related("assignment__entry__round", "assignment__member").get(pk=sheet.pk)
