"""Pages of recognitions; those that an award wrote are only read here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.domain.recognition import change_recognition, record_recognition, revoke_recognition
from association.forms.recognition import RecognitionForm
from association.lists.recognition import RECOGNITIONS, state_word
from association.models import Recognition
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.noun import Noun
from office.web.page_data import ConfirmPage, Fact, Link


def recognition_facts(recognition: Recognition, actor: Actor) -> list[Fact]:
    """Return who was recognized for what; a unit that has another name today is shown with both."""
    organization, person = recognition.organization, recognition.person
    sees_person = person is not None and (actor.reads_all or person.organization_id == actor.organization_id)
    return [
        Fact(_("Recipient as printed"), recognition.name),
        Fact(_("Organization"), organization, url=organization.get_absolute_url() if organization else ""),
        Fact(_("Person"), person, url=person.get_absolute_url() if person and sees_person else ""),
        Fact(pgettext("honor", "Recognition"), recognition.title),
        Fact(_("Level"), recognition.get_level_display()),
        Fact(_("Issuer"), recognition.issuer),
        Fact(_("Year"), recognition.year),
        Fact(_("Recognized on"), recognition.on),
        Fact(_("Basis"), recognition.basis),
        Fact(_("State"), state_word(recognition), tone="danger" if recognition.is_revoked else ""),
        Fact(_("Reason of revocation"), recognition.revoked_reason),
    ]


def recognition_links(recognition: Recognition, actor: Actor) -> list[Link]:
    """Return the way to revoke a recognition that is in force."""
    if recognition.is_revoked or not may(actor, "association.revoke_recognition", recognition):
        return []
    return [Link(_("Revoke"), RECOGNITION.address("revoke", recognition.pk), tone="danger", icon="x-octagon")]


@door()
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a recognition back, with a reason; the row stays readable."""
    actor = get_actor(request)
    recognition = get_object_or_404(RECOGNITION.visible_rows(actor), pk=pk)
    require(actor, "association.revoke_recognition", recognition)
    url = recognition.get_absolute_url()
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": _("Revoke"), "value": recognition},
        facts=[
            Fact(_("Recipient as printed"), recognition.name),
            Fact(pgettext("honor", "Recognition"), recognition.title),
        ],
        submit_label=_("Revoke"),
        cancel_url=url,
        crumbs=[Link(RECOGNITION.labels, RECOGNITION.address("list")), Link(str(recognition), url)],
        tone="danger",
        reason_required=True,
        reason=request.POST.get("reason", "").strip(),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    if not page.reason:
        page.error = _("Give a reason for this act.")
        return render(request, "ui/confirm.html", {"page": page}, status=422)
    revoke_recognition(recognition, actor=actor, reason=page.reason)
    messages.success(request, _("“%(object)s” has been revoked and stays readable.") % {"object": recognition})
    return redirect(url)


RECOGNITION = Noun(
    app="association",
    name="recognition",
    plural="recognitions",
    model=Recognition,
    label=gettext_lazy("Recognition"),
    labels=gettext_lazy("Recognitions"),
    listing=RECOGNITIONS,
    form=RecognitionForm,
    rows=lambda actor: Recognition.objects.visible_to(actor).select_related("organization", "person"),
    facts=recognition_facts,
    links=recognition_links,
    create=lambda form, actor: record_recognition(Recognition(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_recognition(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
)
