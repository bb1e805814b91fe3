"""Pages of groups and their members."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import link_cell, owner_crumb
from groups.domain.group import change_group, create_group, remove_group
from groups.domain.member import add_member, change_member
from groups.forms.group import GroupForm, MemberForm
from groups.lists.group import GROUPS
from groups.lists.review import REVIEW_TONES
from groups.models import AnnualReview, Group, GroupMember, Recommendation
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TablePanel
from reviews.views.panels import rows_panel


def group_facts(group: Group, actor: Actor) -> list[Fact]:
    """Return what a group is."""
    body, lead = group.body, group.lead
    return [
        Fact(_("Body"), body, url=body.get_absolute_url()),
        Fact(_("Short name"), body.short_name),
        Fact(_("Lead unit"), lead, url=lead.get_absolute_url() if lead else ""),
        Fact(_("Industry"), group.industry),
        Fact(_("Region"), body.region),
        Fact(_("Founded"), body.founded_on),
        Fact(_("Dissolved"), body.dissolved_on),
        Fact(_("Illustrative"), _("Yes") if group.is_illustrative else ""),
    ]


def group_panels(group: Group, actor: Actor) -> list[Any]:
    """Return members, and for staff and the group's secretary its reviews and recommendations."""
    panels = [members_panel(group, actor)]
    if may(actor, "groups.list_review"):
        panels.append(reviews_panel(group, actor))
    if may(actor, "groups.list_recommendation"):
        panels.append(recommendations_panel(group, actor))
    return panels


def members_panel(group: Group, actor: Actor) -> TablePanel:
    """Return the members, present ones first."""
    rows = GroupMember.objects.visible_to(actor).filter(group=group).select_related("organization")
    return rows_panel(
        MEMBER,
        title=_("Member units"),
        heads=[_("Organization"), _("Role"), _("Since"), _("Until")],
        rows=rows.in_order(),
        cells=lambda row: [
            link_cell(row.organization),
            Cell(row.get_role_display()),
            Cell(row.since or "", kind="date"),
            Cell(row.until or "", kind="date"),
        ],
        keeps=may(actor, "groups.change_member", GroupMember(group=group)),
        add_query=f"group={group.pk}",
        add_label=_("Add a member"),
    )


def reviews_panel(group: Group, actor: Actor) -> TablePanel:
    """Return the annual reviews, newest first."""
    rows = AnnualReview.objects.visible_to(actor).filter(group=group)
    return TablePanel(
        _("Annual reviews"),
        [_("Year"), _("Score"), _("Grade"), _("State")],
        [
            [
                link_cell(row, str(row.year)),
                Cell("" if row.score is None else row.score, kind="number"),
                Cell(row.grade),
                Cell(row.get_state_display(), kind="state", tone=REVIEW_TONES.get(row.state, "")),
            ]
            for row in rows.order_by("-year")
        ],
        empty_text=_("No annual review yet."),
    )


def recommendations_panel(group: Group, actor: Actor) -> TablePanel:
    """Return the selections and recommendations, newest first."""
    rows = Recommendation.objects.visible_to(actor).filter(group=group)
    return TablePanel(
        _("Recommendations of groups"),
        [_("Year"), _("Level"), _("What was done"), _("Done by"), _("Recommended to")],
        [
            [
                link_cell(row, str(row.year)),
                Cell(row.get_level_display()),
                Cell(row.get_act_display()),
                Cell(row.by),
                Cell(row.to),
            ]
            for row in rows.order_by("-year", "level")
        ],
        empty_text=_("No recommendation yet."),
    )


GROUP = Noun(
    app="groups",
    name="group",
    plural="groups",
    model=Group,
    label=gettext_lazy("Vocational group"),
    labels=gettext_lazy("Vocational groups"),
    listing=GROUPS,
    form=GroupForm,
    rows=lambda actor: Group.objects.visible_to(actor).select_related("body__region", "lead"),
    facts=group_facts,
    panels=group_panels,
    create=lambda form, actor: create_group(
        Group(body=form.build_body(), **form.changes),  # type: ignore[attr-defined]
        actor=actor,
    ),
    change=lambda obj, form, actor: change_group(
        obj,
        actor=actor,
        changes=form.changes,
        body_changes=form.part_changes,  # type: ignore[attr-defined]
        revision=form.opened_revision,
        body_revision=form.opened_part_revision,  # type: ignore[attr-defined]
    ),
    remove=remove_group,
    beside=lambda group: group.body,
    names=("body__name", "body__short_name"),
)
MEMBER = Noun(
    app="groups",
    name="member",
    plural="members",
    model=GroupMember,
    label=gettext_lazy("Group member"),
    labels=gettext_lazy("Group members"),
    form=MemberForm,
    rows=lambda actor: GroupMember.objects.visible_to(actor).select_related("group__body", "organization"),
    create=lambda form, actor: add_member(GroupMember(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_member(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    parent=lambda row: owner_crumb(row.group),
)
