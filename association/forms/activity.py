"""Forms of activities and of what belongs to them."""

from django.utils.translation import gettext_lazy as _

from association.forms.child import ChildForm
from association.forms.picks import pick_body, pick_organization, pick_person, pick_region
from association.models import Activity, ActivityHost, ActivityPerson, ActivitySession
from office.forms.record import RecordForm


class ActivityForm(RecordForm):
    """An activity: what, when, where."""

    body = pick_body(required=True)
    region = pick_region()

    sections = (
        (_("What"), ("title", "body", "kind")),
        (_("When"), ("year", "start_on", "end_on", "date_precision", "date_note")),
        (_("Where"), ("venue", "region", "online")),
        (_("Summary"), ("summary",)),
    )
    wide = ("title",)

    class Meta:
        model = Activity
        fields = [
            "title",
            "body",
            "kind",
            "year",
            "start_on",
            "end_on",
            "date_precision",
            "date_note",
            "venue",
            "region",
            "online",
            "summary",
        ]


class SessionForm(ChildForm):
    """One of several sittings."""

    owners = ("activity",)

    class Meta:
        model = ActivitySession
        fields = ["activity", "order", "title", "held_on", "place"]


class HostForm(ChildForm):
    """A host in its role: an organization, a body, or a bare name."""

    owners = ("activity",)
    organization = pick_organization()
    body = pick_body()

    class Meta:
        model = ActivityHost
        fields = ["activity", "role", "organization", "body", "name", "order"]


class ActivityPersonForm(ChildForm):
    """Somebody named in an activity."""

    owners = ("activity",)
    person = pick_person(required=True)

    class Meta:
        model = ActivityPerson
        fields = ["activity", "person", "position", "role", "order"]
