"""Stated counts, kept on the page of what they count."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from association.domain.count import change_count, create_count
from association.forms.count import CountForm
from association.models import Activity, Publication, StatedCount, Visit
from association.views.panels import ChildTable, owner_crumb
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Cell


def count_rows(actor: Actor) -> QuerySet[Any]:
    """Return the counts of what the actor may see."""
    owners = (
        Q(activity__in=Activity.objects.visible_to(actor))
        | Q(visit__in=Visit.objects.visible_to(actor))
        | Q(publication__in=Publication.objects.visible_to(actor))
    )
    rows = StatedCount.objects.filter(owners)
    return rows.select_related("activity", "visit", "publication")


def count_cells(row: StatedCount) -> list[Cell]:
    """Return one count as the text prints it, with its source."""
    return [
        Cell(row.get_kind_display()),
        Cell(f"{row.note}{row}"),
        Cell(row.source),
    ]


COUNT = Noun(
    app="association",
    name="count",
    plural="counts",
    model=StatedCount,
    label=gettext_lazy("Stated count"),
    labels=gettext_lazy("Stated counts"),
    form=CountForm,
    rows=count_rows,
    create=lambda form, actor: create_count(StatedCount(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_count(obj, actor=actor, changes=form.changes),
    parent=lambda obj: owner_crumb(obj.owner),
    intro=gettext_lazy("Write the number as the source has it, with 余, 多, 约 or 以上; the qualifier is kept."),
)


def count_table(owner: str) -> ChildTable:
    """Return the table of counts on the page of an activity, a visit or a publication."""
    return ChildTable(
        noun=COUNT,
        owner=owner,
        title=gettext_lazy("Stated counts"),
        heads=(gettext_lazy("Counts"), gettext_lazy("As stated"), gettext_lazy("Source")),
        cells=count_cells,
        add_label=gettext_lazy("Add count"),
        empty_text=gettext_lazy("No count is stated."),
    )
