"""Applications for projects as a school sends them in."""

from typing import Any

import pytest

from office.enums import Role
from research.domain.application import APPLICATION_ACTS, register_application
from research.models import ProjectApplication
from reviews.enums import CallState
from reviews.models import Submission
from tests.actors import make_actor
from tests.factories.research import CategoryFactory, ProgramFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(db: Any) -> Any:
    return ProgramFactory(call__state=CallState.CLOSED, call__code="ktgh-2020", number_prefix="AZCJ20")


@pytest.fixture
def category(program: Any) -> Any:
    return CategoryFactory(program=program, code="key")


def test_a_school_applies_and_the_category_goes_into_the_dossier():
    school = make_actor(Role.SCHOOL_ADMINISTRATOR)
    program = ProgramFactory()
    category = CategoryFactory(program=program, name="重点课题")
    submission = Submission(call=program.call, title="课题", organization_id=school.organization_id)
    application = register_application(ProjectApplication(submission=submission, category=category), actor=school)
    APPLICATION_ACTS["submit"](application, actor=school)
    fields = {item["code"]: item["value"] for item in application.submission.dossier["fields"]}
    assert fields["category"] == "重点课题"
    assert not next(item for item in application.submission.dossier["fields"] if item["code"] == "category")[
        "identifying"
    ]
