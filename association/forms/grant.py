"""The form of a role grant."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from association.forms.picks import pick_body, pick_organization, pick_user
from association.models import Body, Organization, RoleGrant
from office.forms.record import RecordForm


class GrantForm(RecordForm):
    """A role for a user; user, role and scope are fixed once it is given.

    Whoever gives grants must find every school and body by name, also a system administrator, who reads none of their
    records; so these two fields have suggestions of their own.
    """

    user = pick_user()
    organization = pick_organization(label=_("For the school"))
    body = pick_body(label=_("For the body"))

    sections = (
        (_("Who and what"), ("user", "role", "organization", "body")),
        (_("When"), ("valid_from", "valid_until", "note")),
    )

    class Meta:
        model = RoleGrant
        fields = ["user", "role", "organization", "body", "valid_from", "valid_until", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = (("organization", Organization, "grant_organizations"), ("body", Body, "grant_bodies"))
        for name, model, address in scopes:
            field: Any = self.fields[name]
            field.queryset = model.objects.all()
            field.widget.options_url = reverse_lazy(f"association:{address}")
        if self.instance.pk:
            for name in ("user", "role", "organization", "body"):
                self.fields[name].disabled = True
