"""Pages of regions."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.region import change_region, create_region
from association.forms.region import RegionForm
from association.lists.region import REGIONS
from association.models import Organization, Region
from association.views.panels import link_cell
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TablePanel

SHOWN = 50


def region_facts(region: Region, actor: Actor) -> list[Fact]:
    """Return what a region is."""
    parent = region.parent
    return [
        Fact(_("Region code"), region.code),
        Fact(_("Level"), region.get_level_display()),
        Fact(_("Belongs to"), parent, url=parent.get_absolute_url() if parent else ""),
    ]


def region_panels(region: Region, actor: Actor) -> list[Any]:
    """Return the regions below, and the organizations in this one."""
    below = Region.objects.visible_to(actor).filter(parent=region).order_by("code")[:200]
    schools = Organization.objects.visible_to(actor).filter(region=region)[:SHOWN]
    return [
        TablePanel(
            _("Regions below"),
            [_("Name"), _("Region code")],
            [[link_cell(child), Cell(child.code)] for child in below],
            empty_text=_("Nothing is entered yet."),
        ),
        TablePanel(
            _("Organizations"),
            [_("Name"), _("Kind")],
            [[link_cell(row), Cell(row.get_kind_display())] for row in schools],
            empty_text=_("Nothing is entered yet."),
            more_url=f"{reverse('association:organization_list')}?{urlencode({'region': region.name})}"
            if len(schools) == SHOWN
            else "",
        ),
    ]


REGION = Noun(
    app="association",
    name="region",
    plural="regions",
    model=Region,
    label=gettext_lazy("Region"),
    labels=gettext_lazy("Regions"),
    listing=REGIONS,
    form=RegionForm,
    rows=lambda actor: Region.objects.visible_to(actor).select_related("parent"),
    facts=region_facts,
    panels=region_panels,
    create=lambda form, actor: create_region(Region(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_region(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    names=("name", "code"),
)
