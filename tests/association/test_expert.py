"""The expert pool: cards, fields, declared relations; the payee card is encrypted, masked, and opens with a reason."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from association.domain.expert import keep_payee, reveal_payee
from association.methods.identity import is_valid_card, is_valid_id, mask_card, mask_id
from association.models import Expert, ExpertRelation, Payee
from office.actor import Actor
from office.domain.cipher import decrypt_text, encrypt_text
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal
from tests.actors import client_of, make_actor
from tests.factories.association import ExpertFactory, OrganizationFactory, PersonFactory, TopicFactory

pytestmark = pytest.mark.django_db
ID_NUMBER, CARD = "11010519491231002X", "6222021001116245702"


def test_numbers_are_checked_and_masked() -> None:
    assert is_valid_id(ID_NUMBER)
    assert not is_valid_id("110105194912310021")
    assert not is_valid_id("1101051949")
    assert is_valid_card(CARD)
    assert not is_valid_card("6222021001116245703")
    assert mask_id(ID_NUMBER) == "1101**********002X"
    assert mask_card(CARD) == "**** 5702"
    assert decrypt_text(encrypt_text(CARD)) == CARD
    assert encrypt_text("") == decrypt_text("") == ""


def test_the_payee_card_is_nowhere_in_plain_and_opens_with_a_reason(staff: Actor) -> None:
    expert = ExpertFactory()
    with pytest.raises(Refusal):
        reveal_payee(expert, actor=staff, reason="核对")
    keep_payee(expert, actor=staff, id_number=ID_NUMBER, card=CARD, bank="示例银行")
    keep_payee(expert, actor=staff, bank="示例银行合肥分行")
    stored = str(Payee.objects.values().get())
    trail = str(list(AuditEntry.objects.values()))
    for number in (ID_NUMBER, CARD):
        assert number not in stored
        assert number not in trail
    with pytest.raises(Refusal):
        reveal_payee(expert, actor=staff, reason=" ")
    assert reveal_payee(expert, actor=staff, reason="核对发放") == (ID_NUMBER, CARD)
    assert AuditEntry.objects.get(action="reveal").reason == "核对发放"


def test_staff_keep_the_pool_on_pages(staff: Actor) -> None:
    client, person, topics = client_of(staff), PersonFactory(), [TopicFactory(), TopicFactory()]
    sent = {"person": f"{person}（#{person.pk}）", "title": "教授", "is_active": "on", "topics": [topics[0].pk]}
    answer = client.post(reverse("association:expert_create"), sent)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    expert = Expert.objects.get()
    assert [row.topic for row in expert.topics.all()] == [topics[0]]
    change = {**sent, "topics": [topics[1].pk], "revision": expert.revision}
    assert client.post(reverse("association:expert_change", args=[expert.pk]), change).status_code == 302
    assert [row.topic for row in expert.topics.all()] == [topics[1]]
    page = client.get(expert.get_absolute_url()).content.decode()
    assert topics[1].name in page
    assert topics[1].name in client.get(reverse("association:expert_list")).content.decode()
    assert client.get(reverse("association:topic_list")).status_code == 200
    assert client.get(topics[0].get_absolute_url()).status_code == 200
    school = OrganizationFactory()
    tie = {"expert": expert.pk, "kind": "part_time", "organization": f"{school}（#{school.pk}）"}
    assert client.post(reverse("association:expertrelation_create") + f"?expert={expert.pk}", tie).status_code == 302
    assert ExpertRelation.objects.get().organization == school
    payee = reverse("association:expert_payee", args=[expert.pk])
    assert client.post(payee, {"id_number": "1", "card": CARD}).status_code == 422
    assert client.post(payee, {"id_number": ID_NUMBER, "card": CARD, "bank": "示例银行"}).status_code == 302
    page = client.get(expert.get_absolute_url()).content.decode()
    assert "**** 5702" in page
    assert CARD not in page
    reveal = reverse("association:expert_reveal", args=[expert.pk])
    assert client.post(reveal, {"reason": ""}).status_code == 422
    assert CARD in client.post(reveal, {"reason": "核对"}, follow=True).content.decode()


def test_nobody_else_sees_the_pool() -> None:
    expert = ExpertFactory()
    for role in (Role.SCHOOL_ADMINISTRATOR, Role.REVIEWER, Role.ACADEMIC_COMMITTEE, Role.SYSTEM_ADMINISTRATOR):
        client = client_of(make_actor(role))
        assert client.get(reverse("association:expert_list")).status_code == 403
        assert client.get(expert.get_absolute_url()).status_code == 404
        assert client.post(reverse("association:expert_reveal", args=[expert.pk]), {"reason": "x"}).status_code == 403
    auditor = client_of(make_actor(Role.AUDITOR))
    assert auditor.get(expert.get_absolute_url()).status_code == 200
    assert auditor.post(reverse("association:expert_reveal", args=[expert.pk]), {"reason": "x"}).status_code == 403


def test_a_relation_has_one_side() -> None:
    both = ExpertRelation(
        expert=ExpertFactory(), kind="relative", person=PersonFactory(), organization=OrganizationFactory()
    )
    for relation in (both, ExpertRelation(expert=ExpertFactory(), kind="relative")):
        with pytest.raises(ValidationError):
            relation.full_clean()
