"""Which rows a choice offers."""

import pytest
from django import forms

from association.models import Topic
from office.forms.choices import offer
from tests.factories.association import TopicFactory


class Chooser(forms.Form):
    topic = forms.ModelChoiceField(queryset=Topic.objects.none())
    word = forms.CharField()


@pytest.mark.django_db
def test_a_choice_offers_the_given_rows_only() -> None:
    wanted, other = TopicFactory(), TopicFactory()
    form = Chooser({"topic": other.pk, "word": "字"})
    offer(form, "topic", Topic.objects.filter(pk=wanted.pk))
    assert "topic" in form.errors
    assert f'value="{wanted.pk}"' in str(form["topic"])
    assert f'value="{other.pk}"' not in str(form["topic"])


def test_a_field_that_chooses_no_rows_is_refused() -> None:
    with pytest.raises(TypeError, match="word"):
        offer(Chooser(), "word", Topic.objects.none())
