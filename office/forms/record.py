"""The form of a record: sections, hidden revision, and the changes it asks for."""

from collections.abc import Iterator
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.exceptions import BadRequest
from django.core.validators import RegexValidator
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.forms.picker import PickField
from office.listing import show_value
from office.methods.cells import fold_width

# (title, field names) of each section.
Sections = tuple[tuple[Any, tuple[str, ...]], ...]


# What a text area of Django asks for when nobody says otherwise: too tall for a form in two columns.
DJANGO_ROWS = "10"


class RecordForm(forms.ModelForm):
    """Base of the portal's record forms.

    ``sections`` lists (title, field names) for the layout; fields not named follow at the end. ``wide`` names fields
    that take the whole width. The form never saves: it hands ``changes`` to a domain function.
    """

    sections: Sections = ()
    wide: tuple[str, ...] = ()

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if self.instance.pk and hasattr(self.instance, "revision"):
            self.initial.setdefault("revision", self.instance.revision)
        for name, item in self.fields.items():
            queryset = getattr(item, "queryset", None)
            if queryset is not None and hasattr(queryset, "visible_to"):
                item.queryset = queryset.visible_to(actor)  # type: ignore[attr-defined]
            if isinstance(item, forms.DateField):
                item.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            if isinstance(item, forms.DateTimeField):
                item.widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
            if isinstance(item.widget, forms.Textarea):
                if item.widget.attrs.get("rows") == DJANGO_ROWS:
                    item.widget.attrs["rows"] = 4
                item.widget.attrs.pop("cols", None)  # the layout decides the width
                self.wide = (*self.wide, name)
            name_empty_choice(item)
            if isinstance(item, PickField) and name in self.initial:
                self.initial[name] = loaded_relation(self.instance, name, self.initial[name])
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self.build_layout()

    def build_layout(self) -> Layout:
        """Return the sections as fieldsets with two columns."""
        placed = {name for _title, names in self.sections for name in names}
        hidden = [name for name, item in self.fields.items() if item.widget.is_hidden]
        rest = tuple(name for name in self.fields if name not in placed and name not in hidden)
        sections = [*self.sections, ("", rest)] if rest else list(self.sections)
        groups = [
            Fieldset(format_lazy("{}", title), Div(*map(self.place, present), css_class="form-grid"))
            for title, names in sections
            if (present := [name for name in names if name in self.fields])
        ]
        return Layout(*hidden, *groups)

    def place(self, name: str) -> Div:
        """Return one field in its cell."""
        return Div(name, css_class="form-cell form-cell-wide" if name in self.wide else "form-cell")

    @property
    def opened_revision(self) -> int | None:
        """The revision that the form was opened with, None for a new record."""
        value = self.cleaned_data.get("revision")
        return int(value) if value else None

    def revisions_of(self, stored: Any) -> dict[str, int]:
        """Return the hidden fields that say which state of the record the form was opened with."""
        return {"revision": stored.revision}

    @property
    def changes(self) -> dict[str, Any]:
        """The model's fields as the user wants them."""
        names = {field.name for field in self._meta.model._meta.concrete_fields}
        return {name: value for name, value in self.cleaned_data.items() if name in names and name != "revision"}

    @property
    def all_changes(self) -> dict[str, Any]:
        """What the user wants, with the fields of records beside this one."""
        return self.changes

    def stored_value(self, stored: Any, name: str) -> Any:
        """Return the stored value that a field stands for."""
        return getattr(stored, name)

    def full_clean(self) -> None:
        """Answer 400 to a number that no database holds: no form of ours sends one.

        Django looks after this itself but for records whose key is that of another (a group's is its body's).
        """
        try:
            super().full_clean()
        except OverflowError as error:
            raise BadRequest from error

    def _post_clean(self) -> None:
        """Leave the instance untouched: validation of the model happens in the domain function.

        Django would write the cleaned values into the instance here; a refused or stale form would then show the
        user's values as if they were stored. What has a written form (a postcode, a code) is made plain instead: digits
        typed in full width are the same digits.
        """
        for field in self._meta.model._meta.concrete_fields:
            text = self.cleaned_data.get(field.name)
            if isinstance(text, str) and any(isinstance(check, RegexValidator) for check in field.validators):
                self.cleaned_data[field.name] = fold_width(text)


def name_empty_choice(item: forms.Field) -> None:
    """Say in a drop-down that something is to be chosen, instead of Django's row of dashes."""
    if isinstance(item, forms.ModelChoiceField) and item.empty_label is not None:
        item.empty_label = _("Please choose")
    elif isinstance(item, forms.ChoiceField) and isinstance(item.widget, forms.Select):
        choices: list[Any] = list(item.choices)  # type: ignore[arg-type]
        if choices and choices[0][0] in ("", None):
            item.choices = [("", _("Please choose")), *choices[1:]]


def loaded_relation(instance: Model, name: str, value: Any) -> Any:
    """Return the record behind a foreign key when it is loaded already, so that its name costs no query."""
    relations: dict[str, Any] = {field.name: field for field in instance._meta.concrete_fields if field.is_relation}
    if name in relations and relations[name].is_cached(instance):
        loaded = getattr(instance, name)
        return loaded if loaded is not None and loaded.pk == value else value
    return value


def missing_messages(form: forms.BaseForm, errors: dict[str, list[Any]]) -> None:
    """Put the messages of a model's ``ValidationError`` on the form's fields, or on top when no field carries them."""
    for name, messages in errors.items():
        form.add_error(name if name in form.fields else None, messages)


def differences(form: RecordForm, stored: Model) -> list[dict[str, str]]:
    """List where a stale form and the stored record differ: label, theirs, mine."""
    found = []
    for name, mine in form.all_changes.items():
        theirs = form.stored_value(stored, name)
        if theirs != mine:
            label = str(form.fields[name].label or name)
            shown = {"theirs": shown_as(form.fields[name], theirs), "mine": shown_as(form.fields[name], mine)}
            found.append({"label": label, **shown})
    return found


def shown_as(item: forms.Field, value: Any) -> str:
    """Return a field's value in the reader's words: the label of a choice, yes and no, a record's name."""
    choices = () if hasattr(item, "queryset") else getattr(item, "choices", ())
    for key, label in flat_choices(choices):
        if key == value:
            return str(label)
    return show_value(value)


def flat_choices(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the choices of a field, those of groups too."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label
