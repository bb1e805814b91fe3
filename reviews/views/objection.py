"""Pages of objections and appeals."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.once import claim_form, new_token, settle_form
from office.web.page_data import Fact, FormPage, Link, TextPanel
from office.workflow import Refusal
from reviews.domain.objection import OBJECTION_ACTS, file_appeal, file_objection
from reviews.forms.objection import AppealForm, FiledForm, ObjectionForm
from reviews.lists.public_notice import OBJECTION_TONES, OBJECTIONS
from reviews.lists.words import tone_of
from reviews.models import Objection, ObjectionAttachment, PublicNotice
from reviews.views.moments import end_moment, moment
from reviews.workflow import OBJECTION as OBJECTION_WORKFLOW


def objection_facts(objection: Objection, actor: Actor) -> list[Fact]:
    """Return who objects to what since when, and how it was decided."""
    notice, unit, submission = objection.notice, objection.organization, objection.submission
    against, appeal = objection.against, getattr(objection, "appeal", None)
    return [
        Fact(_("Public notice"), notice, url=notice.get_absolute_url()),
        Fact(_("Kind"), objection.get_kind_display()),
        Fact(_("Who objects"), objection.objector, url=unit.get_absolute_url() if unit and actor.reads_all else ""),
        Fact(_("Contact"), objection.contact),
        Fact(_("Submission concerned"), submission, url=submission.get_absolute_url() if submission else ""),
        Fact(_("Filed"), moment(objection.filed_at)),
        Fact(_("Deadline"), end_moment(objection.deadline)),
        Fact(
            _("In time"), _("Yes") if objection.is_in_time else _("No"), tone="" if objection.is_in_time else "danger"
        ),
        Fact(_("Decided"), moment(objection.decided_at)),
        Fact(_("Decided by"), objection.decided_by if actor.reads_all else ""),
        Fact(_("Appeal until"), objection.appeal_until),
        Fact(_("Appeal against"), against, url=against.get_absolute_url() if against else ""),
        Fact(_("Appeal"), appeal, url=appeal.get_absolute_url() if appeal else ""),
    ]


def objection_panels(objection: Objection, actor: Actor) -> list[Any]:
    """Return what was said and what was decided."""
    panels = [TextPanel(_("Objection and its reasons"), objection.text)]
    if objection.decision:
        panels.append(TextPanel(_("Decision"), objection.decision))
    return panels


def objection_links(objection: Objection, actor: Actor) -> list[Link]:
    """Return the way to an appeal while there is one."""
    if not may(actor, "reviews.appeal_objection", objection) or hasattr(objection, "appeal"):
        return []
    return [Link(_("Appeal") if actor.is_school else _("Record an appeal"), OBJECTION.address("appeal", objection.pk))]


OBJECTION = Noun(
    app="reviews",
    name="objection",
    plural="objections",
    model=Objection,
    label=gettext_lazy("Objection"),
    labels=gettext_lazy("Objections"),
    listing=OBJECTIONS,
    rows=lambda actor: Objection.objects.visible_to(actor).select_related(
        "notice__call",
        "organization",
        "submission__call",
        "decided_by",
        "against__organization",
        "appeal__organization",
    ),
    facts=objection_facts,
    panels=objection_panels,
    links=objection_links,
    workflow=OBJECTION_WORKFLOW,
    tone=tone_of(OBJECTION_TONES),
    acts=OBJECTION_ACTS,
    files=ObjectionAttachment,
    files_owner="owner",
)


@door("reviews.add_objection")
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """File an objection to a notice: a school its own, the secretariat one that came in on paper."""
    actor = get_actor(request)
    notice = get_object_or_404(PublicNotice.objects.visible_to(actor).select_related("call"), pk=pk)
    form = ObjectionForm(request.POST or None, actor=actor, notice=notice)

    def act() -> Objection:
        values = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
        return file_objection(Objection(notice=notice, **values), actor=actor)

    return file_by(
        request,
        form,
        act,
        title=_("Object to: %(notice)s") % {"notice": notice.call.title},
        label=_("File the objection"),
        owner=notice,
        intro=_("Objections come in until the end of %(day)s.") % {"day": notice.closes_on},
    )


@door("reviews.add_objection")
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Appeal against the dismissal of an objection."""
    actor = get_actor(request)
    objection = get_object_or_404(OBJECTION.visible_rows(actor), pk=pk)
    if not may(actor, "reviews.appeal_objection", objection):
        raise PermissionDenied("reviews.appeal_objection")
    form = AppealForm(request.POST or None, actor=actor)

    def act() -> Objection:
        values = form.cleaned_data
        return file_appeal(objection, actor=actor, text=values["text"], filed_at=values.get("filed_at"))

    return file_by(
        request,
        form,
        act,
        title=_("Appeal against: %(objection)s") % {"objection": objection},
        label=_("File the appeal"),
        owner=objection,
        intro=_("An appeal can be filed once, until the end of %(day)s; somebody else decides it.")
        % {"day": objection.appeal_until},
    )


def file_by(
    request: HttpRequest,
    form: FiledForm,
    act: Callable[[], Objection],
    *,
    title: Any,
    label: Any,
    owner: Any,
    intro: Any,
) -> HttpResponse:
    """Show the form, or file by it once and lead to what was filed."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                earlier = claim_form(request)
                if earlier:
                    return redirect(earlier)
                filed = act()
                settle_form(request, filed.get_absolute_url())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, _("“%(object)s” has been filed. Add what proves it as files below.") % {"object": filed}
            )
            return redirect(filed.get_absolute_url())
    page = FormPage(
        title=title,
        form=form,
        submit_label=label,
        cancel_url=owner.get_absolute_url(),
        crumbs=[*owner_crumb(owner), Link(label, "")],
        intro=intro,
        token=request.POST.get("form_token") or new_token(),
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)
