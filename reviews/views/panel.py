"""Pages of panels: members picked from the pool, invited by link, withdrawn; what the link opens needs no log-in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.cache import never_cache

from association.models import Expert
from association.queries.account import office_name
from association.views.panels import link_cell, owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.detail_page import view_detail
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, Fact, Link, TablePanel
from office.web.qr import qr_image
from office.workflow import Refusal
from reviews.domain.conflict import refresh_conflicts
from reviews.domain.panel import (
    MEMBER_ACTS,
    accept_place,
    add_members,
    decline_place,
    invite_member,
    open_place,
)
from reviews.enums import MemberState
from reviews.forms.panel import AnswerForm, PanelForm, PanelMemberForm, PickForm, PoolFilter
from reviews.lists.words import tone_of
from reviews.methods.pages import PRINTS
from reviews.models import Conflict, Panel, PanelMember
from reviews.views.moments import moment
from reviews.workflow import PANEL_MEMBER as MEMBER_WORKFLOW

MEMBER_TONES = {
    MemberState.INVITED: "warning",
    MemberState.ACCEPTED: "success",
    MemberState.DECLINED: "danger",
    MemberState.WITHDRAWN: "muted",
}
SHOWN = 200


def panel_facts(panel: Panel, actor: Actor) -> list[Fact]:
    """Return what the panel is for, and how many have answered."""
    states = list(PanelMember.objects.filter(panel=panel).values_list("state", flat=True))
    standing = Conflict.objects.filter(member__panel=panel).blocking()
    return [
        Fact(_("Call"), panel.call, url=panel.call.get_absolute_url()),
        Fact(_("Rounds"), "、".join(str(row) for row in panel.rounds.all())),
        Fact(pgettext("panel", "Accepted"), states.count(MemberState.ACCEPTED)),
        Fact(_("Not answered yet"), states.count(MemberState.INVITED)),
        Fact(
            _("Conflicts in force"),
            standing.count(),
            url=f"{reverse('reviews:conflict_list')}?panel={panel.pk}&state=standing",
        ),
    ]


def panel_panels(panel: Panel, actor: Actor) -> list[Any]:
    """Return the members; looking at them brings the conflicts up to the records."""
    rows = panel.members.select_related("expert__person", "organization", "track").order_by("state", "pk")
    return [
        TablePanel(
            _("Panel members"),
            [
                _("Full name"),
                _("Employer then"),
                _("Track"),
                _("Entries at most"),
                _("State"),
                _("Number of the letter"),
            ],
            [
                [
                    Cell(row.expert.person.name, kind="link", url=MEMBER.address("detail", row.pk)),
                    Cell(row.organization.name if row.organization else ""),
                    Cell(row.track.name if row.track else ""),
                    Cell(row.load_limit, kind="number"),
                    Cell(row.get_state_display(), kind="state", tone=MEMBER_TONES[MemberState(row.state)]),
                    Cell(row.letter_number),
                ]
                for row in rows[:SHOWN]
            ],
            add_url=PANEL.address("pick", panel.pk) if may(actor, "reviews.pick_panelmember") else "",
            add_label=_("Pick from the pool"),
            empty_text=_("Nobody is on this panel yet."),
        )
    ]


def panel_links(panel: Panel, actor: Actor) -> list[Link]:
    """Return the ways from a panel."""
    links = []
    if may(actor, "reviews.pick_panelmember"):
        empty = not panel.members.exists()
        links.append(
            Link(
                _("Pick from the pool"),
                PANEL.address("pick", panel.pk),
                tone="primary" if empty else "",
                icon="person-plus",
            )
        )
    if may(actor, "reviews.pin_conflict"):
        links.append(Link(_("Set a conflict"), PANEL.address("pin", panel.pk), icon="pin-angle"))
    return links


def place_facts(member: PanelMember, actor: Actor) -> list[Fact]:
    """Return who the member is here, and how the invitation stands."""
    return [
        Fact(_("Expert"), member.expert, url=member.expert.get_absolute_url()),
        Fact(_("Panel"), member.panel, url=member.panel.get_absolute_url()),
        Fact(_("Call"), member.panel.call, url=member.panel.call.get_absolute_url()),
        Fact(_("Employer then"), member.organization),
        Fact(_("From an enterprise"), _("Yes") if member.is_enterprise else ""),
        Fact(_("Track"), member.track),
        Fact(_("Entries at most"), member.load_limit),
        Fact(_("Account"), member.user.username if member.user else ""),
        Fact(_("Invited on"), moment(member.invited_at)),
        Fact(_("Link valid until"), moment(member.invite_until) if member.token_digest else ""),
        Fact(_("Answered"), moment(member.answered_at)),
        Fact(_("Remark of the expert, or reason"), member.answer),
        Fact(_("Number of the letter"), member.letter_number),
        Fact(_("Date of the letter"), member.letter_on),
    ]


def place_panels(member: PanelMember, actor: Actor) -> list[Any]:
    """Return the entries that the member must not judge."""
    rows = Conflict.objects.filter(member=member).blocking().select_related("submission__call")
    return [
        TablePanel(
            _("Conflicts in force"),
            [_("Submission"), _("Kind"), _("Evidence")],
            [
                [link_cell(row, str(row.submission)), Cell(row.get_kind_display()), Cell(row.evidence)]
                for row in rows[:50]
            ],
            more_url=f"{reverse('reviews:conflict_list')}?panel={member.panel_id}&member={member}&state=standing",
            empty_text=_("Nothing speaks against any entry."),
        )
    ]


def place_links(member: PanelMember, actor: Actor) -> list[Link]:
    """Return the acts on a place beyond the moves of its workflow."""
    links = []
    if member.state != MemberState.ACCEPTED and may(actor, "reviews.invite_panelmember"):
        label = _("Give a new link") if member.invited_at else _("Invite by link")
        links.append(Link(label, MEMBER.address("invite", member.pk), tone="primary", icon="send"))
    if member.state == MemberState.ACCEPTED and "letter" in PRINTS and may(actor, "reviews.number_panelmember"):
        links.append(
            Link(_("Letter of appointment"), reverse(PRINTS["letter"], args=[member.pk]), tone="primary", method="post")
        )
    return links


PANEL: Noun = Noun(
    app="reviews",
    name="panel",
    plural="panels",
    model=Panel,
    label=gettext_lazy("Panel"),
    labels=gettext_lazy("Panels"),
    form=PanelForm,
    rows=lambda actor: Panel.objects.visible_to(actor).select_related("call"),
    facts=panel_facts,
    panels=panel_panels,
    links=panel_links,
    parent=lambda row: owner_crumb(row.call),
)
MEMBER: Noun = Noun(
    app="reviews",
    name="panelmember",
    plural="panel-members",
    model=PanelMember,
    label=gettext_lazy("Panel member"),
    labels=gettext_lazy("Panel members"),
    form=PanelMemberForm,
    rows=lambda actor: (PanelMember.objects.all() if actor.reads_all else PanelMember.objects.none()).select_related(
        "panel__call", "expert__person", "organization", "track", "user"
    ),
    facts=place_facts,
    panels=place_panels,
    links=place_links,
    workflow=MEMBER_WORKFLOW,
    tone=tone_of(MEMBER_TONES),
    acts=MEMBER_ACTS,
    parent=lambda row: [*owner_crumb(row.panel.call), *owner_crumb(row.panel)],
    removable=False,
)


@door("reviews.list_panel")
def show_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a panel with its conflicts brought up to the records."""
    panel = get_object_or_404(PANEL.visible_rows(get_actor(request)), pk=pk)
    if request.method == "GET" and panel.members.exists():
        refresh_conflicts(panel.call)
    return view_detail(PANEL)(request, pk=pk)


@door("reviews.pick_panelmember")
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick members from the pool by field, employer and name."""
    actor = get_actor(request)
    panel = get_object_or_404(PANEL.visible_rows(actor), pk=pk)
    form = PickForm(request.POST if request.method == "POST" else None, actor=actor, panel=panel)
    if form.is_valid():
        values = form.cleaned_data
        try:
            made = add_members(
                panel, list(values["experts"]), actor=actor, track=values["track"], load_limit=values["load_limit"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("%(count)s experts are on the panel now; invite each by a link.") % {"count": len(made)}
            )
            return redirect(panel.get_absolute_url())
    pool = form.fields["experts"].queryset.select_related("person__organization")  # type: ignore[attr-defined]
    search = PoolFilter(request.GET or None, queryset=pool.prefetch_related("topics__topic"))
    found: list[Expert] = list(search.qs.distinct()[: SHOWN + 1])
    context = {
        "panel": panel,
        "form": form,
        "filter": search,
        "experts": found[:SHOWN],
        "more": len(found) > SHOWN,
        "picked": set(request.POST.getlist("experts")),
        "crumbs": [*owner_crumb(panel.call), *owner_crumb(panel), Link(_("Pick from the pool"), "")],
    }
    return render(request, "reviews/panel/pick.html", context, status=422 if form.is_bound else 200)


@never_cache
@door("reviews.invite_panelmember")
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a personal link and show it once, with a text for WeChat; it is stored nowhere as it reads."""
    member = get_object_or_404(MEMBER.visible_rows(get_actor(request)), pk=pk)
    label = _("Give a new link") if member.invited_at else _("Invite by link")
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": label, "value": member},
        facts=[
            Fact(_("Panel"), str(member.panel)),
            Fact(_("Consequence"), _("Links given before stop working. The expert answers without a password.")),
        ],
        submit_label=label,
        cancel_url=MEMBER.address("detail", member.pk),
        crumbs=[*owner_crumb(member.panel), Link(str(member), MEMBER.address("detail", member.pk)), Link(label, "")],
        with_reason=False,
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    token = invite_member(member, actor=get_actor(request))
    link = request.build_absolute_uri(reverse("panel_invitation", args=[token]))
    words = {"member": member, "call": member.panel.call, "link": link, "until": member.invite_until}
    text = render_to_string("reviews/panel/invitation.txt", {**words, "office": office_name()}).strip()
    shown = {"page": page, "member": member, "link": link, "until": member.invite_until, "text": text}
    return render(request, "reviews/panel/link.html", {**shown, "qr": qr_image(link)})


@never_cache
def answer_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Answer an invitation; open to whoever holds the link, once. It names the call, never what was sent in."""
    member = open_place(token)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and request.POST.get("choice") in {"accept", "decline"}:
        said = form.cleaned_data["answer"]
        if request.POST["choice"] == "decline":
            decline_place(member, answer=said)
            return render(request, "reviews/panel/answered.html", {"member": member})
        password_token = accept_place(member, answer=said)
        if password_token:
            return redirect("account_invitation", password_token)
        messages.success(request, _("You have accepted. Log in as usual: your reviews are on your desk."))
        return redirect("account_login")
    context = {"member": member, "form": form, "office": office_name()}
    return render(request, "reviews/panel/answer.html", context, status=422 if form.is_bound else 200)
