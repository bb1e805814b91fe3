"""Hand over the open work of somebody who leaves: everything to one successor, or nothing."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from association.domain.account import close_account
from association.domain.grant import end_grant, remove_grant
from association.queries.grant import today
from office.actor import Actor
from office.domain.audit import Act, record_act, record_acts
from office.domain.transition import touched
from office.handover import OpenWork
from office.models import User
from office.workflow import Refusal, list_words, refuse_unless
from reports.queries.handover import grants_to_end, loads_of


class WrongSuccessor(Refusal):
    """The successor cannot work on what would come to him."""


@dataclass(frozen=True)
class HandedOver:
    """What a hand-over moved and ended."""

    rows: int
    grants: int


def hand_over(
    user: User, successor: User, *, actor: Actor, reason: str, end_grants: bool = False, close: bool = False
) -> HandedOver:
    """Move all open work of a person to a successor, then end the roles and close the account if wanted.

    One transaction: a successor who may not work on a single row, a row that somebody else has just taken, or a grant
    that must not end stops the whole. Every row keeps an audit row of its own; history (who submitted what is decided,
    who wrote which comment) stays with the person.
    """
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    refuse_unless(user.pk != successor.pk, _("Choose somebody else as successor."), error=WrongSuccessor)
    refuse_unless(successor.is_active, _("The successor's account is deactivated."), error=WrongSuccessor)
    with transaction.atomic():
        loads = loads_of(user, actor=actor, successor=successor)
        unseen = [f"{load.work.label} {load.unseen}" for load in loads if load.unseen]
        refuse_unless(
            not unseen,
            _("%(successor)s may not work on: %(work)s. Give the role first, or choose somebody else.")
            % {"successor": successor, "work": list_words(unseen)},
            error=WrongSuccessor,
        )
        moved = sum(move_rows(load.work, user, successor, actor=actor, reason=reason) for load in loads)
        ended = close_grants(user, actor=actor, reason=reason) if end_grants or close else 0
        if close:
            close_account(user, actor=actor, reason=reason)
        after = {"successor": successor.pk, "rows": moved, "grants": ended}
        record_act(user, "hand_over", actor=actor, after=after, reason=reason.strip())
    return HandedOver(moved, ended)


def move_rows(work: OpenWork, user: User, successor: User, *, actor: Actor, reason: str) -> int:
    """Move the rows of one kind; exactly those that were read, or a refusal."""
    rows = list(work.of(user.pk))
    name = f"{work.field}_id"
    keys = [row.pk for row in rows]
    still = type(rows[0])._base_manager.filter(pk__in=keys, **{name: user.pk})
    count = still.update(**{name: successor.pk}, **touched(rows[0]))
    refuse_unless(count == len(rows), _("Somebody else has just changed this work. Load the page again."))
    acts = [Act(row, "hand_over", {work.field: user.pk}, {work.field: successor.pk}) for row in rows]
    record_acts(acts, actor=actor, reason=reason.strip())
    return count


def close_grants(user: User, *, actor: Actor, reason: str) -> int:
    """End every grant of a person from today on; one that has not held for a day yet is removed."""
    grants = grants_to_end(user)
    for grant in grants:
        if grant.valid_from >= today():
            remove_grant(grant, actor=actor, reason=reason)
        else:
            end_grant(grant, actor=actor, reason=reason)
    return len(grants)
