"""Tell who waits for it that a report was handed in, returned, approved or published, in the act's transaction."""

from association.queries.obligation import holders_of_roles
from office.actor import Actor
from office.domain.message import write_message
from office.enums import Role
from reports.models import Report

MESSAGE_KIND = "report"
# Chinese texts, kept as they were sent.
SUBJECTS = {
    "submit": "待审阅：{report}",
    "return": "退回修改：{report}",
    "approve": "审核通过：{report}",
    "publish": "已发布：{report}",
}


def tell_move(report: Report, action: str, *, actor: Actor, reason: str = "") -> int:
    """Tell the heads of what was handed in, and who prepared the report of what became of it; returns how many."""
    if action not in SUBJECTS or actor.is_system:
        return 0
    if action == "submit":
        recipients = holders_of_roles().get(Role.SECRETARIAT_HEAD, ())
    else:
        recipients = (report.prepared_by_id,) if report.prepared_by_id else ()
    return write_message(
        recipients,
        kind=MESSAGE_KIND,
        subject=SUBJECTS[action].format(report=report),
        text=f"说明：{reason.strip()}" if reason.strip() else "",
        about=report,
        actor=actor,
    )
