"""Forms of an import: the upload with what has to be said about it, and which column is what."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.domain.import_kind import Importer
from office.models import ImportBatch

SAMPLES = 3


class UploadForm(forms.Form):
    """The sheet, and what its importer asks (the contest)."""

    file = forms.FileField(
        label=gettext_lazy("Sheet"),
        help_text=gettext_lazy("Excel or WPS (xlsx, xls) or CSV; titles above and notes below may stay."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.csv,.txt"}),
    )
    sheet = forms.CharField(
        label=gettext_lazy("Name of the sheet in the file"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Only if the file has several; empty: the one that fits best."),
    )

    def __init__(self, *args: Any, importer: type[Importer], actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = importer.option_fields(actor)
        self.fields.update(self.asked)
        self.order_fields([*self.asked, "file", "sheet"])
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_file(self) -> UploadedFile:
        """Refuse a file above the limit of attachments."""
        upload: UploadedFile = self.cleaned_data["file"]
        limit = settings.ATTACHMENT_MAX_BYTES
        if (upload.size or 0) > limit:
            raise forms.ValidationError(
                _("The file is larger than %(limit)s MB.") % {"limit": limit // 1024 // 1024}, code="size"
            )
        return upload

    @property
    def options(self) -> dict[str, Any]:
        """What was chosen, records by their keys."""
        values = {name: self.cleaned_data.get(name) for name in self.asked}
        return {name: getattr(value, "pk", value) for name, value in values.items() if value not in (None, "")}

    @property
    def about(self) -> str:
        """What was chosen, in words."""
        return "、".join(str(self.cleaned_data[name]) for name in self.asked if self.cleaned_data.get(name))


class ColumnsForm(forms.Form):
    """One drop-down for each column of the sheet."""

    def __init__(self, *args: Any, batch: ImportBatch, importer: type[Importer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext_lazy("Leave out")), *((column.name, column.label) for column in importer.columns)]
        heads = batch.layout["heads"]
        samples = self.samples_of(batch, len(heads))
        self.lines = []
        for position, head in enumerate(heads):
            name = f"column_{position}"
            label = head.replace("/", " / ") or _("Column %(number)s") % {"number": position + 1}
            self.fields[name] = forms.ChoiceField(
                choices=choices, required=False, label=label, initial=batch.mapping[position]
            )
            self.lines.append({"field": self[name], "head": label, "samples": samples[position]})

    def samples_of(self, batch: ImportBatch, width: int) -> list[list[str]]:
        """Return the first filled cells of each column; long numbers, as of phones, with their middle hidden."""
        samples: list[list[str]] = [[] for _position in range(width)]
        for raw in batch.rows.order_by("line").values_list("raw", flat=True)[:30]:
            for position, cell in enumerate(raw[:width]):
                text = hide_digits(str(cell).strip()) if cell not in (None, "") else ""
                if text and len(samples[position]) < SAMPLES and text not in samples[position]:
                    samples[position].append(text[:40])
        return samples

    @property
    def mapping(self) -> list[str]:
        """The chosen column names in the order of the sheet."""
        return [self.cleaned_data[name] for name in self.fields]


def hide_digits(text: str) -> str:
    """Return a text; of a long number only its ends."""
    digits = text.removesuffix(".0")
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 11 and digits.isdigit() else text
