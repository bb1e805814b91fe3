"""Limit how often a page that is open to everybody may be asked from one place."""

import ipaddress
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from office.models import Throttle

# An IPv6 household has a whole network of addresses: they count as one.
PREFIX = 64


def place_of(address: str) -> str:
    """Return the place that an address stands for: an IPv4 address itself, of IPv6 its network of 64 bits."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ipaddress.ip_network((found, PREFIX), strict=False))


def claim_request(what: str, *, address: str, limit: int, seconds: int) -> bool:
    """Count one request from an address; False once ``limit`` were counted within ``seconds``.

    The request is claimed before it is answered, by one conditional UPDATE: a hundred sent at the same instant are
    counted like a hundred in a row. A refused request counts nowhere.
    """
    key, now = f"{what}:{place_of(address)}"[:100], timezone.now()
    Throttle.objects.get_or_create(key=key)
    rows = Throttle.objects.filter(key=key)
    rows.filter(since__lte=now - timedelta(seconds=seconds)).update(count=0, since=now)
    return rows.filter(count__lt=limit).update(count=F("count") + 1) == 1


def forget_requests(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Delete counts that no limit looks at any more; returns how many."""
    count, _rows = Throttle.objects.filter(since__lt=timezone.now() - older_than).delete()
    return count
