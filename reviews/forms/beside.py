"""Forms of a record together with the engine's record it stands beside: one page, two rows, one save."""

from typing import Any

from django import forms
from django.db.models import Model
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.models import Activity, Organization
from office.actor import Actor
from office.forms.choices import offer
from office.forms.key import read_key
from office.forms.picker import PickField
from office.forms.record import RecordForm, Sections
from reviews.enums import CallKind
from reviews.models import Call, Submission, Track
from reviews.models.call import GRACE_MAX
from reviews.queries.call import calls_to_enter


class PartForm(RecordForm):
    """A record form that also carries fields of the record at its one-to-one field ``part``."""

    part = ""
    part_fields: tuple[str, ...] = ()

    part_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk:
            stored: Any = getattr(instance, self.part)
            shown = {name: stored.serializable_value(name) for name in self.part_fields}
            kwargs["initial"] = {**shown, "part_revision": stored.revision, **(kwargs.get("initial") or {})}
        super().__init__(*args, actor=actor, **kwargs)

    @property
    def opened_part_revision(self) -> int | None:
        """The revision of the record beside that the form was opened with, None for a new one."""
        value = self.cleaned_data.get("part_revision")
        return int(value) if value else None

    @property
    def changes(self) -> dict[str, Any]:
        """The record's own fields."""
        return {name: value for name, value in super().changes.items() if name not in self.part_fields}

    @property
    def part_changes(self) -> dict[str, Any]:
        """The fields of the record beside."""
        return {name: self.cleaned_data[name] for name in self.part_fields if name in self.cleaned_data}

    @property
    def all_changes(self) -> dict[str, Any]:
        """The fields of both."""
        return {**self.part_changes, **self.changes}

    def stored_value(self, stored: Any, name: str) -> Any:
        """Return the stored value of a field of either record."""
        return getattr(getattr(stored, self.part) if name in self.part_fields else stored, name)

    def revisions_of(self, stored: Any) -> dict[str, int]:
        """Return the hidden revisions of both records."""
        return {"revision": stored.revision, "part_revision": getattr(stored, self.part).revision}


def field_of(model: type[Model], name: str, **options: Any) -> Any:
    """Return the form field that a model gives one of its fields, with all that the model asks of a value.

    A form of a model leaves some of that to the model; here what is sent may be reckoned with before a model sees it.
    """
    column: Any = model._meta.get_field(name)
    field = column.formfield(**options)
    field.validators += [rule for rule in column.validators if rule not in field.validators]
    return field


CODE_HELP = _("Short Latin name used in addresses and files, as in bim-2020; nobody else has it.")
CALL_FIELDS = (
    "body",
    "code",
    "title",
    "year",
    "edition",
    "level",
    "issuer",
    "activity",
    "entry_measure",
    "entry_noun",
    "is_complete",
    "needs_notice",
    "needs_endorsement",
    "basis",
    "opens_at",
    "closes_at",
    "grace_minutes",
    "notice",
)
CALL_SECTIONS = (
    (_("What is called for"), ("title", "code", "body", "year", "edition", "level", "issuer")),
    (_("When"), ("opens_at", "closes_at", "grace_minutes")),
    (_("Notice"), ("notice",)),
    (_("Procedure"), ("needs_endorsement", "needs_notice")),
    (_("More"), ("activity", "basis", "entry_measure", "entry_noun", "is_complete")),
)


class GraceField(forms.IntegerField):
    """Minutes of grace; nothing entered is none."""

    unit = _("minutes")

    def __init__(self) -> None:
        stored: Any = Call._meta.get_field("grace_minutes")
        super().__init__(
            label=stored.verbose_name, help_text=stored.help_text, required=False, min_value=0, max_value=GRACE_MAX
        )

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


def activity_field() -> PickField:
    """Return the field that picks the activity of a call."""
    return PickField(
        queryset=Activity.objects.all(),
        names=("title",),
        options_url=reverse_lazy("association:activity_options"),
        label=_("Activity"),
        required=False,
        help_text=_("Hosts, venue, days and stated counts are kept there."),
    )


def organization_field(*, required: bool = True, label: Any = "") -> PickField:
    """Return the field that picks an organization."""
    return PickField(
        queryset=Organization.objects.all(),
        names=("name", "short_name"),
        options_url=reverse_lazy("association:organization_options"),
        label=label or _("Organization"),
        required=required,
    )


class CallPartForm(PartForm):
    """Fields of a call on the form of what stands beside it."""

    part = "call"
    part_fields: tuple[str, ...] = CALL_FIELDS
    sections: Sections = CALL_SECTIONS
    wide = ("title",)

    body = field_of(Call, "body")
    code = field_of(Call, "code", help_text=CODE_HELP)
    title = field_of(Call, "title")
    year = field_of(Call, "year")
    edition = field_of(Call, "edition")
    level = field_of(Call, "level")
    issuer = field_of(Call, "issuer")
    activity = activity_field()
    entry_measure = field_of(Call, "entry_measure")
    entry_noun = field_of(Call, "entry_noun")
    is_complete = field_of(Call, "is_complete")
    needs_notice = field_of(Call, "needs_notice")
    needs_endorsement = field_of(Call, "needs_endorsement")
    basis = field_of(Call, "basis")
    opens_at = field_of(Call, "opens_at")
    closes_at = field_of(Call, "closes_at")
    grace_minutes = GraceField()
    notice = field_of(Call, "notice")

    def build_call(self, kind: CallKind) -> Call:
        """Return the new call that the form describes."""
        return Call(kind=kind, **self.part_changes)


class TrackChoice(forms.ModelChoiceField):
    """A track, with its call's name before it where several calls may stand in the list."""

    names_call = True

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.call.title}：{obj.name}" if self.names_call else str(obj.name)


class SubmissionPartForm(PartForm):
    """Fields of a submission on the form of what stands beside it.

    The call is chosen once. A school does not choose the organization: it is its own.
    """

    part = "submission"
    fixed_call = False
    part_fields: tuple[str, ...] = ("call", "track", "title", "organization")
    kind: CallKind
    sections: Sections = ((_("What is sent in"), ("call", "track", "title", "organization")),)
    wide = ("title",)

    call = field_of(Submission, "call")
    track = TrackChoice(queryset=Track.objects.none(), label=_("Track"), required=False)
    title = field_of(Submission, "title")
    organization = organization_field()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:
            del self.fields["call"]
            calls = Call.objects.filter(pk=self.instance.submission.call_id)
            self.fixed_call = True
        else:
            calls = calls_to_enter(actor, kind=self.kind, now=timezone.now())
            offer(self, "call", calls)
            chosen = read_key(str(self.initial.get("call") or ""))
            if chosen is not None and not self.is_bound:
                calls = calls.filter(pk=chosen)
                self.fixed_call = True
        tracks = Track.objects.filter(call__in=calls).select_related("call").order_by("-call_id", "order", "id")
        offer(self, "track", tracks)
        self.fields["track"].names_call = not self.fixed_call  # type: ignore[attr-defined]
        if not tracks.exists():
            del self.fields["track"]  # a drop-down without a choice asks a question that has no answer
        self.calls = calls
        if actor.is_school:
            del self.fields["organization"]
        self.helper.layout = self.build_layout()

    def build_submission(self) -> Submission:
        """Return the new submission that the form describes."""
        values = self.part_changes
        if self.actor.is_school:
            values["organization_id"] = self.actor.organization_id
        return Submission(**values)
