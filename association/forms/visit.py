"""Forms of visits, their days and their parties."""

from django.utils.translation import gettext_lazy as _

from association.forms.child import ChildForm
from association.forms.picks import pick_body, pick_organization, pick_person
from association.models import Visit, VisitDay, VisitParty
from office.forms.record import RecordForm


class VisitForm(RecordForm):
    """A visit; single days, where there are several, are listed on its page and decide its period."""

    body = pick_body(required=True)

    sections = (
        (_("What"), ("title", "body", "direction", "leader", "purpose")),
        (_("When"), ("year", "start_on", "end_on", "date_precision", "date_note")),
        (_("Where"), ("place",)),
    )
    wide = ("title",)

    class Meta:
        model = Visit
        fields = [
            "title",
            "body",
            "direction",
            "leader",
            "purpose",
            "year",
            "start_on",
            "end_on",
            "date_precision",
            "date_note",
            "place",
        ]


class VisitDayForm(ChildForm):
    """One of several single days."""

    owners = ("visit",)

    class Meta:
        model = VisitDay
        fields = ["visit", "on", "place"]


class VisitPartyForm(ChildForm):
    """A unit or person on one side."""

    owners = ("visit",)
    organization = pick_organization()
    person = pick_person()

    class Meta:
        model = VisitParty
        fields = ["visit", "side", "organization", "person", "name", "position", "order"]
