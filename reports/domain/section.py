"""Write the sections of a report: nobody's text is lost, whoever saves first."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.transition import state_label
from office.workflow import Refusal, StaleRecord, TransitionRefused, refuse_unless
from reports.enums import VersionOrigin
from reports.methods.blocks import Block, clean_blocks
from reports.methods.outline import move, place_for, relevel, subtree
from reports.models import ReadMark, Report, Section, SectionVersion
from reports.workflow import WRITABLE_STATES

# Autosaves of one editor within this time are one version.
RUN_LENGTH = timedelta(minutes=10)
MAX_LEVEL = 4


class SectionStale(StaleRecord):
    """Somebody else saved the section first: ``stored`` is what stands, ``aside`` the version that keeps this text."""

    def __init__(self, message: str, *, stored: Section, aside: SectionVersion) -> None:
        super().__init__(message)
        self.stored, self.aside = stored, aside


def hold_draft(report: Report) -> None:
    """Make sure, inside a transaction, that the report is a draft and stays one until the transaction ends.

    The UPDATE takes the row: a submission at the same moment waits or is waited for.
    """
    rows = Report.objects.filter(pk=report.pk, state__in=WRITABLE_STATES)
    if rows.update(updated_at=timezone.now()) != 1:
        report.refresh_from_db(fields=["state"])
        raise TransitionRefused(
            _("“%(object)s” is now “%(state)s”: only a draft can be written on.")
            % {"object": report, "state": state_label(report)}
        )


def save_section(
    section: Section, *, actor: Actor, heading: str, blocks: Any, revision: int, autosave: bool = False
) -> Section:
    """Save heading and narrative of a section and return it as it stands now.

    ``blocks`` is sent data of the narrative's form (``BlockError`` otherwise), ``revision`` the one that the editor
    began from. When the stored one has moved on, the sent text is kept as a version set aside and ``SectionStale``
    carries both. The same text again writes nothing. One audit row is written for each new version.
    """
    cleaned = clean_blocks(blocks)
    heading = heading.strip()[:200]
    refuse_unless(bool(heading), _("Give the section a heading."))
    with transaction.atomic():
        hold_draft(section.report)
        stored = read_standing(section)
        if (stored.heading, stored.blocks) == (heading, cleaned):
            return stored
        if stored.revision == revision:
            return store_text(stored, actor=actor, heading=heading, blocks=cleaned, autosave=autosave)
        aside = keep_aside(stored, actor=actor, heading=heading, blocks=cleaned)
    raise SectionStale(
        _("Somebody else has saved this section meanwhile. Your text is kept."), stored=stored, aside=aside
    )


def read_standing(section: Section) -> Section:
    """Return the section as stored; refuses one that was removed."""
    stored: Section = Section.everything.select_related("report", "edited_by").get(pk=section.pk)
    refuse_unless(stored.removed_at is None, _("“%(object)s” has been removed.") % {"object": stored})
    return stored


def store_text(
    section: Section, *, actor: Actor, heading: str, blocks: list[Block], autosave: bool, action: str = "change"
) -> Section:
    """Write a section's text with its version and audit row; the caller holds the draft."""
    now = timezone.now()
    keep_first_version(section)
    last = section.versions.exclude(origin=VersionOrigin.ASIDE).order_by("-number")[0]
    origin = VersionOrigin.AUTOSAVED if autosave else VersionOrigin.SAVED
    if continues_run(last, actor) and action == "change":
        last.heading, last.blocks, last.saved_at, last.origin = heading, blocks, now, origin
        last.save(update_fields=["heading", "blocks", "saved_at", "origin"])
    else:
        version = write_version(section, actor=actor, heading=heading, blocks=blocks, origin=origin)
        before: dict[str, Any] = {"version": last.number}
        after: dict[str, Any] = {"version": version.number}
        if heading != section.heading:
            before["heading"], after["heading"] = section.heading, heading
        record_act(section, action, actor=actor, before=before, after=after)
    rows = Section.everything.filter(pk=section.pk, revision=section.revision)
    values = {"heading": heading, "blocks": blocks, "edited_by_id": actor.user_id, "edited_at": now, "updated_at": now}
    if rows.update(**values, revision=F("revision") + 1) != 1:
        raise StaleRecord(_("Somebody else has saved this section meanwhile. Your text is kept."))
    stored: Section = Section.everything.select_related("report", "edited_by").get(pk=section.pk)
    return stored


def keep_first_version(section: Section) -> None:
    """Write down how the section was made, before its first change; until then it needs no version."""
    if not section.versions.exclude(origin=VersionOrigin.ASIDE).exists():
        made_at = section.edited_at or section.created_at
        SectionVersion.objects.create(
            section=section,
            number=1,
            heading=section.heading,
            blocks=section.blocks,
            saved_by_id=section.edited_by_id,
            begun_at=made_at,
            saved_at=made_at,
        )


def write_version(section: Section, *, actor: Actor, heading: str, blocks: list[Block], origin: str) -> SectionVersion:
    """Add a version with the next number."""
    now = timezone.now()
    highest = section.versions.aggregate(highest=Max("number"))["highest"] or 0
    return SectionVersion.objects.create(
        section=section,
        number=highest + 1,
        heading=heading,
        blocks=blocks,
        saved_by_id=actor.user_id,
        begun_at=now,
        saved_at=now,
        origin=origin,
    )


def continues_run(last: SectionVersion, actor: Actor) -> bool:
    """Tell whether a save goes on with the last version: the same editor's autosaves, not too long, read by nobody."""
    if last.origin != VersionOrigin.AUTOSAVED or last.saved_by_id != actor.user_id:
        return False
    if timezone.now() - last.begun_at > RUN_LENGTH:
        return False
    marks = ReadMark.objects.filter(report=last.section.report_id).values_list("versions", flat=True)
    return not any(versions.get(str(last.section_id)) == last.number for versions in marks)


def keep_aside(section: Section, *, actor: Actor, heading: str, blocks: list[Block]) -> SectionVersion:
    """Keep a text that came too late; a repeat by the same editor overwrites his own."""
    keep_first_version(section)
    own = section.versions.filter(
        origin=VersionOrigin.ASIDE, saved_by_id=actor.user_id, begun_at__gt=timezone.now() - RUN_LENGTH
    )
    last: SectionVersion | None = own.order_by("-number").first()
    if last is None:
        last = write_version(section, actor=actor, heading=heading, blocks=blocks, origin=VersionOrigin.ASIDE)
        record_act(section, "set_aside", actor=actor, after={"version": last.number})
        return last
    last.heading, last.blocks, last.saved_at = heading, blocks, timezone.now()
    last.save(update_fields=["heading", "blocks", "saved_at"])
    return last


def restore_version(version: SectionVersion, *, actor: Actor, revision: int) -> Section:
    """Make an earlier text, or one set aside, the section's text again; what stood stays among the versions."""
    with transaction.atomic():
        hold_draft(version.section.report)
        stored = read_standing(version.section)
        refuse_unless(
            stored.revision == revision,
            _("Somebody else has saved this section meanwhile. Look at its text before you restore a version."),
            error=StaleRecord,
        )
        if (stored.heading, stored.blocks) == (version.heading, version.blocks):
            return stored
        return store_text(
            stored,
            actor=actor,
            heading=version.heading,
            blocks=version.blocks,
            autosave=False,
            action="restore",
        )


def add_section(
    report: Report, *, actor: Actor, heading: str, level: int, after: Section | None = None, **more: Any
) -> Section:
    """Add a section behind another one (None: at the end) and return it; ``more`` are key, hint and blocks."""
    heading = heading.strip()[:200]
    refuse_unless(bool(heading), _("Give the section a heading."))
    with transaction.atomic():
        hold_draft(report)
        standing = list(Section.objects.filter(report=report).order_by("order", "id"))
        position = next((index for index, other in enumerate(standing) if after and other.pk == after.pk), None)
        highest = standing[position].level + 1 if position is not None else 1
        refuse_unless(
            1 <= level <= min(highest, MAX_LEVEL), _("A section goes at most one level below the one before.")
        )
        place = place_for(depths(standing), position, level) if position is not None else len(standing)
        section = Section(
            report=report, order=place + 1, level=level, heading=heading, edited_by_id=actor.user_id, **more
        )
        section.edited_at = timezone.now()
        section.full_clean(exclude=["report", "edited_by"])
        section.save(force_insert=True)
        renumber([*standing[:place], section, *standing[place:]])
        keep_first_version(section)
        record_act(section, "create", actor=actor, after={"heading": heading, "level": level, "order": place + 1})
    return section


def depths(sections: list[Section]) -> list[int]:
    """Return the levels of sections as places in the tree: the opening text stands beside the chapters."""
    return [max(section.level, 1) for section in sections]


def renumber(sections: list[Section]) -> None:
    """Write the order of sections as 1, 2, 3; an editor's open text does not become stale by it."""
    for order, section in enumerate(sections, start=1):
        if section.order != order:
            Section.everything.filter(pk=section.pk).update(order=order)
            section.order = order


def move_section(section: Section, *, actor: Actor, direction: str) -> bool:
    """Move a section with what lies below it one place up or down among its brothers; False at the edge."""
    with transaction.atomic():
        hold_draft(section.report)
        standing = list(Section.objects.filter(report=section.report).order_by("order", "id"))
        index = next((index for index, other in enumerate(standing) if other.pk == section.pk), None)
        if index is None:
            raise Refusal(_("“%(object)s” has been removed.") % {"object": section})
        order = move(depths(standing), index, direction)
        if order == list(range(len(standing))):
            return False
        renumber([standing[position] for position in order])
        moved = order.index(index) + 1
        record_act(section, "move", actor=actor, before={"order": index + 1}, after={"order": moved})
    return True


def change_level(section: Section, *, actor: Actor, step: int) -> bool:
    """Move a section with what lies below it one level out (-1) or in (1); False where it cannot be."""
    with transaction.atomic():
        hold_draft(section.report)
        read_standing(section)
        standing = list(Section.objects.filter(report=section.report).order_by("order", "id"))
        index = [other.pk for other in standing].index(section.pk)
        levels = relevel([other.level for other in standing], index, step, deepest=MAX_LEVEL)
        if levels is None:
            return False
        for other, level in zip(standing, levels, strict=True):
            if other.level != level:
                Section.everything.filter(pk=other.pk).update(level=level, updated_at=timezone.now())
        before, after = {"level": standing[index].level}, {"level": levels[index]}
        record_act(section, "change", actor=actor, before=before, after=after)
    return True


def remove_section(section: Section, *, actor: Actor, reason: str = "") -> None:
    """Take a section out of its report; its versions stay, so it can be brought back."""
    with transaction.atomic():
        hold_draft(section.report)
        read_standing(section)
        standing = list(Section.objects.filter(report=section.report).order_by("order", "id"))
        index = [other.pk for other in standing].index(section.pk)
        refuse_unless(
            len(subtree(depths(standing), index)) == 1,
            _("Other sections stand below “%(object)s”. Remove or move those first.") % {"object": section},
        )
        keep_first_version(section)
        Section.everything.filter(pk=section.pk).update(removed_at=timezone.now(), removed_by_id=actor.user_id)
        record_act(section, "remove", actor=actor, before={"heading": section.heading}, reason=reason)


def bring_back_section(section: Section, *, actor: Actor) -> Section:
    """Put a removed section back where it stood, with its text."""
    with transaction.atomic():
        hold_draft(section.report)
        stored: Section = Section.everything.select_related("report").get(pk=section.pk)
        if stored.removed_at is None:
            return stored
        taken = bool(stored.key) and Section.objects.filter(report=stored.report, key=stored.key).exists()
        refuse_unless(not taken, _("The report already has a section for this subject."))
        Section.everything.filter(pk=stored.pk).update(removed_at=None, removed_by=None)
        stored.removed_at = stored.removed_by = None
        renumber(list(Section.objects.filter(report=stored.report).order_by("order", "-id")))
        record_act(stored, "bring_back", actor=actor, after={"heading": stored.heading})
    return stored
