"""Forms of a merge: which is the other record, why, and until when its name was in use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms.act import ActForm
from association.forms.picks import pick_organization, pick_person


class TwinForm(ActForm):
    """The second entry of a record."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        pick = pick_organization if kind == "organization" else pick_person
        self.base_fields = {**self.base_fields, "other": pick(label=_("Second entry"), required=True)}
        super().__init__(*args, **kwargs)


class MergeForm(ActForm):
    """Why two records are one; the other name's last day where it is a former name."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
    former_until = forms.DateField(
        label=_("The name that goes held until"),
        required=False,
        help_text=_("Only where it is a former name: the first day of the next name. Otherwise leave this empty."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        if kind != "organization":
            self.base_fields = {name: item for name, item in self.base_fields.items() if name != "former_until"}
        super().__init__(*args, **kwargs)


class UndoForm(ActForm):
    """Why two records are two after all."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
