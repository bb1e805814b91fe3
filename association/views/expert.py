"""Pages of the expert pool: cards with fields, employers and declared relations; the payee card opens with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.expert import change_expert, create_expert, keep_payee, reveal_payee
from association.forms.expert import ExpertForm, ExpertRelationForm, PayeeForm, TopicForm
from association.lists.expert import EXPERTS, TOPICS, topic_names
from association.models import Expert, ExpertRelation, Payee, Topic
from association.views.act import ask_and_act
from association.views.panels import ChildTable, link_cell, owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, Fact, FactsPanel, Link, TablePanel
from office.workflow import Refusal


def expert_facts(expert: Expert, actor: Actor) -> list[Fact]:
    """Return who the expert is and what he knows."""
    employer = expert.person.organization
    return [
        Fact(_("Person"), expert.person, url=expert.person.get_absolute_url()),
        Fact(_("Professional title"), expert.title),
        Fact(_("Employer"), employer, url=employer.get_absolute_url() if employer else ""),
        Fact(_("Fields of expertise"), topic_names(expert)),
        Fact(_("From an enterprise"), _("Yes") if expert.is_enterprise else ""),
        Fact(_("May be asked"), _("Yes") if expert.is_active else _("No")),
        Fact(_("Illustrative"), _("Yes") if expert.person.is_illustrative else ""),
        Fact(_("Note"), expert.note),
    ]


def expert_panels(expert: Expert, actor: Actor) -> list[Any]:
    """Return the employers through time, the declared relations and the masked payee card."""
    posts = expert.person.employments.select_related("organization")
    rows = expert.relations.select_related("person", "organization")
    panels: list[Any] = [
        TablePanel(
            _("Employers now and before"),
            [_("Employer"), _("Position"), _("Since"), _("Until")],
            [
                [
                    link_cell(row.organization),
                    Cell(row.position),
                    Cell(row.since, kind="date"),
                    Cell(row.until, kind="date"),
                ]
                for row in posts
            ],
            add_url=expert.person.get_absolute_url() if may(actor, "association.add_employment") else "",
            add_label=_("Keep the posts on the person's page"),
            empty_text=_("No former post is on record: conflicts with former employers cannot be found."),
        ),
        RELATIONS.panel(expert, rows, actor),
    ]
    if may(actor, "association.view_payee"):
        payee = Payee.objects.filter(expert=expert).first()
        stored = payee or Payee(expert=expert)
        facts = [
            Fact(_("ID number"), stored.id_shown or _("Not stored")),
            Fact(_("Bank card"), stored.card_shown or _("Not stored")),
            Fact(_("Bank"), stored.bank or _("Not stored")),
        ]
        panels.append(FactsPanel(facts, title=_("Payee card")))
    return panels


def expert_links(expert: Expert, actor: Actor) -> list[Link]:
    """Return the acts on an expert."""
    links = []
    if may(actor, "association.keep_payee"):
        links.append(Link(_("Keep the payee card"), EXPERT.address("payee", expert.pk), icon="credit-card"))
    if may(actor, "association.reveal_payee"):
        links.append(Link(_("Show the payee card in full"), EXPERT.address("reveal", expert.pk), icon="eye"))
    return links


def relation_cells(row: ExpertRelation) -> list[Cell]:
    """Return the cells of a declared relation."""
    return [Cell(row.get_kind_display()), link_cell(row.person or row.organization), Cell(row.note)]


def topic_facts(topic: Topic, actor: Actor) -> list[Fact]:
    """Return a field's place in the code table."""
    return [Fact(_("Code"), topic.code), Fact(_("Order"), topic.order)]


TOPIC = Noun(
    app="association",
    name="topic",
    plural="topics",
    model=Topic,
    label=gettext_lazy("Field of expertise"),
    labels=gettext_lazy("Fields of expertise"),
    listing=TOPICS,
    form=TopicForm,
    # Others read the fields where they choose one; this page keeps them.
    rows=lambda actor: Topic.objects.visible_to(actor) if actor.reads_all else Topic.objects.none(),
    facts=topic_facts,
    names=("name", "code"),
    intro=gettext_lazy("Experts and submissions are matched by these fields."),
)


def create_by_card(form: Any, actor: Actor) -> Expert:
    """Store a new expert with the fields chosen on the card (``ExpertForm``)."""
    return create_expert(Expert(**form.changes), topics=form.chosen_topics, actor=actor)


def change_by_card(expert: Expert, form: Any, actor: Actor) -> Expert:
    """Change an expert and the fields chosen on the card (``ExpertForm``); a stale card changes neither."""
    return change_expert(
        expert, topics=form.chosen_topics, actor=actor, changes=form.changes, revision=form.opened_revision
    )


EXPERT: Noun = Noun(
    app="association",
    name="expert",
    plural="experts",
    model=Expert,
    label=gettext_lazy("Expert"),
    labels=gettext_lazy("Expert pool"),
    listing=EXPERTS,
    form=ExpertForm,
    rows=lambda actor: (
        Expert.objects.visible_to(actor).select_related("person__organization").prefetch_related("topics__topic")
    ),
    facts=expert_facts,
    panels=expert_panels,
    links=expert_links,
    create=create_by_card,
    change=change_by_card,
    list_links=lambda actor: (
        [Link(_("Fields of expertise"), TOPIC.address("list"), icon="tags")]
        if may(actor, "association.list_topic")
        else []
    ),
    names=("person__name",),
)

EXPERT_RELATION = Noun(
    app="association",
    name="expertrelation",
    plural="expert-relations",
    model=ExpertRelation,
    label=gettext_lazy("Declared relation"),
    labels=gettext_lazy("Declared relations"),
    form=ExpertRelationForm,
    rows=lambda actor: ExpertRelation.objects.visible_to(actor).select_related("expert__person"),
    parent=lambda row: owner_crumb(row.expert),
    intro=gettext_lazy("Name a person or an organization: the expert reviews no entry in which they stand."),
)

RELATIONS = ChildTable(
    noun=EXPERT_RELATION,
    owner="expert",
    title=gettext_lazy("Declared relations"),
    heads=(gettext_lazy("Kind"), gettext_lazy("Related to"), gettext_lazy("Note")),
    cells=relation_cells,
    add_label=gettext_lazy("Add a relation"),
    empty_text=gettext_lazy("No relation is declared."),
)


@door("association.keep_payee")
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the payee card; stored numbers never come back to the screen."""
    actor = get_actor(request)
    expert = get_object_or_404(EXPERT.visible_rows(actor), pk=pk)
    stored = Payee.objects.filter(expert=expert).first()

    def act(form: Any) -> str:
        values = form.cleaned_data
        keep_payee(expert, actor=actor, id_number=values["id_number"], card=values["card"], bank=values["bank"])
        return _("The payee card of “%(expert)s” is kept.") % {"expert": expert}

    return ask_and_act(
        request,
        EXPERT,
        expert,
        PayeeForm,
        act,
        title=_("Keep the payee card"),
        submit_label=_("Keep the payee card"),
        intro=_("Used for paying fees only. Stored encrypted; an empty number keeps the stored one."),
        initial={"bank": stored.bank if stored else ""},
    )


@door("association.reveal_payee")
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show ID number and bank card in full once a reason is given; the reason is logged."""
    actor = get_actor(request)
    expert = get_object_or_404(EXPERT.visible_rows(actor), pk=pk)
    stored = Payee.objects.filter(expert=expert).first() or Payee(expert=expert)
    label, address = _("Show the payee card in full"), expert.get_absolute_url()
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": label, "value": expert},
        facts=[Fact(_("ID number"), stored.id_shown), Fact(_("Bank card"), stored.card_shown)],
        submit_label=label,
        cancel_url=address,
        crumbs=[Link(EXPERT.labels, EXPERT.address("list")), Link(str(expert), address), Link(label, "")],
        reason_required=True,
        reason=read_text(request, "reason"),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        number, card = reveal_payee(expert, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409 if page.reason else 422)
    messages.info(request, _("ID number %(number)s, bank card %(card)s") % {"number": number, "card": card})
    return redirect(address)
