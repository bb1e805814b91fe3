"""National finals: what the source says that schools of the province won, by name and work."""

from typing import Any

from association.models import Activity
from competitions.domain.external import record_result
from competitions.models import Contest, ExternalContest, ExternalResult
from reports.demo.ledger import Ledger
from reports.demo.tables.finals import FINALS, FinalFacts


def load_finals(ledger: Ledger) -> None:
    """Load the finals with their results, named ones and those known only as a number."""
    for facts in FINALS:
        final = ledger.ensure_one(
            ExternalContest,
            {
                "name": facts.name,
                "year": 2020,
                "edition": facts.edition,
                "issuer": facts.issuer,
                "activity": Activity.objects.get(title=facts.activity, year=2020),
                "selection": Contest.objects.filter(call__code=facts.selection).first(),
            },
            key=["name", "year"],
        )
        known = set(final.results.values_list("order", flat=True))
        for row in result_rows(ledger, facts):
            if row["order"] not in known:
                record_result(ExternalResult(contest=final, **row), actor=ledger.actor)
                ledger.added[ExternalResult._meta.label] += 1


def result_rows(ledger: Ledger, facts: FinalFacts) -> list[dict[str, Any]]:
    """Return the results in the order of the source."""
    rows: list[dict[str, Any]] = [
        {
            "organization": ledger.organizations[school],
            "organization_name": school,
            "work_title": work,
            "track_name": track,
            "prize_name": prize,
            "rank": rank,
        }
        for school, work, track, prize, rank in facts.results
    ]
    rows += [
        {"track_name": track, "prize_name": prize, "quantity": quantity} for track, prize, quantity in facts.unnamed
    ]
    return [{**row, "order": order} for order, row in enumerate(rows, start=1)]
