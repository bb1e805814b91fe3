"""Write a report: draft it from outline and records, keep its proposals fresh, move it on."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from association.models import Body
from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import change_record, create_record
from office.domain.transition import advance
from office.workflow import Refusal, refuse_unless
from reports.catalogue import YearScope, body_scope
from reports.domain.chart import request_charts
from reports.domain.figure import refresh_figures
from reports.domain.outline import outline_for
from reports.domain.rendition import request_rendition
from reports.domain.section import hold_draft
from reports.domain.telling import tell_move
from reports.enums import ProposalState, ReportKind
from reports.kinds import annual_summary
from reports.kinds.base import Material, ProposedSection
from reports.models import Proposal, Report, Section, SectionVersion
from reports.queries.figure import figures_of
from reports.workflow import REPORT, WRITABLE_STATES

KINDS = {ReportKind.ANNUAL_SUMMARY: annual_summary}
# Room between sections, so that one can be put between two without moving the rest.
ORDER_STEP = 100


def create_report(*, body: Body, kind: str, year: int, actor: Actor) -> Report:
    """Create a body's report of a year and draft all its sections from the outline and the records.

    Raises ``ValidationError`` when the report exists and ``Refusal`` when no outline holds in the year.
    """
    report = Report(
        body=body,
        kind=kind,
        year=year,
        title=KINDS[ReportKind(kind)].TITLE,
        outline=outline_for(kind, year),
        prepared_by_id=actor.user_id,
    )
    with transaction.atomic():
        create_record(report, actor=actor)
        refresh_figures(body, year)
        sections = draft_sections(report)
        now = timezone.now()
        for section in sections:
            section.edited_at = now
        Section.objects.bulk_create(sections)
        stored = report.sections.all()
        SectionVersion.objects.bulk_create(
            SectionVersion(section=section, number=1, heading=section.heading, blocks=section.blocks, saved_at=now)
            for section in stored
        )
        request_charts(body, year, actor=actor)
    return report


def rename_report(report: Report, *, title: str, revision: int | None, actor: Actor) -> Report:
    """Change the title of a draft; ``ValidationError`` for an empty one, ``StaleRecord`` when somebody was faster."""
    with transaction.atomic():
        hold_draft(report)
        change_record(report, actor=actor, changes={"title": title.strip()}, revision=revision)
    return report


def material_of(report: Report) -> Material:
    """Return what the report's sentences are drawn from: its scope and the figures as stored."""
    scope: YearScope = body_scope(report.body, report.year)
    return Material(scope=scope, values=figures_of(report.body, report.year))


def proposals_of(report: Report) -> list[tuple[dict[str, Any], list[ProposedSection]]]:
    """Return each outline item with the sections that the records propose under it."""
    material = material_of(report)
    kind = KINDS[ReportKind(report.kind)]
    return [
        (item, [section for source in item["sources"] for section in kind.propose_sections(material, source)])
        for item in report.outline.items
    ]


def draft_sections(report: Report) -> list[Section]:
    """Return the sections of a first draft and store what was taken; a chapter without any record is left out."""
    sections: list[Section] = []
    taken: list[Proposal] = []
    for item, proposed in proposals_of(report):
        if item["sources"] and not proposed:
            continue
        sections.append(
            Section(
                report=report,
                order=(len(sections) + 1) * ORDER_STEP,
                level=item["level"],
                key=f"chapter:{item['key']}",
                heading=item["heading"],
                hint=item["hint"],
            )
        )
        for section in proposed:
            order = (len(sections) + 1) * ORDER_STEP
            blocks = list(section.blocks)
            sections.append(
                Section(report=report, order=order, level=2, key=section.key, heading=section.heading, blocks=blocks)
            )
            taken.append(make_proposal(report, item["key"], section, order, state=ProposalState.TAKEN))
    Proposal.objects.bulk_create(taken)
    return sections


def make_proposal(
    report: Report, chapter_key: str, section: ProposedSection, order: int, *, state: ProposalState
) -> Proposal:
    """Return the row that remembers a proposal."""
    return Proposal(
        report=report,
        chapter_key=chapter_key,
        key=section.key,
        heading=section.heading[:200],
        blocks=list(section.blocks),
        order=order,
        fingerprint=section.fingerprint,
        state=state,
    )


def refresh_proposals(report: Report, *, actor: Actor) -> int:
    """Read the figures anew and offer what the records now say differently; returns how many are newly offered.

    A proposal that staff took or dropped comes back only when its records have changed; narratives are never touched.
    """
    refuse_unless(report.state in WRITABLE_STATES, _("The report is no longer a draft."))
    offered = 0
    with transaction.atomic():
        refresh_figures(report.body, report.year)
        known = {proposal.key: proposal for proposal in report.proposals.all()}
        seen: set[str] = set()
        for position, (item, proposed) in enumerate(proposals_of(report), start=1):
            for section in proposed:
                seen.add(section.key)
                old = known.get(section.key)
                if old is not None and old.fingerprint == section.fingerprint:
                    continue
                offered += 1
                fresh = make_proposal(report, item["key"], section, position * ORDER_STEP, state=ProposalState.OFFERED)
                fresh.pk = old.pk if old else None
                fresh.save(force_update=old is not None)
        report.proposals.filter(state=ProposalState.OFFERED).exclude(key__in=seen).delete()
        if offered:
            record_act(report, "propose", actor=actor, after={"offered": offered})
        request_charts(report.body, report.year, actor=actor)
    return offered


def move_report(report: Report, action: str, *, actor: Actor, reason: str = "") -> Report:
    """Move a report along its workflow; publishing raises the version, dates it and asks for its printed form."""
    changes: dict[str, Any] = {}
    if action == "publish":
        changes = {"version": report.version + 1, "published_at": timezone.now()}
    if action == "submit" and not any(section.blocks for section in report.sections.all()):
        raise Refusal(_("The report is still empty: write at least one section first."))
    with transaction.atomic():
        advance(report, action, actor=actor, workflow=REPORT, reason=reason, changes=changes)
        tell_move(report, action, actor=actor, reason=reason)
        if action == "publish":
            request_rendition(report, actor=actor)
    return report
