"""Stated counts: what a source says, with its qualifier."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from association.domain.count import NothingToCount, change_count, create_count
from association.models import StatedCount
from office.actor import Actor
from office.models import AuditEntry
from tests.actors import client_of
from tests.factories.association import ActivityFactory, PublicationFactory, StatedCountFactory, VisitFactory

pytestmark = pytest.mark.django_db


def test_count_needs_a_source(staff: Actor) -> None:
    with pytest.raises(ValidationError) as refused:
        create_count(StatedCount(activity=ActivityFactory(), kind="schools", quantity="30多所"), actor=staff)
    assert list(refused.value.message_dict) == ["source"]


def test_count_of_what_was_canceled_is_refused(staff: Actor) -> None:
    for owner in ({"activity": ActivityFactory(state="canceled")}, {"visit": VisitFactory(state="canceled")}):
        with pytest.raises(NothingToCount):
            create_count(StatedCount(kind="schools", quantity="30多所", source="总结", **owner), actor=staff)


def test_change_leaves_both_figures_in_the_trail(staff: Actor) -> None:
    count = StatedCountFactory(quantity="200余名")
    change_count(StatedCount.objects.get(pk=count.pk), actor=staff, changes={"quantity": "300余名"})
    entry = AuditEntry.objects.get(action="change")
    assert (entry.before, entry.after) == ({"quantity": "200余名"}, {"quantity": "300余名"})
    assert str(StatedCount.objects.get()) == "300余名选手"


def test_second_count_of_the_same_kind_and_noun_is_refused(staff: Actor) -> None:
    count = StatedCountFactory()
    twin = StatedCount(activity=count.activity, kind=count.kind, noun=count.noun, quantity="210名", source="简报")
    with pytest.raises(ValidationError):
        create_count(twin, actor=staff)


@pytest.mark.parametrize(("owner", "factory"), [("visit", VisitFactory), ("publication", PublicationFactory)])
def test_visits_and_publications_have_counts_too(owner: str, factory: type, staff: Actor) -> None:
    row, client = factory(), client_of(staff)  # type: ignore[call-arg]
    values = {owner: row.pk, "kind": "schools", "quantity": "60多所", "noun": "学校", "source": "总结"}
    response = client.post(reverse("association:count_create"), values)
    assert response["Location"] == row.get_absolute_url()
    assert "60多所学校" in client.get(row.get_absolute_url()).content.decode()


def test_text_that_is_no_number_is_refused_in_words(staff: Actor) -> None:
    values = {"activity": ActivityFactory().pk, "kind": "schools", "quantity": "很多", "source": "总结"}
    response = client_of(staff).post(reverse("association:count_create"), values)
    assert response.status_code == 422
    assert "quantity" in response.context["form"].errors
    assert "很多" in response.content.decode()
