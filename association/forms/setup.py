"""The forms of the set-up: one for each step."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.domain.profile import FIRST_ROLES
from association.models import Body, CharterRule, Profile
from office.enums import Role
from office.forms.phone import MobileField
from office.forms.record import RecordForm
from office.models import User

NUMBER = re.compile(r"(\d{1,6})(?:\s*[/／]\s*(\d{1,6}))?")


class NameForm(RecordForm):
    """How the association is called; the code is fixed once it exists."""

    class Meta:
        model = Body
        fields = ["name", "short_name", "code", "founded_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("The full name as registered.")
        self.fields["short_name"].help_text = _("As running text calls it, such as 学会 or 省职教学会.")
        self.fields["code"].disabled = self.instance.pk is not None


class SignatureForm(RecordForm):
    """How it signs: document code, seal and logo."""

    seal_file = forms.FileField(label=_("Seal image"), required=False)
    forget_seal = forms.BooleanField(label=_("Remove the seal image"), required=False)
    logo_file = forms.FileField(label=_("Logo"), required=False)
    forget_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    class Meta:
        model = Profile
        fields = ["document_code"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = _("PNG or JPEG, at most 2 MB, best with a transparent ground.")
        for name in ("seal", "logo"):
            item = self.fields[f"{name}_file"]
            item.help_text = kind
            item.widget.attrs["accept"] = "image/png,image/jpeg"
            if getattr(self.instance, f"{name}_id", None) is None:
                del self.fields[f"forget_{name}"]
            else:
                item.help_text = _("One is stored; a new one takes its place. PNG or JPEG, at most 2 MB.")
        self.helper.layout = self.build_layout()


class FooterForm(RecordForm):
    """What every page shows at its foot: filings as the law wants them, and where the office is reached."""

    sections = (
        (_("Filing"), ("icp_number", "police_number", "site_code", "host_name")),
        (_("Where the office is reached"), ("address", "postcode", "telephone", "mailbox")),
    )

    class Meta:
        model = Profile
        fields = [
            "icp_number",
            "police_number",
            "site_code",
            "host_name",
            "address",
            "postcode",
            "telephone",
            "mailbox",
        ]


class YearForm(RecordForm):
    """The year that the office works on."""

    class Meta:
        model = Profile
        fields = ["current_year"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["current_year"].required = True


class CharterRuleForm(RecordForm):
    """One number of the charter, written as the charter writes it: 5 or 2/3."""

    number = forms.CharField(
        label=_("Value of the rule"), max_length=15, help_text=_("A whole number, or a share such as 2/3.")
    )

    class Meta:
        model = CharterRule
        fields = ["code", "valid_from", "clause"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["number"] = self.instance.value_text
            self.fields["code"].disabled = True
        self.order_fields(["code", "number", "valid_from", "clause"])
        self.helper.layout = self.build_layout()

    def clean_number(self) -> tuple[int, int]:
        """Return the number as amount and divisor."""
        found = NUMBER.fullmatch(self.cleaned_data["number"].strip())
        divisor = int(found[2] or 1) if found else 0
        if not found or divisor == 0:
            raise forms.ValidationError(_("Write a whole number, or a share such as 2/3."))
        return int(found[1]), divisor

    @property
    def changes(self) -> dict[str, Any]:
        """The row's fields, the number taken apart."""
        amount, divisor = self.cleaned_data["number"]
        return {**super().changes, "amount": amount, "divisor": divisor}

    @property
    def all_changes(self) -> dict[str, Any]:
        """What the user wants, the number as it is written."""
        amount, divisor = self.cleaned_data["number"]
        return {**super().changes, "number": CharterRule(amount=amount, divisor=divisor).value_text}

    def stored_value(self, stored: Any, name: str) -> Any:
        """Return the stored value that a field stands for."""
        return stored.value_text if name == "number" else getattr(stored, name)


class FirstAccountForm(RecordForm):
    """Somebody of the secretariat, with the role in which the account acts."""

    role = forms.ChoiceField(label=_("Role"), choices=[(role, Role(role).label) for role in FIRST_ROLES])

    class Meta:
        model = User
        fields = ["display_name", "username", "phone"]
        field_classes = {"phone": MobileField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].label = _("Full name")
        self.fields["username"].label = _("User name")
        self.fields["username"].help_text = _("Letters, digits or Chinese characters, without spaces.")
        self.order_fields(["role", "display_name", "username", "phone"])
        self.helper.layout = self.build_layout()
