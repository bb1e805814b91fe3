"""Forms of rows that live on another record's page: the owner is given by the address and stays."""

from typing import Any

from django import forms

from office.actor import Actor
from office.forms.key import read_key
from office.forms.record import RecordForm
from office.queries.order import next_order


class ChildForm(RecordForm):
    """A form whose field ``owner`` is hidden when the row is made and absent afterwards.

    Name the owner's field in ``Meta.fields`` and give it ``forms.HiddenInput`` in ``Meta.widgets``.
    """

    owner = ""
    counts_on = True  # a new row takes the number after the last of its owner

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:
            del self.fields[self.owner]
            self.helper.layout = self.build_layout()
        elif "order" in self.fields and self.counts_on and (key := self.owner_key()):
            self.initial.setdefault("order", next_order(self._meta.model, **{self.owner: key}))

    def owner_key(self) -> int | None:
        """Return the key of the owner, None while it is not known."""
        if self.instance.pk:
            return int(getattr(self.instance, f"{self.owner}_id"))
        given = self.data.get(self.owner) if self.is_bound else self.initial.get(self.owner)
        return read_key(str(getattr(given, "pk", given) or ""))

    def limit(self, name: str, **condition: Any) -> None:
        """Offer in a choice only what belongs to the owner."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        assert field.queryset is not None
        field.queryset = field.queryset.filter(**condition)
