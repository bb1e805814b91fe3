"""The form of a project."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.forms.choices import offer
from office.forms.record import RecordForm
from research.forms.application import CategoryChoice
from research.models import ProgramCategory, Project
from reviews.forms.beside import TrackChoice, organization_field
from reviews.models import Track


class ProjectForm(RecordForm):
    """A project: entered without application (entrusted, archived), or the facts of an approved one."""

    wide = ("title",)

    category = CategoryChoice(queryset=ProgramCategory.objects.select_related("program"), label=_("Project category"))
    track = TrackChoice(
        queryset=Track.objects.filter(call__kind="project").select_related("call"), label=_("Track"), required=False
    )
    organization = organization_field(required=False)

    class Meta:
        model = Project
        fields = ("program", "category", "track", "title", "organization", "leader_name", "approved_on")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:
            del self.fields["program"]
            program = self.instance.program_id
            offer(self, "category", ProgramCategory.objects.filter(program=program).select_related("program"))
            offer(self, "track", Track.objects.filter(call=program).select_related("call"))
            self.helper.layout = self.build_layout()
