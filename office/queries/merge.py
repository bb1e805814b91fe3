"""What a merge would do, and where merged records live on."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.lookups import IsNull

from office.merging import RELATIONS, Relation, relations_to
from office.models import Merge


@dataclass(frozen=True)
class Effect:
    """What a merge would do to one table: rows that move, rows that repeat another; ``refused``: that stops it."""

    table: type[models.Model]
    moved: int
    repeated: int
    refused: bool


@dataclass(frozen=True)
class Question:
    """Rows of a table that refer to the absorbed record by certain ends, and when one of them repeats another."""

    table: type[models.Model]
    rows: QuerySet[Any]
    repeated: Q
    relations: list[Relation]

    def counted(self, number: int) -> QuerySet[Any]:
        """Return (number, all rows, those that repeat another) as one line of a union."""
        rows = self.rows.order_by().annotate(merge_question=Value(number, models.IntegerField()))
        counts = rows.values("merge_question").annotate(
            merge_rows=Count("pk"), merge_repeated=Count("pk", filter=self.repeated)
        )
        return counts.values_list("merge_question", "merge_rows", "merge_repeated")

    @property
    def refuses(self) -> bool:
        """True when a repeated row stops the merge."""
        return not all(relation.fold for relation in self.relations)

    def parts(self) -> Iterator[models.Model]:
        """Yield the rows of other tables that go with the repeated ones."""
        taking = [relation.parts for relation in self.relations if relation.parts]
        for row in self.rows.filter(self.repeated) if taking else ():
            for parts in taking:
                yield from parts(row)


def foresee_merge(survivor: Any, absorbed: Any) -> list[Effect]:
    """Return what a merge would do to each table that refers to the absorbed record; reads only.

    It counts by the declarations that the merge itself follows (``move_rows``): one query, and a few more where
    repeated rows take others with them.
    """
    asked = questions(survivor, absorbed)
    moved: Counter[type[models.Model]] = Counter()
    repeated: Counter[type[models.Model]] = Counter()
    refused: set[type[models.Model]] = set()
    order = list(dict.fromkeys(question.table for question in asked))
    counts = [question.counted(number) for number, question in enumerate(asked)]
    for number, rows, again in counts[0].union(*counts[1:], all=True) if counts else ():
        question = asked[number]
        moved[question.table] += rows - again
        repeated[question.table] += again
        if again and question.refuses:
            refused.add(question.table)
        # What goes with a repeated row before its own table's turn does not move any more.
        later = order[order.index(question.table) + 1 :]
        moved.subtract(type(part) for part in question.parts() if again and type(part) in later)
    return [Effect(table, moved[table], repeated[table], table in refused) for table in order]


def questions(survivor: Any, absorbed: Any) -> list[Question]:
    """Return what is counted: for each table and set of ends the rows that move at once.

    A row of which both ends refer to the absorbed record is counted once, as it moves once.
    """
    found = []
    for table, relations in relations_to(type(survivor)).items():
        for size in range(1, len(relations) + 1):
            for ends in combinations(relations, size):
                names = [relation.field for relation in ends]
                rows = table._base_manager.filter(**dict.fromkeys(names, absorbed.pk))
                for other in relations:
                    if other not in ends:
                        rows = rows.exclude(**{other.field: absorbed.pk})
                clashing = [relation for relation in ends if relation.same is not None]
                repeated = Q(pk__in=())
                for relation in clashing:
                    repeated |= Q(has_twin(table, relation, names, survivor.pk)) & among(relation)
                found.append(Question(table, rows, repeated, clashing))
    return found


def has_twin(table: type[models.Model], relation: Relation, ends: list[str], key: int) -> Exists:
    """Return the condition that a row, once moved, repeats another one."""
    twins = table._base_manager.filter(among(relation)).exclude(pk=OuterRef("pk"))
    for name in relation.same or ():
        column = table._meta.get_field(name)
        if name in ends:
            twins = twins.filter(**{name: key})
        elif name not in dict(relation.among):
            outer = OuterRef(getattr(column, "attname", name))
            equal = Q(**{name: outer})
            if getattr(column, "null", False):
                equal |= Q(**{f"{name}__isnull": True}) & Q(IsNull(outer, True))  # noqa: FBT003  the lookup's own
            twins = twins.filter(equal)
    return Exists(twins)


def among(relation: Relation) -> Q:
    """Return the condition that a row is one of those that may clash."""
    condition = Q()
    for name, value in relation.among:
        condition &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return condition


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


def merges_shown(obj: models.Model) -> list[Merge]:
    """Return them as a list that stays with the record: its page shows them and its history goes by them."""
    shown: list[Merge] | None = vars(obj).get("merges_shown")
    if shown is None:
        shown = vars(obj)["merges_shown"] = list(merges_into(obj))
    return shown


def present_key(model: type[models.Model], key: int) -> int | None:
    """Return the key of the record in which an absorbed one lives on, None when it was never merged."""
    rows = Merge.objects.filter(content_type=ContentType.objects.get_for_model(model), undone_at__isnull=True)
    return rows.filter(absorbed_id=key).values_list("now_id", flat=True).first()


def merged_under(model: type[models.Model], text: str) -> QuerySet[Any]:
    """Return the keys of records that absorbed one whose name contains a text, as a subquery."""
    kind = ContentType.objects.get_for_model(model)
    rows = Merge.objects.filter(content_type=kind, undone_at__isnull=True, absorbed_text__contains=text)
    return rows.values("now_id")
