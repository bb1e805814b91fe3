"""Acts in the reader's language: the history of a record and the list of recent changes name them by this table.

A test fails when an act is written to the trail that has no words here (``tests/house/test_acts.py``).
"""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.models import AuditEntry
from office.workflow import Workflow

WORDS: dict[str, Any] = {
    # Records, files and jobs
    "create": _("Create"),
    "change": _("Change"),
    "remove": _("Remove"),
    "upload": _("Add a file"),
    "take_off": _("Take a file off"),
    "request": _("Request"),
    "cancel": _("Cancel"),
    "invite": _("Invite"),
    "set_password": _("Set a password"),
    "revoke_link": _("Withdraw log-in link"),
    "lock_out": _("Locked after wrong passwords"),
    "unlock": _("Unlock"),
    "end_session": _("End a session of one's own"),
    "end_sessions": _("Log out everywhere"),
    "add_factor": _("Set up a second factor"),
    "remove_factor": _("Remove a second factor"),
    "new_codes": _("Make new recovery codes"),
    "reset_factor": _("Reset the second factor"),
    "hand_over": _("Hand over"),
    "change_days": _("Change working days"),
    "change_preference": _("Change how e-mails are wanted"),
    "open_feed": _("Make a calendar link"),
    "revoke_feed": _("End the calendar link"),
    "resend": _("Send the e-mail again"),
    "deactivate": _("Deactivate"),
    "reactivate": _("Reactivate"),
    "finish_set_up": _("Finish the set-up"),
    "export_audit": _("Export the audit trail"),
    "load_demo": _("Load the demo year"),
    # Imports and exports
    "check": _("Check the rows"),
    "decide": _("Decide rows"),
    "run": _("Import"),
    "finish": _("Imported"),
    "stop": _("Stopped halfway"),
    "undo": _("Undo import"),
    "discard": _("Discard"),
    "export": _("Export"),
    # Association
    "inherit": _("Inherit"),
    "reveal": _("Reveal"),
    "revoke": _("Revoke"),
    "switch": _("Switch"),
    "hold": _("Mark as held"),
    "replan": _("Back to planned"),
    "sign": _("Record signing"),
    "end": _("Terminate"),
    "edit": _("Start editing"),
    "keep_apart": _("Not the same"),
    "merge": _("Merge"),
    "undo_merge": _("Undo the merge"),
    # Review engine, groups and research
    "refresh_conflicts": _("Recompute conflicts"),
    "dismiss_conflict": _("Dismiss"),
    "state_again": _("State again"),
    "accept_place": _("Accept the place on the panel"),
    "decline_place": _("Decline the place on the panel"),
    "withdraw_member": _("Take off the panel"),
    "ask_again": _("Invite again"),
    "number_letter": _("Number the letter of appointment"),
    "keep_payee": _("Keep the payee card"),
    "compute_fees": _("Compute the fees"),
    "check_fees": _("Check and hand on"),
    "approve_fees": _("Approve fees"),
    "return_fees": _("Return for correction"),
    "pay_fees": _("Record payment"),
    "submit": _("Submit"),
    "accept": _("Accept"),
    "send_back": _("Send back"),
    "reject": _("Reject"),
    "reconsider": _("Reconsider"),
    "withdraw": _("Withdraw"),
    "hand_to_school": _("Hand to the school"),
    "take_from_school": _("Take back from the school"),
    "return_to_author": _("Return to its author"),
    "endorse": _("Endorse"),
    "rank_in_school": _("Rank in the school"),
    "approve_change": _("Approve the request"),
    "refuse_change": _("Refuse the request"),
    "recall_change": _("Take the request back"),
    "withdraw_late": _("Withdraw on request"),
    "freeze_anew": _("Freeze the dossier anew"),
    "publish_call": _("Publish call"),
    "close_call": _("Close call"),
    "decide_call": _("Decide call"),
    "reopen_call": _("Reopen call"),
    "withdraw_call": _("Withdraw call"),
    "reopen_decision": _("Reopen decision"),
    "publish_form": _("Put the entry form in use"),
    "copy": _("Take over from the edition before"),
    "answer": _("Fill in the entry form"),
    "extend": _("Extend the entry"),
    "take_back_extension": _("Take back the extension"),
    "confirm_award": _("Confirm award"),
    "revoke_award": _("Revoke award"),
    "open_scoring": _("Open scoring"),
    "close_scoring": _("Close scoring"),
    "reopen_scoring": _("Reopen scoring"),
    "settle_round": _("Settle result"),
    "unsettle_round": _("Take the result back"),
    "publish_batch": _("Publish assignments"),
    "discard_batch": _("Discard draft"),
    "undo_batch": _("Undo assignments"),
    "assign": _("Assign to reviewers"),
    "unassign": _("Take back from reviewers"),
    "activate": _("Put the assignment in force"),
    "void": _("Void the assignment"),
    "release": _("Release the assignment"),
    "clear_copy": _("Clear for reviewers"),
    "block_copy": _("Keep from reviewers"),
    "adopt_ranking": _("Adopt ranking"),
    "supersede_ranking": _("Replaced by another ranking"),
    "finish_review": _("Finish review"),
    "reopen_review": _("Reopen review"),
    "conclude": _("Conclude"),
    "terminate": _("Terminate"),
    "withdraw_approval": _("Withdraw approval"),
    "resume": _("Resume"),
    "open_sheet": _("Open the score sheet"),
    "submit_sheet": _("Submit scores"),
    "return_sheet": _("Return for correction"),
    "confirm_return": _("Confirm the return"),
    "drop_return": _("Do not return"),
    "enter_paper": _("Type in a paper sheet"),
    "check_paper": _("Check the paper sheet"),
    "draw_codes": _("Draw review codes"),
    "draw_order": _("Draw the order"),
    "make_copies": _("Make the blind copies"),
    "replace_file": _("Put another file in its place"),
    "remind_reviewers": _("Remind those who are behind"),
    # Reports
    "return": _("Return for revision"),
    "approve": _("Approve"),
    "reopen": _("Reopen"),
    "publish": _("Publish"),
    "propose": _("Draft sentences"),
    "take": _("Take"),
    "drop": _("Drop"),
    "offer": _("Offer again"),
    "move": _("Move"),
    "restore": _("Restore an earlier version"),
    "set_aside": _("Keep a text beside"),
    "bring_back": _("Bring back"),
    "comment": _("Comment"),
    "settle": _("Settle"),
    "read": _("Mark as read"),
    # Public notices, objections, rechecks and certificates
    "publish_notice": _("Publish the notice"),
    "close_notice": _("Close the window"),
    "finalize_notice": _("Make the awards final"),
    "supersede_notice": _("Replaced by a correction"),
    "accept_objection": _("Accept for examination"),
    "refuse_late": _("Refuse as too late"),
    "examine": _("Begin the examination"),
    "uphold": _("Uphold"),
    "dismiss": _("Dismiss"),
    "apply_objection": _("Record as carried out"),
    "apply_recheck": _("Apply the new result"),
    "cancel_recheck": _("Cancel the recheck"),
    "take_back_referral": _("Take the referral back"),
    "issue_certificate": _("Issue certificate"),
    "revoke_certificate": _("Revoke certificate"),
    "keep_name": _("Keep the sheet as printed"),
    "supersede_certificate": _("Replaced by a new certificate"),
}


# What the system does by itself, by the names under which it acts.
SYSTEM_WORDS: dict[str, Any] = {
    "audit": _("daily check"),
    "backup": _("backup"),
    "create_admin": _("set-up"),
    "load_demo": _("demo year"),
    "load_workdays": _("working days"),
    "load_reminder_rules": _("reminder rules"),
    "render_document": _("printing"),
}


def actor_words(entry: AuditEntry) -> str:
    """Return who acted, as named then; what the system did by itself says so."""
    if entry.user_id:
        return entry.actor_name
    name = SYSTEM_WORDS.get(entry.actor_name, entry.actor_name)
    return gettext("System (%(name)s)") % {"name": name}


def act_words(action: str, workflow: Workflow | None = None) -> str:
    """Return an act in the reader's language: a move of the workflow as its button is labeled, others by the table.

    An act of a time before this table, which the trail may still hold, is shown by its own name.
    """
    moves = {move.action: move.label for move in workflow.transitions} if workflow else {}
    return str(moves.get(action) or WORDS.get(action) or action.replace("_", " "))
