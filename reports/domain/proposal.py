"""Sentences proposed from the records: take them into the narrative, drop them, or have them offered again."""

from typing import Any

from django.db import transaction

from office.actor import Actor
from office.domain.transition import advance
from reports.domain.section import add_section, hold_draft, renumber, save_section
from reports.methods.blocks import Block, new_id
from reports.models import Proposal, Section
from reports.queries.proposal import CHAPTER
from reports.workflow import PROPOSAL


def take_proposal(proposal: Proposal, *, actor: Actor) -> Section:
    """Put a proposal's sentences into the report and return the section that has them now.

    They go to the end of the section for the same subject; where there is none, one is made under the proposal's
    chapter, among its brothers as the records order them. Refused when somebody has taken or dropped it already.
    """
    with transaction.atomic():
        hold_draft(proposal.report)
        advance(proposal, "take", actor=actor, workflow=PROPOSAL)
        section = Section.objects.select_related("report").filter(report=proposal.report, key=proposal.key).first()
        if section is None:
            return make_section(proposal, actor=actor)
        blocks = [*section.blocks, *fresh_blocks(proposal, {block["id"] for block in section.blocks})]
        return save_section(section, actor=actor, heading=section.heading, blocks=blocks, revision=section.revision)


def fresh_blocks(proposal: Proposal, taken: set[str]) -> list[Block]:
    """Return a proposal's blocks with ids that the section does not use yet."""
    return [{**block, "id": new_id()} if block["id"] in taken else block for block in proposal.blocks]


def make_section(proposal: Proposal, *, actor: Actor) -> Section:
    """Make the section of a proposal under its chapter, before the first brother that the records order behind it."""
    report = proposal.report
    chapter = Section.objects.filter(report=report, key=f"{CHAPTER}{proposal.chapter_key}").first()
    level = chapter.level + 1 if chapter else 1
    after = chapter or Section.objects.filter(report=report, level__lte=1).order_by("order", "id").last()
    section = add_section(
        report,
        actor=actor,
        heading=proposal.heading,
        level=level,
        after=after,
        key=proposal.key,
        blocks=proposal.blocks,
    )
    put_before(section, following_brother(proposal))
    return section


def following_brother(proposal: Proposal) -> Section | None:
    """Return the standing section of the same chapter whose proposal comes next in the records' order."""
    later = Proposal.objects.filter(
        report=proposal.report_id,
        chapter_key=proposal.chapter_key,
        order__gt=proposal.order,
    )
    keys = list(later.order_by("order", "id").values_list("key", flat=True))
    standing = {section.key: section for section in Section.objects.filter(report=proposal.report, key__in=keys)}
    return next((standing[key] for key in keys if key in standing), None)


def put_before(section: Section, other: Section | None) -> None:
    """Move a section directly before another one of the same report."""
    if other is None:
        return
    standing = list(Section.objects.filter(report=section.report).exclude(pk=section.pk).order_by("order", "id"))
    place = [item.pk for item in standing].index(other.pk)
    renumber([*standing[:place], section, *standing[place:]])


def drop_proposal(proposal: Proposal, *, actor: Actor) -> Any:
    """Say no to a proposal; it is not offered again until its records change or somebody asks for it."""
    with transaction.atomic():
        hold_draft(proposal.report)
        return advance(proposal, "drop", actor=actor, workflow=PROPOSAL)


def offer_proposal(proposal: Proposal, *, actor: Actor) -> Any:
    """Offer a dropped proposal again."""
    with transaction.atomic():
        hold_draft(proposal.report)
        return advance(proposal, "offer", actor=actor, workflow=PROPOSAL)
