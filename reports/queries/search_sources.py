"""What search looks through: for each noun its columns, the pages that show it and the rule of its list."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from association.models import (
    Activity,
    ActivityAttachment,
    Agreement,
    AgreementAttachment,
    FormerName,
    Organization,
    Person,
    Publication,
    PublicationAttachment,
    Recognition,
    Visit,
    VisitAttachment,
)
from competitions.models import Contest, Entry, ExternalContest, HonorEdition, Nomination
from groups.models import Group
from office.actor import Actor
from office.rules import may
from reports.models import Report
from research.models import Paper, Program, Project, ProjectApplication
from reviews.models import Submission, SubmissionAttachment


@dataclass(frozen=True)
class Column:
    """One column that is searched.

    ``key`` leads to the record that a hit opens, ``title`` to what it is called, ``note`` to what is said beside it.
    ``asked`` is the field of the list's filter that finds the same, "" for none. ``owner`` is the record that decides
    who sees a row without a rule of its own, ``kind`` tells which page shows it where that differs by row.
    """

    model: type[Model]
    name: str
    asked: str = ""
    key: str = "pk"
    title: str = ""
    note: str = ""
    kind: str = ""
    owner: type[Model] | None = None
    page: str = ""
    permission: str = ""


@dataclass(frozen=True)
class Source:
    """One noun; ``page`` is the start of its addresses (``association:person``), "" for what has no list of its own."""

    label: Any
    page: str
    icon: str
    columns: tuple[Column, ...]

    @property
    def permission(self) -> str:
        """The rule that opens the noun's list; without the list nothing of the noun is found."""
        app, _colon, name = self.page.partition(":")
        return f"{app}.list_{name}" if name else ""

    def allowed(self, actor: Actor) -> list[Column]:
        """Return the columns that the actor may search."""
        rules = [(column, column.permission or self.permission) for column in self.columns]
        return [column for column, rule in rules if may(actor, rule)]


def file_of(link: type[Model], owner: type[Model], page: str, title: str = "title", kind: str = "") -> Column:
    """Return the column of file names that belong to a noun's records: seen by who has its list and sees the record."""
    app, _colon, name = page.partition(":")
    return Column(
        link,
        "attachment__name",
        key="owner_id",
        note=f"owner__{title}",
        kind=kind,
        owner=owner,
        page=page,
        permission=f"{app}.list_{name}",
    )


# In the order in which the groups stand on the page.
SOURCES: tuple[Source, ...] = (
    Source(
        _("Organizations"),
        "association:organization",
        "building",
        (
            Column(Organization, "name", "name", note="region__name"),
            Column(Organization, "short_name", "name", title="name", note="short_name"),
            Column(FormerName, "name", "name", key="organization_id", title="organization__name", note="name"),
        ),
    ),
    Source(_("Persons"), "association:person", "person", (Column(Person, "name", "name", note="organization__name"),)),
    Source(
        _("Contests"), "competitions:contest", "trophy", (Column(Contest, "call__title", "title", note="call__year"),)
    ),
    Source(
        _("Entries"),
        "competitions:entry",
        "people",
        (Column(Entry, "submission__title", "title", note="submission__organization__name"),),
    ),
    Source(
        _("Contests elsewhere"),
        "competitions:external",
        "flag",
        (Column(ExternalContest, "name", "name", note="year"),),
    ),
    Source(
        _("Honor selections"),
        "competitions:honor",
        "award",
        (Column(HonorEdition, "call__title", "title", note="call__year"),),
    ),
    Source(
        _("Nominations"),
        "competitions:nomination",
        "person-badge",
        (Column(Nomination, "submission__title", "title", note="submission__organization__name"),),
    ),
    Source(
        _("Programs"), "research:program", "journal-text", (Column(Program, "call__title", "title", note="call__year"),)
    ),
    Source(
        _("Applications"),
        "research:application",
        "inbox",
        (Column(ProjectApplication, "submission__title", "title", note="submission__organization__name"),),
    ),
    Source(
        _("Projects"),
        "research:project",
        "clipboard-check",
        (
            Column(Project, "title", "title", note="number"),
            Column(Project, "number", "number", title="title", note="number"),
        ),
    ),
    Source(
        _("Papers"),
        "research:paper",
        "file-text",
        (
            Column(Paper, "submission__title", "title", note="author_names"),
            Column(Paper, "author_names", "authors", title="submission__title", note="author_names"),
        ),
    ),
    Source(
        _("Activities"), "association:activity", "calendar-event", (Column(Activity, "title", "title", note="year"),)
    ),
    Source(_("Visits"), "association:visit", "signpost", (Column(Visit, "title", "title", note="year"),)),
    Source(
        _("Agreements"),
        "association:agreement",
        "file-earmark-check",
        (Column(Agreement, "title", "title", note="signed_on"),),
    ),
    Source(_("Publications"), "association:publication", "book", (Column(Publication, "title", "title", note="year"),)),
    Source(
        _("Recognitions"),
        "association:recognition",
        "star",
        (
            Column(Recognition, "title", "title", note="name"),
            Column(Recognition, "name", "name", title="title", note="name"),
        ),
    ),
    Source(_("Groups"), "groups:group", "diagram-3", (Column(Group, "body__name", "name", note="lead__name"),)),
    Source(_("Annual reports"), "reports:report", "file-earmark-richtext", (Column(Report, "title", note="year"),)),
    Source(
        _("Files"),
        "",
        "paperclip",
        (
            file_of(ActivityAttachment, Activity, "association:activity"),
            file_of(VisitAttachment, Visit, "association:visit"),
            file_of(AgreementAttachment, Agreement, "association:agreement"),
            file_of(PublicationAttachment, Publication, "association:publication"),
            file_of(SubmissionAttachment, Submission, "reviews:submission", kind="owner__call__kind"),
        ),
    ),
)
