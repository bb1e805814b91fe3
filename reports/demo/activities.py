"""The activities of the year, with hosts, sessions, people named and counts as stated."""

from typing import Any

from association.enums import ActivityState
from association.models import Activity, ActivityHost, ActivityPerson, ActivitySession, StatedCount
from reports.demo.ledger import Ledger
from reports.demo.sources import cite
from reports.demo.tables.activities import ACTIVITIES, Facts


def load(ledger: Ledger) -> None:
    """Load the activities, each with what belongs to it."""
    stored = ledger.ensure(
        Activity, (activity_row(ledger, facts) for facts in ACTIVITIES), key=["body", "year", "title"]
    )
    for facts in ACTIVITIES:
        activity = stored[ledger.bodies[facts.body].pk, facts.year, facts.title]
        load_hosts(ledger, activity, facts)
        load_details(ledger, activity, facts)


def activity_row(ledger: Ledger, facts: Facts) -> dict[str, Any]:
    """Return the columns of one activity."""
    return {
        "body": ledger.bodies[facts.body],
        "title": facts.title,
        "kind": facts.kind,
        "year": facts.year,
        "start_on": facts.start,
        "end_on": facts.end,
        "date_precision": facts.precision,
        "date_note": facts.date_note,
        "venue": facts.venue,
        "region": ledger.regions.get(facts.region),
        "online": facts.online,
        "state": ActivityState.HELD,
        "summary": facts.summary,
    }


def load_hosts(ledger: Ledger, activity: Activity, facts: Facts) -> None:
    """Load the hosts: a body by its code, a recorded organization, or a bare name."""
    rows = []
    for order, (role, name) in enumerate(facts.hosts, start=1):
        row: dict[str, Any] = {"role": role, "order": order, "body": None, "organization": None, "name": ""}
        if name in ledger.bodies:
            row["body"] = ledger.bodies[name]
        elif name in ledger.organizations:
            row["organization"] = ledger.organizations[name]
        else:
            row["name"] = name
        rows.append(row)
    ledger.ensure(ActivityHost, rows, key=["role", "body", "organization", "name"], within={"activity": activity})


def load_details(ledger: Ledger, activity: Activity, facts: Facts) -> None:
    """Load sessions, people and stated counts."""
    own = {"activity": activity}
    ledger.ensure(
        ActivitySession,
        ({"order": order, "title": title} for order, title in enumerate(facts.sessions, start=1)),
        key=["order"],
        within=own,
    )
    ledger.ensure(
        ActivityPerson,
        (
            {"person": ledger.persons[name], "position": position, "role": role, "order": order}
            for order, (name, position, role) in enumerate(facts.persons, start=1)
        ),
        key=["person", "role"],
        within=own,
    )
    ledger.ensure(
        StatedCount,
        (
            {"kind": kind, "quantity": quantity, "noun": noun, "note": note, "source": cite(*facts.place)}
            for kind, quantity, noun, note in facts.counts
        ),
        key=["kind", "noun"],
        within=own,
    )
