"""The forms of an application, and of its approval."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.forms.choices import offer
from research.models import ProgramCategory, ProjectApplication
from reviews.enums import CallKind
from reviews.forms.award import NumbersForm
from reviews.forms.beside import SubmissionPartForm
from reviews.models import Call


class CategoryChoice(forms.ModelChoiceField):
    """A category, with its program's name before it where several programs may stand in the list."""

    names_program = True

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.program.name}：{obj.name}" if self.names_program else str(obj.name)


class ApplicationForm(SubmissionPartForm):
    """An application for a project."""

    kind = CallKind.PROJECT
    sections = ((_("What is sent in"), ("call", "category", "track", "title", "organization")),)

    category = CategoryChoice(
        queryset=ProgramCategory.objects.select_related("program"), label=_("Category asked for"), required=False
    )

    class Meta:
        model = ProjectApplication
        fields = ("category",)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if "call" in self.fields:
            self.fields["call"].label = _("Research program")
        categories = ProgramCategory.objects.filter(program__call__in=self.calls).select_related("program")
        offer(self, "category", categories)
        self.fields["category"].names_program = not self.fixed_call  # type: ignore[attr-defined]


class ApprovalForm(forms.Form):
    """Category and day of an approval."""

    category = forms.ModelChoiceField(queryset=ProgramCategory.objects.none(), label=_("Project category"))
    approved_on = forms.DateField(
        label=_("Approved on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, program_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "category", ProgramCategory.objects.filter(program=program_id))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class ApprovalNumbersForm(NumbersForm):
    """A category and the applications approved in it, by their numbers."""

    category = forms.ModelChoiceField(queryset=ProgramCategory.objects.none(), label=_("Project category"))
    approved_on = forms.DateField(
        label=_("Approved on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ("category", "approved_on", "numbers")

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, call=call, **kwargs)
        offer(self, "category", ProgramCategory.objects.filter(program=call.pk))
