"""The form that begins the next edition of a call from the last one."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.forms.beside import CODE_HELP, field_of
from reviews.models import Call

DIGITS = "零一二三四五六七八九十"
EDITION = re.compile(r"第([零一二三四五六七八九十]{1,3}|\d{1,3})届")


class CopyForm(forms.Form):
    """Name, year and number of the next edition, and what becomes of the times."""

    title = field_of(Call, "title")
    code = field_of(Call, "code", help_text=CODE_HELP)
    year = field_of(Call, "year")
    edition = field_of(Call, "edition")
    times = forms.ChoiceField(
        label=_("Times of the next edition"),
        choices=[
            ("moved", _("The same day and hour, moved by the years between")),
            ("open", _("Leave all times open")),
        ],
        widget=forms.RadioSelect,
        initial="moved",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        wide = {"title", "times"}
        cells = [
            Div(name, css_class="form-cell form-cell-wide" if name in wide else "form-cell") for name in self.fields
        ]
        self.helper.layout = Layout(Div(*cells, css_class="form-grid"))

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the new call."""
        return {name: self.cleaned_data[name] for name in ("title", "code", "year", "edition")}

    @property
    def keep_times(self) -> bool:
        """True when the times move along."""
        return bool(self.cleaned_data["times"] == "moved")


def next_values(call: Call) -> dict[str, Any]:
    """Return what the next edition of a call is probably called: a year later, its number one higher."""
    year = call.year + 1
    title = call.title.replace(str(call.year), str(year))
    code = call.code.replace(str(call.year), str(year)) if str(call.year) in call.code else f"{call.code}-{year}"
    return {
        "title": EDITION.sub(lambda found: f"第{next_edition(found[1])}届", title),
        "code": code,
        "year": year,
        "edition": call.edition + 1 if call.edition else None,
    }


def next_edition(text: str) -> str:
    """Return the number after one written in digits or in Chinese, in the same writing: 九 becomes 十."""
    return str(int(text) + 1) if text.isdecimal() else chinese(value_of(text) + 1)


def value_of(text: str) -> int:
    """Return a Chinese number below a hundred: 二十三 is 23."""
    tens, sign, ones = text.partition("十")
    if not sign:
        return DIGITS.index(text) if len(text) == 1 else int("".join(str(DIGITS.index(sign)) for sign in text))
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)


def chinese(number: int) -> str:
    """Return a number below a hundred in Chinese, greater ones in digits: 23 is 二十三."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones or not tens else "")
