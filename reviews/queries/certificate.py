"""Read which awards may have certificates and which sheets are on record, in system scope."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from association.models import Certificate
from reviews.enums import AwardState
from reviews.models import Award, Call

# As ``Award.recognition_source`` writes it.
PREFIX = "reviews.award:"


def source_of(key: Any) -> Any:
    """Return the expression of an award's source by its key's expression."""
    return Concat(Value(PREFIX), Cast(key, CharField()))


def awards_to_certify(call: Call | int) -> Any:
    """Return a call's final awards with what their certificates print, in the order of the list."""
    rows = Award.objects.filter(prize__call=call, state=AwardState.FINAL)
    rows = rows.select_related("prize__call__body", "prize__track", "submission__track", "submission__organization")
    rows = rows.defer("submission__dossier", "prize__call__rule_set")
    return rows.order_by("prize__kind", "prize__track__order", "prize__order", F("rank").asc(nulls_last=True), "pk")


def sheets_on_record(sources: Iterable[str]) -> defaultdict[str, set[str]]:
    """Return the parts of each award that have or had a certificate, of whatever state, by source; one query."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    rows = Certificate.objects.filter(source__in=list(sources))
    for source, part in rows.values_list("source", "part"):
        found[source].add(part)
    return found


def certificates_of(call: Call | int) -> Any:
    """Return the certificates that rest on a call's awards, by number."""
    sources = Award.objects.filter(prize__call=call).annotate(source=source_of("pk")).values("source")
    return Certificate.objects.filter(source__in=sources).order_by("pk")


def certificates_of_award(award: Award) -> Any:
    """Return the certificates that rest on one award, the newest of each part included, by number."""
    return Certificate.objects.filter(source=award.recognition_source).order_by("pk")
