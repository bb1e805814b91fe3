"""Load the demo year chapter by chapter; each chapter leaves one audit row, and that row is the mark that it is in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from association.models import Body
from office.actor import system_actor
from office.domain.audit import record_act
from office.models import AuditEntry
from reports.demo import (
    accounts,
    activities,
    bodies,
    contests,
    exchanges,
    experts,
    groups,
    honors,
    organizations,
    profile,
    publications,
    research,
    summary,
)
from reports.demo.ledger import Ledger
from reports.demo.tables.bodies import ROOT

ACTION = "load_demo"


@dataclass(frozen=True)
class Chapter:
    """A part of the year; a higher ``version`` adds what an older one lacked and leaves what is there."""

    name: str
    version: int
    load: Callable[[Ledger], None]

    @property
    def mark(self) -> str:
        """How the audit trail names the chapter."""
        return f"{self.name} {self.version}"


CHAPTERS = (
    Chapter("organizations", 1, organizations.load),
    Chapter("bodies", 1, bodies.load),
    Chapter("activities", 1, activities.load),
    Chapter("exchanges", 1, exchanges.load),
    Chapter("publications", 1, publications.load),
    Chapter("contests", 1, contests.load),
    Chapter("honors", 1, honors.load),
    Chapter("research", 1, research.load),
    Chapter("groups", 1, groups.load),
    Chapter("experts", 1, experts.load),
    Chapter("accounts", 1, accounts.load),
    Chapter("profile", 1, profile.load),
    Chapter("summary", 1, summary.load),
)


def load_year() -> dict[str, dict[str, int]]:
    """Load the chapters that are not in yet, all or none, and return how many rows each added, by model.

    A chapter that is in is not looked at again: what staff have changed or removed since stays as they left it.
    """
    actor = system_actor("load_demo")
    added: dict[str, dict[str, int]] = {}
    with transaction.atomic():
        marks = AuditEntry.objects.filter(action=ACTION).values_list("after__chapter", "reason")
        done = {chapter or reason for chapter, reason in marks}  # the reason: as earlier versions marked it
        for chapter in CHAPTERS:
            if chapter.mark in done:
                continue
            ledger = Ledger(actor)
            chapter.load(ledger)
            added[chapter.name] = dict(ledger.added)
            subject = Body.objects.filter(code=ROOT).first() or organizations.association()
            record_act(subject, ACTION, actor=actor, after={"chapter": chapter.mark, **added[chapter.name]})
    return added
