"""A round of judgment: rubric, panel and invitations, codes, copies, assignments, scoring, ranking."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from html import unescape

from reports.demo.tables.experts import expert_name
from reports.replay.calls import Desk
from reports.replay.people import CLERK, LINK, set_password
from reports.replay.stage import Colleague, Stage, local
from reports.replay.walker import Walker, WayLost, at

EVENING = time(20)
CRITERIA = (("水平", "shuiping"), ("完成", "wancheng"))
POINTS, TOP, STEP = 50, Decimal(48), Decimal("0.1")
ROW = re.compile(
    r'<a class="review-code" href="(/reviews/desk/\d+/[^"]+/)">[^<]*</a></td>'
    r"<td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td>"
)
RANKING = r'href="/reviews/rankings/(\d+)/"'
NEXT_PAGE = r'href="([^"]*)" rel="next"'
HEADING = r"<h1>\s*([^<]*?)\s*<"
# The group in which a work competes, told from what the desk shows of it: track and title.
Grouping = Callable[[str, str], str]


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """A round as it is planned: ``experts`` are the numbers of the invented experts who sit on its panel."""

    name: str
    kind: str
    opens: date
    closes: date
    panel: str
    experts: tuple[int, ...]
    readers: int = 3
    blind: bool = False


def plan_round(stage: Stage, desk: Desk, sitting: Sitting) -> int:
    """Make a round with its rubric, before anything goes into it; returns its key."""
    clerk = stage.people[CLERK]
    clerk.open(at("reviews:round_create", call=desk.key)).send(
        {
            "name": sitting.name,
            "kind": sitting.kind,
            "opens_at": local(sitting.opens),
            "closes_at": local(sitting.closes, EVENING),
            "readers": min(sitting.readers, max(1, len(sitting.experts) - 1)),
            "distinct_units": [],
            "blind": "on" if sitting.blind else [],
        }
    )
    round_ = clerk.key()
    clerk.open(at("reviews:rubric_create", round=round_)).send({"note": "两项各五十分，步长零点一。"})
    rubric = clerk.key()
    for order, (name, code) in enumerate(CRITERIA, start=1):
        clerk.open(at("reviews:criterion_create", rubric=rubric)).send(
            {"name": name, "code": code, "points": POINTS, "step": STEP, "order": order}
        )
    return round_


def seat_panel(stage: Stage, desk: Desk, sitting: Sitting, rounds: Iterable[int]) -> None:
    """Pick the panel from the pool and invite each expert, who accepts by the link; name it as the rounds' panel."""
    clerk = stage.people[CLERK]
    clerk.open(at("reviews:panel_create", call=desk.key)).send({"name": sitting.panel})
    panel = clerk.key()
    names = [expert_name(number) for number in sitting.experts]
    clerk.open(at("reviews:panel_pick", panel)).send({"experts": pool_keys(clerk, names)})
    clerk.open(at("reviews:panel_detail", panel))
    seats = dict(re.findall(r'href="/reviews/panel-members/(\d+)/"[^>]*>\s*([^<]+?)\s*<', clerk.text()))
    for seat, name in seats.items():
        if name in names:
            invite(stage, int(seat), name)
    for round_ in rounds:
        clerk.open(at("reviews:round_change", round_)).send({"panel": sitting.panel})


def pool_keys(clerk: Colleague, names: list[str]) -> list[str]:
    """Return the values of the boxes beside these experts in the pool, over all its pages."""
    boxes: dict[str, str] = {}
    held = clerk.form("experts").fields["experts"]
    for value, words in zip(held.offered, held.words, strict=True):
        for name in names:
            if name in words:
                boxes[name] = value
    missing = [name for name in names if name not in boxes]
    if missing:
        raise WayLost(f"{clerk.name} at {clerk.address}: the pool does not show {missing}: {held.words}")
    return [boxes[name] for name in names]


def invite(stage: Stage, seat: int, name: str) -> None:
    """Give an expert the personal link; he accepts, and sets a password where he has no account yet."""
    clerk = stage.people[CLERK]
    clerk.open(at("reviews:panelmember_invite", seat)).send()
    link = next(one for one in LINK.findall(clerk.text()) if one.startswith("/panels/"))
    expert = stage.stranger(name).open(link).send({"answer": "同意"}, button="accept")
    if "/accounts/invitation/" in expert.address:
        username = expert.one(r'name="username" value="([^"]+)"')
        set_password(expert)
        stage.person(name, username)


def admit(stage: Stage, round_: int, numbers: list[str]) -> None:
    """Let entries go into a round by their numbers."""
    stage.people[CLERK].open(at("reviews:round_admit", round_)).send({"numbers": "\n".join(numbers)})


def open_round(stage: Stage, round_: int, *, blind: bool, onsite: bool) -> None:
    """Draw the codes, and the order on site; make the copies; assign the reviewers; open the scoring."""
    clerk = stage.people[CLERK]
    clerk.open(at("reviews:round_codes", round_)).send()
    if onsite:
        clerk.open(at("reviews:round_order", round_)).send()
    if blind:
        clerk.open(at("reviews:round_copies", round_)).send(action="/copies/make/")
        stage.do_job(clerk)
    clerk.open(at("reviews:round_assign", round_)).send()
    if "/jobs/" in clerk.address:
        stage.do_job(clerk)
    clerk.open(at("reviews:batch_act", clerk.key(), "publish_batch")).send()
    clerk.open(at("reviews:round_act", round_, "open_scoring")).send()


def by_track(track: str, _title: str) -> str:
    """Return the track: works of a track compete with one another."""
    return track


def score_round(stage: Stage, round_: int, experts: tuple[int, ...], grouping: Grouping = by_track) -> int:
    """Let every expert score the own sheets at the desk; returns how many were sent.

    Nobody knows who was how good: within each group the works stand in the order of their review codes, and every
    expert sees it the same. The groups keep step, so that as many of each are among the best.
    """
    people = [stage.people[expert_name(number)] for number in experts]
    own: dict[str, set[str]] = {}
    groups: dict[str, set[str]] = defaultdict(set)
    for person in people:
        rows = desk_rows(person, round_)
        own[person.name] = {row[0] for row in rows}
        for address, track, title in rows:
            groups[grouping(unescape(track), unescape(title))].add(address)
    marks = marks_of(groups)
    return sum(score_own(person, own[person.name], marks) for person in people)


def desk_rows(person: Colleague, round_: int) -> list[tuple[str, str, str]]:
    """Return address, track and title of the own sheets of a round, from all pages of the desk."""
    rows: list[tuple[str, str, str]] = []
    pages = [at("reviews:desk")]
    for address in pages:
        person.open(address)
        rows += [row for row in ROW.findall(person.text()) if row[0].startswith(f"/reviews/desk/{round_}/")]
        pages += [f"{pages[0]}{further}" for further in person.found(NEXT_PAGE)]
    return rows


def marks_of(groups: dict[str, set[str]]) -> dict[str, Decimal]:
    """Return the points for each work by its address: the first of all groups, then the second of all groups."""
    queues = [sorted(groups[name]) for name in sorted(groups)]
    longest = max((len(queue) for queue in queues), default=0)
    order = [queue[place] for place in range(longest) for queue in queues if place < len(queue)]
    return {address: TOP - place * STEP for place, address in enumerate(order)}


def score_own(person: Colleague, addresses: set[str], marks: dict[str, Decimal]) -> int:
    """Score one's own sheets, each submitted by its button, which opens the next."""
    left = set(addresses)
    while left:
        address = person.address if person.address in left else min(left)
        if person.address != address:
            person.open(address)
        fields = [name for name in person.form().fields if name.startswith("exact-")]
        person.send(dict.fromkeys(fields, str(marks[address])), button="1")
        left.remove(address)
    return len(addresses)


def settle_round(stage: Stage, desk: Desk, round_: int) -> dict[str, int]:
    """Close the scoring, compute the ranking, adopt it track by track; returns the rankings' keys by track."""
    clerk = stage.people[CLERK]
    clerk.open(at("reviews:round_act", round_, "close_scoring")).send()
    clerk.open(at("reviews:round_compute", round_)).send()
    clerk.open(at("reviews:round_results", round_))
    rankings = {}
    for ranking in map(int, clerk.found(RANKING)):
        clerk.open(at("reviews:ranking_act", ranking, "adopt_ranking")).send()
        rankings[track_of(desk, clerk.open(at("reviews:ranking_detail", ranking)))] = ranking
    return rankings


def track_of(desk: Desk, walker: Walker) -> str:
    """Return the track that the heading of a ranking's page names, "" for entries without one."""
    heading = walker.found(HEADING)[0]
    return next((name for _code, name, _level in desk.facts.tracks if name in heading), "")
