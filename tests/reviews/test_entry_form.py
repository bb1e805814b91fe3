"""Designing a call's entry form: draft, versions, publishing."""

from typing import Any

import pytest

from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal, StaleRecord
from reviews.domain.entry_form import (
    discard_draft,
    open_draft,
    place_question,
    publish_form,
    remove_question,
    save_question,
)
from reviews.domain.submission import register_submission
from reviews.enums import CallState
from reviews.methods.entry_form import CHOICE, TEXT, Condition, FormField
from reviews.models import FormVersion, Submission
from tests.actors import make_actor
from tests.factories.reviews import CallFactory, FormVersionFactory

pytestmark = pytest.mark.django_db

KIND = FormField("", CHOICE, "类别", choices=("甲", "乙"))
NOTE = FormField("", TEXT, "说明")


@pytest.fixture
def staff() -> Any:
    return make_actor(Role.SECRETARIAT)


def labels(call: Any) -> list[str]:
    return [item["label"] for item in FormVersion.objects.filter(call=call).order_by("-number")[0].fields]


def test_questions_are_added_changed_moved_and_removed_in_a_draft(staff: Any) -> None:
    call = CallFactory()
    save_question(call, KIND, actor=staff)
    draft = save_question(call, NOTE, actor=staff)
    assert [item["code"] for item in draft.fields] == ["f1", "f2"]
    save_question(call, FormField("f2", TEXT, "补充说明", shown_when=Condition("f1", "甲")), actor=staff)
    assert labels(call) == ["类别", "补充说明"]
    place_question(call, "f2", to=0, actor=staff)
    place_question(call, "f2", to=0, actor=staff)
    assert labels(call) == ["补充说明", "类别"]
    remove_question(call, "f1", actor=staff)
    assert labels(call) == ["补充说明"]
    assert "shown_when" not in FormVersion.objects.get().fields[0]
    assert AuditEntry.objects.filter(action="change").count() == 5


def test_a_question_that_breaks_its_kind_is_not_stored(staff: Any) -> None:
    call = CallFactory()
    with pytest.raises(Refusal):
        save_question(call, FormField("", TEXT, ""), actor=staff)
    assert not FormVersion.objects.exists()


def test_a_stale_page_of_a_question_changes_nothing(staff: Any) -> None:
    call = CallFactory()
    draft = save_question(call, NOTE, actor=staff)
    save_question(call, KIND, actor=staff, revision=draft.revision)
    with pytest.raises(StaleRecord):
        save_question(call, FormField("f1", TEXT, "迟到"), actor=staff, revision=draft.revision)
    assert labels(call) == ["说明", "类别"]


def test_publishing_makes_a_version_that_new_entries_keep(staff: Any) -> None:
    call = CallFactory()
    draft = save_question(call, NOTE, actor=staff)
    before = register_submission(Submission(call=call, title="早"), actor=staff)
    published = publish_form(call, actor=staff, revision=draft.revision)
    assert published.published_at is not None
    first = register_submission(Submission(call=call, title="一"), actor=staff)
    save_question(call, KIND, actor=staff)
    assert register_submission(Submission(call=call, title="二"), actor=staff).form_version == published
    second = publish_form(call, actor=staff)
    later = register_submission(Submission(call=call, title="三"), actor=staff)
    assert [second.number, len(second.fields)] == [2, 2]
    first.refresh_from_db()
    assert (before.form_version, first.form_version, later.form_version) == (None, published, second)
    assert FormVersion.objects.get(number=1).fields == published.fields
    acts = list(AuditEntry.objects.filter(action="publish_form").order_by("pk").values_list("after__number", flat=True))
    assert acts == [1, 2]


def test_codes_of_former_versions_are_not_given_again(staff: Any) -> None:
    call = CallFactory()
    save_question(call, NOTE, actor=staff)
    save_question(call, KIND, actor=staff)
    publish_form(call, actor=staff)
    remove_question(call, "f2", actor=staff)
    publish_form(call, actor=staff)
    draft = save_question(call, KIND, actor=staff)
    assert [item["code"] for item in draft.fields] == ["f1", "f3"]


def test_publishing_is_refused_without_a_draft_with_a_wrong_question_and_when_stale(staff: Any) -> None:
    call = CallFactory()
    with pytest.raises(Refusal):
        publish_form(call, actor=staff)
    draft = open_draft(call, actor=staff)
    with pytest.raises(Refusal):
        publish_form(call, actor=staff)
    save_question(call, NOTE, actor=staff)
    with pytest.raises(StaleRecord):
        publish_form(call, actor=staff, revision=draft.revision)
    publish_form(call, actor=staff)
    with pytest.raises(Refusal):
        publish_form(call, actor=staff)
    assert FormVersion.objects.filter(published_at__isnull=False).count() == 1


@pytest.mark.parametrize("state", [CallState.CLOSED, CallState.DECIDED])
def test_the_form_of_a_call_that_takes_nothing_in_stays(staff: Any, state: str) -> None:
    form = FormVersionFactory(call__state=state)
    for act in (
        lambda: save_question(form.call, NOTE, actor=staff),
        lambda: remove_question(form.call, "f1", actor=staff),
        lambda: publish_form(form.call, actor=staff),
    ):
        with pytest.raises(Refusal):
            act()
    assert FormVersion.objects.count() == 1


def test_a_draft_is_discarded_and_the_form_in_use_stays(staff: Any) -> None:
    form = FormVersionFactory()
    remove_question(form.call, "f1", actor=staff)
    discard_draft(form.call, actor=staff)
    assert FormVersion.objects.get() == form
    with pytest.raises(Refusal):
        discard_draft(form.call, actor=staff)


def test_readers_see_published_versions_of_calls_they_know() -> None:
    form = FormVersionFactory()
    FormVersionFactory(call=form.call, published_at=None)
    FormVersionFactory(call__state=CallState.DRAFTED)
    assert FormVersion.objects.visible_to(make_actor(Role.AUDITOR)).count() == 3
    assert list(FormVersion.objects.visible_to(make_actor(Role.SCHOOL_ADMINISTRATOR))) == [form]
    assert not FormVersion.objects.visible_to(make_actor(Role.REVIEWER)).exists()
