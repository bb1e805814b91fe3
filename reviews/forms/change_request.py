"""The forms in which a school asks for a change: one for each kind."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.enums import ChangeKind, ParticipantRole
from reviews.models import Submission

# The roles that every form of people offers, beside those that the entry has.
USUAL_ROLES = (ParticipantRole.CONTESTANT, ParticipantRole.ADVISER)
NAME_LENGTH = 60
SEPARATORS = re.compile(r"[\n、，,；;]+")


class ChangeRequestForm(forms.Form):
    """What shall be, why, and the proof; ``proposal`` is the plain data that the request stores."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    proof = forms.FileField(
        label=gettext_lazy("Proof"),
        widget=forms.FileInput(),
        help_text=gettext_lazy("A statement with the school's seal, as a PDF or picture."),
    )

    def __init__(self, *args: Any, kind: str, submission: Submission, present: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.submission = kind, submission
        added: dict[str, forms.Field] = {}
        if kind == ChangeKind.TITLE:
            added["title"] = forms.CharField(
                label=gettext_lazy("New title"), max_length=200, initial=present.get("title", "")
            )
        elif kind == ChangeKind.PEOPLE:
            added = self.people_fields(present.get("people", {}))
        else:
            self.fields["proof"].required = False
        self.fields = {**added, **self.fields}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def people_fields(self, people: dict[str, list[str]]) -> dict[str, forms.Field]:
        """Return one field for each role: the names in order, one on a line."""
        roles = [role for role in ParticipantRole.values if role in people]
        roles = roles or list(USUAL_ROLES)
        if ParticipantRole.CONTESTANT in roles and ParticipantRole.ADVISER not in roles:
            roles.append(ParticipantRole.ADVISER)
        return {
            f"role_{role}": forms.CharField(
                label=ParticipantRole(role).label,
                required=False,
                initial="\n".join(people.get(role, [])),
                widget=forms.Textarea(attrs={"rows": max(len(people.get(role, [])), 2)}),
                help_text=gettext_lazy("One name on a line, in the order of the certificate."),
            )
            for role in roles
        }

    def clean(self) -> dict[str, Any]:
        """Read names; two persons of one name are two lines."""
        values = super().clean() or {}
        for name in [name for name in self.fields if name.startswith("role_")]:
            names = [part.strip() for part in SEPARATORS.split(values.get(name) or "") if part.strip()]
            if any(len(item) > NAME_LENGTH for item in names):
                self.add_error(name, _("A name has at most %(count)s characters.") % {"count": NAME_LENGTH})
            values[name] = names
        return values

    @property
    def proposal(self) -> dict[str, Any]:
        """What is asked for as plain data."""
        if self.kind == ChangeKind.TITLE:
            return {"title": self.cleaned_data["title"]}
        if self.kind == ChangeKind.PEOPLE:
            people = {name.removeprefix("role_"): names for name, names in self.people_values()}
            return {"people": {role: names for role, names in people.items() if names}}
        return {}

    def people_values(self) -> list[tuple[str, list[str]]]:
        """Return the names by field."""
        return [(name, value) for name, value in self.cleaned_data.items() if name.startswith("role_")]
