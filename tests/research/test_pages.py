"""Pages of research as the secretariat, a school and the academic committee use them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from office.queries.todo import count_waiting
from office.web.noun import Noun
from research.enums import ProjectState
from research.models import Paper, Program, ProgramCategory, Project, ProjectApplication
from research.queries.todo import waiting_for
from research.views.application import APPLICATION
from research.views.paper import PAPER
from research.views.program import PROGRAM
from research.views.project import PROJECT
from reviews.enums import CallKind, CallState, SubmissionState
from reviews.models import Call, Submission
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory, OrganizationFactory
from tests.factories.research import (
    ApplicationFactory,
    CategoryFactory,
    PaperFactory,
    ProgramFactory,
    ProjectFactory,
)
from tests.factories.reviews import CallFactory, ParticipantFactory, RoundFactory, TrackFactory
from tests.reviews.noun_checks import actors_of, check_doors, check_query_counts, check_rows_agree_with_rule

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def program_fields(**values: Any) -> dict[str, Any]:
    """Return what the form of a program sends."""
    return {
        "code": "ktgh-2020",
        "title": "2020年度教育科研规划课题",
        "body": BodyFactory().pk,
        "year": 2020,
        "level": "association",
        "entry_measure": "项",
        "number_prefix": "AZCJ20",
        "opens_at": "2020-03-01T09:00",
        "closes_at": "2099-06-30T17:00",
        **values,
    }


def test_a_program_is_made_and_changed_with_its_call(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    fields = program_fields()
    assert client.post(reverse("research:program_create"), fields).status_code == 302
    program = Program.objects.get()
    assert (program.name, program.code) == (fields["title"], "ktgh-2020")
    category = {"program": program.pk, "name": "重点课题", "code": "key", "order": 1}
    assert client.post(reverse("research:category_create"), category).headers["Location"] == program.get_absolute_url()
    assert client.post(reverse("research:category_create"), category).status_code == 422
    assert ProgramCategory.objects.count() == 1
    changed = {**fields, "title": "规划课题", "revision": 1, "part_revision": 1}
    assert client.post(reverse("research:program_change", args=[program.pk]), changed).status_code == 302
    assert Program.objects.get().name == "规划课题"


def send_applications(program: Program, category: ProgramCategory, *, count: int) -> Client:
    """Send applications in through a teacher's browser and return it."""
    teacher = client_of(make_actor(Role.SCHOOL_TEACHER))
    for number in range(count):
        sent = {"call": program.pk, "category": category.pk, "title": f"课题{number}"}
        made = teacher.post(reverse("research:application_create"), sent)
        url = reverse("research:application_act", args=[int(made.headers["Location"].split("/")[-2]), "submit"])
        assert teacher.post(url).status_code == 302
    return teacher


def test_applications_are_approved_by_numbers_and_one_by_one(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    program = ProgramFactory(call__code="ktgh-2020", number_prefix="AZCJ20")
    key = CategoryFactory(program=program)
    teacher = send_applications(program, key, count=3)
    client.post(reverse("research:program_act", args=[program.pk, "close_call"]))
    approve = reverse("research:program_approve", args=[program.pk])
    assert teacher.get(approve).status_code == 403
    wrong = client.post(approve, {"category": key.pk, "numbers": "KTGH-2020-001 KTGH-2020-009"})
    assert wrong.status_code == 422
    assert not Project.objects.exists()
    listed = {"category": key.pk, "numbers": "KTGH-2020-003 KTGH-2020-001", "approved_on": "2020-10-01"}
    assert client.post(approve, listed).status_code == 302
    assert list(Project.objects.order_by("number").values_list("number", "title")) == [
        ("AZCJ20001", "课题2"),
        ("AZCJ20002", "课题0"),
    ]
    assert client.post(approve, listed).status_code == 422
    last = ProjectApplication.objects.get(submission__title="课题1")
    one = reverse("research:application_approve", args=[last.pk])
    assert client.get(one).status_code == 200
    answer = client.post(one, {"category": key.pk})
    assert answer.headers["Location"] == Project.objects.get(title="课题1").get_absolute_url()
    assert teacher.get(answer.headers["Location"]).status_code == 200


def test_a_project_is_entered_changed_moved_and_removed(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    category = CategoryFactory()
    fields = {"program": category.program_id, "category": category.pk, "title": "委托课题", "leader_name": "李主持"}
    assert client.post(reverse("research:project_create"), fields).status_code == 302
    project = Project.objects.get()
    change = reverse("research:project_change", args=[project.pk])
    kept = {"category": category.pk, "title": "委托课题二", "revision": 1}
    assert client.post(change, kept).status_code == 302
    assert client.post(change, kept | {"title": "迟到"}).status_code == 409
    withdraw = reverse("research:project_act", args=[project.pk, "withdraw_approval"])
    assert client.post(withdraw, {"reason": "调离"}).status_code == 403
    assert log_in(Role.SECRETARIAT_HEAD).post(withdraw, {"reason": "调离"}).status_code == 302
    assert Project.objects.get().state == ProjectState.WITHDRAWN
    assert client.post(reverse("research:project_remove", args=[project.pk]), {"reason": "误建"}).status_code == 302
    assert not Project.objects.exists()


def test_a_school_sends_a_paper(log_in: LogIn) -> None:
    school = make_actor(Role.SCHOOL_ADMINISTRATOR)
    client = client_of(school)
    call = CallFactory(kind=CallKind.PAPER)
    ProgramFactory()
    form = client.get(reverse("research:paper_create")).content.decode()
    assert call.title in form
    assert Program.objects.get().name not in form
    fields = {"call": call.pk, "title": "论文", "author_names": "教师001", "theme": "产教融合"}
    assert client.post(reverse("research:paper_create"), fields).status_code == 302
    paper = Paper.objects.get()
    change = reverse("research:paper_change", args=[paper.pk])
    moved = {**fields, "title": "论文（修订）", "revision": 1, "part_revision": 1}
    assert client.post(change, moved).status_code == 302
    client.post(reverse("research:paper_act", args=[paper.pk, "submit"]))
    assert Submission.objects.get().state == SubmissionState.SUBMITTED
    assert client.post(change, moved).status_code == 403
    assert log_in(Role.SECRETARIAT).get(paper.get_absolute_url()).status_code == 200


def rows_of(noun: Noun, *, organization: Any, body: Any) -> list[Any]:
    """Return rows of a noun in every state, of an own and of a foreign scope."""
    bodies, owners = (body, BodyFactory()), (organization, OrganizationFactory())
    if noun.name == "program":
        return [ProgramFactory(call__body=owner, call__state=state) for owner in bodies for state in CallState]
    if noun.name == "project":
        categories = [CategoryFactory(program=ProgramFactory(call__body=owner)) for owner in bodies]
        return [
            ProjectFactory(category=category, organization=owner, state=state)
            for category in categories
            for owner in owners
            for state in ProjectState
        ]
    factory, kind = (PaperFactory, CallKind.PAPER) if noun.name == "paper" else (ApplicationFactory, CallKind.PROJECT)
    calls = [CallFactory(kind=kind, body=owner) for owner in bodies]
    if noun.name == "application":
        for call in calls:
            ProgramFactory(call=call)
    return [
        factory(submission__call=call, submission__organization=owner, submission__state=state)
        for call in calls
        for owner in owners
        for state in SubmissionState
    ]


NOUNS = [PROGRAM, APPLICATION, PROJECT, PAPER]


@pytest.mark.once
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_list_and_rule_agree_and_doors_answer(noun: Noun) -> None:
    scope = {"organization": OrganizationFactory(), "body": BodyFactory()}
    rows = rows_of(noun, **scope)
    actors = actors_of(**scope)
    check_rows_agree_with_rule(noun, rows, actors)
    check_doors(noun, rows, actors)


@pytest.mark.once
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_the_number_of_queries_does_not_grow(noun: Noun, log_in: LogIn) -> None:
    program = ProgramFactory()
    category, track = CategoryFactory(program=program), TrackFactory(call=program.call)
    papers = CallFactory(kind=CallKind.PAPER)

    def make_application() -> ProjectApplication:
        made = ApplicationFactory(submission__call=program.call, submission__track=track, category=category)
        ParticipantFactory(submission=made.submission)
        return made

    def make_program() -> Program:
        made = ProgramFactory()
        for parent in (made, program):
            CategoryFactory(program=parent)
            TrackFactory(call=parent.call)
        RoundFactory(call=program.call)
        return made

    makers: dict[str, Callable[[], Any]] = {
        "program": make_program,
        "application": make_application,
        "project": lambda: ProjectFactory(category=category, track=track, application=make_application()),
        "paper": lambda: PaperFactory(submission__call=papers),
    }
    check_query_counts(noun, makers[noun.name], log_in(Role.SECRETARIAT))


def test_what_waits(staff: Actor) -> None:
    closed = ProgramFactory(call__state=CallState.CLOSED)
    ApplicationFactory(submission__call=closed.call)
    ApplicationFactory(submission__call=closed.call, submission__state=SubmissionState.ACCEPTED)
    ApplicationFactory(
        submission__call=closed.call, submission__state=SubmissionState.ACCEPTED, submission__held_by="A-1"
    )
    ApplicationFactory(submission__call=ProgramFactory().call)
    (item,) = count_waiting(waiting_for(staff))
    assert item.count == 2
    assert client_of(staff).get(item.url).context["page"].count_text == "2"
    assert waiting_for(make_actor(Role.SCHOOL_TEACHER)) == []


def test_a_school_is_offered_the_categories_of_the_program_it_came_from(log_in: LogIn) -> None:
    now = timezone.now()
    open_now = {"call__state": CallState.OPEN, "call__opens_at": now - timedelta(days=1), "call__closes_at": None}
    program, other, past = ProgramFactory(**open_now), ProgramFactory(**open_now), ProgramFactory()
    Call.objects.filter(pk=past.pk).update(state=CallState.DECIDED)
    own = CategoryFactory(program=program)
    CategoryFactory(program=past)
    beside = CategoryFactory(program=other)
    client = log_in(Role.SCHOOL_ADMINISTRATOR)
    url = reverse("research:application_create")
    field = client.get(f"{url}?call={program.pk}").context["form"].fields["category"]
    assert [label for key, label in field.choices if key] == [own.name]
    field = client.get(url).context["form"].fields["category"]
    expected = {f"{row.program.name}：{row.name}" for row in (own, beside)}
    assert {label for key, label in field.choices if key} == expected


def test_a_program_with_an_endless_number_breaks_no_page(log_in: Callable[..., Client]) -> None:
    """A program's key is its call's: Django does not look after such keys as it does after others."""
    endless = {"program": "9" * 25}
    client = log_in(Role.SECRETARIAT)
    assert client.get(reverse("research:project_list"), endless).status_code in {200, 400}
    assert client.get(reverse("research:project_export"), endless).status_code in {200, 400}
    assert client.post(reverse("research:category_create"), endless).status_code in {400, 422}
