"""The form with which the secretariat designs one question of an entry form."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.domain.attachment import ACCEPTED
from reviews.domain.form_words import problem_text
from reviews.methods.entry_form import (
    CHOICE,
    DATE,
    FILE,
    HELP_MAX,
    LABEL_MAX,
    LONG_TEXT,
    LONG_TEXT_MAX,
    NUMBER,
    PERSON,
    TEXT,
    TEXT_MAX,
    Condition,
    FormField,
    check_field,
)

KIND_LABELS = {
    TEXT: _("One line of text"),
    LONG_TEXT: _("Several lines of text"),
    NUMBER: pgettext_lazy("question", "Number"),
    CHOICE: _("Choice"),
    PERSON: _("Person"),
    DATE: _("Date"),
    FILE: _("File"),
}
# What each kind asks beside label, help, required, identifying and condition.
KIND_FIELDS = {
    TEXT: ("max_length",),
    LONG_TEXT: ("max_length",),
    NUMBER: ("unit", "minimum", "maximum", "places"),
    CHOICE: ("choices", "multiple"),
    PERSON: (),
    DATE: (),
    FILE: ("file_kinds", "file_count", "file_mb"),
}
OWN_FIELDS = tuple(dict.fromkeys(name for names in KIND_FIELDS.values() for name in names))
WIDE = {"label", "help", "choices", "file_kinds", "shown_when", "required", "identifying"}
# Between code and answer in the value of a condition; no code contains it.
SEPARATOR = "="


class QuestionForm(forms.Form):
    """One question of a kind; ``earlier`` are the questions before it, whose answers may be its condition."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Question"), max_length=LABEL_MAX)
    help = forms.CharField(
        label=_("Help under the question"),
        max_length=HELP_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    choices = forms.CharField(
        label=_("Answers to choose from"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("One a line.")
    )
    multiple = forms.BooleanField(label=_("Several answers may be chosen"), required=False)
    max_length = forms.IntegerField(
        label=_("Signs at most"),
        required=False,
        min_value=1,
        max_value=LONG_TEXT_MAX,
        help_text=_("Empty: the usual limit."),
    )
    unit = forms.CharField(
        label=_("Unit of the number"), max_length=10, required=False, help_text=_("Stands in the box, as in 万元.")
    )
    minimum = forms.DecimalField(label=_("At least"), required=False, max_digits=15)
    maximum = forms.DecimalField(label=_("At most"), required=False, max_digits=15)
    places = forms.IntegerField(label=_("Decimal places"), required=False, min_value=0, max_value=6, initial=0)
    file_kinds = forms.MultipleChoiceField(
        label=_("Kinds of files"),
        choices=[(kind, kind) for kind in sorted(ACCEPTED)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of them."),
    )
    file_count = forms.IntegerField(label=_("Files at most"), min_value=1, max_value=20, initial=1)
    file_mb = forms.IntegerField(
        label=_("Size of each at most"),
        required=False,
        min_value=1,
        max_value=2000,
        help_text=_("Empty: as everywhere."),
    )
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    identifying = forms.BooleanField(
        label=_("Tells who sent it in"),
        required=False,
        help_text=_("Reviewers never see it. Tick it for names, schools, phones, sealed scans."),
    )
    shown_when = forms.ChoiceField(
        label=_("Asked only if"), required=False, help_text=_("An answer to a choice that stands before it.")
    )

    def __init__(self, *args: Any, kind: str, earlier: tuple[FormField, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in OWN_FIELDS:
            if name not in KIND_FIELDS[kind]:
                del self.fields[name]
        if kind == PERSON:
            del self.fields["identifying"]
        if kind == TEXT:
            self.fields["max_length"].max_value = TEXT_MAX  # type: ignore[attr-defined]
        if "file_mb" in self.fields:
            self.fields["file_mb"].unit = "MB"  # type: ignore[attr-defined]
        self.offer_conditions(earlier)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self.build_layout()

    def offer_conditions(self, earlier: tuple[FormField, ...]) -> None:
        """Offer each answer of the choices before this question; without one there is nothing to ask."""
        groups = [
            (item.label, [(f"{item.code}{SEPARATOR}{choice}", f"{item.label}：{choice}") for choice in item.choices])
            for item in earlier
            if item.kind == CHOICE
        ]
        if groups:
            self.fields["shown_when"].choices = [("", _("Always asked")), *groups]  # type: ignore[attr-defined]
        else:
            del self.fields["shown_when"]

    def build_layout(self) -> Layout:
        """Return the fields in two columns, long ones over both."""
        hidden = [name for name, item in self.fields.items() if item.widget.is_hidden]
        cells = [
            Div(name, css_class="form-cell form-cell-wide" if name in WIDE else "form-cell")
            for name in self.fields
            if name not in hidden
        ]
        return Layout(*hidden, Div(*cells, css_class="form-grid"))

    def clean_choices(self) -> str:
        """Keep one answer a line, without empty lines."""
        return "\n".join(line.strip()[:TEXT_MAX] for line in self.cleaned_data["choices"].splitlines() if line.strip())

    def clean(self) -> dict[str, Any]:
        """Hold the question against the rules of its kind."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            for problem in check_field(self.build_field("")):
                self.add_error(None, problem_text(problem))
        return values

    @property
    def opened_revision(self) -> int | None:
        """The revision of the draft that the form was opened with, None when no draft was begun."""
        return self.cleaned_data.get("revision") or None

    def build_field(self, code: str) -> FormField:
        """Return the question that the form describes."""
        values = self.cleaned_data
        condition = values.get("shown_when") or ""
        asked, _sign, answer = condition.partition(SEPARATOR)
        return FormField(
            code=code,
            kind=self.kind,
            label=values["label"].strip(),
            help=values["help"].strip(),
            required=values["required"],
            identifying=self.kind == PERSON or values.get("identifying", False),
            shown_when=Condition(asked, answer) if condition else None,
            unit=values.get("unit", "").strip(),
            minimum=number_text(values.get("minimum")),
            maximum=number_text(values.get("maximum")),
            places=values.get("places") or 0,
            choices=tuple(values.get("choices", "").splitlines()),
            multiple=values.get("multiple", False),
            max_length=values.get("max_length") or 0,
            file_kinds=tuple(values.get("file_kinds") or ()),
            file_mb=values.get("file_mb") or 0,
            file_count=values.get("file_count") or 1,
        )


def number_text(value: Any) -> str:
    """Return a bound as it is stored."""
    return "" if value is None else f"{value:f}"


def initial_of(item: FormField) -> dict[str, Any]:
    """Return what the form shows of a stored question."""
    condition = item.shown_when
    return {
        **{name: getattr(item, name) for name in ("label", "help", "required", "identifying", "unit", "places")},
        **{name: getattr(item, name) or None for name in ("minimum", "maximum", "max_length", "file_mb")},
        "choices": "\n".join(item.choices),
        "multiple": item.multiple,
        "file_kinds": list(item.file_kinds),
        "file_count": item.file_count,
        "shown_when": f"{condition.field}{SEPARATOR}{condition.equals}" if condition else "",
    }
