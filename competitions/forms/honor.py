"""The form of an honor selection: its call and its scheme on one page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from competitions.models import HonorEdition
from office.actor import Actor
from office.forms.record import Sections
from reviews.forms.beside import CALL_FIELDS, CALL_SECTIONS, CallPartForm


class HonorForm(CallPartForm):
    """An honor selection with its call; the body is the scheme's."""

    part_fields: tuple[str, ...] = tuple(name for name in CALL_FIELDS if name != "body")
    sections: Sections = ((_("Honor scheme"), ("scheme",)), *CALL_SECTIONS)

    class Meta:
        model = HonorEdition
        fields = ("scheme",)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        del self.fields["body"]
        self.helper.layout = self.build_layout()
