"""Outlines: load the shipped editions, find the one that holds in a year."""

import json
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from office.workflow import Refusal
from reports.models import Outline

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data" / "outlines"
ITEM_KEYS = {"key", "level", "heading", "hint", "sources"}


def load_outlines(folder: Path = DATA_FOLDER) -> list[Outline]:
    """Store the outlines of a folder of JSON files by their codes; repeating it changes nothing.

    Raises ``ValueError`` naming the file when an item is not of the form that ``Outline`` describes.
    """
    loaded = []
    for path in sorted(folder.glob("*.json")):
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if any(set(item) != ITEM_KEYS for item in data["items"]):
            raise ValueError(f"{path.name}: every item has the keys {', '.join(sorted(ITEM_KEYS))}")
        values = {name: data[name] for name in ("kind", "name", "year_from", "year_until", "items")}
        outline, _created = Outline.objects.update_or_create(code=data["code"], defaults=values)
        loaded.append(outline)
    return loaded


def outline_for(kind: str, year: int) -> Outline:
    """Return the newest outline of a kind that holds in a year; refuses when none does."""
    holds = Q(year_from__lte=year) & (Q(year_until__isnull=True) | Q(year_until__gte=year))
    outline = Outline.objects.filter(holds, kind=kind).order_by("-year_from", "-pk").first()
    if outline is None:
        message = _("No outline of this kind holds in %(year)s. Ask the system administrator to load one.")
        raise Refusal(message % {"year": year})
    return outline
