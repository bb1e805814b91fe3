"""Check the audit trail from the command line."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.enums import AuditFault
from office.queries.audit_check import Check, Fault, check_trail, earlier_checks
from reports.queries.audit_head import printed_heads


class Command(BaseCommand):
    """``verify_audit [--head "第12号 …"] [--json]``: exit code 0 when nothing is wrong, 1 when something is."""

    help = "Check every audit entry and seal; name each that was changed, removed or put in. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", action="append", default=[], help="a head of the chain from a printed document")
        parser.add_argument("--json", action="store_true", help="print the result as JSON, with every fault")

    def handle(self, *args: Any, **options: Any) -> None:
        check = check_trail(printed=[*printed_heads(), *options["head"]], earlier=earlier_checks())
        if options["json"]:
            self.stdout.write(json.dumps(check.as_data(limit=len(check.faults)), ensure_ascii=False, indent=2))
        else:
            self.tell(check)
        if check.faults:
            raise SystemExit(1)

    def tell(self, check: Check) -> None:
        """Print each fault on a line, then the counts."""
        for fault in check.faults:
            self.stdout.write(line_of(fault))
        counts = {"entries": check.entries, "unsealed": check.unsealed, "seal": check.seal, "faults": len(check.faults)}
        summary = _("Entries: %(entries)s, of them unsealed: %(unsealed)s. Seals: %(seal)s. Faults: %(faults)s.")
        self.stdout.write(summary % counts)
        if check.head:
            self.stdout.write(_("Head of the chain: %(head)s") % {"head": check.head})


def line_of(fault: Fault) -> str:
    """Return one fault as a line: kind, number, day and time, what it was about."""
    number = f"#{fault.number}" if fault.number else ""
    day = f"{localtime(fault.at):%Y-%m-%d %H:%M:%S}" if fault.at else ""
    return "  ".join(part for part in (str(AuditFault(fault.kind).label), number, day, fault.what) if part)
