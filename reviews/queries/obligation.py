"""What falls due in calls: drafts to send in, schools that have sent nothing, calls to close."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from association.models import RoleGrant
from association.queries.grant import today
from association.queries.obligation import administrators_of_schools, obligation_of
from office.enums import STAFF_ROLES, Role
from office.obligation import Obligation, ObligationKind, UsualRule, Windows, outermost
from reviews.enums import RECEIVED_STATES, UNSENT_STATES, CallState, NoticeState, RoundState
from reviews.models import Call, PanelMember, PublicNotice, Round, Submission
from reviews.queries.progress import sheets_left, users_behind


def closing_between(first: date, last: date) -> Any:
    """Return the open calls whose closing time lies between two days of the office, both included."""
    start = make_aware(datetime.combine(first, time()))
    end = make_aware(datetime.combine(last + timedelta(days=1), time()))
    return Call.objects.filter(state=CallState.OPEN, closes_at__gte=start, closes_at__lt=end)


def accepting_between(first: date, last: date) -> Any:
    """Return those of them that accept now: what a school can still do something about."""
    now = timezone.now()
    return closing_between(first, last).filter(opens_at__lte=now, closes_at__gt=now)


def due_day(call: Call) -> date:
    """Return the day on which a call closes; one that closes at midnight is due the day before."""
    assert call.closes_at is not None
    return last_day(call.closes_at)


def last_day(closes_at: datetime) -> date:
    """Return the last day of the office that lies before an instant."""
    return localtime(closes_at - timedelta(microseconds=1)).date()


def draft_due_day(draft: Submission) -> date:
    """Return the day by which a draft is due: that of its call, or the later one of its extension."""
    if draft.extended_until is None:
        return due_day(draft.call)
    extended = last_day(draft.extended_until)
    return max(extended, due_day(draft.call)) if draft.call.closes_at else extended


def unsent_rows(first: date, last: date) -> list[Submission]:
    """Return what is not sent in yet to calls that accept now, or has an extension of its own; one query."""
    calls = accepting_between(first, last + timedelta(days=1))
    undecided = Q(call__state__in=[CallState.OPEN, CallState.CLOSED])
    in_time = Q(call__in=calls) | (undecided & Q(extended_until__gt=timezone.now()))
    rows = Submission.objects.filter(in_time, state__in=UNSENT_STATES)
    found = rows.select_related("call", "organization").order_by("pk")
    return [row for row in found if first <= draft_due_day(row) <= last]


def unsent_submissions(first: date, last: date) -> list[Obligation]:
    """Return what is not sent in yet; the administrators and whoever began it are told."""
    found = unsent_rows(first, last)
    administrators = administrators_of_schools({row.organization_id for row in found if row.organization_id})
    judging = set(PanelMember.objects.sitting().values_list("panel__call_id", "user_id")) if found else set()
    return [
        unsent_obligation(
            row,
            # Whoever judges in the call is told of no entry in it.
            responsible=tuple(
                key
                for key in dict.fromkeys((*administrators.get(row.organization_id or 0, ()), row.submitted_by_id))
                if key and (row.call_id, key) not in judging
            ),
        )
        for row in found
    ]


def unsent_obligation(row: Submission, *, responsible: tuple[int, ...] = ()) -> Obligation:
    """Return the deadline of something not sent in."""
    unit = str(row.organization or "")
    return obligation_of("unsent_submission", row, draft_due_day(row), responsible=responsible, unit=unit)


def read_closing(first: date, last: date) -> list[Call]:
    """Return the open calls that are due between two days; one query."""
    rows = closing_between(first, last + timedelta(days=1)).order_by("pk")
    return [call for call in rows if first <= due_day(call) <= last]


def unanswered_calls(first: date, last: date) -> list[Obligation]:
    """Return each school that has begun nothing in a call that accepts now: one obligation a call and school."""
    return unanswered_of(read_closing(first, last), first, last)


def unanswered_of(closing: Iterable[Call], first: date, last: date) -> list[Obligation]:
    """Return each school that has begun nothing in those of some calls that accept now and are due; one query."""
    now = timezone.now()
    in_time = [call for call in closing if call.closes_at and call.closes_at > now and first <= due_day(call) <= last]
    calls = [call for call in in_time if call.opens_at and call.opens_at <= now]
    if not calls:
        return []
    names: dict[int, str] = {}
    administrators: dict[int, list[int]] = {}
    begun = set()
    for organization_id, name, user_id, call_id in administrators_and_calls(calls):
        names[organization_id] = name
        users = administrators.setdefault(organization_id, [])
        users += [] if user_id in users else [user_id]
        begun.add((call_id, organization_id))
    kind = ContentType.objects.get_for_model(Call).pk
    return [
        Obligation(
            f"unanswered_call:{call.pk}:{organization_id}",
            call.title,
            due_day(call),
            call.get_absolute_url(),
            responsible=tuple(users),
            unit=names[organization_id],
            about=(kind, str(call.pk)),
        )
        for call in calls
        for organization_id, users in sorted(administrators.items())
        if (call.pk, organization_id) not in begun
    ]


def administrators_and_calls(calls: Iterable[Call]) -> Any:
    """Return school, its name, an administrator, and a call of these in which the school has begun, None for none."""
    has_begun = Q(
        organization__submissions__call__in=[call.pk for call in calls],
        organization__submissions__state__in=[*UNSENT_STATES, *RECEIVED_STATES],
    )
    rows = RoleGrant.objects.valid_on(today()).filter(
        role=Role.SCHOOL_ADMINISTRATOR, user__is_active=True, organization__isnull=False
    )
    rows = rows.annotate(begun=FilteredRelation("organization__submissions", condition=has_begun)).distinct()
    rows = rows.order_by("organization_id", "user_id", "begun__call_id")
    return rows.values_list("organization_id", "organization__name", "user_id", "begun__call_id")


def calls_to_close(first: date, last: date) -> list[Obligation]:
    """Return the open calls past their closing time: the secretariat closes or prolongs them."""
    return to_close_of(read_closing(first, last), first, last)


def to_close_of(closing: Iterable[Call], first: date, last: date) -> list[Obligation]:
    """Return those of some calls that are past their closing time and due between two days."""
    now = timezone.now()
    past = [call for call in closing if call.closes_at and call.closes_at <= now]
    return [obligation_of("call_to_close", call, due_day(call)) for call in past if first <= due_day(call) <= last]


def unfinished_rounds(first: date, last: date) -> list[Round]:
    """Return the rounds that take scores now, close between two days and wait for reviewers; one query."""
    now = timezone.now()
    end = make_aware(datetime.combine(last + timedelta(days=2), time()))
    rows = Round.objects.filter(state=RoundState.SCORING, closes_at__gt=now, closes_at__lt=end)
    rows = rows.filter(
        Q(opens_at__isnull=True) | Q(opens_at__lte=now), Exists(sheets_left(entry__round=OuterRef("pk")))
    )
    rows = rows.select_related("call").order_by("pk")
    return [row for row in rows if row.closes_at and first <= last_day(row.closes_at) <= last]


def scoring_to_finish(first: date, last: date) -> list[Obligation]:
    """Return the rounds whose scoring closes between two days, each with exactly the reviewers behind."""
    rounds = unfinished_rounds(first, last)
    behind = users_behind(row.pk for row in rounds) if rounds else {}
    return [scoring_obligation(row, responsible=tuple(behind.get(row.pk, ()))) for row in rounds]


def scoring_obligation(row: Round, *, responsible: tuple[int, ...] = ()) -> Obligation:
    """Return the deadline of a round's scoring; it names call and round, which reviewers know, and no entry."""
    assert row.closes_at is not None
    title = f"{row.call.title} · {row.name}"[:200]
    day = last_day(row.closes_at)
    return Obligation(f"scoring_to_finish:{row.pk}", title, day, reverse("reviews:desk"), responsible=responsible)


def notices_to_close(first: date, last: date) -> list[Obligation]:
    """Return the published notices whose last day lies between two days: the secretariat closes the window."""
    rows = PublicNotice.objects.filter(state=NoticeState.PUBLISHED, closes_on__range=(first, last))
    rows = rows.select_related("call").defer("content").order_by("pk")
    found = [(row.call.title, obligation_of("notice_to_close", row, row.closes_on)) for row in rows if row.closes_on]
    return [replace(item, title=title) for title, item in found]


def look_ahead(windows: Windows) -> list[Obligation]:
    """Return what falls due of the kinds that are asked about, as each kind finds it but without whom to tell.

    Five queries for all of them: the calls of two kinds are read at once.
    """
    found: list[Obligation] = []
    span = outermost(windows, "unanswered_call", "call_to_close")
    closing = read_closing(*span) if span else []
    if "unsent_submission" in windows:
        found += map(unsent_obligation, unsent_rows(*windows["unsent_submission"]))
    if "unanswered_call" in windows:
        found += unanswered_of(closing, *windows["unanswered_call"])
    if "call_to_close" in windows:
        found += to_close_of(closing, *windows["call_to_close"])
    if "scoring_to_finish" in windows:
        found += map(scoring_obligation, unfinished_rounds(*windows["scoring_to_finish"]))
    return found + (notices_to_close(*windows["notice_to_close"]) if "notice_to_close" in windows else [])


KINDS = (
    ObligationKind(
        "unsent_submission",
        _("Draft not sent in before the call closes"),
        unsent_submissions,
        UsualRule(
            "7,3,1,0",
            "尚未提交：{事项}",
            "{单位}的申报件“{事项}”尚未报送，{期限}截止（{剩余}）。请尽快填写完整并提交，逾期系统将不再受理。",
        ),
    ),
    ObligationKind(
        "unanswered_call",
        _("School that has sent nothing to a call"),
        unanswered_calls,
        UsualRule(
            "7,2",
            "请留意截止时间：{事项}",
            "“{事项}”{期限}截止（{剩余}），{单位}尚未报送。如不参加，可不予理会。",
            is_active=False,
        ),
    ),
    ObligationKind(
        "call_to_close",
        _("Call past its closing time"),
        calls_to_close,
        UsualRule(
            "", "请办理截止：{事项}", "“{事项}”已于{期限}到期（{剩余}），仍处于受理中。请办理截止或延期。", "1,3,7"
        ),
        STAFF_ROLES,
    ),
    ObligationKind(
        "scoring_to_finish",
        _("Score sheets to submit before scoring closes"),
        scoring_to_finish,
        UsualRule(
            "1",
            "请完成评分：{事项}",
            "您在“{事项}”中还有作品未提交评分，{期限}截止（{剩余}）。请进入评审台完成评分，逾期不能提交。",
        ),
    ),
    ObligationKind(
        "notice_to_close",
        _("Public notice whose window has ended"),
        notices_to_close,
        UsualRule(
            "", "公示期已满：{事项}", "“{事项}”的公示期于{期限}届满（{剩余}）。请结束公示，并办理后续确认。", "1,3"
        ),
        STAFF_ROLES,
    ),
)
