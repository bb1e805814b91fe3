"""What waits for somebody: every app's lines and the reports' own, nearest deadline first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from association.queries.todo import waiting_for as association_waits
from competitions.queries.todo import waiting_for as competitions_waits
from groups.queries.todo import waiting_for as groups_waits
from office.actor import Actor
from office.enums import Role
from office.queries.audit_check import faulty_checks
from office.queries.todo import count_waiting
from office.rules import may
from office.todo import Todo, Waiting, sort_by_deadline
from reports.enums import ReportState
from reports.models import Report
from reports.queries.comment import standing_comments
from reports.queries.report import with_last_move
from research.queries.todo import waiting_for as research_waits
from reviews.queries.todo import waiting_for as reviews_waits

SOURCES = (reviews_waits, competitions_waits, research_waits, groups_waits, association_waits)


def waiting_for(actor: Actor) -> list[Todo]:
    """Return everything that waits for the actor under the active grant, in one query."""
    items = [item for source in SOURCES for item in source(actor)]
    return sort_by_deadline(count_waiting([*items, *reports_waiting(actor), *faults_waiting(actor)]))


def faults_waiting(actor: Actor) -> list[Waiting]:
    """Return the last check of the audit trail where it found something, for those who may search the trail."""
    if not may(actor, "office.list_audit"):
        return []
    url = reverse("office:audit_list") + "#check"
    return [Waiting(_("Check of the audit trail found faults"), faulty_checks(), url, _("View"))]


def reports_waiting(actor: Actor) -> list[Waiting]:
    """Return reports to read for the head, comments to answer for the secretariat."""
    url = reverse("reports:report_list")
    if actor.role == Role.SECRETARIAT_HEAD:
        lying = Report.objects.visible_to(actor).filter(state=ReportState.UNDER_REVIEW)
        return [Waiting(_("Reports to read and approve"), lying, f"{url}?state=under_review", _("Read"))]
    if actor.role == Role.SECRETARIAT:
        drafts = Report.objects.visible_to(actor).filter(state=ReportState.DRAFT)
        open_comments = standing_comments().filter(section__report__in=drafts)
        returned = with_last_move(drafts).filter(last_move="return")
        return [
            Waiting(_("Reports returned for revision"), returned, f"{url}?open=returned", _("Open")),
            Waiting(_("Comments to answer in drafts"), open_comments, f"{url}?open=commented", _("Open")),
        ]
    return []
