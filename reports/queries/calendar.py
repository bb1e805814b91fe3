"""The calendar: what every app offers, in the order of days."""

from collections import defaultdict
from datetime import date, timedelta

from association.queries.calendar import entries_of as association_entries
from office.actor import Actor
from office.agenda import Entry, Span
from reviews.queries.calendar import entries_of as reviews_entries

SOURCES = (reviews_entries, association_entries)


def entries_of(actor: Actor, span: Span) -> list[Entry]:
    """Return every entry of a span that the actor may see under the active grant, deadlines of a day first."""
    entries = [entry for source in SOURCES for entry in source(actor, span)]
    return sorted(entries, key=lambda entry: (entry.first, entry.tone != "danger", entry.key))


def by_day(entries: list[Entry], span: Span) -> dict[date, list[Entry]]:
    """Return the entries of each day of a span on which there is something; those without an exact day are left out."""
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.vague:
            continue
        day = max(entry.first, span.first)
        while day <= min(entry.last, span.last):
            days[day].append(entry)
            day += timedelta(days=1)
    return dict(days)
