"""Mobile numbers as people here write them."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

MOBILE = RegexValidator(r"^1[0-9]{10}$", _("Write the 11 digits of a mobile phone number."))


def plain_phone(text: str) -> str:
    """Return a mobile number as stored: 11 plain digits, without the country code, spaces and hyphens."""
    return re.sub(r"^(?:\+|00)86", "", re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)))


class MobileField(forms.CharField):
    """A mobile number as people here write it; allauth's own field asks for a country code."""

    default_validators = [MOBILE]

    def to_python(self, value: Any) -> Any:
        """Return the plain digits, or the field's empty value."""
        return plain_phone(super().to_python(value) or "") or self.empty_value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave room for spaces and a country code: the length is that of the stored digits."""
        return {name: text for name, text in super().widget_attrs(widget).items() if name != "maxlength"}
