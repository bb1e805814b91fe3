"""The list of research programs."""

from django.utils.translation import gettext_lazy as _

from office.listing import Listing
from research.models import Program
from reviews.lists.words import CALL_TONES, CallPartFilter, call_columns, tone_of


class ProgramFilter(CallPartFilter):
    """Filters of the list."""

    class Meta:
        model = Program
        fields: list[str] = []


PROGRAMS = Listing(
    name="research-program",
    title=_("Research programs"),
    rows=lambda actor: Program.objects.visible_to(actor).select_related("call__body").defer("call__basis"),
    columns=call_columns(),
    order=("-call__year",),
    filters=ProgramFilter,
    empty_text=_("No program fits."),
    empty_hint=_("Change the filter, or enter the program."),
    tone=tone_of(CALL_TONES, "call"),
)
