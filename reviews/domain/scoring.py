"""Open, close and settle the scoring of a round: what must be ready, and what each step would mean."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.message import write_message
from office.domain.transition import advance
from office.workflow import list_words, refuse_unless
from reviews.domain.conflict import refresh_conflicts
from reviews.enums import CopyState, RankingState
from reviews.models import Ranking, Round, RoundEntry
from reviews.queries.progress import counts_of, preparation_of, reviewers_behind
from reviews.queries.rubric import codes_of, sums_of
from reviews.workflow import ROUND

MESSAGE_KIND = "scoring"
# Chinese texts, kept as they were sent; they name the round and numbers of the reader's own, no entry.
OPEN_SUBJECT = "评审开始：{round}"
OPEN_TEXT = "“{call}”{round}已开始评审，您有{count}件作品待评{until}。请进入评审台评分。"
LATE_SUBJECT = "请完成评分：{round}"
LATE_TEXT = "“{call}”{round}您还有{count}件作品未提交评分{until}。请尽快完成，逾期将不能提交。"
NAMED = 5


def opening_faults(round_: Round) -> list[str]:
    """Return what still has to be done before a round may open, as sentences; empty when it is ready."""
    tracks, sums, names = preparation_of(round_), sums_of(round_), codes_of(round_)
    faults = []
    if not tracks:
        faults.append(_("Nothing has gone into this round yet."))
    if round_.panel_id is None:
        faults.append(_("No panel is named."))
    bare = sorted(
        row["name"] or _("without a track") for row in tracks if not (sums.get(row["track"]) or sums.get(None))
    )
    if bare:
        faults.append(_("There is no rubric for: %(tracks)s") % {"tracks": list_words(bare)})
    unknown = [code for code in round_.tie_chain if code not in names]
    if unknown:
        faults.append(
            _("The order of tie-breaking names criteria that are gone: %(codes)s") % {"codes": list_words(unknown)}
        )
    uncoded = sum(row["uncoded"] for row in tracks)
    if uncoded:
        faults.append(_("%(count)s entries have no review code yet.") % {"count": uncoded})
    if round_.closes_at and round_.closes_at <= timezone.now():
        faults.append(_("Scoring would close before it opens: set a later end."))
    if not any(row["assigned"] for row in tracks):
        faults.append(_("No entries have been assigned to reviewers yet."))
    return faults + copy_faults(round_, tracks)


def copy_faults(round_: Round, tracks: list[dict[str, Any]] | None = None) -> list[str]:
    """Return what is missing among the blind copies of a blind round; ``tracks`` as ``preparation_of`` counted them."""
    if not round_.blind:
        return []
    faults = []
    missing = sum(row["uncopied"] for row in (preparation_of(round_) if tracks is None else tracks))
    if missing:
        faults.append(_("%(count)s entries have no blind copies yet.") % {"count": missing})
    open_ones = RoundEntry.objects.filter(
        round=round_, copies__state__in=(CopyState.WAITING, CopyState.FOUND)
    ).distinct()
    codes = [code or "—" for code in open_ones.values_list("code", flat=True)[:NAMED]]
    if codes:
        faults.append(_("Blind copies wait to be looked at: %(codes)s") % {"codes": list_words(codes)})
    return faults


def open_scoring(round_: Round, *, actor: Actor, reason: str = "") -> Round:
    """Open a round for its reviewers and tell them; from now on rubric, method and entries stand."""
    refresh_conflicts(round_.call)
    faults = opening_faults(round_)
    refuse_unless(not faults, _("The round is not ready. %(faults)s") % {"faults": " ".join(faults)})
    with transaction.atomic():
        advance(round_, "open_scoring", actor=actor, workflow=ROUND, reason=reason)
        tell_reviewers(round_, OPEN_SUBJECT, OPEN_TEXT, actor=actor, key=f"open:{round_.pk}")
    return round_


def settle_round(round_: Round, *, actor: Actor, reason: str = "") -> Round:
    """Settle a round whose result has been adopted."""
    adopted = Ranking.objects.filter(round=round_, state=RankingState.ADOPTED).exists()
    refuse_unless(adopted, _("No ranking has been adopted yet. Compute and adopt one first."))
    advance(round_, "settle_round", actor=actor, workflow=ROUND, reason=reason)
    return round_


def remind_reviewers(round_: Round, *, actor: Actor) -> int:
    """Remind exactly those who have sheets to submit, once an hour at most; returns how many are told."""
    now = timezone.now()
    refuse_unless(round_.scores_at(now), _("The round takes no scores now."))
    with transaction.atomic():
        hour = f"{localtime(now):%Y%m%d%H}"
        told = tell_reviewers(round_, LATE_SUBJECT, LATE_TEXT, actor=actor, key=f"late:{round_.pk}:{hour}")
        record_act(round_, "remind_reviewers", actor=actor, after={"told": told})
    return told


def tell_reviewers(round_: Round, subject: str, text: str, *, actor: Actor, key: str) -> int:
    """Write to every reviewer with open sheets how many they are; nothing in it tells of an entry."""
    until = f"，{localtime(round_.closes_at):%Y年%m月%d日%H:%M}截止" if round_.closes_at else ""
    told = 0
    for user_id, count in reviewers_behind(round_).items():
        told += write_message(
            [user_id],
            kind=MESSAGE_KIND,
            subject=subject.format(round=round_.name),
            text=text.format(call=round_.call.title, round=round_.name, count=count, until=until),
            url=reverse("reviews:desk"),
            key=f"scoring-{key}",
            actor=actor,
        )
    return told


def impact_of(round_: Round, action: str) -> dict[str, Any]:
    """Return what an act on a round would mean, as numbers by name."""
    counts = counts_of(round_)
    if action == "open_scoring":
        return {
            "entries": counts.entries,
            "reviewers": counts.reviewers,
            "short": counts.short,
            "sheets": counts.sheets,
        }
    return {"submitted": counts.submitted, "begun": counts.begun, "unopened": counts.unopened, "short": counts.unread}


ROUND_ACTS = {"open_scoring": open_scoring, "settle_round": settle_round}
