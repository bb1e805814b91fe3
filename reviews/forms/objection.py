"""The forms of an objection and of an appeal."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.models import Organization
from office.actor import Actor
from office.forms.choices import offer
from office.forms.record import name_empty_choice
from reviews.models import PublicNotice, Submission

MOMENT = "%Y-%m-%dT%H:%M"


class FiledForm(forms.Form):
    """What is said, and for the secretariat when it arrived; a school's is stamped with its instant."""

    text = forms.CharField(
        label=_("Objection and its reasons"), max_length=8000, widget=forms.Textarea(attrs={"rows": 8})
    )
    filed_at = forms.DateTimeField(
        label=_("Arrived"),
        widget=forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"}),
        help_text=_("When the letter, call or e-mail came in; it decides whether it is in time."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["filed_at"].initial = timezone.localtime().replace(second=0, microsecond=0)
        if actor.is_school:
            for name in ("filed_at", "organization", "name"):
                self.fields.pop(name, None)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for item in self.fields.values():
            name_empty_choice(item)


class AppealForm(FiledForm):
    """An appeal against the dismissal of an objection."""


class ObjectionForm(FiledForm):
    """An objection: by a school, or by a person with name and contact."""

    organization = forms.ModelChoiceField(
        queryset=Organization.objects.none(), label=_("School that objects"), required=False
    )
    name = forms.CharField(label=_("Person who objects"), max_length=60, required=False)
    contact = forms.CharField(
        label=_("Contact"), max_length=200, required=False, help_text=_("Telephone or e-mail for questions.")
    )
    submission = forms.ModelChoiceField(
        queryset=Submission.objects.none(),
        label=_("Submission concerned"),
        required=False,
        help_text=_("Empty: the objection concerns the list as a whole."),
    )
    field_order = ("organization", "name", "contact", "submission", "filed_at", "text")

    def __init__(self, *args: Any, actor: Actor, notice: PublicNotice, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.limit("submission", Submission.objects.visible_to(actor).filter(call=notice.call).defer("dossier"))
        if "organization" in self.fields:
            schools = Organization.objects.visible_to(actor).filter(submissions__call=notice.call).distinct()
            self.limit("organization", schools)

    def limit(self, name: str, rows: Any) -> None:
        """Let a choice be made among some rows only."""
        offer(self, name, rows)

    def clean(self) -> dict[str, Any]:
        """Refuse an objection that nobody stands behind."""
        cleaned = super().clean() or self.cleaned_data
        if "organization" in self.fields and not cleaned.get("organization"):
            for name in ("name", "contact"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Name the school, or the person with a contact: nobody objects unnamed."))
        return cleaned
