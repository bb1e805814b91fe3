"""Access review: who may do what as the rules and grants say, who can see a person, and the review on record."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook
from rules.rulesets import default_rules

from association.domain.access import mark_reviewed
from association.models import AccessReview, Person
from association.queries.access import access_numbers, readers_of, roles_that_see
from association.queries.grant import actor_of, today, valid_grants
from association.web.rights import known_nouns, noun_label, rights_of, split_right
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry, User
from office.workflow import Refusal
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory, OrganizationFactory, PersonFactory, RoleGrantFactory
from tests.factories.office import UserFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def head() -> Actor:
    return make_actor(Role.SECRETARIAT_HEAD)


def test_list_shows_grants_in_force_of_open_accounts(head: Actor) -> None:
    school = OrganizationFactory()
    live = RoleGrantFactory(role=Role.SCHOOL_TEACHER, organization=school)
    RoleGrantFactory(role=Role.FINANCE, valid_until=today() - timedelta(days=1))
    RoleGrantFactory(role=Role.AUDITOR, user=UserFactory(is_active=False))
    Authenticator.objects.create(user=live.user, type="totp", data={"secret": "x"})
    client = client_of(head)
    content = client.get(reverse("association:access_list")).content.decode()
    assert live.user.display_name in content
    assert "2" in content
    rows = load_workbook(BytesIO(client.get(reverse("association:access_export")).content)).active
    assert rows is not None
    assert {row[1].value for row in rows.iter_rows(min_row=2)} == {
        live.user.username,
        User.objects.get(pk=head.user_id).username,
    }
    with_factor = client.get(reverse("association:access_list"), {"factor": "true"}).content.decode()
    assert live.user.username in with_factor
    assert User.objects.get(pk=head.user_id).username not in with_factor


@pytest.mark.parametrize(
    ("last_login", "joined", "dormant"), [(91, 400, True), (89, 400, False), (None, 91, True), (None, 5, False)]
)
def test_dormant_is_who_was_not_here_for_ninety_days(
    head: Actor, last_login: int | None, joined: int, *, dormant: bool
) -> None:
    now = timezone.now()
    user = RoleGrantFactory(role=Role.FINANCE).user
    User.objects.filter(pk=user.pk).update(
        last_login=now - timedelta(days=last_login) if last_login else None, date_joined=now - timedelta(days=joined)
    )
    content = client_of(head).get(reverse("association:access_list"), {"use": "dormant"}).content.decode()
    assert (user.username in content) is dormant
    assert access_numbers(head)["dormant"] == int(dormant)


def test_review_is_stored_with_its_numbers(head: Actor) -> None:
    RoleGrantFactory(role=Role.FINANCE)
    UserFactory()
    client = client_of(head)
    assert client.post(reverse("association:access_review"), {"reason": " "}).status_code == 422
    with pytest.raises(Refusal):
        mark_reviewed(finding="", actor=head)
    assert client.post(reverse("association:access_review"), {"reason": "一个账户停用，其余无误"}).status_code == 302
    review = AccessReview.objects.get()
    assert review.numbers["roles"] == {Role.FINANCE: 1, Role.SECRETARIAT_HEAD: 1}
    assert (review.numbers["active"], review.numbers["without_role"]) == (3, 1)
    assert review.done_by_id == head.user_id
    assert AuditEntry.objects.filter(content_type__model="accessreview", action="create").count() == 1
    assert "一个账户停用" in client.get(reverse("association:access_review")).content.decode()


@pytest.mark.once
@pytest.mark.parametrize("role", Role.values)
def test_every_right_has_words(head: Actor, role: str) -> None:
    page: Any = client_of(head).get(reverse("association:access_rights", args=[role])).context["page"]
    rights = page.panels[1].rows
    assert all(row[0].text and (row[1].text or row[2].text) for row in rights)
    assert bool(rights) or role == ""
    words = {word for row in rights for cell in row for word in cell.text.split("、") if word}
    assert not {word for word in words if word.isascii()}, "say in association/web/rights.py how these acts are called"


def test_rights_follow_the_rules() -> None:
    assert len(rights_of(Role.SECRETARIAT)) > len(rights_of(Role.SCHOOL_TEACHER)) > 0
    with override("en"):
        entries = {right.noun: right for right in rights_of(Role.SCHOOL_TEACHER)}["Entries"]
    assert "Submit" in entries.own_acts
    assert "Submit" not in entries.acts, "a school sends in its own drafts, not any entry"
    assert {"Open", "Withdraw"} <= set(entries.own_acts.split("、"))
    nouns = known_nouns()
    assert split_right("finish_review_review", nouns) == ("finish_review", "review")
    assert split_right("remove_former_name", nouns) == ("remove", "former_name")
    assert noun_label("association", "session") == "场次", "of an activity; Django's own are none of the office's"
    nameless = {
        name
        for name in default_rules
        if noun_label(name.partition(".")[0], split_right(name.partition(".")[2], nouns)[1]).islower()
    }
    assert not nameless, "say in association/web/rights.py how these are called"


def test_who_can_see_a_person_is_what_the_rows_say() -> None:
    school, other = OrganizationFactory(), OrganizationFactory()
    person = PersonFactory(organization=school)
    for role in Role:
        make_actor(role, organization=school if role.startswith("school") else None)
    for role in (Role.SCHOOL_ADMINISTRATOR, Role.SCHOOL_TEACHER):
        make_actor(role, organization=other)
    make_actor(Role.GROUP_SECRETARY, body=BodyFactory())
    named = {grant.user_id for grant in readers_of(person)}
    sees = set()
    for user in User.objects.all():
        actor = actor_of(user, valid_grants(user))
        if Person.objects.visible_to(actor).filter(pk=person.pk).exists():
            sees.add(user.pk)
    assert named == sees
    assert len(sees) == 6
    assert roles_that_see(PersonFactory(organization=None)).by_school == ()


def test_readers_page_tells_who_had_the_number_shown(head: Actor) -> None:
    person = PersonFactory(phone="13912345678")
    clerk = client_of(make_actor(Role.SECRETARIAT))
    clerk.post(reverse("association:person_reveal", args=[person.pk]), {"reason": "联系获奖"})
    page: Any = client_of(head).get(reverse("association:person_readers", args=[person.pk])).context["page"]
    assert [row[2].text for row in page.panels[2].rows] == ["联系获奖"]
