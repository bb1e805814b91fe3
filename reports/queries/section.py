"""Read the sections of a report with their numbers and versions."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from reports.enums import VersionOrigin
from reports.models import Report, Section, SectionVersion
from reports.pdf.numbering import CHINESE, number_headings

STOOD = ~Q(versions__origin=VersionOrigin.ASIDE)


def sections_of(report: Report) -> QuerySet[Any]:
    """Return the standing sections in order, each with ``version_number`` and its editor, in one query.

    A section that was never saved since it was made stands at version 1.
    """
    return (
        Section.objects.filter(report=report)
        .select_related("edited_by")
        .annotate(version_number=Coalesce(Max("versions__number", filter=STOOD), 1))
        .order_by("order", "id")
    )


def removed_sections(report: Report) -> QuerySet[Any]:
    """Return the sections that were taken out and can be brought back, the latest first."""
    return (
        Section.everything.filter(report=report, removed_at__isnull=False)
        .select_related("removed_by")
        .order_by("-removed_at", "-id")
    )


def versions_of(section: Section) -> QuerySet[SectionVersion]:
    """Return a section's versions, the newest first, texts that were set aside among them."""
    return section.versions.select_related("saved_by").order_by("-number")


def number_sections(levels: Sequence[int]) -> list[str]:
    """Return the heading numbers 一、（一）1.（1） for levels in order; level 0 has none."""
    headings = ({"type": "heading", "level": max(level, 1), "numbered": level > 0} for level in levels)
    return list(number_headings(headings, CHINESE))
