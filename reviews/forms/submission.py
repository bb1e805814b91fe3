"""The form of a submission that stands alone."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.forms.choices import offer
from office.forms.record import RecordForm
from reviews.enums import CallKind
from reviews.forms.beside import TrackChoice, organization_field
from reviews.models import Submission, Track
from reviews.queries.call import calls_to_enter


class SubmissionForm(RecordForm):
    """A submission to a call for which no upper app keeps records of its own."""

    wide = ("title",)

    track = TrackChoice(
        queryset=Track.objects.select_related("call"),
        label=_("Track"),
        required=False,
    )
    organization = organization_field(required=False)

    class Meta:
        model = Submission
        fields = ("call", "track", "title", "organization")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:
            del self.fields["call"]
            offer(self, "track", Track.objects.filter(call=self.instance.call_id).select_related("call"))
            if actor.is_school:
                del self.fields["organization"]
            self.helper.layout = self.build_layout()
        else:
            calls = calls_to_enter(actor, kind=CallKind.GROUP_REVIEW, now=timezone.now())
            offer(self, "call", calls)
            offer(self, "track", Track.objects.filter(call__in=calls).select_related("call"))
        if not self.fields["track"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["track"]  # a drop-down without a choice only asks a question that has no answer
            self.helper.layout = self.build_layout()
