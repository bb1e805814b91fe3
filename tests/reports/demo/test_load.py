"""The demo year as rows: counted, named, illustrative where invented, loaded once."""

import re
import time
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from association.models import (
    Activity,
    Body,
    Organization,
    Person,
    Profile,
    Publication,
    Recognition,
    RoleGrant,
    StatedCount,
)
from association.queries.profile import unfinished_roots
from competitions.models import Entry, Event, ExternalResult
from groups.models import AnnualReview, Group, Recommendation
from office.actor import system_actor
from office.enums import Role
from office.models import AuditEntry, NumberSeries, User
from reports.demo.accounts import LOGINS, PASSWORD
from reports.demo.ledger import Ledger
from reports.demo.load import ACTION, CHAPTERS, load_year
from research.models import Paper, Project, ProjectApplication
from reviews.enums import AwardState, ParticipantRole, SubmissionState
from reviews.models import Award, Call, Participant, RoundEntry, Submission
from tests.demo_year import demo_year  # noqa: F401

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("demo_year"), pytest.mark.django_db]
OWN_APPS = ("office", "association", "reviews", "competitions", "research", "groups")


def stored_rows() -> dict[str, int]:
    """Return how many rows each table of the portal holds."""
    return {
        model._meta.label: model._base_manager.count()
        for label in OWN_APPS
        for model in apps.get_app_config(label).get_models()
    }


def prize_counts(code: str) -> dict[str, int]:
    """Return a call's final awards by kind, prize and track."""
    counts: dict[str, int] = {}
    for kind, prize, track in Award.objects.filter(prize__call__code=code, state=AwardState.FINAL).values_list(
        "kind", "prize__code", "submission__track__code"
    ):
        name = ".".join(part for part in (kind, prize, track) if part)
        counts[name] = counts.get(name, 0) + 1
    return counts


def test_bim_has_its_schools_teams_and_prizes() -> None:
    for code, schools, teams in (("bim-2020", 27, 53), ("bim-2019", 19, 39)):
        entries = Entry.objects.filter(submission__call__code=code, event__isnull=True)
        assert entries.count() == teams
        assert entries.values("submission__organization").distinct().count() == schools
    assert prize_counts("bim-2020") == {
        "individual.first": 12,
        "individual.second": 20,
        "individual.third": 28,
        "team.first": 5,
        "team.second": 11,
        "team.third": 16,
    }
    assert prize_counts("bim-2019") == {}


def test_bim_events_have_three_five_and_seven_prizes_on_entries_of_teams() -> None:
    for event in Event.objects.filter(contest__call__code="bim-2020"):
        awards = Award.objects.filter(submission__in=event.entries.values("submission"))
        assert [awards.filter(prize__code=code).count() for code in ("first", "second", "third")] == [3, 5, 7]
        for entry in event.entries.select_related("submission", "team__submission"):
            assert entry.team.submission.organization_id == entry.submission.organization_id
            assert entry.team.event_id is None
    assert Event.objects.filter(is_illustrative=False).count() == 0


def test_video_and_startup_prizes_by_group() -> None:
    assert prize_counts("weishipin-2020") == {
        "work.first.gaozhi": 10,
        "work.second.gaozhi": 15,
        "work.first.zhongzhi": 1,
        "work.second.zhongzhi": 1,
    }
    startup = prize_counts("shuangchuang-2020")
    for track, thirds in (("zhongzhi", 10), ("gaozhi", 10), ("benke", 9)):
        assert [startup[f"work.{prize}.{track}"] for prize in ("first", "second", "third")] == [4, 6, thirds]
    places = RoundEntry.objects.filter(round__call__code="shuangchuang-2020", round__name="现场决赛")
    finalists = {"zhongzhi": 20, "gaozhi": 21, "benke": 19}
    assert {track: places.filter(submission__track__code=track).count() for track in finalists} == finalists
    assert Submission.objects.filter(call__code="shuangchuang-2020").count() == 288
    without_prize = places.filter(submission__awards__isnull=True)
    assert [place.submission.track.code for place in without_prize] == ["gaozhi"]


def test_research_groups_and_results() -> None:
    assert ProjectApplication.objects.count() == 287
    approved = {("key", "gaozhi"): 55, ("key", "zhongzhi"): 5, ("general", "gaozhi"): 154, ("general", "zhongzhi"): 13}
    for (category, track), count in approved.items():
        assert Project.objects.filter(category__code=category, track__code=track).count() == count
    papers = {track: Paper.objects.filter(submission__track__code=track).count() for track in ("gaozhi", "zhongzhi")}
    assert papers == {"gaozhi": 21, "zhongzhi": 80}
    assert sum(prize_counts("lunwen-2020").values()) == 82
    assert prize_counts("mingjiang-2020") == {"honor.mingjiang": 99}
    assert prize_counts("xinxihua-2020") == {"unit.unit": 20, "honor.person": 40}
    assert (Group.objects.count(), AnnualReview.objects.filter(year=2020).count()) == (47, 47)
    assert [Recommendation.objects.filter(level=level).count() for level in ("provincial", "national")] == [8, 5]
    assert ExternalResult.objects.filter(quantity__isnull=True).count() == 9 + 5 + 5


def test_stated_counts_keep_qualifier_and_source() -> None:
    texts = {str(count.quantity.text()) for count in StatedCount.objects.all()}
    assert texts == {
        *{"117余名", "200余名", "超过5万人次", "29个", "119个", "26个", "115所", "418个", "约100人", "30多所"},
        *{"50多人", "300多人", "80余人", "10多场次", "三大", "60余人", "60多所"},
    }
    for count in StatedCount.objects.all():
        assert re.fullmatch(r"安徽省职业与成人教育学会2020年工作总结报告（草稿）.+第\d段", count.source)


def test_rows_that_the_source_does_not_name_are_marked_and_so_named() -> None:
    for unit in Organization.objects.all():
        assert unit.is_illustrative == bool(re.fullmatch(r"示例院校\d{2}", unit.name)), unit.name
        assert unit.is_illustrative == ("示例地址" in unit.address), "no address is invented for a real one"
    for person in Person.objects.all():
        assert person.is_illustrative == bool(re.fullmatch(r"学生\d{3}|示例专家\d{2}", person.name)), person.name
    for group in Group.objects.select_related("body"):
        assert group.is_illustrative
        assert re.fullmatch(r"示例职教集团\d{2}", group.body.name)
    for title, unit in Submission.objects.values_list("title", "organization__name"):
        assert re.match("示例|学生", title), title
        assert unit is None or unit.startswith("示例院校")


def test_no_contestant_is_invented() -> None:
    assert set(Participant.objects.values_list("role", flat=True)) == {ParticipantRole.NOMINEE}
    assert not Submission.objects.filter(call__kind="contest", participants__isnull=False).exists()


def test_every_row_passes_its_own_validation() -> None:
    for row in all_records():
        row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation or not field.editable])
        row.clean()


def all_records() -> Iterator[models.Model]:
    """Yield every row of the portal with what its validation looks at."""
    for label in OWN_APPS[1:]:
        for model in apps.get_app_config(label).get_models():
            related = [field.name for field in model._meta.fields if isinstance(field, models.ForeignKey)]
            yield from model._base_manager.select_related(*related) if related else model._base_manager.all()


def test_final_awards_and_named_results_stand_in_the_lifetime_list() -> None:
    sources = set(Recognition.objects.values_list("source", flat=True))
    awards = {award.recognition_source for award in Award.objects.all()}
    results = {result.recognition_source for result in ExternalResult.objects.filter(organization__isnull=False)}
    assert sources == awards | results
    honored = Recognition.objects.filter(title__contains="江淮名匠", person__isnull=False)
    assert honored.count() == 99


def test_what_was_judged_is_frozen_and_numbers_go_on_behind_it() -> None:
    assert not Submission.objects.exclude(state=SubmissionState.ACCEPTED).exists()
    for submission in Submission.objects.all():
        assert submission.dossier["fields"][0]["value"] == submission.title
    for call in Call.objects.all():
        series = NumberSeries.objects.get(code=f"reviews.call.{call.pk}", year=call.year)
        assert series.last == call.submissions.count()
    assert NumberSeries.objects.get(code__startswith="research.program.").last == Project.objects.count() == 227


def test_bodies_hang_under_the_association() -> None:
    root = Body.objects.get(code="anhui")
    assert root.organization.name == root.name == "安徽省职业与成人教育学会"
    for body in Body.objects.exclude(pk=root.pk):
        assert body.parent.code == ("anhui-lianmeng" if body.kind == "group" else "anhui")
    assert Activity.objects.exclude(body__code__startswith="anhui").count() == 0
    assert Publication.objects.filter(title="安徽职成教").get().issues.filter(year=2020).count() == 4


# ---------------------------------------------------------------- loading


def test_second_load_adds_nothing_and_is_quick() -> None:
    before, trail = stored_rows(), AuditEntry.objects.count()
    started = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        assert load_year() == {}
    assert time.process_time() - started < 1.5
    assert len(queries) <= 4
    assert stored_rows() == before
    assert AuditEntry.objects.count() == trail


def test_each_chapter_finds_its_rows_again_by_their_natural_keys() -> None:
    before = stored_rows()
    for chapter in CHAPTERS:
        ledger = Ledger(system_actor("test"))
        chapter.load(ledger)
        assert dict(ledger.added) == {}, chapter.name
    assert stored_rows() == before


def test_a_chapter_puts_back_what_is_missing_and_keeps_what_staff_changed() -> None:
    Organization.objects.filter(name="白云技师学院").update(short_name="白云")
    Project.objects.filter(number="KETI-2020-007").delete()
    ledger = Ledger(system_actor("test"))
    for chapter in CHAPTERS:
        chapter.load(ledger)
    assert dict(ledger.added) == {"research.Project": 1}
    assert Organization.objects.get(name="白云技师学院").short_name == "白云"


def test_what_staff_removed_stays_removed_at_the_next_start() -> None:
    Project.objects.filter(number="KETI-2020-007").delete()
    call_command("load_demo", stdout=StringIO())
    assert Project.objects.count() == 226


def test_each_chapter_leaves_one_audit_row() -> None:
    marks = AuditEntry.objects.filter(action=ACTION).order_by("id")
    assert [entry.after["chapter"] for entry in marks] == [chapter.mark for chapter in CHAPTERS]
    assert {entry.actor_name for entry in marks} == {"load_demo"}
    assert marks.get(after__chapter__startswith="groups").after["groups.AnnualReview"] == 47


def test_production_is_refused_with_a_sentence(settings: Any) -> None:
    settings.PRODUCTION = True
    before = stored_rows()
    with pytest.raises(CommandError, match="never go into a production database"):
        call_command("load_demo", show_logins=True)
    assert stored_rows() == before


# ---------------------------------------------------------------- log-ins


def test_every_role_has_a_login() -> None:
    granted = RoleGrant.objects.filter(user__username__in=[login.username for login in LOGINS])
    assert set(granted.values_list("role", flat=True)) == set(Role.values)
    assert granted.filter(user__username="jiaoshi").count() == 2
    schools = granted.filter(role=Role.SCHOOL_ADMINISTRATOR).values_list("organization__name", flat=True)
    assert sorted(schools) == ["示例院校01", "示例院校02"]
    for grant in granted:
        grant.full_clean()
    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(is_staff=True).exists()


def test_the_demo_password_passes_the_rules_of_passwords() -> None:
    for user in User.objects.all():
        validate_password(PASSWORD, user)
        assert user.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["mishuchu", "13800000001", "+86 138 0000 0001", "mishuchu@demo.example"])
def test_user_name_phone_and_mail_open_the_portal(name: str) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    assert client.session.get("_auth_user_id") == str(User.objects.get(username="mishuchu").pk)


def test_the_logins_are_printed_when_asked_for_only() -> None:
    quiet, loud = StringIO(), StringIO()
    call_command("load_demo", stdout=quiet)
    call_command("load_demo", show_logins=True, stdout=loud)
    assert quiet.getvalue() == ""
    assert PASSWORD in loud.getvalue()
    for login in LOGINS:
        line = next(line for line in loud.getvalue().splitlines() if f" {login.username} " in line)
        assert login.phone in line
        assert login.email in line


def test_the_demo_association_is_set_up_and_waits_for_nothing() -> None:
    card = Profile.objects.get()
    assert (card.body.code, card.current_year) == ("anhui", 2020)
    assert card.set_up_at is not None
    assert not unfinished_roots().exists()
