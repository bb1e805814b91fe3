"""The form of a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CommentForm(forms.Form):
    """A leader's words on one paragraph."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the comment first.")},
    )
    block = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
