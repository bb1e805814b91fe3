"""The form of a contest: its call and its series on one page."""

from django.utils.translation import gettext_lazy as _

from competitions.models import Contest
from office.forms.record import Sections
from reviews.forms.beside import CALL_SECTIONS, CallPartForm


class ContestForm(CallPartForm):
    """A contest with its call."""

    sections: Sections = (*CALL_SECTIONS, (_("Contest"), ("series",)))

    class Meta:
        model = Contest
        fields = ("series",)
        help_texts = {"series": _("Makes this edition comparable with the one before.")}
