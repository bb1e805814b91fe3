"""The form that grants one entry more time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.forms.child import ChildForm
from reviews.models import Extension


class ExtensionForm(ChildForm):
    """Until when, and why."""

    owner = "submission"
    wide = ("reason",)

    class Meta:
        model = Extension
        fields = ("submission", "until", "reason")
        widgets = {"submission": forms.HiddenInput}
        help_texts = {
            "until": _("The entry alone may be written and sent in until then, also after the call has been closed."),
            "reason": _("The school reads it."),
        }
