"""No form takes the id of a record that its user may not see: every relation of every open form is tried."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from office.enums import Role
from tests.matrix.frame import SCOPED, Stage, all_patterns, noun_of
from tests.matrix.world import BUILD

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    made = Stage()
    for world in made.worlds.values():
        for noun in BUILD:
            world.find(noun, "drafted" if noun in {"submission", "entry", "nomination", "application", "paper"} else "")
    return made


def open_forms(stage: Stage, role: str) -> Iterator[tuple[str, Any]]:
    """Yield the forms of the create and change pages that open for a role."""
    for name, pattern in all_patterns():
        if not name.endswith(("_create", "_change")) or set(pattern.pattern.converters) - {"pk"}:
            continue
        arguments = []
        if "pk" in pattern.pattern.converters:
            noun = noun_of(name)
            if not noun:
                continue
            state = "drafted" if noun in {"submission", "entry", "nomination", "application", "paper"} else ""
            arguments = [stage.worlds["own"].find(noun, state).pk]
        answer: Any = stage.clients[role].get(reverse(name, args=arguments))
        if answer.status_code == 200 and answer.context is not None:
            page = answer.context.get("page")
            form = getattr(page, "form", None)
            if isinstance(form, forms.BaseForm):
                yield name, form


@pytest.mark.parametrize(
    "role",
    [pytest.param(role, marks=() if role == "school_administrator" else pytest.mark.verify) for role in sorted(SCOPED)],
)
def test_no_relation_accepts_a_record_out_of_sight(stage: Stage, role: str) -> None:
    actor = stage.actors[role]
    accepted, tried = [], 0
    for name, form in open_forms(stage, role):
        for field_name, field in form.fields.items():
            queryset = getattr(field, "queryset", None)
            if queryset is None or not hasattr(queryset, "visible_to"):
                continue
            hidden = queryset.model.objects.exclude(
                pk__in=queryset.model.objects.visible_to(actor).order_by().values("pk")
            )
            for row in hidden[:20]:
                tried += 1
                try:
                    field.clean(str(row.pk))
                    field.clean(str(row))
                except ValidationError:
                    continue
                accepted.append(f"{name}.{field_name} takes {row!r}")
    assert not accepted, "\n".join(accepted)
    assert tried or role not in {Role.SCHOOL_ADMINISTRATOR, Role.SCHOOL_TEACHER}, "nothing was tried"
