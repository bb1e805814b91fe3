"""The form of a call that stands alone."""

from django import forms

from office.forms.record import RecordForm
from reviews.enums import CallKind
from reviews.forms.beside import CALL_FIELDS, CALL_SECTIONS, CODE_HELP, GraceField, activity_field
from reviews.methods.pages import CALL_PAGES
from reviews.models import Call


class CallForm(RecordForm):
    """A call of a kind that no upper app keeps a record for; the others are made where that record is."""

    sections = (*((title, ("kind", *names)) if "title" in names else (title, names) for title, names in CALL_SECTIONS),)
    wide = ("title",)

    activity = activity_field()
    grace_minutes = GraceField()

    class Meta:
        model = Call
        fields = ("kind", *CALL_FIELDS)
        help_texts = {"code": CODE_HELP}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = [choice for choice in CallKind.choices if choice[0] not in CALL_PAGES]
        field = self.fields["kind"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = kinds
