"""Set the portal up for an association, step by step; the same pages are its settings ever after."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from association.domain.profile import (
    card_to_fill,
    change_card,
    finish_set_up,
    name_association,
    remove_picture,
    set_picture,
)
from association.forms.setup import FooterForm, NameForm, SignatureForm, YearForm
from association.models import Body, CharterRule, Profile, RoleGrant
from association.queries.grant import today
from association.queries.profile import card_of_portal, root_body
from office.actor import Actor
from office.domain.attachment import FileRefused
from office.enums import STAFF_ROLES
from office.forms.record import RecordForm
from office.rules import may
from office.web.access import door, get_actor
from office.web.form_page import save_form
from office.web.page_data import Cell, DetailPage, Fact, FactsPanel, FormPage, Link, TablePanel, Tag
from office.workflow import StaleRecord

RIGHT = "association.change_setup"
LABEL = gettext_lazy("Set-up")


@dataclass(frozen=True)
class Step:
    """One step: its address, its name, and why it is there."""

    name: str
    label: Any
    reason: Any

    @property
    def url(self) -> str:
        """The step's address."""
        return reverse(f"association:setup_{self.name}")


STEPS = (
    Step("name", gettext_lazy("Name"), gettext_lazy("How documents and pages call the association.")),
    Step("signature", gettext_lazy("Document code, seal, logo"), gettext_lazy("How the association signs.")),
    Step("charter", gettext_lazy("Charter rules"), gettext_lazy("Terms, quorums and majorities, each from a day on.")),
    Step("footer", gettext_lazy("Filing and contact"), gettext_lazy("What the law wants at the foot of every page.")),
    Step("year", gettext_lazy("Working year"), gettext_lazy("The year that the office works on.")),
    Step("accounts", gettext_lazy("First accounts"), gettext_lazy("Who keeps the records from now on.")),
)


def done_steps(card: Profile | None, body: Body | None) -> set[str]:
    """Return the names of the steps that are done; at most two queries."""
    done = set()
    if body is not None:
        done.add("name")
        if CharterRule.objects.filter(body=body).exists():
            done.add("charter")
    if card is not None:
        facts = {
            "signature": card.document_code,
            "footer": card.icp_number or card.address or card.telephone,
            "year": card.current_year,
        }
        done |= {name for name, value in facts.items() if value}
    keepers = RoleGrant.objects.valid_on(today()).filter(role__in=sorted(STAFF_ROLES), user__is_active=True)
    if keepers.exists():
        done.add("accounts")
    return done


def marks_at(current: Step) -> list[dict[str, Any]]:
    """Return all steps as the page of one of them shows them."""
    done = done_steps(card_of_portal(), root_body())
    return [{"label": step.label, "current": step == current, "done": step.name in done} for step in STEPS]


def crumbs_of(step: Step) -> list[Link]:
    """Return the way back from a step."""
    return [Link(LABEL, reverse("association:setup")), Link(step.label, "")]


def named(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead to the first step as long as the association has no name: nothing can be kept about it before."""

    @functools.wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if get_actor(request).user_id is not None and root_body() is None:
            messages.info(request, _("Enter the association's name first."))
            return redirect("association:setup_name")
        return view(request)

    return guarded


def card_now(request: HttpRequest) -> Profile:
    """Return the card to fill; looking at a form stores none."""
    if request.method == "POST":
        return card_to_fill(actor=get_actor(request))
    return card_of_portal() or Profile(body=root_body())


def next_url(name: str) -> str:
    """Return the address of the step behind this one, behind the last that of the overview."""
    names = [step.name for step in STEPS]
    at = names.index(name) + 1
    return STEPS[at].url if at < len(STEPS) else reverse("association:setup")


@door(RIGHT)
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is set and what is missing; from here each step is entered, left and taken up again."""
    card, body, actor = card_of_portal(), root_body(), get_actor(request)
    done = done_steps(card, body)
    finished = card is not None and card.set_up_at is not None
    page = DetailPage(title=_("Set-up"), crumbs=[Link(LABEL, "")], subtitle=body.name if body else "")
    page.state = Tag(_("Done"), tone="ok") if finished else Tag(_("Unfinished"), tone="warn")
    missing = next((step for step in STEPS if step.name not in done), None)
    if missing is not None and not finished:
        page.primary = Link(_("Go on: %(step)s") % {"step": missing.label}, missing.url)
    elif not finished:
        page.primary = Link(_("Finish the set-up"), reverse("association:setup_finish"), method="post")
    rows = [step_row(step, done) for step in STEPS]
    page.panels.append(TablePanel(_("Steps"), [_("Step"), _("What for"), _("State")], rows))
    if card is not None:
        page.panels.append(FactsPanel(card_facts(card), title=_("Stored")))
    page.panels.append(TablePanel(_("Then"), [_("Next"), _("What for")], next_rows(actor)))
    return render(request, "association/setup.html", {"page": page, "card": card})


def step_row(step: Step, done: set[str]) -> list[Cell]:
    """Return a step as a line of the overview."""
    state, tone = (_("Done"), "ok") if step.name in done else (_("Missing"), "warn")
    return [Cell(step.label, kind="link", url=step.url), Cell(step.reason), Cell(state, kind="state", tone=tone)]


def card_facts(card: Profile) -> list[Fact]:
    """Return what is stored, as far as it is filled."""
    number = f"{card.document_code}〔{card.current_year or today().year}〕1号" if card.document_code else ""
    facts = [
        Fact(_("Name"), card.body.name),
        Fact(_("Short name"), card.body.short_name),
        Fact(_("First document of the year"), number),
        Fact(_("Working year"), card.current_year),
        Fact(_("ICP filing number"), card.icp_number),
        Fact(_("Public security filing number"), card.police_number),
        Fact(_("Website identification code"), card.site_code),
        Fact(_("Address"), " ".join(text for text in (card.postcode, card.address) if text)),
        Fact(_("Office telephone"), card.telephone),
        Fact(_("Office e-mail"), card.mailbox),
    ]
    return [fact for fact in facts if fact.value]


def next_rows(actor: Actor) -> list[list[Cell]]:
    """Return where an office goes on behind the set-up, as far as the actor may."""
    wanted = (
        ("association.list_region", "association:region_list", _("Regions"), _("The province and its cities first.")),
        (
            "association.list_organization",
            "association:organization_list",
            _("Organizations"),
            _("Member schools and units: enter them, or import a sheet."),
        ),
        (
            "association.list_account",
            "association:account_list",
            _("Accounts"),
            _("Further accounts and log-in links."),
        ),
    )
    return [
        [Cell(label, kind="link", url=reverse(address)), Cell(reason)]
        for right, address, label, reason in wanted
        if may(actor, right)
    ]


def show_step(
    request: HttpRequest, step: Step, form: RecordForm, save: Callable[[], Any], **extra: Any
) -> HttpResponse:
    """Show a step's form; saved, it leads on to the next one. What somebody else saved meanwhile is not overwritten."""
    if form.is_bound:
        try:
            saved = save_form(form, save)
        except StaleRecord as refusal:
            form.add_error(None, str(refusal))
            saved = None
        if saved is not None:
            messages.success(request, extra.get("said") or _("%(step)s: saved.") % {"step": step.label})
            return redirect(extra.get("then") or next_url(step.name))
    page = FormPage(
        title=step.label,
        form=form,
        submit_label=_("Save and go on"),
        cancel_url=reverse("association:setup"),
        crumbs=crumbs_of(step),
        intro=step.reason,
        multipart=form.is_multipart(),
        steps=marks_at(step),
    )
    context = {"page": page, "form": form, **extra}
    status = 422 if form.is_bound else 200
    return render(request, extra.get("template", "ui/form.html"), context, status=status)


@door(RIGHT)
def name(request: HttpRequest) -> HttpResponse:
    """First step: the association's name."""
    actor = get_actor(request)
    form = NameForm(request.POST or None, instance=root_body() or Body(), actor=actor)

    def save() -> Body:
        return name_association(actor=actor, changes=form.changes, revision=form.opened_revision)

    return show_step(request, STEPS[0], form, save)


@door(RIGHT)
@named
def signature(request: HttpRequest) -> HttpResponse:
    """Second step: document code, seal and logo; a refused picture leaves all as it was."""
    actor, posted = get_actor(request), request.method == "POST"
    card = card_now(request)
    form = SignatureForm(request.POST if posted else None, request.FILES or None, instance=card, actor=actor)

    def save() -> Profile:
        with transaction.atomic():
            change_card(card, actor=actor, changes=form.changes, revision=form.opened_revision)
            for kind in ("seal", "logo"):
                upload = form.cleaned_data.get(f"{kind}_file")
                try:
                    if upload:
                        set_picture(card, kind, upload, actor=actor)
                    elif form.cleaned_data.get(f"forget_{kind}"):
                        remove_picture(card, kind, actor=actor)
                except FileRefused as refusal:
                    raise ValidationError({f"{kind}_file": str(refusal)}) from refusal
        return card

    return show_step(request, STEPS[1], form, save)


def card_step(step: Step, form_class: type[RecordForm]) -> Callable[[HttpRequest], HttpResponse]:
    """Return the view of a step that fills fields of the card."""

    @door(RIGHT)
    @named
    def fill(request: HttpRequest) -> HttpResponse:
        actor = get_actor(request)
        card = card_now(request)
        form = form_class(request.POST or None, instance=card, actor=actor)

        def save() -> Profile:
            return change_card(card, actor=actor, changes=form.changes, revision=form.opened_revision)

        return show_step(request, step, form, save)

    return fill


footer = card_step(STEPS[3], FooterForm)
year = card_step(STEPS[4], YearForm)


@require_POST
@door(RIGHT)
def finish(request: HttpRequest) -> HttpResponse:
    """Say that the set-up is done, and go to work."""
    actor = get_actor(request)
    finish_set_up(card_to_fill(actor=actor), actor=actor)
    messages.success(request, _("The set-up is done. These pages stay open under “Set-up”."))
    return redirect(settings.LOGIN_REDIRECT_URL)


@door("association.view_seal")
def seal(request: HttpRequest) -> HttpResponseBase:
    """Serve the seal's image to those who may see it."""
    return picture("seal")


@cache_control(public=True, max_age=3600)
def logo(request: HttpRequest) -> HttpResponseBase:
    """Serve the logo, which every page shows, also before the log-in."""
    return picture("logo")


def picture(kind: str) -> HttpResponseBase:
    """Return a picture of the card with its sniffed type, 404 without one."""
    card = card_of_portal()
    attachment: Any = getattr(card, kind) if card else None
    if attachment is None or not attachment.file.storage.exists(attachment.file.name):
        raise Http404(kind)
    response = FileResponse(attachment.file.open("rb"), content_type=attachment.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
