"""Pages of extensions: they live on the page of their submission."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, TablePanel
from reviews.domain.extension import grant_extension, remove_extension
from reviews.forms.extension import ExtensionForm
from reviews.models import Extension, Submission
from reviews.views.moments import moment

EXTENSION = Noun(
    app="reviews",
    name="extension",
    plural="extensions",
    model=Extension,
    label=gettext_lazy("Extension"),
    labels=gettext_lazy("Extensions"),
    form=ExtensionForm,
    rows=lambda actor: Extension.objects.visible_to(actor).select_related("submission__call"),
    create=lambda form, actor: grant_extension(
        form.changes["submission"], until=form.changes["until"], reason=form.changes["reason"], actor=actor
    ),
    remove=remove_extension,
    parent=lambda row: owner_crumb(row.submission),
)


def extension_panels(submission: Submission, actor: Actor) -> list[Any]:
    """Return the extensions of a submission, to who may grant them also while there is none."""
    adds = may(actor, "reviews.add_extension", submission)
    rows = list(Extension.objects.filter(submission=submission)) if submission.extended_until or adds else []
    if not rows and not adds:
        return []
    removes = may(actor, "reviews.remove_extension")
    lines = []
    for row in rows:
        line = [Cell(moment(row.until)), Cell(row.reason)]
        if removes:
            line.append(Cell(_("Take back"), kind="act", url=EXTENSION.address("remove", row.pk)))
        lines.append(line)
    return [
        TablePanel(
            title=_("Extensions"),
            heads=[_("Extended until"), _("Reason"), *([_("Take back")] if removes else [])],
            rows=lines,
            add_url=f"{EXTENSION.address('create')}?submission={submission.pk}" if adds else "",
            add_label=_("Extend this entry"),
            empty_text=_("The closing time of the call holds."),
        )
    ]
