"""Small forms that ask for what an act needs beyond a reason."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from office.actor import Actor
from office.forms.record import name_empty_choice


class ActForm(forms.Form):
    """Base of small forms that ask for what an act needs."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in self.fields.values():
            queryset = getattr(item, "queryset", None)
            if queryset is not None and hasattr(queryset, "visible_to"):
                item.queryset = queryset.visible_to(actor)  # type: ignore[attr-defined]
            if isinstance(item, forms.DateField):
                item.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            name_empty_choice(item)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Div(*(Div(name, css_class="form-cell") for name in self.fields), css_class="form-grid")
        )
