"""The forms of a group, with its body on the same page, and of a member."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.models import Body
from groups.models import Group, GroupMember
from reviews.forms.beside import PartForm, field_of, organization_field
from reviews.forms.child import ChildForm

BODY_FIELDS = ("name", "short_name", "code", "parent", "region", "founded_on", "dissolved_on")


class GroupForm(PartForm):
    """A group with its body."""

    part = "body"
    part_fields = BODY_FIELDS
    sections = (
        (_("Vocational group"), ("name", "short_name", "code", "lead", "industry", "region")),
        (_("More"), ("parent", "founded_on", "dissolved_on", "is_illustrative")),
    )

    name = field_of(Body, "name")
    short_name = field_of(Body, "short_name")
    code = field_of(Body, "code")
    parent = field_of(Body, "parent")
    region = field_of(Body, "region")
    founded_on = field_of(Body, "founded_on")
    dissolved_on = field_of(Body, "dissolved_on")
    lead = organization_field(required=False, label=_("Lead unit"))

    class Meta:
        model = Group
        fields = ("lead", "industry", "is_illustrative")

    def build_body(self) -> Body:
        """Return the new body that the form describes."""
        return Body(**self.part_changes)


class MemberForm(ChildForm):
    """A member of a group."""

    owner = "group"

    organization = organization_field()

    class Meta:
        model = GroupMember
        fields = ("group", "organization", "role", "since", "until")
        widgets = {"group": forms.HiddenInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["organization"]
            self.helper.layout = self.build_layout()
