"""Pages of public notices for those who are logged in; what everybody reads is in ``public_page.py``."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import link_cell
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.public_notice import NOTICE_ACTS, change_notice, prepare_notice, remove_notice, window_from
from reviews.enums import NoticeState, PrizeKind
from reviews.forms.public_notice import PublicNoticeForm
from reviews.lists.public_notice import NOTICE_TONES, NOTICES, OBJECTION_TONES
from reviews.lists.words import tone_of
from reviews.models import Objection, PublicNotice
from reviews.queries.public_notice import awards_to_publish, digest_of, finality_of, list_changes, versions_of
from reviews.views.moments import moment
from reviews.workflow import NOTICE as NOTICE_WORKFLOW

KINDS = dict(PrizeKind.choices)


def content_of(notice: PublicNotice) -> list[dict[str, Any]]:
    """Return the list of a notice: as published, or as it would be published now."""
    return notice.content if notice.is_public else awards_to_publish(notice.call)


def window_text(notice: PublicNotice) -> str:
    """Return the days of a notice; of a draft those that publishing it today would give."""
    if notice.opens_on and notice.closes_on:
        return _("%(first)s to %(last)s, %(days)s working days") % {
            "first": notice.opens_on,
            "last": notice.closes_on,
            "days": notice.workdays,
        }
    try:
        first, last = window_from(timezone.localdate(), notice.workdays)
    except Refusal as refusal:
        return str(refusal)
    return _("Published today: %(first)s to %(last)s") % {"first": first, "last": last}


def notice_facts(notice: PublicNotice, actor: Actor) -> list[Fact]:
    """Return what a notice is, how long it runs, and where everybody reads it."""
    address = reverse("public_notice", args=[notice.pk]) if notice.is_public else ""
    before, after = notice.supersedes, getattr(notice, "successor", None)
    after = after if after is not None and (after.is_public or actor.reads_all) else None
    return [
        Fact(_("Call"), notice.call, url=notice.call.get_absolute_url()),
        Fact(_("Version"), notice.version),
        Fact(_("Window"), window_text(notice)),
        Fact(_("Working days for an appeal"), notice.appeal_workdays),
        Fact(_("Published"), moment(notice.published_at)),
        Fact(_("Contact"), notice.contact),
        Fact(_("Reason of the correction"), notice.reason),
        Fact(_("Replaces"), before, url=before.get_absolute_url() if before else ""),
        Fact(_("Replaced by"), after, url=after.get_absolute_url() if after else ""),
        Fact(_("Public address"), address, url=address),
        Fact(_("Digest"), notice.content_hash),
    ]


def notice_panels(notice: PublicNotice, actor: Actor) -> list[Any]:
    """Return what a correction changes, the list, the objections and the other versions."""
    content = content_of(notice)
    panels = [changes_panel(notice, content)] if notice.supersedes else []
    panels.append(list_panel(content, is_draft=not notice.is_public))
    if may(actor, "reviews.list_objection"):
        panels.append(objections_panel(notice, actor))
    if actor.reads_all:
        panels.append(versions_panel(notice))
    return panels


def list_panel(content: list[dict[str, Any]], *, is_draft: bool) -> TablePanel:
    """Return the published list."""
    return TablePanel(
        _("Awards that would be published (%(count)s)") % {"count": len(content)}
        if is_draft
        else _("Published awards (%(count)s)") % {"count": len(content)},
        [_("Recipient"), _("Organization"), _("Kind"), _("Track"), _("Prize")],
        [
            [
                Cell(line["name"]),
                Cell(line["school"]),
                Cell(KINDS.get(line["kind"], "")),
                Cell(line["track"]),
                Cell(line["prize"]),
            ]
            for line in content
        ],
        empty_text=_("No award has been proposed yet."),
    )


def changes_panel(notice: PublicNotice, content: list[dict[str, Any]]) -> TablePanel:
    """Return how a correction differs from the version that it replaces."""
    assert notice.supersedes is not None
    changes = list_changes(notice.supersedes.content, content)

    def words(line: dict[str, Any] | None) -> Cell:
        return Cell(f"{line['name']}（{line['school']}）{line['track']}{line['prize']}" if line else "")

    rows = [[Cell(_("Added")), words(None), words(line)] for line in changes["added"]]
    rows += [[Cell(_("Removed")), words(line), words(None)] for line in changes["removed"]]
    rows += [[Cell(_("Changed")), words(old), words(new)] for old, new in changes["changed"]]
    return TablePanel(
        _("What the correction changes"),
        [_("Kind of change"), _("Before"), _("After")],
        rows,
        empty_text=_("The list is the same as before."),
    )


def objections_panel(notice: PublicNotice, actor: Actor) -> TablePanel:
    """Return the objections to this version, as far as the actor may see them."""
    rows = Objection.objects.visible_to(actor).filter(notice=notice).select_related("organization").order_by("id")
    files = may(actor, "reviews.add_objection") and notice.is_public and notice.state != NoticeState.SUPERSEDED
    return TablePanel(
        _("Objections"),
        [_("Who objects"), _("Kind"), _("Filed"), _("State")],
        [
            [
                link_cell(row, row.objector),
                Cell(row.get_kind_display()),
                Cell(moment(row.filed_at)),
                Cell(row.get_state_display(), kind="state", tone=OBJECTION_TONES.get(row.state, "")),
            ]
            for row in rows
        ],
        add_url=reverse("reviews:publicnotice_object", args=[notice.pk]) if files else "",
        add_label=_("Object") if actor.is_school else _("Record an objection"),
        empty_text=_("Nobody has objected."),
    )


def versions_panel(notice: PublicNotice) -> TablePanel:
    """Return all versions of the notice with their days."""
    return TablePanel(
        _("Versions"),
        [_("Version"), _("First day"), _("Last day"), _("Objections"), _("State")],
        [
            [
                link_cell(row, str(row.version)),
                Cell(row.opens_on, kind="date"),
                Cell(row.closes_on, kind="date"),
                Cell(row.objection_count, kind="number"),
                Cell(row.get_state_display(), kind="state", tone=NOTICE_TONES.get(row.state, "")),
            ]
            for row in versions_of(notice.call)
        ],
    )


def notice_links(notice: PublicNotice, actor: Actor) -> list[Link]:
    """Return the ways to the public page, to a correction and to the certificates."""
    links = []
    if notice.is_public:
        links.append(Link(_("Open the public page"), reverse("public_notice", args=[notice.pk]), icon="globe"))
    standing = notice.is_public and notice.state != NoticeState.SUPERSEDED
    if standing and may(actor, "reviews.add_publicnotice"):
        url = f"{reverse('reviews:publicnotice_create')}?call={notice.call_id}"
        links.append(Link(_("Prepare a correction"), url, icon="pencil-square"))
    if notice.state == NoticeState.FINAL and may(actor, "reviews.issue_certificate"):
        url = reverse("reviews:call_certificates", args=[notice.call_id])
        links.append(Link(_("Certificates"), url, tone="primary", icon="patch-check"))
    return links


def notice_impact(notice: PublicNotice, action: str, actor: Actor) -> list[Fact]:
    """Return what an act on a notice would do, and what is still in its way."""
    if action == "publish_notice":
        facts = [
            Fact(_("Awards that everybody will read"), len(awards_to_publish(notice.call))),
            Fact(_("Window"), window_text(notice)),
        ]
        if notice.supersedes:
            facts.append(Fact(_("Version that stays readable as replaced"), notice.supersedes.version))
        return facts
    facts = [Fact(_("Window"), window_text(notice))]
    if action == "finalize_notice":
        unchanged = digest_of(awards_to_publish(notice.call)) == notice.content_hash
        facts += [
            Fact(_("Awards that become final"), len(notice.content)),
            Fact(_("Open objections, appeals and terms of appeal"), finality_of(notice.call).pending),
            Fact(_("The awards are those that were published"), _("Yes") if unchanged else _("No")),
        ]
    return facts


NOTICE = Noun(
    app="reviews",
    name="publicnotice",
    plural="notices",
    model=PublicNotice,
    label=gettext_lazy("Public notice"),
    labels=gettext_lazy("Public notices"),
    listing=NOTICES,
    form=PublicNoticeForm,
    rows=lambda actor: PublicNotice.objects.visible_to(actor).select_related(
        "call__body", "supersedes__call", "successor__call"
    ),
    facts=notice_facts,
    panels=notice_panels,
    links=notice_links,
    workflow=NOTICE_WORKFLOW,
    tone=tone_of(NOTICE_TONES),
    create=lambda form, actor: prepare_notice(
        form.changes["call"],
        actor=actor,
        contact=form.changes["contact"],
        workdays=form.changes["workdays"],
        appeal_workdays=form.changes["appeal_workdays"],
        reason=form.changes.get("reason", ""),
    ),
    change=lambda obj, form, actor: change_notice(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_notice,
    acts=NOTICE_ACTS,
    impact=notice_impact,
)
