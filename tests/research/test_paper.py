"""Papers as a school sends them in."""

import pytest
from django.core.exceptions import ValidationError

from office.enums import Role
from research.domain.paper import PAPER_ACTS, register_paper
from research.models import Paper
from reviews.enums import CallKind
from reviews.models import Submission
from tests.actors import make_actor
from tests.factories.research import ApplicationFactory
from tests.factories.reviews import CallFactory

pytestmark = pytest.mark.django_db


def test_a_paper_names_its_authors_as_identifying():
    school = make_actor(Role.SCHOOL_TEACHER)
    call = CallFactory(kind=CallKind.PAPER)
    submission = Submission(call=call, title="论文", organization_id=school.organization_id)
    paper = register_paper(
        Paper(submission=submission, author_names="教师001、教师002", theme="产教融合"), actor=school
    )
    PAPER_ACTS["submit"](paper, actor=school)
    fields = {item["code"]: item for item in paper.submission.dossier["fields"]}
    assert fields["authors"]["identifying"]
    assert not fields["theme"]["identifying"]
    with pytest.raises(ValidationError):
        Paper(submission=ApplicationFactory().submission).full_clean()
