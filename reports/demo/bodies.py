"""The association and its branches, committees, office and alliance."""

from association.enums import BodyKind as Kind
from association.models import Body
from reports.demo.ledger import Ledger
from reports.demo.tables.bodies import PARTS, ROOT
from reports.demo.tables.organizations import ANHUI, ASSOCIATION


def load(ledger: Ledger) -> None:
    """Load the bodies under the association."""
    region = ledger.regions[ANHUI]
    root = ledger.ensure_one(
        Body,
        {
            "code": ROOT,
            "name": ASSOCIATION,
            "short_name": "学会",
            "kind": Kind.ASSOCIATION,
            "organization": ledger.organizations[ASSOCIATION],
            "region": region,
        },
        key=["code"],
    )
    ledger.ensure(
        Body,
        (
            {
                "code": code,
                "name": f"{ASSOCIATION}{short_name}",
                "short_name": short_name,
                "kind": kind,
                "parent": root,
                "region": region,
            }
            for code, short_name, kind in PARTS
        ),
        key=["code"],
    )
