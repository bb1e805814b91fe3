"""The form of a recognition entered by hand."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from association.forms.picks import pick_organization, pick_person
from association.models import Recognition
from office.forms.record import RecordForm


class RecognitionForm(RecordForm):
    """A recognition that another body gave, or one from before the records began."""

    organization = pick_organization(help_text=_("For a person: the employer then."))
    person = pick_person()

    sections = (
        (_("Recipient"), ("organization", "person", "name")),
        (_("For what"), ("title", "level", "issuer", "year", "on", "basis")),
    )

    class Meta:
        model = Recognition
        fields = ["organization", "person", "name", "title", "level", "issuer", "year", "on", "basis"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False
        self.fields["name"].help_text = _("As printed then; left empty it is the present name.")

    def clean(self) -> dict[str, Any]:
        """Ask for somebody who was recognized."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in ("organization", "person", "name")):
            self.add_error("name", _("Give the recipient."))
        return cleaned
