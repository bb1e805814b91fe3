"""Read which awards have a certificate and which still want one, in system scope."""

from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, Concat

from association.models import Certificate
from reviews.enums import AwardState
from reviews.models import Award, Call

# As ``Award.recognition_source`` writes it.
PREFIX = "reviews.award:"


def source_of(key: Any) -> Any:
    """Return the expression of an award's source by its key's expression."""
    return Concat(Value(PREFIX), Cast(key, CharField()))


def awards_without_certificate(call: Call | int) -> Any:
    """Return a call's final awards that never had a certificate, of whatever state, in the order of the list."""
    rows = Award.objects.filter(prize__call=call, state=AwardState.FINAL)
    rows = rows.filter(~Exists(Certificate.objects.filter(source=source_of(OuterRef("pk")))))
    return rows.order_by("prize__kind", "prize__track__order", "prize__order", F("rank").asc(nulls_last=True), "pk")


def certificates_of(call: Call | int) -> Any:
    """Return the certificates that rest on a call's awards, by number."""
    sources = Award.objects.filter(prize__call=call).annotate(source=source_of("pk")).values("source")
    return Certificate.objects.filter(source__in=sources).order_by("pk")
