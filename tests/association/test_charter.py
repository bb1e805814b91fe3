"""The charter's numbers: dated, exact, taken over from the model charter or entered by hand."""

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from association.domain.charter import model_rules, take_model_rules
from association.enums import CharterCode
from association.models import CharterRule
from association.queries.profile import charter_value, rules_in_force
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory

pytestmark = pytest.mark.django_db


def test_model_charter_is_taken_over_once_and_leaves_what_is_there() -> None:
    body, head = BodyFactory(kind="association"), make_actor(Role.SECRETARIAT_HEAD)
    CharterRule.objects.create(body=body, code="term_years", amount=4, valid_from=date(2018, 1, 1))
    rows = take_model_rules(body, actor=head, valid_from=date(2020, 1, 1))
    assert len(rows) == len(model_rules()["rules"]) - 1
    assert AuditEntry.objects.filter(action="create").count() == len(rows)
    assert charter_value(body, "term_years", day=date(2020, 6, 1)) == 4
    assert charter_value(body, "congress_quorum", day=date(2020, 6, 1)) == Fraction(2, 3)
    assert charter_value(body, "congress_quorum", day=date(2019, 6, 1)) is None
    with pytest.raises(Refusal):
        take_model_rules(body, actor=head, valid_from=date(2020, 1, 1))


def test_model_charter_names_only_known_rules() -> None:
    codes = [rule["code"] for rule in model_rules()["rules"]]
    assert set(codes) <= set(CharterCode.values)
    assert len(set(codes)) == len(codes)


def test_each_day_has_the_number_of_its_time() -> None:
    body = BodyFactory(kind="association")
    for year, amount in ((2015, 5), (2020, 4)):
        CharterRule.objects.create(body=body, code="term_years", amount=amount, valid_from=date(year, 1, 1))
    assert charter_value(body, "term_years", day=date(2014, 12, 31)) is None
    assert charter_value(body, "term_years", day=date(2019, 12, 31)) == 5
    assert charter_value(body, "term_years", day=date(2020, 1, 1)) == 4
    assert set(rules_in_force(body, day=date(2020, 1, 1))) == {"term_years"}


def test_rule_is_entered_changed_and_removed_by_those_who_set_up() -> None:
    body = BodyFactory(kind="association")
    client = client_of(make_actor(Role.SYSTEM_ADMINISTRATOR))
    create = reverse("association:charter_rule_create")
    values = {"code": "council_share", "number": "1／3", "valid_from": "2020-01-01", "clause": "第二十条"}
    answer = client.post(create, values)
    assert answer.status_code == 302, answer.content.decode()
    row = CharterRule.objects.get()
    assert (row.body, row.value, row.value_text) == (body, Fraction(1, 3), "1/3")
    assert client.post(create, values).status_code == 422, "twice on one day"
    for number in ("三分之一", "1/0", "", "-1", "0.5"):
        assert client.post(create, {**values, "number": number, "valid_from": "2021-01-01"}).status_code == 422, number
    change = reverse("association:charter_rule_change", args=[row.pk])
    assert "1/3" in client.get(change).content.decode()
    answer = client.post(change, {**values, "number": "2/5", "revision": row.revision})
    assert answer.status_code == 302
    assert CharterRule.objects.get().value == Fraction(2, 5)
    stale = client.post(change, {**values, "number": "1/2", "revision": row.revision})
    assert stale.status_code == 409
    assert "2/5" in stale.content.decode()
    assert client.post(reverse("association:charter_rule_remove", args=[row.pk]), {"reason": "误录"}).status_code == 302
    assert not CharterRule.objects.exists()
    page = client.get(reverse("association:setup_charter")).content.decode()
    assert reverse("association:setup_model") in page
