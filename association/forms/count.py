"""The form of a stated count."""

from association.forms.child import ChildForm
from association.models import StatedCount


class CountForm(ChildForm):
    """A count of an activity, a visit or a publication, as its source writes it."""

    owners = ("activity", "visit", "publication")

    class Meta:
        model = StatedCount
        fields = ["activity", "visit", "publication", "kind", "quantity", "noun", "source", "note"]
