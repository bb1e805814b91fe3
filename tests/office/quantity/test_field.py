"""A figure in a column and in a form."""

import json
from collections.abc import Generator
from typing import Any

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import isolate_apps
from django.utils import translation

from office.fields import MESSAGES, QuantityFormField
from office.models.quantity import QuantityField
from office.quantity import PercentKind, Quantity, QuantityError, parse_quantity


@pytest.fixture
def table(transactional_db: None) -> Generator[Any]:
    """A table of its own with a figure that may be missing."""
    with isolate_apps("office"):

        class Statement(models.Model):
            name = models.CharField(max_length=20)
            heads = QuantityField(null=True, blank=True, unit="名")

            class Meta:
                app_label = "office"

        with connection.schema_editor() as editor:
            editor.create_model(Statement)
        yield Statement
        with connection.schema_editor() as editor:
            editor.delete_model(Statement)


@pytest.mark.parametrize(
    "stated", ["200余名", "约100 人", "4.8万人(含高校附设班人数)", "百名（实际人数99人）", "30%以上", "两场", "每组4名"]
)
def test_a_column_gives_back_what_it_was_given(table: Any, stated: str) -> None:
    quantity = parse_quantity(stated)
    row = table.objects.create(name="figure", heads=quantity)
    row.refresh_from_db()
    assert row.heads == quantity
    assert str(row.heads) == stated


def test_a_column_keeps_readable_json_with_sorted_keys(table: Any) -> None:
    row = table.objects.create(name="figure", heads=parse_quantity("200余名"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT heads FROM {table._meta.db_table} WHERE id = %s", [row.pk])
        (stored,) = cursor.fetchone()
    assert json.loads(stored)["value"] == "200"
    assert "余" in stored
    assert list(json.loads(stored)) == sorted(json.loads(stored))


def test_no_figure_is_null_and_stays_none(table: Any) -> None:
    row = table.objects.create(name="none", heads=None)
    row.refresh_from_db()
    assert row.heads is None
    assert table.objects.filter(heads__isnull=True).get() == row


def test_rows_can_be_asked_for_by_figure_and_changed_in_bulk(table: Any) -> None:
    table.objects.create(name="a", heads=parse_quantity("200余名"))
    table.objects.create(name="b", heads=parse_quantity("200名"))
    assert table.objects.get(heads=parse_quantity("200余名")).name == "a"
    table.objects.filter(name="b").update(heads=parse_quantity("近300名"))
    assert str(table.objects.get(name="b").heads) == "近300名"


def test_words_assigned_in_code_are_read(table: Any) -> None:
    row = table.objects.create(name="words", heads="200余")
    row.refresh_from_db()
    assert str(row.heads) == "200余名"
    row.heads = "很多人"
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(ValidationError):
        row.save()


def test_a_fixture_carries_the_figure(table: Any) -> None:
    row = table(pk=1, name="fixture", heads=parse_quantity("30多所"))
    text = serializers.serialize("json", [row, table(pk=2, name="none")])
    fields = [entry["fields"]["heads"] for entry in json.loads(text)]
    field = table._meta.get_field("heads")
    assert [field.to_python(value) for value in fields] == [row.heads, None]


def test_stored_text_that_is_no_figure_is_an_error_and_not_a_number(table: Any) -> None:
    row = table.objects.create(name="broken")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table._meta.db_table} SET heads = %s WHERE id = %s", ['{"value": "many"}', row.pk])
    with pytest.raises(QuantityError):
        table.objects.get(pk=row.pk)


@pytest.mark.pure
def test_a_migration_can_rebuild_the_field() -> None:
    field = QuantityField("Heads", null=True, unit="人", units=("人", "名"), percent_kind="share")
    _, path, args, options = field.deconstruct()
    assert path == "office.models.quantity.QuantityField"
    again = QuantityField(*args, **options)
    assert (again.unit, again.units, again.percent_kind, again.null) == ("人", ("人", "名"), "share", True)


@pytest.mark.pure
def test_the_form_field_of_the_column_is_one_line() -> None:
    field = QuantityField("Heads", null=True, blank=True, unit="名").formfield()
    assert isinstance(field, QuantityFormField)
    assert isinstance(field.widget, forms.TextInput)
    assert (field.required, field.unit) == (False, "名")


class CountForm(forms.Form):
    """A form as a page would have it."""

    heads = QuantityFormField(unit="人", units=("人", "人次"), required=False)
    rate = QuantityFormField(units=("%",), percent_kind="completion", required=False)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("200余", "200余人"), ("约 100 人", "约100人"), ("１．２万", "1.2万人"),
        ("３００多人次", "300多人次"), ("", None),
        ("  80余人 ", "80余人"),
    ],
)  # fmt: skip
def test_an_office_person_types_words(typed: str, printed: str | None) -> None:
    form = CountForm({"heads": typed})
    assert form.is_valid(), form.errors
    cleaned = form.cleaned_data["heads"]
    assert (cleaned.text() if cleaned else None) == printed


@pytest.mark.pure
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("很多", "no_number"), ("200余名", "unit"), ("10-20人", "range"), ("几百人", "vague"), ("2020年", "date"),
        ("第三届", "ordinal"), ("200余人次选手", "trailing_text"), ("9" * 200, "too_long"),
        ("3人5次", "several_numbers"),
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_stays_in_the_box(typed: str, code: str) -> None:
    form = CountForm({"heads": typed})
    assert not form.is_valid()
    assert [error.code for error in form.errors.as_data()["heads"]] == [code]
    assert typed in form["heads"].as_widget()


@pytest.mark.pure
def test_every_refusal_of_the_parser_has_its_own_sentence() -> None:
    codes = {"too_long", "no_number", "bad_number", "range", "vague", "date", "ordinal", "several_numbers",
             "trailing_text", "contradiction", "data"}  # fmt: skip
    assert set(MESSAGES) == codes
    with translation.override("en"):
        assert all(str(sentence).endswith(".") for sentence in MESSAGES.values())


@pytest.mark.pure
def test_a_completion_rate_may_pass_a_hundred() -> None:
    form = CountForm({"rate": "134.66%"})
    assert form.is_valid()
    assert form.cleaned_data["rate"].percent_kind is PercentKind.COMPLETION


@pytest.mark.pure
def test_a_stored_figure_is_shown_whole_and_unchanged_when_retyped() -> None:
    stored = parse_quantity("约100 人")
    form = CountForm({"heads": "约100人"}, initial={"heads": stored})
    assert not form.has_changed()
    assert CountForm({"heads": "约101人"}, initial={"heads": stored}).has_changed()
    assert CountForm({"heads": ""}, initial={"heads": stored}).has_changed()
    assert "约100 人" in CountForm(initial={"heads": stored})["heads"].as_widget()
    assert isinstance(QuantityFormField().clean(Quantity.exact(3, "人")), Quantity)
