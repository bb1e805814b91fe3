"""A record and the engine's row beside it are one act: both or none."""

from collections.abc import Callable
from typing import Any

import pytest

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import StaleRecord
from research.models import Paper
from reviews.domain.beside import (
    change_with_submission,
    move_submission_by,
    register_with_submission,
    remove_with_submission,
)
from reviews.domain.submission import SUBMISSION_ACTS
from reviews.enums import CallKind, SubmissionState
from reviews.models import Submission
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import CallFactory

pytestmark = pytest.mark.django_db


def make_paper(actor: Actor) -> Paper:
    """Return a registered paper: a record beside a submission."""
    call = CallFactory(kind=CallKind.PAPER)
    submission = Submission(call=call, title="论文", organization=OrganizationFactory())
    return register_with_submission(Paper(submission=submission, theme="旧主题"), actor=actor)


def test_both_rows_are_made_with_an_audit_row_each(staff: Actor) -> None:
    paper = make_paper(staff)
    assert paper.pk == paper.submission.pk
    assert AuditEntry.objects.filter(action="create", object_id=str(paper.pk)).count() == 2


@pytest.mark.parametrize("stale", ["revision", "submission_revision"])
def test_a_stale_form_of_either_changes_neither(staff: Actor, stale: str) -> None:
    paper = make_paper(staff)
    revisions = {"revision": 1, "submission_revision": 1, stale: 0}
    with pytest.raises(StaleRecord):
        change_with_submission(
            paper, actor=staff, changes={"theme": "新主题"}, submission_changes={"title": "新题目"}, **revisions
        )
    stored = Paper.objects.get(pk=paper.pk)
    assert (stored.theme, stored.submission.title) == ("旧主题", "论文")


def test_acts_on_the_record_move_its_submission(staff: Actor) -> None:
    paper = make_paper(staff)
    acts: dict[str, Callable[..., Any]] = move_submission_by(SUBMISSION_ACTS)
    assert set(acts) == set(SUBMISSION_ACTS)
    acts["submit"](paper, actor=staff)
    acts["send_back"](paper, actor=staff, reason="缺件")
    assert Submission.objects.get().state == SubmissionState.DRAFTED


def test_both_rows_are_removed(staff: Actor) -> None:
    paper = make_paper(staff)
    remove_with_submission(paper, actor=staff, reason="误建")
    assert not Paper.objects.exists()
    assert not Submission.objects.exists()
