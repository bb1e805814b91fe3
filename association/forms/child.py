"""Forms of rows that belong to a record and are kept on its page."""

from typing import Any

from django import forms

from office.forms.key import read_key
from office.forms.record import RecordForm
from office.queries.order import next_order


class ChildForm(RecordForm):
    """A record form whose ``owner`` fields ride along hidden: given by the address of the form, fixed afterwards."""

    owners: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.owners:
            self.fields[name].widget = forms.HiddenInput()
            # A row never moves to another record: on a change the stored owner counts, not what the page sends.
            self.fields[name].disabled = self.instance.pk is not None
            key = read_key(str(self.initial.get(name) or ""))
            if "order" in self.fields and not self.instance.pk and key is not None:
                self.initial.setdefault("order", next_order(self._meta.model, **{name: key}))

    def place(self, name: str) -> Any:
        """Keep hidden fields out of the grid, where each would take an empty cell."""
        return name if name in self.owners else super().place(name)

    def clean(self) -> dict[str, Any]:
        """Refuse a row that belongs nowhere."""
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in self.owners) and not self.errors:
            self.add_error(None, self.fields[self.owners[0]].error_messages["required"])
        return cleaned
