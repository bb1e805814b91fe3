"""From the adopted ranking to the certificate: prize plans, the public notice, working days, certificates."""

from collections.abc import Iterable

from reports.replay.calls import Desk, exported
from reports.replay.people import CLERK, HEAD
from reports.replay.stage import Stage
from reports.replay.walker import at

WORKDAYS = 5
CONTACT = "秘书处"
# Code of the prize, how it is counted, and its value.
Levels = Iterable[tuple[str, str, int]]


def give_prizes(stage: Stage, desk: Desk, *, kind: str, round_: int, levels: Levels, track: str = "") -> None:
    """Declare a prize plan over a round's ranking, for one track or all, and propose its awards."""
    names = {code: name for prize_kind, code, name, *_rest in desk.facts.prizes if prize_kind == kind}
    clerk = stage.people[CLERK]
    clerk.open(at("reviews:awardplan_create", call=desk.key))
    rules = {"kind": kind, "source": "ranking", "round": round_, "base": "attended", "rounding": "half_up"}
    clerk.send(rules | ({"track": track} if track else {}))
    plan = clerk.key()
    for order, (code, mode, value) in enumerate(levels, start=1):
        clerk.open(at("reviews:planlevel_create", plan=plan))
        held = clerk.form("prize").fields["prize"]
        prize = next(key for key, word in zip(held.offered, held.words, strict=True) if names[code] in word)
        clerk.send({"prize": prize, "mode": mode, "value": value, "order": order})
    clerk.open(at("reviews:awardplan_apply", plan)).send()


def send_on(stage: Stage, ranking: int, *, count: int, to_round: str = "", target: str = "") -> None:
    """Let the best of a ranking go on to the next round, or be recommended to a contest outside."""
    clerk = stage.people[CLERK]
    clerk.open(at("reviews:ranking_promote", ranking))
    clerk.send({"mode": "count", "value": count, "to_round": to_round, "target": target})
    clerk.send()


def publish_notice(stage: Stage, desk: Desk) -> int:
    """Publish the proposed awards for five working days; returns the notice's key."""
    clerk = stage.people[CLERK]
    clerk.open(at("reviews:publicnotice_create", call=desk.key)).send({"workdays": WORKDAYS, "contact": CONTACT})
    notice = clerk.key()
    stage.people[HEAD].open(at("reviews:publicnotice_act", notice, "publish_notice")).send()
    clerk.open(at("reviews:publicnotice_act", notice, "close_notice")).send(status=409)
    return notice


def finish(stage: Stage, desk: Desk, notice: int) -> None:
    """Close the window after its last day, make the awards final, issue the certificates, decide the call."""
    clerk, head = stage.people[CLERK], stage.people[HEAD]
    clerk.open(at("reviews:publicnotice_act", notice, "close_notice")).send()
    head.open(at("reviews:publicnotice_act", notice, "finalize_notice")).send()
    head.open(at("reviews:call_certificates", desk.key)).send()
    head.open(desk.act("decide_call")).send()
    awards = len(exported(clerk, at("reviews:award_export", call=desk.key)))
    stage.tell(desk.facts.title, "公示期满，奖项生效，颁发证书", 奖项=awards)
