"""The form of a region."""

from association.forms.picks import pick_region
from association.models import Region
from office.forms.record import RecordForm


class RegionForm(RecordForm):
    """A region by its code."""

    parent = pick_region()

    class Meta:
        model = Region
        fields = ["code", "name", "level", "parent"]
