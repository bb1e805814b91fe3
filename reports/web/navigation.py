"""The left navigation: what each role finds there, by task."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from office.actor import ANONYMOUS, Actor
from office.address import record_address
from office.queries.message import count_unread
from office.rules import may


@dataclass(frozen=True)
class Entry:
    """One line: its label, the address name, the rule that opens it, the icon."""

    label: Any
    address: str
    permission: str
    icon: str


# By task, in the order of an office's day; icons are names of Bootstrap Icons.
SECTIONS: tuple[tuple[Any, tuple[Entry, ...]], ...] = (
    (
        "",
        (
            Entry(_("Home"), "reports:home", "reports.view_home", "house"),
            Entry(_("Review desk"), "reviews:desk", "reviews.view_desk", "clipboard-check"),
            Entry(_("Calendar"), "reports:calendar", "reports.view_calendar", "calendar3"),
        ),
    ),
    (
        _("Contests and honors"),
        (
            Entry(_("Contests"), "competitions:contest_list", "competitions.list_contest", "trophy"),
            Entry(_("Entries"), "competitions:entry_list", "competitions.list_entry", "people"),
            Entry(_("Contests elsewhere"), "competitions:external_list", "competitions.list_external", "flag"),
            Entry(_("Referrals"), "competitions:referral_list", "competitions.list_referral", "send"),
            Entry(_("Honor selections"), "competitions:honor_list", "competitions.list_honor", "award"),
            Entry(_("Nominations"), "competitions:nomination_list", "competitions.list_nomination", "person-badge"),
            Entry(_("Qualification check"), "reviews:qualification_list", "reviews.check_submission", "check2-square"),
            Entry(_("Change requests"), "reviews:changerequest_list", "reviews.list_changerequest", "pencil-square"),
            Entry(_("Conflicts"), "reviews:conflict_list", "reviews.list_conflict", "sign-stop"),
            Entry(_("Expert fees"), "reviews:fee_list", "reviews.list_fee", "cash-coin"),
            Entry(_("Awards"), "reviews:award_list", "reviews.list_award", "patch-check"),
            Entry(_("Award statistics"), "reports:award_statistics_index", "reports.view_award_statistics", "graph-up"),
            Entry(_("Public notices"), "reviews:publicnotice_list", "reviews.list_publicnotice", "broadcast"),
            Entry(_("Objections"), "reviews:objection_list", "reviews.list_objection", "chat-left-text"),
            Entry(_("Certificates"), "association:certificate_list", "association.list_certificate", "award-fill"),
        ),
    ),
    (
        _("Research"),
        (
            Entry(_("Programs"), "research:program_list", "research.list_program", "journal-text"),
            Entry(_("Applications"), "research:application_list", "research.list_application", "inbox"),
            Entry(_("Projects"), "research:project_list", "research.list_project", "clipboard-check"),
            Entry(_("Papers"), "research:paper_list", "research.list_paper", "file-text"),
        ),
    ),
    (
        _("The year's work"),
        (
            Entry(_("Calls"), "reviews:call_list", "reviews.list_call", "megaphone"),
            Entry(_("Activities"), "association:activity_list", "association.list_activity", "calendar-event"),
            Entry(_("Visits"), "association:visit_list", "association.list_visit", "signpost"),
            Entry(_("Agreements"), "association:agreement_list", "association.list_agreement", "file-earmark-check"),
            Entry(_("Publications"), "association:publication_list", "association.list_publication", "book"),
            Entry(_("Recognitions"), "association:recognition_list", "association.list_recognition", "star"),
        ),
    ),
    (
        _("Vocational groups"),
        (
            Entry(_("Groups"), "groups:group_list", "groups.list_group", "diagram-3"),
            Entry(_("Annual reviews"), "groups:review_list", "groups.list_review", "check2-square"),
            Entry(_("Recommendations"), "groups:recommendation_list", "groups.list_recommendation", "hand-thumbs-up"),
        ),
    ),
    (
        _("Reports"),
        (Entry(_("Annual reports"), "reports:report_list", "reports.list_report", "file-earmark-richtext"),),
    ),
    (
        _("Master data"),
        (
            Entry(_("Organizations"), "association:organization_list", "association.list_organization", "building"),
            Entry(_("Persons"), "association:person_list", "association.list_person", "person"),
            Entry(_("Expert pool"), "association:expert_list", "association.list_expert", "person-check"),
            Entry(_("Possible duplicates"), "association:duplicate_list", "association.list_duplicate", "intersect"),
            Entry(_("Bodies"), "association:body_list", "association.list_body", "bank"),
            Entry(_("Regions"), "association:region_list", "association.list_region", "geo-alt"),
        ),
    ),
    (
        _("Office work"),
        (
            Entry(_("Reminders"), "reports:reminder_list", "reports.list_reminder", "alarm"),
            Entry(_("Outbox"), "office:outbox", "office.list_outbox", "send"),
            Entry(_("Working days"), "office:workday_index", "office.list_workday", "calendar-week"),
            Entry(_("Labels and envelopes"), "reports:label_index", "reports.print_label", "envelope"),
            Entry(_("Imports"), "office:import_list", "office.list_import", "upload"),
            Entry(_("Jobs"), "office:job_list", "office.list_job", "hourglass-split"),
        ),
    ),
    (
        _("Accounts and rights"),
        (
            Entry(_("Accounts"), "association:account_list", "association.list_account", "people"),
            Entry(_("Role grants"), "association:grant_list", "association.list_grant", "key"),
            Entry(_("Hand-over"), "reports:work_list", "reports.hand_over_work", "arrow-left-right"),
            Entry(_("Access review"), "association:access_list", "association.list_access", "clipboard-check"),
            Entry(_("Account rules"), "office:policy", "office.change_policy", "shield-lock"),
        ),
    ),
    (
        _("System"),
        (
            Entry(_("Audit trail"), "office:audit_list", "office.list_audit", "shield-check"),
            Entry(_("System state"), "reports:system", "office.view_system", "activity"),
            Entry(_("Set-up"), "association:setup", "association.change_setup", "sliders"),
        ),
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation, the grants to switch between, and nothing for somebody not logged in.

    The match of the active line is by the longest address that the present one begins with.
    """
    actor = getattr(request, "actor", ANONYMOUS)
    if actor.user_id is None:
        return {"navigation": {"sections": [], "grants": [], "unread": 0}}
    sections = [
        {"label": label, "items": [item_of(entry) for entry in entries]}
        for label, entries in open_sections(seat_of(actor))
    ]
    mark_active([item for section in sections for item in section["items"]], request.path)
    held = list(getattr(request, "grants", []))
    grants = [{"id": grant.pk, "label": str(grant), "active": grant.pk == actor.grant_id} for grant in held]
    number = held[0].unread if held else count_unread(actor.user_id)
    unread = {"unread": number, "unread_url": reverse("office:message_list")}
    search = {"search_url": reverse("reports:search") if may(actor, "reports.search") else ""}
    return {"navigation": {"sections": sections, "grants": grants, **unread, **search}}


def seat_of(actor: Actor) -> Actor:
    """Return the actor without what tells one person from another in the same place.

    A rule that is asked without an object looks at nothing else: the role, the other roles held, and whether there is
    a school or a body at all (tests/reports/views/test_navigation.py).
    """
    return Actor(
        user_id=0,
        role=actor.role,
        grant_id=0 if actor.grant_id is not None else None,
        organization_id=0 if actor.organization_id is not None else None,
        body_id=0 if actor.body_id is not None else None,
        grants=tuple(sorted(actor.grants)),
    )


@lru_cache(maxsize=256)
def open_sections(seat: Actor) -> list[tuple[Any, list[Entry]]]:
    """Return the sections with the lines that are open to a seat; kept, for every page asks some fifty rules."""
    found = [(label, [entry for entry in entries if may(seat, entry.permission)]) for label, entries in SECTIONS]
    return [(label, entries) for label, entries in found if entries]


def item_of(entry: Entry) -> dict[str, Any]:
    """Return one line as the template needs it."""
    return {"label": entry.label, "url": record_address(entry.address), "icon": entry.icon, "active": False}


def mark_active(items: list[dict[str, Any]], path: str) -> None:
    """Mark the line that the present page belongs to."""
    fitting = [item for item in items if path == item["url"] or (item["url"] != "/" and path.startswith(item["url"]))]
    if fitting:
        max(fitting, key=lambda item: len(item["url"]))["active"] = True
