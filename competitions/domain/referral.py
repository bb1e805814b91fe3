"""Refer awarded entries to a contest of others, take a referral back, and record what became of it there."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from competitions.domain.external import record_result
from competitions.enums import ReferralState
from competitions.models import ExternalContest, ExternalResult, Referral, ReferralQuota
from competitions.queries.referral import ENTRY_PRIZES
from competitions.workflow import REFERRAL
from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.workflow import refuse_unless
from reviews.domain.telling import tell_school
from reviews.enums import TAKING_PART_STATES, AwardState
from reviews.models import Award, Submission

# Chinese texts, kept as they were sent: a reader's language is not known when they are written.
REFERRED = ("推荐参赛：{title}", "您单位的“{title}”已列入“{contest}”推荐名单，排序第{order}。\n推荐理由：{reason}")
TAKEN_BACK = ("推荐撤回：{title}", "您单位的“{title}”已从“{contest}”推荐名单中撤回。\n说明：{reason}")


def hold_contest(contest: ExternalContest) -> None:
    """Let no other act on this contest's referrals go on until this transaction ends."""
    ExternalContest.objects.filter(pk=contest.pk).update(year=F("year"))


def refer_entries(contest: ExternalContest, awards: Sequence[Award], *, actor: Actor, reason: str) -> list[Referral]:
    """Put awarded entries on the list of a contest, in the order given, after those that stand; all or none.

    Each rests on a final award of its own. Refused without a reason, and when a quota has no room; the schools are
    told.
    """
    refuse_unless(bool(awards), _("Choose at least one entry."))
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    made = []
    with transaction.atomic():
        hold_contest(contest)
        last = Referral.objects.filter(contest=contest).standing().aggregate(last=Max("order"))["last"] or 0
        for order, award in enumerate(awards, start=last + 1):
            check_award(award)
            referral = Referral(
                contest=contest,
                submission=award.submission,
                award=award,
                order=order,
                reason=reason.strip()[:200],
            )
            create_record(referral, actor=actor)
            take_quotas(referral)
            tell_referral(referral, REFERRED, actor=actor, reason=referral.reason)
            made.append(referral)
    return made


def check_award(award: Award) -> None:
    """Refuse what is not a final award of the entry itself, and an entry that takes part no more."""
    refuse_unless(
        award.state == AwardState.FINAL and award.kind in ENTRY_PRIZES,
        _("“%(award)s” is not a final award of an entry.") % {"award": award},
    )
    refuse_unless(
        award.submission.state in TAKING_PART_STATES,
        _("“%(entry)s” takes part no more.") % {"entry": award.submission},
    )


def quotas_for(contest: ExternalContest, submission: Submission) -> Any:
    """Return the quotas that an entry uses: that of its call, and that of its track."""
    own = Q(track__isnull=True) | Q(track_id=submission.track_id)
    return ReferralQuota.objects.filter(own, contest=contest, call_id=submission.call_id).order_by("pk")


def take_quotas(referral: Referral) -> None:
    """Use one place of each quota, or refuse."""
    for quota in quotas_for(referral.contest, referral.submission).select_related("call", "track"):
        taken = ReferralQuota.objects.filter(pk=quota.pk, used__lt=F("maximum")).update(used=F("used") + 1)
        refuse_unless(
            taken == 1,
            _("“%(entry)s” has no place any more: of “%(where)s” %(count)s may be referred, and as many are.")
            % {
                "entry": referral.submission,
                "where": quota.track.name if quota.track else quota.call,
                "count": quota.maximum,
            },
        )


def take_back_referral(referral: Referral, *, actor: Actor, reason: str = "") -> Referral:
    """Take an entry off the list with a reason; its place is free again. Refused once a result is recorded."""
    with transaction.atomic():
        hold_contest(referral.contest)
        referral.refresh_from_db(fields=["result", "state", "revision"])
        refuse_unless(referral.result_id is None, _("A result is recorded for this referral. Remove that first."))
        advance(referral, "take_back_referral", actor=actor, workflow=REFERRAL, reason=reason)
        quotas_for(referral.contest, referral.submission).filter(used__gt=0).update(used=F("used") - 1)
        tell_referral(referral, TAKEN_BACK, actor=actor, reason=reason)
    return referral


def change_referral(
    referral: Referral, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Referral:
    """Change place or reason of a referral that stands."""
    refuse_unless(referral.state == ReferralState.STANDING, _("This referral has been taken back."))
    change_record(referral, actor=actor, changes=changes, revision=revision)
    return referral


def record_referral_result(referral: Referral, *, actor: Actor, values: dict[str, Any]) -> ExternalResult:
    """Record what a referred entry won, once, and link both; one that was recorded by hand already is linked.

    ``values`` are ``prize_name`` and, where known, ``track_name``, ``work_title`` and ``rank``; and
    ``organization_name`` where the entry names no school.
    """
    submission = referral.submission
    with transaction.atomic():
        hold_contest(referral.contest)
        referral.refresh_from_db(fields=["result", "state", "revision"])
        refuse_unless(referral.state == ReferralState.STANDING, _("This referral has been taken back."))
        refuse_unless(referral.result_id is None, _("The result of this referral is recorded already."))
        result = recorded_before(referral, values)
        if result is None:
            orders = ExternalResult.objects.filter(contest=referral.contest).aggregate(last=Max("order"))
            result = ExternalResult(
                contest=referral.contest,
                organization=submission.organization,
                order=(orders["last"] or 0) + 1,
                **values,
            )
            record_result(result, actor=actor)
        change_record(referral, actor=actor, changes={"result": result})
    return result


def recorded_before(referral: Referral, values: dict[str, Any]) -> ExternalResult | None:
    """Return the same result where it stands already without a referral."""
    unit = referral.submission.organization
    if unit is None:
        return None
    same = {name: values.get(name, "") for name in ("prize_name", "track_name", "work_title")}
    rows = ExternalResult.objects.filter(contest=referral.contest, organization=unit, referral__isnull=True)
    found: ExternalResult | None = rows.filter(**same).first()
    return found


def create_referral_quota(quota: ReferralQuota, *, actor: Actor) -> ReferralQuota:
    """Store a quota and count what stands already; refused when that is more."""
    with transaction.atomic():
        hold_contest(quota.contest)
        rows = Referral.objects.filter(contest=quota.contest, submission__call=quota.call).standing()
        quota.used = (rows.filter(submission__track=quota.track) if quota.track else rows).count()
        refuse_unless(
            quota.used <= quota.maximum,
            _("%(count)s entries have been referred already, more than the quota allows.") % {"count": quota.used},
        )
        create_record(quota, actor=actor)
    return quota


def change_referral_quota(
    quota: ReferralQuota, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> ReferralQuota:
    """Change the number of a quota; refused when more than that have been referred."""
    with transaction.atomic():
        hold_contest(quota.contest)
        quota.refresh_from_db(fields=["used"])
        change_record(quota, actor=actor, changes=changes, revision=revision)
    return quota


def remove_referral_quota(quota: ReferralQuota, *, actor: Actor, reason: str = "") -> None:
    """Remove a quota; what was referred stays."""
    remove_record(quota, actor=actor, reason=reason)


def tell_referral(referral: Referral, texts: tuple[str, str], *, actor: Actor, reason: str) -> int:
    """Tell who sent the entry in and the administrators of its school; returns how many are told."""
    values = {
        "title": referral.submission.title,
        "contest": referral.contest.name,
        "order": referral.order,
        "reason": reason.strip(),
    }
    subject, text = (part.format(**values) for part in texts)
    return tell_school(referral.submission, subject=subject, text=text, about=referral, actor=actor)


REFERRAL_ACTS = {"take_back_referral": take_back_referral}
