"""Forms: nothing typed is lost, nobody is overwritten, every refusal is a sentence."""

from typing import Any

import pytest
from django.urls import reverse

from association.models import Activity, Organization
from association.workflow import ACTIVITY
from office.actor import Actor
from office.domain.record import change_record, create_record
from office.models import AuditEntry
from tests.actors import client_of, make_actor
from tests.factories.association import ActivityFactory, OrganizationFactory, PersonFactory
from tests.factories.reviews import SubmissionFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def sent_values(client: Any, address: str, **typed: Any) -> dict[str, Any]:
    """Return what a browser would send from an opened form, with some fields typed over."""
    form = client.get(address).context["page"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**values, **typed}.items() if value not in (None, False)}


def change_address(obj: Any, page: str = "change") -> str:
    return reverse(f"association:{obj._meta.model_name}_{page}", args=[obj.pk])


def test_change_is_saved_with_its_actor(staff: Actor) -> None:
    activity = ActivityFactory(title="论坛")
    client = client_of(staff)
    answer = client.post(change_address(activity), sent_values(client, change_address(activity), title="高峰论坛"))
    assert (answer.status_code, answer.url) == (302, activity.get_absolute_url())
    assert Activity.objects.get().title == "高峰论坛"
    assert AuditEntry.objects.get().after == {"title": "高峰论坛"}


def test_stale_form_shows_both_versions_and_saves_knowingly(staff: Actor) -> None:
    activity = ActivityFactory(title="论坛", venue="合肥")
    client = client_of(staff)
    mine = sent_values(client, change_address(activity), title="我的论坛", kind="training")
    theirs = make_actor("secretariat_head")
    change_record(Activity.objects.get(), actor=theirs, changes={"title": "他的论坛", "venue": "芜湖"})
    answer = client.post(change_address(activity), mine)
    assert answer.status_code == 409
    page = answer.context["page"]
    shown = {item["theirs"]: item["mine"] for item in page.conflict}
    assert shown["他的论坛"] == "我的论坛"
    assert shown["芜湖"] == "合肥"
    labels = dict(Activity._meta.get_field("kind").flatchoices)
    assert shown[str(labels["forum"])] == str(labels["training"]), "choices are shown by their labels"
    assert 'value="我的论坛"' in answer.content.decode(), "what was typed stands in the form"
    assert Activity.objects.get().title == "他的论坛"
    again = {**mine, "revision": page.form["revision"].value()}
    assert client.post(change_address(activity), again).status_code == 302
    assert Activity.objects.get().title == "我的论坛"


def test_stale_form_that_says_the_same_is_no_conflict(staff: Actor) -> None:
    activity = ActivityFactory(title="论坛")
    client = client_of(staff)
    mine = sent_values(client, change_address(activity), title="高峰论坛")
    change_record(Activity.objects.get(), actor=staff, changes={"title": "高峰论坛"})
    answer = client.post(change_address(activity), mine)
    assert (answer.status_code, answer.url) == (302, activity.get_absolute_url())


def test_text_in_a_number_is_refused_beside_its_field_and_stays(staff: Actor) -> None:
    activity = ActivityFactory()
    client = client_of(staff)
    typed = sent_values(client, change_address(activity), year="二〇二〇", title="保留的标题")
    answer = client.post(change_address(activity), typed)
    assert answer.status_code == 422
    assert "year" in answer.context["page"].form.errors
    html = answer.content.decode()
    assert 'value="二〇二〇"' in html
    assert 'value="保留的标题"' in html


def test_model_refusal_stands_beside_its_field(staff: Actor) -> None:
    known = OrganizationFactory(name="安徽学院")
    client = client_of(staff)
    address = reverse("association:organization_create")
    values = sent_values(client, address, name="安徽学院", kind="school")
    answer = client.post(address, {**values, "not_same": [known.pk]})
    assert answer.status_code == 422
    assert answer.context["page"].form.errors
    assert 'value="安徽学院"' in answer.content.decode()
    assert Organization.objects.count() == 1


def test_address_prefills_a_new_form_and_nothing_else(staff: Actor) -> None:
    school = OrganizationFactory()
    address = reverse("association:person_create")
    answer = client_of(staff).get(address, {"organization": str(school.pk), "revision": "7", "evil": "1"})
    assert school.name in answer.content.decode()
    assert client_of(staff).get(address, {"organization": "²"}).status_code == 200


def test_form_offers_only_what_its_actor_sees() -> None:
    person = PersonFactory()
    school = make_actor("school_administrator")
    assert client_of(school).get(change_address(person)).status_code in {403, 404}


def test_page_of_an_act_asks_with_the_state_and_refuses_one_that_is_not_possible(staff: Actor) -> None:
    activity = ActivityFactory()
    client, address = client_of(staff), reverse("association:activity_act", args=[activity.pk, "cancel"])
    assert client.get(address).status_code == 200
    without = client.post(address, {"reason": " "})
    assert without.status_code == 422
    assert client.post(address, {"reason": "疫情\0"}).status_code == 302
    assert AuditEntry.objects.get().reason == "疫情"
    assert client.get(address).status_code == 409
    repeated = client.post(address, {"reason": "疫情"})
    assert repeated.status_code == 409
    assert str(activity) in repeated.content.decode()
    assert client.get(reverse("association:activity_act", args=[activity.pk, "fly"])).status_code == 404


def test_removal_asks_for_a_reason_and_names_what_stands_against_it(staff: Actor) -> None:
    school = PersonFactory(name="张三").organization
    client, address = client_of(make_actor("secretariat_head")), change_address(school, "remove")
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 422
    refused = client.post(address, {"reason": "重复"})
    assert refused.status_code == 409
    assert "张三" in refused.content.decode()
    assert "重复" in refused.content.decode()
    empty = OrganizationFactory()
    assert client.post(change_address(empty, "remove"), {"reason": "重复"}).status_code == 302
    assert client.post(change_address(empty, "remove"), {"reason": "重复"}).status_code == 404


def test_history_names_fields_and_acts_in_the_readers_language(staff: Actor) -> None:
    activity = ActivityFactory()
    change_record(activity, actor=staff, changes={"start_on": None, "end_on": None, "venue": "芜湖"})
    client = client_of(staff)
    client.post(reverse("association:activity_act", args=[activity.pk, "cancel"]), {"reason": "疫情"})
    history = client.get(activity.get_absolute_url()).context["page"].history
    label = next(move.label for move in ACTIVITY.transitions if move.action == "cancel")
    assert history[0]["what"] == str(label)
    changed = [change.label for change in history[1]["changes"]]
    assert str(Activity._meta.get_field("venue").verbose_name) in changed
    assert "start_on" not in changed


def test_created_record_is_audited_once(staff: Actor) -> None:
    create_record(OrganizationFactory.build(), actor=staff)
    assert AuditEntry.objects.count() == 1


def test_form_of_a_row_names_the_record_it_will_belong_to(staff: Actor) -> None:
    activity = ActivityFactory(title="校长论坛")
    address = reverse("association:host_create")
    client = client_of(staff)
    page = client.get(address, {"activity": activity.pk}).context["page"]
    assert page.title.startswith("校长论坛")
    assert [str(link.label) for link in page.crumbs][:-1] == ["校长论坛"]
    assert page.cancel_url == activity.get_absolute_url()
    refused = client.post(address, {"activity": activity.pk, "role": "nobody"})
    assert refused.status_code == 422
    assert refused.context["page"].title.startswith("校长论坛")


def test_rows_of_a_record_are_added_one_after_the_other(staff: Actor) -> None:
    activity, client = ActivityFactory(), client_of(staff)
    url = f"{reverse('association:session_create')}?activity={activity.pk}"
    page = client.get(url)
    assert 'name="another"' in page.content.decode()
    token = page.context["page"].token
    sent = {"activity": activity.pk, "order": 1, "title": "开幕式", "form_token": token, "another": "1"}
    for _time in range(2):
        answer = client.post(url, sent)
        assert answer.url == url, "the next row of the same record, also when sent twice"
    assert list(activity.sessions.values_list("title", flat=True)) == ["开幕式"]
    assert client.get(url).context["page"].token != token
    sent = {"activity": activity.pk, "order": 2, "title": "主旨报告"}
    assert client.post(url, sent).url == activity.get_absolute_url(), "the last one leads back"
    assert 'name="another"' not in client.get(reverse("association:activity_create")).content.decode()
    assert (
        'name="another"'
        not in client.get(reverse("association:session_change", args=[activity.sessions.first().pk])).content.decode()
    )


def test_form_names_no_record_that_the_actor_may_not_see(log_in: Any) -> None:
    """The address of a form is no way to read titles."""
    foreign = SubmissionFactory(title="外校作品")
    for value in (str(foreign.pk), "999999", "x", ""):
        answer = log_in("school_administrator").get(reverse("reviews:participant_create"), {"submission": value})
        assert "外校作品" not in answer.content.decode()


def test_drop_downs_ask_in_words_and_text_areas_stay_low(staff: Actor) -> None:
    html = client_of(staff).get(reverse("association:activity_create")).content.decode()
    assert "---------" not in html
    assert 'rows="4"' in html
    assert "cols=" not in html
