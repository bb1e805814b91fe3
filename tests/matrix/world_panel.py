"""Objects of the matrix: experts, panels, their members, conflicts, assignments, lists of fees."""

from typing import Any

from django.utils import timezone

from association.models import Expert, ExpertRelation, Topic
from office.actor import system_actor
from reviews.domain.fee import create_fees
from reviews.models import Assignment, ChangeRequest, Conflict, FeeList, PanelMember, RankingRow
from tests.factories import association as made
from tests.factories import reviews as rows
from tests.factories.office import UserFactory
from tests.factories.reviews import LONG_AGO

SYSTEM = system_actor("matrix")


def make_member(world: Any, phase: str) -> PanelMember:
    """Return a place on the world's panel in a state."""
    state = {"state": phase} if phase else {}
    return rows.PanelMemberFactory(panel=world.find("panel"), **state)


def make_conflict(world: Any, phase: str) -> Conflict:
    """Return a conflict of a member with the school's submission."""
    state = {"state": phase} if phase else {}
    return Conflict.objects.create(
        member=world.find("panelmember"),
        submission=rows.SubmissionFactory(call=world.call("group_review"), organization=world.organization),
        kind="declared",
        **state,
    )


def make_assignment(world: Any, phase: str) -> Assignment:
    """Return an assignment of the school's submission in the world's batch, in a state."""
    return rows.AssignmentFactory(
        batch=world.find("batch"),
        entry__submission=world.submission("group_review", "submitted"),
        entry__round=world.find("batch").round,
        **({"state": phase} if phase else {}),
    )


def make_fees(world: Any, phase: str) -> FeeList:
    """Return the list of fees of a round with one submitted sheet, in a state."""
    sheet = rows.SheetFactory(state="submitted", submitted_at=LONG_AGO, total=80)
    found = create_fees(FeeList(round=sheet.assignment.entry.round, per_entry=30), actor=SYSTEM)
    if phase:
        paid = {"paid_on": timezone.localdate()} if phase == "paid" else {}
        FeeList.objects.filter(pk=found.pk).update(state=phase, checked_by=UserFactory(), **paid)
        found.refresh_from_db()
    return found


PANELS_WORLD = {
    "topic": lambda _world, _phase: made.TopicFactory(),
    "expert": lambda _world, _phase: made.ExpertFactory(),
    "expertrelation": lambda world, _phase: ExpertRelation.objects.create(
        expert=world.find("expert"), organization=world.organization, kind="part_time"
    ),
    "panel": lambda world, _phase: rows.PanelFactory(call=world.call("group_review")),
    "panelmember": make_member,
    "conflict": make_conflict,
    "assignment": make_assignment,
    "rankingrow": lambda world, _phase: world.find("ranking").rows.first(),
    "fee": make_fees,
}
PANELS_LISTED: dict[str, Any] = {
    "reviews:conflict": Conflict,
    "reviews:fee": FeeList,
    "reviews:assignment": Assignment,
    "reviews:changerequest": ChangeRequest,
    "reviews:rankingrow": RankingRow,
    "association:expert": Expert,
    "association:topic": Topic,
}
PANEL_ARGUMENTS: dict[str, Any] = {
    "panel_invitation": lambda _world, _phase: ["wrong"],
    "reviews:conflict_declare": lambda world, phase: [world.find("assignment", phase).pk],
    "reports:paper_letter": lambda world, _phase: [world.find("panelmember", "accepted").pk],
    "reports:paper_fees": lambda world, phase: [world.find("fee", phase).pk],
    "reports:paper_file": lambda world, _phase: [world.find("job").pk],
}
