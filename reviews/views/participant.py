"""Pages of participants: they live on the page of their submission."""

from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.web.noun import Noun
from reviews.domain.participant import add_participant, change_participant, remove_participant
from reviews.forms.participant import ParticipantForm
from reviews.models import Participant

PARTICIPANT = Noun(
    app="reviews",
    name="participant",
    plural="participants",
    model=Participant,
    label=gettext_lazy("Participant"),
    labels=gettext_lazy("People in it"),
    form=ParticipantForm,
    rows=lambda actor: Participant.objects.visible_to(actor).select_related(
        "submission__call", "person", "organization"
    ),
    create=lambda form, actor: add_participant(Participant(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_participant(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_participant,
    parent=lambda row: owner_crumb(row.submission),
)
