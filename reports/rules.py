"""Who may do what with reports."""

import rules

from association.rules import acts_for_body, gives_grants, is_school, keeps_school_accounts
from office.actor import Actor
from office.rules import acts_somewhere, is_head, is_staff, reads_all
from reports.enums import ReportState
from reports.models import Report
from reports.workflow import WRITABLE_STATES


@rules.predicate
def is_writable(actor: Actor, report: Report | None) -> bool:
    """The report is a draft."""
    return report is None or report.state in WRITABLE_STATES


@rules.predicate
def is_under_review(actor: Actor, report: Report | None) -> bool:
    """The report lies before the head."""
    return report is None or report.state == ReportState.UNDER_REVIEW


rules.add_rule("reports.hand_over_work", gives_grants | keeps_school_accounts)
rules.add_rule("reports.view_home", rules.always_allow)
rules.add_rule("reports.search", acts_somewhere)
# Who acts for a body reads its published reports: the list shows what their pages open.
rules.add_rule("reports.view_calendar", acts_somewhere)
rules.add_rule("reports.list_reminder", reads_all)
rules.add_rule("reports.change_reminder", is_staff)
rules.add_rule("reports.chase", is_staff)
rules.add_rule("reports.list_report", reads_all | acts_for_body)
rules.add_rule("reports.export_report", reads_all | acts_for_body)
rules.add_rule("reports.print_label", is_staff)
rules.add_rule("reports.view_chart", reads_all)
rules.add_rule("reports.add_report", is_staff)
rules.add_rule("reports.change_report", is_staff & is_writable)
rules.add_rule("reports.remove_report", is_head & is_writable)
rules.add_rule("reports.submit_report", is_staff)
rules.add_rule("reports.return_report", is_head)
rules.add_rule("reports.approve_report", is_head)
rules.add_rule("reports.reopen_report", is_head)
rules.add_rule("reports.publish_report", is_head)
rules.add_rule("reports.comment_report", is_staff)
rules.add_rule("reports.refresh_figure", is_staff)
rules.add_rule("reports.render_report", is_staff)

# A school prints what it may see: its own certificates one by one; print runs of a call are the secretariat's.
rules.add_rule("reports.print_certificate", reads_all | is_school)
rules.add_rule("reports.print_certificates", is_staff)
rules.add_rule("reports.print_award_notice", is_staff)
rules.add_rule("reports.view_award_statistics", reads_all)
# A school reads its own list with all that it came from, and those of its people.
rules.add_rule("reports.view_lifetime", reads_all | is_school)
rules.add_rule("reports.export_score_sheets", reads_all)
rules.add_rule("reports.print_results", reads_all)
# Who gave which points is the secretariat's; finance and audit read codes and numbers.
rules.add_rule("reports.name_reviewers", is_staff)
