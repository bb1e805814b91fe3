"""Publish works, take them back, and record the issues of periodicals."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from association.enums import PERIODICAL_KINDS
from association.models import Issue, Publication
from association.queries.grant import today
from association.workflow import PUBLICATION
from office.actor import Actor
from office.domain.record import change_record, create_record
from office.domain.transition import advance
from office.workflow import Refusal, refuse_unless


class NotPublishable(Refusal):
    """The time of publication does not fit."""


class NotPeriodical(Refusal):
    """Only journals and newsletters have issues."""


def publish_publication(
    publication: Publication,
    *,
    actor: Actor,
    published_on: date | None = None,
    date_precision: str = "day",
    date_note: str = "",
    year: int | None = None,
) -> Publication:
    """Record that a work came out; its year is that of the day where one is known.

    Refused for a day or year that lies ahead; ``TransitionRefused`` when it is already published.
    """
    year = published_on.year if published_on else year or publication.year
    ahead = published_on > today() if published_on else bool(year and year > today().year)
    refuse_unless(not ahead, _("The publication lies ahead: record it once it is out."), error=NotPublishable)
    changes: dict[str, Any] = {
        "published_on": published_on,
        "date_precision": date_precision,
        "date_note": date_note,
        "year": year,
    }
    advance(publication, "publish", actor=actor, workflow=PUBLICATION, changes=changes)
    return publication


def withdraw_publication(publication: Publication, *, actor: Actor, reason: str) -> Publication:
    """Take a publication back to editing, with a reason; its date of publication goes, its issues stay."""
    changes = {"published_on": None, "date_note": ""}
    advance(publication, "withdraw", actor=actor, workflow=PUBLICATION, reason=reason, changes=changes)
    return publication


def change_publication(
    publication: Publication, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Publication:
    """Change a publication's facts; a periodical with issues stays one, state and date move only by their acts."""
    kept = {"state", "published_on", "date_precision", "date_note"}
    allowed = {name: value for name, value in changes.items() if name not in kept}
    kind = allowed.get("kind", publication.kind)
    refuse_unless(
        kind in PERIODICAL_KINDS or not publication.issues.exists(),
        _("This publication has issues, so it stays a periodical."),
        error=NotPeriodical,
    )
    change_record(publication, actor=actor, changes=allowed, revision=revision)
    return publication


def create_issue(issue: Issue, *, actor: Actor) -> Issue:
    """Record an issue of a periodical."""
    refuse_unfit(issue)
    create_record(issue, actor=actor)
    return issue


def change_issue(issue: Issue, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Issue:
    """Change an issue; the same rules hold as for a new one."""
    for name, value in changes.items():
        setattr(issue, name, value)
    refuse_unfit(issue)
    change_record(issue, actor=actor, changes=changes, revision=revision)
    return issue


def refuse_unfit(issue: Issue) -> None:
    """Refuse an issue of what is no periodical, or one dated ahead or before its year."""
    refuse_unless(
        issue.publication.kind in PERIODICAL_KINDS,
        _("“%(title)s” is no periodical: only journals and newsletters have issues.") % {"title": issue.publication},
        error=NotPeriodical,
    )
    # A December issue is often printed in the next January, so a later day is right.
    refuse_unless(
        issue.issued_on is None or (issue.year <= issue.issued_on.year and issue.issued_on <= today()),
        _("The day of issue lies ahead or before the issue's year."),
        error=NotPublishable,
    )
