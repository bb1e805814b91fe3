"""Pages of contests and honor selections as the secretariat and a school use them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from association.models import Recognition
from competitions.models import (
    Contest,
    Entry,
    Event,
    ExternalContest,
    ExternalResult,
    HonorEdition,
    HonorScheme,
    Nomination,
)
from competitions.queries.todo import waiting_for
from competitions.views.contest import CONTEST
from competitions.views.entry import ENTRY
from competitions.views.external import EXTERNAL
from competitions.views.honor import HONOR
from competitions.views.nomination import NOMINATION
from competitions.views.scheme import SCHEME
from competitions.views.series import CONTEST_SERIES
from office.enums import Role
from office.queries.todo import count_waiting
from office.web.noun import Noun
from reviews.enums import CallState, SubmissionState
from reviews.models import Call, Submission
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory, OrganizationFactory
from tests.factories.competitions import (
    ContestFactory,
    EntryFactory,
    EventFactory,
    ExternalContestFactory,
    ExternalResultFactory,
    HonorFactory,
    NominationFactory,
    SchemeFactory,
    SeriesFactory,
)
from tests.factories.reviews import AwardFactory, ParticipantFactory, PrizeFactory, RoundFactory, TrackFactory
from tests.reviews.noun_checks import actors_of, check_doors, check_query_counts, check_rows_agree_with_rule

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def call_fields(**values: Any) -> dict[str, Any]:
    return {
        "code": "bim-2020",
        "title": "第二届“BIM应用”技能大赛",
        "year": 2020,
        "edition": 2,
        "level": "association",
        "entry_measure": "支",
        "entry_noun": "队伍",
        "is_complete": "on",
        "opens_at": "2020-10-01T09:00",
        "closes_at": "2099-11-30T17:00",
        **values,
    }


def test_a_contest_and_its_call_are_made_and_changed_on_one_page(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    fields = call_fields(body=BodyFactory().pk, series=SeriesFactory().pk)
    answer = client.post(reverse("competitions:contest_create"), fields)
    contest = Contest.objects.get()
    assert answer.headers["Location"] == contest.get_absolute_url()
    assert (contest.edition, contest.call.title, contest.call.entry_noun) == (2, fields["title"], "队伍")
    change = reverse("competitions:contest_change", args=[contest.pk])
    assert fields["title"] in client.get(change).content.decode()
    moved = {**fields, "title": "新题目", "edition": 3, "revision": 1, "part_revision": 1}
    assert client.post(change, moved).status_code == 302
    stale = client.post(change, {**moved, "title": "迟到"})
    assert stale.status_code == 409
    assert "新题目" in stale.content.decode()
    contest.refresh_from_db()
    assert (contest.edition, Call.objects.get().title) == (3, "新题目")
    again = client.post(
        change, {**moved, "title": "知情后保存", "revision": contest.revision, "part_revision": contest.call.revision}
    )
    assert again.status_code == 302


def test_a_number_of_schools_that_is_not_known_is_left_out(log_in: LogIn) -> None:
    contest, client, label = ContestFactory(), log_in(Role.SECRETARIAT), "参赛院校"
    EntryFactory(submission__call=contest.call)
    assert label in client.get(contest.get_absolute_url()).content.decode()
    EntryFactory(submission__call=contest.call, submission__organization=None)
    assert label not in client.get(contest.get_absolute_url()).content.decode()


def test_the_conflict_page_carries_both_new_revisions(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    contest = ContestFactory(call__edition=2)
    Call.objects.filter(pk=contest.pk).update(revision=7)
    change = reverse("competitions:contest_change", args=[contest.pk])
    fields = call_fields(body=contest.call.body_id, series=contest.series_id, revision=1, part_revision=1)
    page = client.post(change, fields)
    assert page.status_code == 409
    assert 'name="part_revision" value="7"' in page.content.decode()
    assert client.post(change, {**fields, "part_revision": 7}).status_code == 302


def test_the_same_form_sent_twice_makes_one_contest(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    fields = call_fields(body=BodyFactory().pk, form_token="0123456789abcdef0123456789abcdef")
    first = client.post(reverse("competitions:contest_create"), fields)
    second = client.post(reverse("competitions:contest_create"), fields)
    assert first.headers["Location"] == second.headers["Location"]
    assert Contest.objects.count() == 1


def test_a_contest_moves_along_its_call(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    contest = ContestFactory(call__state=CallState.DRAFTED)
    client.post(reverse("competitions:contest_act", args=[contest.pk, "publish_call"]))
    client.post(reverse("competitions:contest_act", args=[contest.pk, "close_call"]))
    assert Call.objects.get().state == CallState.CLOSED
    history = client.get(contest.get_absolute_url())
    assert len(history.context["page"].history) == 2
    decided = client.post(reverse("competitions:contest_act", args=[contest.pk, "decide_call"]))
    assert decided.status_code == 302
    reopen = reverse("competitions:contest_act", args=[contest.pk, "reopen_decision"])
    assert client.post(reopen, {"reason": "更正"}).status_code == 403
    assert log_in(Role.SECRETARIAT_HEAD).post(reopen, {"reason": "更正"}).status_code == 302


def test_events_live_on_the_contest(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    contest = ContestFactory()
    fields = {"contest": contest.pk, "name": "建模", "code": "model", "order": 1}
    answer = client.post(reverse("competitions:event_create"), fields)
    assert answer.headers["Location"] == contest.get_absolute_url()
    event = Event.objects.get()
    change = reverse("competitions:event_change", args=[event.pk])
    assert client.post(change, {"name": "建模赛", "code": "model", "order": 1, "revision": 1}).status_code == 302
    assert "建模赛" in client.get(contest.get_absolute_url()).content.decode()
    removed = client.post(reverse("competitions:event_remove", args=[event.pk]), {"reason": "取消"})
    assert removed.headers["Location"] == contest.get_absolute_url()
    assert not Event.objects.exists()


def test_a_teacher_registers_fills_and_sends_in_an_entry() -> None:
    school = make_actor(Role.SCHOOL_TEACHER)
    client = client_of(school)
    contest = ContestFactory(call__code="bim")
    track = TrackFactory(call=contest.call)
    form = client.get(f"{reverse('competitions:entry_create')}?call={contest.pk}")
    assert 'name="organization"' not in form.content.decode()
    foreign = OrganizationFactory()
    fields = {"call": contest.pk, "track": track.pk, "title": "一队", "organization": foreign.name}
    answer = client.post(reverse("competitions:entry_create"), fields)
    entry = Entry.objects.get()
    assert answer.headers["Location"] == entry.get_absolute_url()
    assert entry.submission.organization_id == school.organization_id
    upload = SimpleUploadedFile("作品.pdf", b"%PDF-1.7\n%%EOF", content_type="application/pdf")
    client.post(reverse("competitions:entry_file_add", args=[entry.pk]), {"file": upload})
    link = entry.submission.attachments.get()
    opened = client.get(reverse("competitions:entry_file_open", args=[entry.pk, link.pk]))
    assert b"".join(opened.streaming_content) == b"%PDF-1.7\n%%EOF"
    client.post(reverse("competitions:entry_act", args=[entry.pk, "submit"]))
    stored = Submission.objects.get()
    assert (stored.state, stored.number) == (SubmissionState.SUBMITTED, "BIM-001")
    assert [item["name"] for item in stored.dossier["files"]] == ["作品.pdf"]
    assert client.get(reverse("competitions:entry_change", args=[entry.pk])).status_code == 403
    for act in ("accept", "reject", "send_back"):
        assert client.post(reverse("competitions:entry_act", args=[entry.pk, act]), {"reason": "x"}).status_code == 403
    withdrawn = client.post(reverse("competitions:entry_act", args=[entry.pk, "withdraw"]), {"reason": "退赛"})
    assert withdrawn.status_code == 302


def test_a_school_cannot_enter_after_the_close_or_touch_another_schools_entry() -> None:
    client = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    late = ContestFactory(call__closes_at=timezone.now() - timedelta(seconds=1))
    answer = client.post(reverse("competitions:entry_create"), {"call": late.pk, "title": "一队"})
    assert answer.status_code == 422
    assert not Entry.objects.exists()
    foreign = EntryFactory(submission__call=ContestFactory().call, submission__state=SubmissionState.DRAFTED)
    for page in ("detail", "change", "remove"):
        assert client.get(reverse(f"competitions:entry_{page}", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("competitions:entry_act", args=[foreign.pk, "submit"])).status_code == 404
    assert foreign.submission.title not in client.get(reverse("competitions:entry_list")).content.decode()


def test_staff_change_an_entry_and_send_it_back(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    entry = EntryFactory(submission__call=ContestFactory().call)
    other = OrganizationFactory()
    fields = {"title": "更名队", "organization": other.name, "revision": 1, "part_revision": 1}
    assert client.post(reverse("competitions:entry_change", args=[entry.pk]), fields).status_code == 302
    entry = Entry.objects.get()
    assert (entry.submission.title, entry.submission.organization) == ("更名队", other)
    back = client.post(reverse("competitions:entry_act", args=[entry.pk, "send_back"]), {"reason": "缺盖章"})
    assert back.status_code == 302
    assert Submission.objects.get().state == SubmissionState.DRAFTED


def test_an_unknown_school_gets_a_sentence_and_nothing_is_lost(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    contest = ContestFactory()
    fields = {"call": contest.pk, "title": "一队", "organization": "没有这所学校"}
    page = client.post(reverse("competitions:entry_create"), fields)
    assert page.status_code == 422
    assert page.content.decode().count("没有这所学校") >= 2


def test_honors_from_scheme_to_nomination(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    scheme = {"name": "江淮名匠", "code": "jianghuai", "body": BodyFactory().pk, "basis": "章程"}
    assert client.post(reverse("competitions:scheme_create"), scheme).status_code == 302
    fields = call_fields(scheme=HonorScheme.objects.get().pk, code="jianghuai-2020", title="首届江淮名匠", edition=1)
    assert client.post(reverse("competitions:honor_create"), fields).status_code == 302
    honor = HonorEdition.objects.get()
    assert honor.call.body_id == scheme["body"]
    client.post(reverse("competitions:honor_act", args=[honor.pk, "publish_call"]))
    unit = OrganizationFactory()
    named = {"call": honor.pk, "nominee_kind": "person", "name": "张工匠", "organization": unit.name}
    answer = client.post(reverse("competitions:nomination_create"), named)
    nomination = Nomination.objects.get()
    assert answer.headers["Location"] == nomination.get_absolute_url()
    assert (nomination.submission.organization, nomination.organization) == (unit, None)
    both = client.post(reverse("competitions:nomination_create"), {**named, "nominee": unit.name})
    assert both.status_code == 422
    change = reverse("competitions:nomination_change", args=[nomination.pk])
    assert "张工匠" in client.get(change).content.decode()
    kept = {**named, "name": "张大匠", "revision": 1, "part_revision": 1}
    assert client.post(change, kept).status_code == 302
    assert Submission.objects.get().participants.get().name == "张大匠"
    stale = client.post(change, {**kept, "name": "迟到"})
    assert stale.status_code == 409


def test_contests_of_others_with_results(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    selection = ContestFactory()
    fields = {"name": "全国大赛", "year": 2020, "level": "national", "selection": selection.pk}
    assert client.post(reverse("competitions:external_create"), fields).status_code == 302
    contest = ExternalContest.objects.get()
    assert "全国大赛" in client.get(selection.get_absolute_url()).content.decode()
    unit = OrganizationFactory(name="合肥理工学校")
    result = {"contest": contest.pk, "organization": unit.name, "prize_name": "一等奖", "order": 1}
    assert client.post(reverse("competitions:result_create"), result).headers["Location"] == contest.get_absolute_url()
    nothing = client.post(
        reverse("competitions:result_create"), {"contest": contest.pk, "prize_name": "奖", "order": 1}
    )
    assert nothing.status_code == 422
    assert Recognition.objects.count() == ExternalResult.objects.count() == 1
    row = ExternalResult.objects.get()
    removed = client.post(reverse("competitions:result_remove", args=[row.pk]), {"reason": "误录"})
    assert removed.status_code == 302
    assert Recognition.objects.get().is_revoked


MAKERS: dict[str, Callable[..., Any]] = {
    "contest": lambda **_: ContestFactory(call__body=BodyFactory()),
    "series": lambda **_: SeriesFactory(),
    "scheme": lambda **_: SchemeFactory(),
    "honor": lambda **_: HonorFactory(),
    "external": lambda **_: ExternalContestFactory(),
}


def rows_of(noun: Noun, *, organization: Any, body: Any) -> list[Any]:
    """Return rows of a noun in every state, of an own and of a foreign scope."""
    if noun.name in {"contest", "honor"}:
        factory = ContestFactory if noun is CONTEST else HonorFactory
        return [factory(call__state=state) for state in CallState]
    if noun.name in {"entry", "nomination"}:
        factory, parent = (EntryFactory, ContestFactory) if noun is ENTRY else (NominationFactory, HonorFactory)
        calls = [parent(call__state=state).call for state in (CallState.OPEN, CallState.CLOSED)]
        return [
            factory(submission__call=call, submission__state=state, submission__organization=owner)
            for call in calls
            for state in SubmissionState
            for owner in (organization, OrganizationFactory())
        ]
    return [MAKERS[noun.name]() for _ in range(2)]


NOUNS = [CONTEST, ENTRY, CONTEST_SERIES, SCHEME, HONOR, NOMINATION, EXTERNAL]


@pytest.mark.once
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_list_and_rule_agree_and_doors_answer(noun: Noun) -> None:
    scope = {"organization": OrganizationFactory(), "body": BodyFactory()}
    rows = rows_of(noun, **scope)
    actors = actors_of(**scope)
    check_rows_agree_with_rule(noun, rows, actors)
    check_doors(noun, rows, actors)


def test_a_school_sees_its_own_results_only() -> None:
    contest = ExternalContestFactory()
    own, foreign = ExternalResultFactory(contest=contest), ExternalResultFactory(contest=contest)
    client = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR, organization=own.organization))
    page = client.get(contest.get_absolute_url()).content.decode()
    assert own.organization_name in page
    assert foreign.organization_name not in page


class Stage:
    """One contest, one honor selection and one contest of others, to which rows are added one by one."""

    def __init__(self) -> None:
        self.contest, self.honor = ContestFactory(call__edition=2), HonorFactory()
        ContestFactory(series=self.contest.series, call__edition=1)
        self.event, self.track = EventFactory(contest=self.contest), TrackFactory(call=self.contest.call)
        self.elsewhere = ExternalContestFactory(selection=self.contest)
        RoundFactory(call=self.contest.call)

    def entry(self) -> Entry:
        """Add an entry with people, an award and an entry in an event."""
        call = self.contest.call
        entry = EntryFactory(submission__call=call, submission__track=self.track)
        unit = entry.submission.organization
        EntryFactory(submission__call=call, submission__organization=unit, event=self.event, team=entry)
        ParticipantFactory(submission=entry.submission)
        AwardFactory(prize=PrizeFactory(call=call), submission=entry.submission)
        return entry

    def contest_row(self) -> Contest:
        """Add a contest of the series, and an entry to the first one."""
        made = ContestFactory(series=self.contest.series)
        for factory, owner in ((EventFactory, "contest"), (TrackFactory, "call"), (PrizeFactory, "call")):
            factory(**{owner: made if owner == "contest" else made.call})
        self.entry()
        return made

    def series(self) -> Any:
        """Add a series, and an edition to the first one."""
        ContestFactory(series=self.contest.series)
        return SeriesFactory()

    def scheme(self) -> Any:
        """Add a scheme, and an edition to the first one."""
        HonorFactory(scheme=self.honor.scheme)
        return SchemeFactory()

    def external(self) -> ExternalContest:
        """Add a contest of others, and a result to the first one."""
        ExternalResultFactory(contest=self.elsewhere)
        return ExternalContestFactory(selection=self.contest)


@pytest.mark.once
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_the_number_of_queries_does_not_grow(noun: Noun, log_in: LogIn) -> None:
    stage = Stage()
    makers: dict[str, Callable[[], Any]] = {
        "contest": stage.contest_row,
        "entry": stage.entry,
        "series": stage.series,
        "scheme": stage.scheme,
        "honor": lambda: HonorFactory(scheme=stage.honor.scheme),
        "nomination": lambda: NominationFactory(submission__call=stage.honor.call),
        "external": stage.external,
    }
    check_query_counts(noun, makers[noun.name], log_in(Role.SECRETARIAT))


def test_what_waits(staff: Any) -> None:
    year = timezone.localdate().year
    ExternalContestFactory(year=year)
    ExternalResultFactory(contest__year=year)
    ExternalContestFactory(year=2012)
    item, referrals = count_waiting(waiting_for(staff))
    assert referrals.count == 0
    assert item.count == 1
    assert client_of(staff).get(item.url).context["page"].count_text == "1"
    assert waiting_for(make_actor(Role.SCHOOL_TEACHER)) == []


def test_tracks_and_prizes_of_a_contest_stand_on_its_set_up_and_for_schools_on_its_page(log_in: LogIn) -> None:
    contest = ContestFactory()
    track = TrackFactory(call=contest.call, name="高职组甲")
    PrizeFactory(call=contest.call, name="特别奖甲")
    setup = reverse("reviews:call_setup", args=[contest.pk])
    clerk = log_in(Role.SECRETARIAT)
    page = clerk.get(contest.get_absolute_url()).content.decode()
    assert setup in page
    assert "特别奖甲" not in page
    shown = clerk.get(setup).content.decode()
    for text in ("高职组甲", "特别奖甲", reverse("reviews:track_change", args=[track.pk])):
        assert text in shown
    school = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR)).get(contest.get_absolute_url()).content.decode()
    assert "高职组甲" in school
    assert "特别奖甲" in school
