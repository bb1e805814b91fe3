"""Forms of panels: the panel, the experts picked from the pool, one place, the answer of an invited expert."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from association.forms.act import ActForm
from association.lists.words import organization_filter
from association.models import Expert, Topic
from office.actor import Actor
from office.forms.choices import offer
from office.forms.record import RecordForm
from office.listing import YesNoSelect
from reviews.forms.child import ChildForm
from reviews.models import Panel, PanelMember, Track
from reviews.models.conflict import Conflict


class PanelForm(ChildForm):
    """A panel of a call."""

    owner = "call"

    class Meta:
        model = Panel
        fields = ("call", "name")
        widgets = {"call": forms.HiddenInput}


class PoolFilter(django_filters.FilterSet):
    """By what experts of the pool are found for a panel."""

    name = django_filters.CharFilter("person__name", lookup_expr="contains", label=_("Full name"))
    topic = django_filters.ModelChoiceFilter(
        field_name="topics__topic", queryset=Topic.objects.all(), label=_("Field of expertise")
    )
    employer = organization_filter("person__organization", label=_("Employer"))
    enterprise = django_filters.BooleanFilter("is_enterprise", label=_("From an enterprise"), widget=YesNoSelect)

    class Meta:
        model = Expert
        fields: list[str] = []


class PickForm(ActForm):
    """Which of the shown experts are to sit on the panel, for which track and up to how many entries."""

    experts = forms.ModelMultipleChoiceField(
        queryset=Expert.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label=_("Experts"),
        error_messages={"required": _("Choose at least one expert.")},
    )
    track = forms.ModelChoiceField(queryset=Track.objects.none(), required=False, label=_("Track"))
    load_limit = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=32767,
        label=_("Entries at most"),
        help_text=_("Empty: as the round says."),
    )

    def __init__(self, *args: Any, actor: Actor, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        pool = Expert.objects.visible_to(actor).filter(is_active=True).exclude(panel_places__panel=panel)
        offer(self, "experts", pool)
        offer(self, "track", Track.objects.filter(call=panel.call))


class PanelMemberForm(RecordForm):
    """What may change of a place: the track and the load."""

    class Meta:
        model = PanelMember
        fields = ("track", "load_limit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tracks = Track.objects.filter(call=self.instance.panel.call_id) if self.instance.pk else Track.objects.none()
        offer(self, "track", tracks)


class AnswerForm(forms.Form):
    """What an invited expert answers beside yes or no."""

    answer = forms.CharField(
        label=_("Remark (may stay empty)"), required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class PinForm(ActForm):
    """A conflict that the secretariat sets by hand."""

    member = forms.ModelChoiceField(queryset=PanelMember.objects.none(), label=_("Panel member"))
    number = forms.CharField(label=_("Number of the submission"), max_length=40)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, actor: Actor, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.panel = panel
        seats = PanelMember.objects.filter(panel=panel).sitting().select_related("expert__person")
        offer(self, "member", seats)

    def clean_number(self) -> Any:
        """Find the submission of the panel's call."""
        number = self.cleaned_data["number"].strip()
        found = self.panel.call.submissions.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("The call has no submission with this number."))
        return found


class ConflictFilter(django_filters.FilterSet):
    """Filters of the list of conflicts."""

    member = django_filters.CharFilter("member__expert__person__name", lookup_expr="contains", label=_("Panel member"))
    entry = django_filters.CharFilter(method="keep_entry", label=_("Submission"))
    kind = django_filters.ChoiceFilter(choices=Conflict._meta.get_field("kind").choices, label=_("Kind"))
    state = django_filters.ChoiceFilter(choices=Conflict._meta.get_field("state").choices, label=_("State"))
    call = django_filters.NumberFilter("submission__call", label=_("Call"), widget=forms.HiddenInput)
    panel = django_filters.NumberFilter("member__panel", label=_("Panel"), widget=forms.HiddenInput)

    class Meta:
        model = Conflict
        fields: list[str] = []

    def keep_entry(self, rows: Any, name: str, value: str) -> Any:
        """Keep the conflicts of submissions with this number or title."""
        return rows.filter(Q(submission__number__contains=value) | Q(submission__title__contains=value))
