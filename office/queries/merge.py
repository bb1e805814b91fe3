"""Where merged records live on."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from office.merging import RELATIONS
from office.models import Merge


def can_merge(model: type[models.Model]) -> bool:
    """Tell whether records of a model are ever merged: some table declares a reference to it."""
    return model in merged_models()


def merged_models() -> set[Any]:
    """Return the models to which declared references lead."""
    fields = (apps.get_model(label)._meta.get_field(field) for label, field in RELATIONS)
    return {field.related_model for field in fields}


def merges_into(obj: models.Model) -> QuerySet[Any]:
    """Return the merges by which other records live on in this one."""
    rows = Merge.objects.filter(content_type=ContentType.objects.get_for_model(obj), undone_at__isnull=True)
    return rows.filter(now_id=obj.pk).order_by("-id")


def present_key(model: type[models.Model], key: int) -> int | None:
    """Return the key of the record in which an absorbed one lives on, None when it was never merged."""
    rows = Merge.objects.filter(content_type=ContentType.objects.get_for_model(model), undone_at__isnull=True)
    return rows.filter(absorbed_id=key).values_list("now_id", flat=True).first()


def merged_under(model: type[models.Model], text: str) -> QuerySet[Any]:
    """Return the keys of records that absorbed one whose name contains a text, as a subquery."""
    kind = ContentType.objects.get_for_model(model)
    rows = Merge.objects.filter(content_type=kind, undone_at__isnull=True, absorbed_text__contains=text)
    return rows.values("now_id")
