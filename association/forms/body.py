"""The form of a body."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from association.forms.picks import pick_body, pick_organization, pick_region
from association.models import Body
from office.forms.record import RecordForm


class BodyForm(RecordForm):
    """A governed body; its code is fixed once it exists."""

    parent = pick_body(label=_("Parent body"))
    organization = pick_organization(label=_("Legal entity"))
    region = pick_region()

    sections = (
        (_("Name"), ("name", "short_name", "kind", "code")),
        (_("Place"), ("parent", "organization", "region", "founded_on", "dissolved_on")),
    )

    class Meta:
        model = Body
        fields = [
            "name",
            "short_name",
            "kind",
            "code",
            "parent",
            "organization",
            "region",
            "founded_on",
            "dissolved_on",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = self.instance.pk is not None
