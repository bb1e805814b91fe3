"""The forms of a program and of its categories."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.forms.record import Sections
from research.models import Program, ProgramCategory
from reviews.forms.beside import CALL_SECTIONS, CallPartForm
from reviews.forms.child import ChildForm


class ProgramForm(CallPartForm):
    """A program with its call; name and code are the call's."""

    sections: Sections = (*CALL_SECTIONS, (_("Project numbers"), ("number_prefix",)))

    class Meta:
        model = Program
        fields = ("number_prefix",)

    @property
    def changes(self) -> dict[str, Any]:
        """The program's own fields; its name and code follow the call."""
        return {"number_prefix": self.cleaned_data["number_prefix"]}


class CategoryForm(ChildForm):
    """A category of a program."""

    owner = "program"

    class Meta:
        model = ProgramCategory
        fields = ("program", "name", "code", "order")
        widgets = {"program": forms.HiddenInput}
