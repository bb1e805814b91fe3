"""No path leads to a certificate, or to a final award, past an open window or an open objection.

The search walks every combination of states that the transition tables allow, with two versions of a notice, an
objection, its appeal, an award and its certificate. Moves take their guards from ``reviews/methods/finality.py``, as
the domain does; a move that nobody has thought of here is walked without any guard, so that a new transition is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from association.enums import CertificateState
from association.workflow import CERTIFICATE
from office.workflow import Transition
from reviews.enums import (
    OPEN_OBJECTION_STATES,
    PUBLIC_NOTICE_STATES,
    STANDING_NOTICE_STATES,
    AwardState,
    NoticeState,
    ObjectionState,
)
from reviews.methods.finality import (
    Finality,
    why_no_certificate,
    why_no_change,
    why_not_close,
    why_not_final,
    why_not_finalize,
)
from reviews.workflow import AWARD, NOTICE, OBJECTION

pytestmark = pytest.mark.pure


@dataclass(frozen=True)
class Version:
    """One version of the notice: "" while there is none."""

    state: str = ""
    is_over: bool = False
    lists: bool = False


@dataclass(frozen=True)
class World:
    """Where everything stands; ``term`` is true while the dismissal may still be appealed against."""

    needs_notice: bool
    versions: tuple[Version, Version] = (Version(), Version())
    objection: str = ""
    term: bool = False
    appeal: str = ""
    award: str = ""
    certificate: str = ""

    @property
    def standing(self) -> Version:
        return next((item for item in self.versions if item.state in STANDING_NOTICE_STATES), Version())

    @property
    def pending(self) -> int:
        waits = self.objection == ObjectionState.DISMISSED and self.term and not self.appeal
        return sum(state in OPEN_OBJECTION_STATES for state in (self.objection, self.appeal)) + waits

    @property
    def facts(self) -> Finality:
        return Finality(
            needs_notice=self.needs_notice,
            notice_state=self.standing.state,
            is_window_over=self.standing.is_over,
            pending=self.pending,
            is_listed=self.standing.lists,
            is_correcting=any(item.state == NoticeState.DRAFTED for item in self.versions),
        )

    @property
    def is_listable(self) -> bool:
        return self.award in {AwardState.PROPOSED, AwardState.FINAL}

    def with_version(self, place: int, version: Version) -> "World":
        versions = list(self.versions)
        versions[place] = version
        return replace(self, versions=(versions[0], versions[1]))


def moves(world: World) -> Iterator[tuple[str, World]]:
    """Yield every move with the world that it leads to."""
    yield from notice_moves(world)
    yield from objection_moves(world)
    yield from award_moves(world)
    yield from certificate_moves(world)


def notice_moves(world: World) -> Iterator[tuple[str, World]]:
    first, second = world.versions
    if not first.state:
        yield "prepare", world.with_version(0, Version(NoticeState.DRAFTED))
    if first.state in STANDING_NOTICE_STATES and not second.state:
        yield "prepare correction", world.with_version(1, Version(NoticeState.DRAFTED))
    for place, version in enumerate(world.versions):
        if version.state == NoticeState.DRAFTED:
            yield "remove draft", world.with_version(place, Version())
        if version.state == NoticeState.PUBLISHED and not version.is_over:
            yield "days pass", world.with_version(place, replace(version, is_over=True))
        for move in NOTICE.possible(version.state) if version.state else ():
            # To be superseded is the effect of publishing the next version.
            if move.action != "supersede_notice" and not refused(world, move.action, version):
                yield move.action, moved(world, place, move)


def refused(world: World, action: str, version: Version) -> bool:
    """Tell whether a guard stops a move of a notice; one that is not known here has none."""
    if action == "close_notice":
        return bool(why_not_close(world.facts))
    if action == "finalize_notice":
        return bool(why_not_finalize(world.facts)) or version.lists != world.is_listable
    return False


def moved(world: World, place: int, move: Transition) -> World:
    """Return the world after a move of a notice; publishing freezes the list and replaces the version before."""
    first = world.versions[0]
    if move.target != NoticeState.PUBLISHED:
        return world.with_version(place, replace(world.versions[place], state=move.target))
    after = world.with_version(place, Version(move.target, False, world.is_listable))
    if place and first.state in STANDING_NOTICE_STATES:
        after = after.with_version(0, replace(first, state=NoticeState.SUPERSEDED))
    return after


def objection_moves(world: World) -> Iterator[tuple[str, World]]:
    is_public = any(item.state in PUBLIC_NOTICE_STATES for item in world.versions)
    if is_public and not world.pending:
        yield "object", replace(world, objection=ObjectionState.FILED, term=False, appeal="")
    if world.objection == ObjectionState.DISMISSED and world.term and not world.appeal:
        yield "appeal", replace(world, appeal=ObjectionState.FILED)
        yield "the term ends", replace(world, term=False)
    for move in OBJECTION.possible(world.objection) if world.objection else ():
        yield move.action, replace(world, objection=move.target, term=move.action == "dismiss")
    for move in OBJECTION.possible(world.appeal) if world.appeal else ():
        yield f"{move.action} appeal", replace(world, appeal=move.target)


def award_moves(world: World) -> Iterator[tuple[str, World]]:
    if not world.award and not why_no_change(world.facts):
        yield "propose", replace(world, award=AwardState.PROPOSED)
    if world.award == AwardState.PROPOSED and not why_no_change(world.facts):
        yield "take the proposal off", replace(world, award="")
    for move in AWARD.possible(world.award) if world.award else ():
        if move.action == "confirm_award" and why_not_final(world.facts):
            continue
        after = replace(world, award=move.target)
        if move.action == "revoke_award" and world.certificate == CertificateState.ISSUED:
            after = replace(after, certificate=CertificateState.REVOKED)
        yield move.action, after


def certificate_moves(world: World) -> Iterator[tuple[str, World]]:
    may = not why_no_certificate(world.facts, award_state=world.award)
    if not world.certificate and may:
        yield "issue", replace(world, certificate=CertificateState.ISSUED)
    if world.certificate == CertificateState.ISSUED and may:
        yield "issue again", world
    for move in CERTIFICATE.possible(world.certificate) if world.certificate else ():
        yield move.action, replace(world, certificate=move.target)


def is_settled(world: World) -> bool:
    """Tell whether everybody had the time to object and everything objected was decided."""
    if not world.needs_notice and not any(item.state for item in world.versions):
        return True
    standing = world.standing
    return standing.state == NoticeState.FINAL and standing.is_over and standing.lists and not world.pending


def walk(start: World) -> tuple[dict[World, tuple[World, str] | None], list[str]]:
    """Return every world that can be reached, how, and the paths that break the rule."""
    came: dict[World, tuple[World, str] | None] = {start: None}
    open_list, broken = [start], list[str]()
    while open_list:
        world = open_list.pop()
        for name, after in moves(world):
            is_final = after.award == AwardState.FINAL != world.award
            is_paper = name.startswith("issue") or (after.certificate == CertificateState.ISSUED != world.certificate)
            if (is_final or is_paper) and not (is_settled(world) and (is_final or world.award == AwardState.FINAL)):
                broken.append(path_to(world, came, name))
            if after not in came:
                came[after] = (world, name)
                open_list.append(after)
    return came, broken


def path_to(world: World, came: dict[World, tuple[World, str] | None], last: str) -> str:
    """Return the moves that led to a world."""
    names, step = [last], came[world]
    while step is not None:
        names.append(step[1])
        step = came[step[0]]
    return " > ".join(reversed(names))


@pytest.mark.parametrize("needs_notice", [True, False])
def test_no_path_leads_past_an_open_window_or_objection(needs_notice: bool) -> None:
    came, broken = walk(World(needs_notice=needs_notice))
    assert broken == [], broken[:3]
    assert len(came) > 2_000, "the search is not exhaustive any more"
    # The ways that must exist do.
    assert any(world.certificate == CertificateState.ISSUED for world in came)
    assert any(world.versions[1].state == NoticeState.FINAL and world.certificate for world in came)
    assert any(world.appeal == ObjectionState.DISMISSED and world.certificate for world in came)


def test_the_search_would_find_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one guard taken away, paths appear: the search looks where it should."""
    monkeypatch.setattr(f"{__name__}.why_not_finalize", lambda facts: "" if facts.is_window_over else "window_open")
    monkeypatch.setattr(f"{__name__}.why_no_certificate", lambda facts, **_award: why_not_final(facts))
    monkeypatch.setattr(
        f"{__name__}.why_not_final", lambda facts: "" if facts.notice_state == NoticeState.FINAL else "no"
    )
    _came, broken = walk(World(needs_notice=True))
    assert broken
