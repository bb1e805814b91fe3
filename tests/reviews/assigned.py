"""Rounds with entries and reviewers for tests of assignments."""

from typing import Any

from office.actor import Actor
from reviews.domain.assignment_batch import draft_batch, publish_batch
from reviews.enums import AssignmentState
from reviews.models import Assignment, AssignmentBatch, Panel, PanelMember, Round
from tests.factories.association import ExpertFactory, OrganizationFactory
from tests.factories.office import UserFactory
from tests.factories.reviews import (
    PanelFactory,
    PanelMemberFactory,
    RoundEntryFactory,
    RoundFactory,
    SubmissionFactory,
)


def make_member(panel: Panel, **values: Any) -> PanelMember:
    """Return a member with an account, from a unit of the own unless one is given."""
    school = values.pop("organization", None) or OrganizationFactory()
    expert = ExpertFactory(person__organization=school)
    return PanelMemberFactory(panel=panel, expert=expert, organization=school, user=UserFactory(), **values)


def make_round(entries: int = 6, members: int = 5, **values: Any) -> Round:
    """Return a round of this many entries with codes, each of an own school, and of this many reviewers."""
    panel = PanelFactory()
    round_ = RoundFactory(call=panel.call, panel=panel, **{"readers": 2, **values})
    for number in range(entries):
        submission = SubmissionFactory(call=panel.call, organization=OrganizationFactory())
        RoundEntryFactory(round=round_, submission=submission, code=f"A{number:03d}")
    for _number in range(members):
        make_member(panel)
    return round_


def pairs_of(round_: Round, state: str = AssignmentState.ACTIVE) -> set[tuple[int, int]]:
    """Return the pairs of entry and member in a state."""
    return set(Assignment.objects.filter(entry__round=round_, state=state).values_list("entry_id", "member_id"))


def published(round_: Round, actor: Actor) -> AssignmentBatch:
    """Return the round's first batch, published."""
    return publish_batch(draft_batch(round_, actor=actor), actor=actor)
