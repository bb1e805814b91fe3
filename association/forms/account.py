"""The form of an account: who it is for; a password is never typed here."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.domain.audit import mask_value
from office.forms.phone import MobileField
from office.forms.record import RecordForm
from office.models import User


class AccountForm(RecordForm):
    """User name, phone and e-mail, each of which finds the account at log-in.

    The stored phone number does not come back to the screen: an empty field keeps it, a tick removes it.
    """

    forget_phone = forms.BooleanField(label=_("Remove the stored phone number"), required=False)

    sections = (
        (_("Whose account"), ("display_name", "username")),
        (_("Also for the log-in"), ("phone", "email", "forget_phone")),
    )

    class Meta:
        model = User
        fields = ["display_name", "username", "phone", "email"]
        field_classes = {"phone": MobileField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].label = _("Full name")
        self.fields["username"].label = _("User name")
        self.fields["username"].help_text = _("Letters, digits or Chinese characters, without spaces.")
        self.fields["email"].label = _("E-mail")
        self.initial["phone"] = ""
        if self.instance.phone:
            self.fields["phone"].help_text = gettext("Stored: %(phone)s. Leave this empty to keep it.") % {
                "phone": mask_value("phone", self.instance.phone)
            }
        else:
            del self.fields["forget_phone"]
            self.helper.layout = self.build_layout()

    @property
    def changes(self) -> dict[str, Any]:
        """The fields as the user wants them, without a phone that is to stay."""
        changes = super().changes
        if self.instance.phone and not changes.get("phone") and not self.cleaned_data.get("forget_phone"):
            changes.pop("phone", None)
        return changes
