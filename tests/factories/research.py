"""Rows of research for tests."""

import factory

from research.models import Paper, Program, ProgramCategory, Project, ProjectApplication
from reviews.enums import CallKind
from tests.factories.association import Derived, OrganizationFactory
from tests.factories.reviews import CallFactory, SubmissionFactory


class ProgramFactory(Derived):
    """A program whose call accepts now."""

    class Meta:
        model = Program

    call = factory.SubFactory(CallFactory, kind=CallKind.PROJECT)
    code = factory.SelfAttribute("call.code")
    name = factory.SelfAttribute("call.title")


class CategoryFactory(Derived):
    class Meta:
        model = ProgramCategory

    program = factory.SubFactory(ProgramFactory)
    code = factory.Sequence(lambda number: f"category-{number:04d}")
    name = "重点课题"


class ApplicationFactory(Derived):
    """An application that has come in; give ``submission__call`` a program's call."""

    class Meta:
        model = ProjectApplication

    submission = factory.SubFactory(SubmissionFactory, call__kind=CallKind.PROJECT)


class ProjectFactory(Derived):
    """A project without application."""

    class Meta:
        model = Project

    category = factory.SubFactory(CategoryFactory)
    program = factory.SelfAttribute("category.program")
    number = factory.Sequence(lambda number: f"P-{number:04d}")
    title = factory.Sequence(lambda number: f"示例课题{number:04d}")
    organization = factory.SubFactory(OrganizationFactory)


class PaperFactory(Derived):
    """A paper that has come in; give ``submission__call`` a call for papers."""

    class Meta:
        model = Paper

    submission = factory.SubFactory(SubmissionFactory, call__kind=CallKind.PAPER)
    author_names = "教师001"
