"""How near a deadline is, in words and as a tone."""

from datetime import date

from django import template
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

register = template.Library()

# From here on a deadline counts as near: three days are one reminder and one working day.
NEAR_DAYS = 3


@register.filter
def due_words(value: date | None) -> str:
    """Return the days that are left, or by how many days it is late; "" without a deadline."""
    if not value:
        return ""
    days = (value - localdate()).days
    if days < 0:
        return _("Days late: %(days)s") % {"days": -days}
    if days == 0:
        return _("Due today")
    return _("Days left: %(days)s") % {"days": days}


@register.filter
def due_tone(value: date | None) -> str:
    """Return danger when late, warn when near, else ""."""
    if not value:
        return ""
    days = (value - localdate()).days
    return "danger" if days < 0 else "warn" if days <= NEAR_DAYS else ""
