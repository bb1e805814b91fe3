"""Pages of publications: appearance, issues, counts and files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.publication import (
    change_issue,
    change_publication,
    create_issue,
    publish_publication,
    withdraw_publication,
)
from association.enums import PERIODICAL_KINDS
from association.forms.publication import IssueForm, PublicationForm, PublishForm
from association.lists.publication import PUBLICATIONS, state_tone
from association.models import Issue, Publication, PublicationAttachment
from association.views.act import ask_and_act
from association.views.count import count_table
from association.views.panels import ChildTable, owner_crumb
from association.workflow import PUBLICATION as PUBLICATION_WORKFLOW
from office.actor import Actor
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TextPanel


def publication_facts(publication: Publication, actor: Actor) -> list[Fact]:
    """Return what is published, and when."""
    return [
        Fact(_("Kind"), publication.get_kind_display()),
        Fact(_("Body"), publication.body, url=publication.body.get_absolute_url()),
        Fact(_("Edition"), publication.edition),
        Fact(_("Year"), publication.year),
        Fact(_("Published on"), publication.date_text),
    ]


def publication_panels(publication: Publication, actor: Actor) -> list[Any]:
    """Return what belongs to a publication; only periodicals have issues."""
    panels: list[Any] = []
    if publication.summary:
        panels.append(TextPanel(_("Summary"), publication.summary))
    if publication.kind in PERIODICAL_KINDS:
        panels.append(ISSUES.panel(publication, publication.issues.order_by("-year", "-number"), actor))
    panels.append(COUNTS.panel(publication, publication.counts.all(), actor))
    return panels


@door("association.publish_publication")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a work came out."""
    actor = get_actor(request)
    publication = get_object_or_404(PUBLICATION.visible_rows(actor), pk=pk)

    def act(form: Any) -> str:
        publish_publication(publication, actor=actor, **form.cleaned_data)
        return _("“%(title)s” is now published.") % {"title": publication}

    return ask_and_act(
        request,
        PUBLICATION,
        publication,
        PublishForm,
        act,
        title=_("Record publication"),
        submit_label=_("Record publication"),
        intro=_("Periodicals and websites go on: leave the day open and enter the issues instead."),
        initial={"year": publication.year},
        action="publish",
    )


PUBLICATION = Noun(
    app="association",
    name="publication",
    plural="publications",
    model=Publication,
    label=gettext_lazy("Publication"),
    labels=gettext_lazy("Publications"),
    listing=PUBLICATIONS,
    form=PublicationForm,
    rows=lambda actor: Publication.objects.visible_to(actor).select_related("body"),
    facts=publication_facts,
    panels=publication_panels,
    workflow=PUBLICATION_WORKFLOW,
    tone=state_tone,
    acts={"withdraw": withdraw_publication},
    change=lambda obj, form, actor: change_publication(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    files=PublicationAttachment,
    files_owner="owner",
)

ISSUE = Noun(
    app="association",
    name="issue",
    plural="issues",
    model=Issue,
    label=gettext_lazy("Issue"),
    labels=gettext_lazy("Issues"),
    form=IssueForm,
    rows=lambda actor: Issue.objects.visible_to(actor).select_related("publication"),
    create=lambda form, actor: create_issue(Issue(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_issue(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    parent=lambda obj: owner_crumb(obj.publication),
)

ISSUES = ChildTable(
    noun=ISSUE,
    owner="publication",
    title=gettext_lazy("Issues"),
    heads=(gettext_lazy("Issue"), gettext_lazy("Issued on")),
    cells=lambda row: [Cell(str(row)), Cell(row.issued_on, kind="date")],
    add_label=gettext_lazy("Add issue"),
)

COUNTS = count_table("publication")
