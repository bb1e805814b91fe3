"""A contest from the call to the certificate that anyone can check, every act through its page under its own log-in."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from association.models import Certificate, Organization
from office.actor import Actor
from office.domain.job import run_job
from office.enums import JobState, Role
from office.models import AuditEntry, Job
from reports.replay.walker import Walker
from reviews.models import PanelMember
from tests.actors import client_of, make_actor
from tests.calendars import publish_calendars
from tests.factories.association import BodyFactory, ExpertFactory, OrganizationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SCHOOLS, WORKS = 3, 2
PASSWORD = "zhi-jiao-2026-hefei"
LINK = re.compile(r"https?://testserver(/panels/[^\s\"<]+)")
SHEETS = re.compile(r'href="(/reviews/desk/\d+/[\w-]+/)"')


def local(moment: Any) -> str:
    """Return a moment as a form shows it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def someone(role: str, **scope: Any) -> Walker:
    return Walker(client_of(make_actor(role, **scope)), str(role))


def at(name: str, *args: Any, **query: Any) -> str:
    text = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(name, args=args) + (f"?{text}" if text else "")


@pytest.fixture
def clerk(staff: Actor) -> Walker:
    publish_calendars(actor=staff)
    return someone(Role.SECRETARIAT)


@pytest.fixture
def head() -> Walker:
    return someone(Role.SECRETARIAT_HEAD)


def call_contest(clerk: Walker) -> int:
    """Make a contest with one track, three prizes, a round with a rubric, a panel; publish its call."""
    body = BodyFactory(name="示例学会")
    now = timezone.now()
    clerk.open(at("competitions:contest_create")).send(
        {
            "title": "示例技能大赛",
            "code": "story",
            "body": body.pk,
            "year": 2026,
            "opens_at": local(now - timedelta(days=1)),
            "closes_at": local(now + timedelta(days=5)),
            "needs_notice": "on",
        }
    )
    call = clerk.key()
    clerk.open(at("reviews:track_create", call=call)).send({"name": "高职组", "code": "gaozhi"})
    for order, name in enumerate(("一等奖", "二等奖", "三等奖"), start=1):
        clerk.open(at("reviews:prize_create", call=call)).send(
            {"kind": "work", "code": f"p{order}", "name": name, "order": order}
        )
    clerk.open(at("competitions:contest_act", call, "publish_call")).send()
    return call


def enter_works(call: int) -> None:
    """Let each school draft, name people and send in."""
    for number in range(1, SCHOOLS + 1):
        school = OrganizationFactory(name=f"示例院校{number:02d}")
        teacher = someone(Role.SCHOOL_TEACHER, organization=school)
        for work in range(1, WORKS + 1):
            teacher.open(at("competitions:entry_create", call=call))
            track = teacher.form("title", "track").fields["track"].offered[-1]
            teacher.send({"title": f"作品{number}{work}", "track": track})
            entry = teacher.key()
            for order, role in enumerate(("contestant", "adviser"), start=1):
                teacher.open(at("reviews:participant_create", submission=entry)).send(
                    {"name": f"学生{number}{work}{order}", "role": role}
                )
            teacher.open(at("competitions:entry_act", entry, "submit")).send()


def prepare_round(clerk: Walker, call: int) -> int:
    """Make the round with rubric, panel and reviewers who have accepted; returns its key."""
    now = timezone.now()
    clerk.open(at("reviews:round_create", call=call)).send(
        {
            "name": "网络评审",
            "kind": "online",
            "opens_at": local(now - timedelta(hours=1)),
            "closes_at": local(now + timedelta(days=3)),
            "readers": 2,
            "distinct_units": "on",
        }
    )
    round_ = clerk.key()
    clerk.open(at("reviews:rubric_create", round=round_)).send({"note": "按评分标准评分"})
    rubric = clerk.key()
    for order, name in enumerate(("创新", "应用"), start=1):
        clerk.open(at("reviews:criterion_create", rubric=rubric)).send(
            {"name": name, "code": f"c{order}", "points": 50, "step": 1, "order": order}
        )
    clerk.open(at("reviews:round_admit", round_))
    numbers = [f"STORY-{number:03d}" for number in range(1, SCHOOLS * WORKS + 1)]
    clerk.send({"numbers": "\n".join(numbers)})
    clerk.open(at("reviews:round_codes", round_)).send()
    return round_


def seat_reviewers(clerk: Walker, call: int, round_: int, count: int = 3) -> list[Walker]:
    """Pick experts for a panel, invite each; each accepts by the link, sets a password and logs in."""
    experts = [ExpertFactory(person__name=f"示例专家{number:02d}") for number in range(1, count + 1)]
    clerk.open(at("reviews:panel_create", call=call)).send({"name": "评审一组"})
    panel = clerk.key()
    clerk.open(at("reviews:panel_pick", panel)).send({"experts": [expert.pk for expert in experts]})
    reviewers = []
    for member in PanelMember.objects.filter(panel=panel):
        clerk.open(at("reviews:panelmember_invite", member.pk)).send()
        (link,) = set(LINK.findall(clerk.text()))
        reviewer = Walker(Client(), str(member)).open(link).send({"answer": "同意"}, button="accept")
        reviewer.send({"password1": PASSWORD, "password2": PASSWORD})
        member.refresh_from_db()
        login = {"login": member.user.username, "password": PASSWORD}
        reviewers.append(Walker(Client(), str(member)).open(reverse("account_login")).send(login))
    clerk.open(at("reviews:round_change", round_)).send({"panel": panel})
    return reviewers


def do_jobs() -> None:
    """Do what waits for a worker."""
    for job in Job.objects.filter(state=JobState.WAITING):
        assert run_job(str(job.pk)) == JobState.DONE


def assign(clerk: Walker, round_: int) -> None:
    """Make the blind copies, draft a batch and publish it, open scoring."""
    clerk.open(at("reviews:round_copies", round_)).send(action="/copies/make/")
    do_jobs()
    clerk.open(at("reviews:round_assign", round_)).send()
    clerk.open(at("reviews:batch_act", clerk.key(), "publish_batch")).send()
    clerk.open(at("reviews:round_act", round_, "open_scoring")).send()


def score(reviewer: Walker, points: dict[str, tuple[int, int]]) -> int:
    """Score every own entry by the points of its code's work; returns how many sheets were sent."""
    sent = 0
    reviewer.open(reverse("reviews:desk"))
    for address in sorted(set(SHEETS.findall(reviewer.text()))):
        reviewer.open(address)
        assert "示例院校" not in reviewer.text()
        work = next(title for title in points if title in reviewer.text())
        fields = [name for name in reviewer.form().fields if name.startswith("exact-")]
        values = dict(zip(fields, points[work], strict=True))
        reviewer.send(values, button="submit")
        sent += 1
    return sent


def adopt_and_plan(clerk: Walker, call: int, round_: int) -> None:
    """Adopt the ranking; give prizes by a plan of 1, 2 and the rest down to nobody."""
    clerk.open(at("reviews:round_results", round_))
    (ranking,) = set(re.findall(r'href="/reviews/rankings/(\d+)/"', clerk.text()))
    clerk.open(at("reviews:ranking_act", ranking, "adopt_ranking")).send()
    clerk.open(at("reviews:awardplan_create", call=call)).send({"kind": "work", "source": "ranking", "round": round_})
    plan = clerk.key()
    clerk.open(at("reviews:planlevel_create", plan=plan))
    prizes = [key for key in clerk.form("prize").fields["prize"].offered if key]
    for order, (prize, ratio) in enumerate(zip(prizes, (10, 20, 30), strict=True), start=1):
        clerk.open(at("reviews:planlevel_create", plan=plan))
        clerk.send({"prize": prize, "mode": "ratio", "value": ratio, "order": order})
    clerk.open(at("reviews:awardplan_apply", plan)).send()


def publish(clerk: Walker, call: int) -> int:
    """Publish the proposed awards for five working days; returns the notice's key."""
    clerk.open(at("reviews:publicnotice_create", call=call)).send({"workdays": 5, "contact": "秘书处 0551-00000000"})
    notice = clerk.key()
    clerk.open(at("reviews:publicnotice_act", notice, "publish_notice")).send()
    return notice


def check_public(notice: int) -> None:
    """Look that anybody reads works and schools of a notice, and neither students nor experts."""
    shown = Walker(Client(), "anybody").open(reverse("public_notice", args=[notice])).text()
    assert "作品11" in shown
    assert "示例院校01" in shown
    assert "学生111" not in shown
    assert not any(expert in shown for expert in ("示例专家01", "示例专家02", "示例专家03"))


def test_from_the_call_to_the_certificate(clerk: Walker, head: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    call = call_contest(clerk)
    enter_works(call)
    clerk.open(at("reviews:qualification_batch", call)).send()
    clerk.open(at("competitions:contest_act", call, "close_call")).send()
    round_ = prepare_round(clerk, call)
    reviewers = seat_reviewers(clerk, call, round_)
    assign(clerk, round_)
    names = [f"作品{number}{work}" for number in range(1, SCHOOLS + 1) for work in range(1, WORKS + 1)]
    points = {name: (50 - 3 * place, 50 - 2 * place) for place, name in enumerate(names)}
    assert sum(score(reviewer, points) for reviewer in reviewers) == 2 * len(names)
    clerk.open(at("reviews:round_act", round_, "close_scoring")).send()
    clerk.open(at("reviews:round_compute", round_)).send()
    adopt_and_plan(clerk, call, round_)
    notice = publish(clerk, call)
    check_public(notice)
    clerk.open(at("reviews:publicnotice_act", notice, "close_notice")).send(status=409)
    later = timezone.now() + timedelta(days=20)
    monkeypatch.setattr(timezone, "now", lambda: later)
    school = Organization.objects.get(name="示例院校01")
    clerk, teacher = someone(Role.SECRETARIAT), someone(Role.SCHOOL_TEACHER, organization=school)
    for action in ("close_notice", "finalize_notice"):
        clerk.open(at("reviews:publicnotice_act", notice, action)).send()
    clerk.open(at("reviews:call_certificates", call)).send()
    assert Certificate.objects.count() == 1 + 1 + 2, "10, 20 and 30 percent of six, half up: 1, 1 and 2"
    first = Certificate.objects.order_by("pk").first()
    assert first is not None
    answer = Walker(Client(), "anybody").open(f"{reverse('verify')}?code={first.code}").text()
    assert "is-valid" in answer
    assert "示例技能大赛" in answer
    assert "is-valid" not in Walker(Client(), "anybody").open(f"{reverse('verify')}?code=0000000000000000").text()
    assert "一等奖" in teacher.open(at("reviews:award_list", call=call)).text()
    acted = Counter(AuditEntry.objects.values_list("role", "action"))
    assert acted["reviewer", "submit_sheet"] == 2 * len(names)
    assert acted["school_teacher", "submit"] == len(names)
    assert acted["secretariat", "finalize_notice"] == 1
