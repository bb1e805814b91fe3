"""The form of a contest series."""

from competitions.models import ContestSeries
from office.forms.record import RecordForm


class SeriesForm(RecordForm):
    """A contest series."""

    class Meta:
        model = ContestSeries
        fields = ("name", "code")
