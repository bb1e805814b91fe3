"""The way from a unit or a person to all that it was ever recognized for."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from association.methods.pages import PAGES
from office.actor import Actor
from office.web.page_data import Link


def lifetime_link(noun: str, record: Any, actor: Actor) -> list[Link]:
    """Return the link to the lifetime list, for those who read all and a school's people for what is theirs."""
    page = f"{noun}_lifetime"
    is_own = record.pk == actor.organization_id if noun == "organization" else actor.is_school
    if page not in PAGES or not (actor.reads_all or (actor.is_school and is_own)):
        return []
    return [Link(_("All recognitions"), reverse(PAGES[page], args=[record.pk]), icon="award")]
