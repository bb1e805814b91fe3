"""The association itself: its card, its charter's rules on a day, and what every page shows of it."""

import time
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet

from association.enums import BodyKind
from association.models import Body, CharterRule, Profile


def roots() -> QuerySet[Any]:
    """Return the associations in being; a portal has one."""
    return Body.objects.filter(kind=BodyKind.ASSOCIATION, dissolved_on__isnull=True).order_by("pk")


def root_body() -> Body | None:
    """Return the association that the portal works for, None before the set-up has named it."""
    return roots().first()


def card_of_portal() -> Profile | None:
    """Return the association's card with its body and pictures, None before there is one; one query."""
    cards = Profile.objects.filter(body__in=roots()).select_related("body", "seal", "logo")
    return cards.order_by("body_id").first()


def unfinished_roots() -> QuerySet[Any]:
    """Return the associations whose set-up has not been finished."""
    return roots().exclude(profile__set_up_at__isnull=False)


def rules_in_force(body: Body, *, day: date) -> dict[str, CharterRule]:
    """Return the row of each rule that holds on a day, by code; one query."""
    rows = CharterRule.objects.filter(body=body, valid_from__lte=day).order_by("valid_from")
    return {row.code: row for row in rows}


def charter_value(body: Body, code: str, *, day: date) -> Fraction | None:
    """Return a number of the charter as it holds on a day, exactly; None when nobody has entered it."""
    row = rules_in_force(body, day=day).get(code)
    return row.value if row else None


@dataclass(frozen=True)
class Site:
    """What every page shows of the association; empty texts are left out."""

    name: str = ""
    short_name: str = ""
    host: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    mailbox: str = ""
    icp_number: str = ""
    police_number: str = ""
    site_code: str = ""
    logo: str = ""
    year: int | None = None

    @property
    def police_code(self) -> str:
        """The digits of the public security filing, which its page asks for."""
        return "".join(character for character in self.police_number if character.isdigit())


_kept: dict[str, Any] = {"site": Site(), "until": 0.0}


def site_facts() -> Site:
    """Return what every page shows; kept for SITE_SECONDS in each process, so that most pages cost no query for it."""
    if time.monotonic() >= _kept["until"]:
        _kept["site"] = read_site()
        _kept["until"] = time.monotonic() + settings.SITE_SECONDS
    site: Site = _kept["site"]
    return site


def forget_site() -> None:
    """Read the card again for the next page of this process; others follow within SITE_SECONDS."""
    _kept["until"] = 0.0


def read_site() -> Site:
    """Return the card as it is stored, or the bare names while there is none; one query."""
    bodies = roots().select_related("profile__logo").order_by(F("profile__body_id").asc(nulls_last=True), "pk")
    body = bodies.first()
    if body is None:
        return Site()
    card: Profile | None = getattr(body, "profile", None)
    if card is None:
        return Site(name=body.name, short_name=body.short_name, host=body.name)
    texts = ("address", "postcode", "telephone", "mailbox", "icp_number", "police_number", "site_code")
    return Site(
        name=body.name,
        short_name=body.short_name,
        host=card.host_name or body.name,
        logo=card.logo.sha256[:12] if card.logo else "",
        year=card.current_year,
        **{name: getattr(card, name) for name in texts},
    )
