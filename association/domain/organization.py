"""Keep organizations through time: renames, mergers, splits and upgrades with everything before still readable."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from association.enums import SuccessionKind
from association.models import FormerName, Organization, Succession
from association.queries.grant import today
from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import change_record, create_record
from office.workflow import Refusal, refuse_unless


class OrganizationClosed(Refusal):
    """A closed organization takes no further part in a succession."""


class SuccessionRefused(Refusal):
    """The sides or the day of a succession do not fit."""


def change_organization(
    organization: Organization, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Organization:
    """Change an organization's facts; a closed one that has successors cannot be opened again.

    The name may be corrected here; a real rename goes through ``rename_organization``, which keeps the old name.
    """
    if "closed_on" in changes and changes["closed_on"] is None:
        followed = organization.successors.exclude(successor_id=organization.pk).exists()
        refuse_unless(
            not followed,
            _("“%(name)s” has successors and stays closed.") % {"name": organization},
            error=SuccessionRefused,
        )
    change_record(organization, actor=actor, changes=changes, revision=revision)
    return organization


def rename_organization(
    organization: Organization, *, name: str, on: date, actor: Actor, basis: str = "", short_name: str | None = None
) -> Succession:
    """Give an organization a new name from a day on; the old one stays as a former name, valid until that day.

    Raises ``SuccessionRefused`` for a day in the future or not after the last rename, ``ValidationError`` on ``name``
    when another open organization has it. Asked again with the same name it is refused, nothing is written twice.
    """
    old = organization.name
    name = name.strip()
    refuse_closed(organization)
    refuse_unless(name != old, _("The organization already has this name."), error=SuccessionRefused)
    refuse_unless(
        on <= today(), _("A rename is recorded once it is in force: the day lies ahead."), error=SuccessionRefused
    )
    last = organization.former_names.order_by("-until").first()
    since = last.until if last else organization.founded_on
    refuse_unless(
        since is None or on > since,
        _("The present name began on %(day)s: the rename must be later.") % {"day": since},
        error=SuccessionRefused,
    )
    changes: dict[str, Any] = {"name": name} | ({"short_name": short_name} if short_name is not None else {})
    with transaction.atomic():
        change_record(organization, actor=actor, changes=changes, revision=organization.revision, reason=basis)
        create_record(FormerName(organization=organization, name=old, since=since, until=on), actor=actor)
        line = Succession(
            predecessor=organization,
            successor=organization,
            kind=SuccessionKind.RENAME,
            on=on,
            basis=basis,
            predecessor_name=old,
            successor_name=name,
        )
        create_record(line, actor=actor)
    return line


def succeed(
    predecessor: Organization,
    *,
    successors: Sequence[Organization],
    kind: str,
    on: date,
    actor: Actor,
    basis: str = "",
) -> list[Succession]:
    """Close an organization and link those that go on: merged into one, split into several, upgraded to one.

    All in one transaction. A merger of several schools is one call for each of them. Raises ``OrganizationClosed`` when
    the predecessor or a successor is closed, so a second call does nothing; ``SuccessionRefused`` when the number of
    successors, the sides or the day do not fit.
    """
    refuse_wrong_sides(predecessor, successors, kind)
    refuse_closed(predecessor, *successors)
    refuse_wrong_day(predecessor, on)
    with transaction.atomic():
        # The revision makes two clerks safe: the second finds the record moved on.
        change_record(predecessor, actor=actor, changes={"closed_on": on}, revision=predecessor.revision, reason=basis)
        lines = [
            Succession(
                predecessor=predecessor,
                successor=successor,
                kind=kind,
                on=on,
                basis=basis,
                predecessor_name=predecessor.name,
                successor_name=successor.name,
            )
            for successor in successors
        ]
        for line in lines:
            create_record(line, actor=actor)
            taken_over = {"from": predecessor.name, "how": str(SuccessionKind(kind).label)}
            record_act(line.successor, "inherit", actor=actor, after=taken_over)
    return lines


def refuse_closed(*organizations: Organization) -> None:
    """Refuse when one of the organizations is closed."""
    for organization in organizations:
        refuse_unless(
            organization.closed_on is None,
            _("“%(name)s” was closed on %(day)s.") % {"name": organization, "day": organization.closed_on},
            error=OrganizationClosed,
        )


def refuse_wrong_day(predecessor: Organization, on: date) -> None:
    """Refuse a succession ahead of its day, or before its predecessor was founded."""
    refuse_unless(on <= today(), _("The day lies ahead: record it once it is in force."), error=SuccessionRefused)
    refuse_unless(
        predecessor.founded_on is None or on >= predecessor.founded_on,
        _("“%(name)s” was founded only on %(day)s.") % {"name": predecessor, "day": predecessor.founded_on},
        error=SuccessionRefused,
    )


def refuse_wrong_sides(predecessor: Organization, successors: Sequence[Organization], kind: str) -> None:
    """Refuse a succession whose number of successors does not fit its kind, or that names one twice."""
    ids = {successor.pk for successor in successors}
    refuse_unless(
        len(ids) == len(successors) and predecessor.pk not in ids,
        _("Name each organization once, and the closing one not among its successors."),
        error=SuccessionRefused,
    )
    if kind == SuccessionKind.SPLIT:
        refuse_unless(len(ids) >= 2, _("A split has at least two successors."), error=SuccessionRefused)
    else:
        refuse_unless(
            kind in {SuccessionKind.MERGE, SuccessionKind.UPGRADE} and len(ids) == 1,
            _("A merger or an upgrade has exactly one successor."),
            error=SuccessionRefused,
        )
