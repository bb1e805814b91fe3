"""What falls due in calls: drafts to send in, schools that have sent nothing, calls to close."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from association.models import Organization
from association.queries.obligation import administrators_of_schools, obligation_of
from office.enums import STAFF_ROLES
from office.obligation import Obligation, ObligationKind, UsualRule
from reviews.enums import RECEIVED_STATES, UNSENT_STATES, CallState, NoticeState, RoundState
from reviews.models import Call, PanelMember, PublicNotice, Round, Submission
from reviews.queries.progress import users_behind


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


def unsent_submissions(first: date, last: date) -> list[Obligation]:
    """Return what is not sent in yet to calls that accept now, or has an extension of its own.

    The administrators and whoever began it are told.
    """
    calls = accepting_between(first, last + timedelta(days=1))
    undecided = Q(call__state__in=[CallState.OPEN, CallState.CLOSED])
    in_time = Q(call__in=calls) | (undecided & Q(extended_until__gt=timezone.now()))
    rows = Submission.objects.filter(in_time, state__in=UNSENT_STATES)
    found = list(rows.select_related("call", "organization").order_by("pk"))
    administrators = administrators_of_schools({row.organization_id for row in found if row.organization_id})
    judging = set(PanelMember.objects.sitting().values_list("panel__call_id", "user_id")) if found else set()
    return [
        obligation_of(
            "unsent_submission",
            row,
            draft_due_day(row),
            # Whoever judges in the call is told of no entry in it.
            responsible=tuple(
                key
                for key in dict.fromkeys((*administrators.get(row.organization_id or 0, ()), row.submitted_by_id))
                if key and (row.call_id, key) not in judging
            ),
            unit=str(row.organization or ""),
        )
        for row in found
        if first <= draft_due_day(row) <= last
    ]


def unanswered_calls(first: date, last: date) -> list[Obligation]:
    """Return each school that has begun nothing in a call that accepts now: one obligation a call and school."""
    calls = [call for call in accepting_between(first, last + timedelta(days=1)) if first <= due_day(call) <= last]
    if not calls:
        return []
    administrators = administrators_of_schools()
    names = dict(Organization.objects.filter(pk__in=list(administrators)).values_list("pk", "name"))
    begun = set(
        Submission.objects.filter(call__in=calls, organization__isnull=False)
        .filter(state__in=[*UNSENT_STATES, *RECEIVED_STATES])
        .values_list("call_id", "organization_id")
    )
    kind = ContentType.objects.get_for_model(Call).pk
    return [
        Obligation(
            f"unanswered_call:{call.pk}:{organization_id}",
            call.title,
            due_day(call),
            call.get_absolute_url(),
            responsible=users,
            unit=names.get(organization_id, ""),
            about=(kind, str(call.pk)),
        )
        for call in calls
        for organization_id, users in sorted(administrators.items())
        if (call.pk, organization_id) not in begun
    ]


def calls_to_close(first: date, last: date) -> list[Obligation]:
    """Return the open calls past their closing time: the secretariat closes or prolongs them."""
    past = closing_between(first, last + timedelta(days=1)).filter(closes_at__lte=timezone.now()).order_by("pk")
    found = [obligation_of("call_to_close", row, due_day(row)) for row in past]
    return [item for item in found if first <= item.due_on <= last]


def scoring_to_finish(first: date, last: date) -> list[Obligation]:
    """Return the rounds that take scores now and close between two days, each with exactly the reviewers behind.

    The text names call and round, which reviewers know, and no entry.
    """
    now = timezone.now()
    end = make_aware(datetime.combine(last + timedelta(days=2), time()))
    rows = Round.objects.filter(state=RoundState.SCORING, closes_at__gt=now, closes_at__lt=end)
    rows = rows.filter(Q(opens_at__isnull=True) | Q(opens_at__lte=now)).select_related("call").order_by("pk")
    rounds = [row for row in rows if row.closes_at and first <= last_day(row.closes_at) <= last]
    behind = users_behind(row.pk for row in rounds) if rounds else {}
    return [
        Obligation(
            f"scoring_to_finish:{row.pk}",
            f"{row.call.title} · {row.name}"[:200],
            last_day(row.closes_at),
            reverse("reviews:desk"),
            responsible=tuple(behind[row.pk]),
        )
        for row in rounds
        if row.closes_at and row.pk in behind
    ]


def notices_to_close(first: date, last: date) -> list[Obligation]:
    """Return the published notices whose last day lies between two days: the secretariat closes the window."""
    rows = PublicNotice.objects.filter(state=NoticeState.PUBLISHED, closes_on__range=(first, last))
    rows = rows.select_related("call").defer("content").order_by("pk")
    found = [(row.call.title, obligation_of("notice_to_close", row, row.closes_on)) for row in rows if row.closes_on]
    return [replace(item, title=title) for title, item in found]


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
