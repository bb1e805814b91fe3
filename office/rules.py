"""May you: the predicates on the actor that every app's rules are made of.

Rules are looked up by name with the actor as first argument: ``may(actor, "association.change_organization", obj)``.
An unknown name is an error, never a silent no.
"""

from typing import Any

import rules

from office.actor import Actor
from office.enums import Role


@rules.predicate
def is_staff(actor: Actor) -> bool:
    """The secretariat or its head."""
    return actor.is_staff


@rules.predicate
def is_head(actor: Actor) -> bool:
    """The head of the secretariat."""
    return actor.role == Role.SECRETARIAT_HEAD


@rules.predicate
def is_auditor(actor: Actor) -> bool:
    """Reads everything and changes nothing."""
    return actor.role == Role.AUDITOR


@rules.predicate
def is_system_administrator(actor: Actor) -> bool:
    """Keeps accounts and jobs, but no records of the association."""
    return actor.role == Role.SYSTEM_ADMINISTRATOR


@rules.predicate
def reads_all(actor: Actor) -> bool:
    """Secretariat, head, finance and auditor."""
    return actor.reads_all


@rules.predicate
def is_logged_in(actor: Actor) -> bool:
    """Anybody with an account."""
    return actor.user_id is not None


@rules.predicate
def acts_somewhere(actor: Actor) -> bool:
    """Anybody with a valid grant."""
    return bool(actor.role)


def may(actor: Actor, permission: str, obj: Any = None) -> bool:
    """Tell whether the actor may; raises ``KeyError`` for a permission that no rule names."""
    if not rules.rule_exists(permission):
        raise KeyError(f"no rule is named {permission!r}")
    return bool(rules.test_rule(permission, actor, obj))


def keep_by_staff(app: str, *names: str, see: Any = reads_all) -> None:
    """Add the usual rules of a noun: ``list_``, ``add_``, ``change_``, ``remove_`` and ``export_`` plus its name.

    ``list_`` tells who has the page at all; which rows it shows is ``visible_to``'s matter.
    """
    for name in names:
        rules.add_rule(f"{app}.list_{name}", see)
        rules.add_rule(f"{app}.export_{name}", see)
        for act in ("add", "change", "remove"):
            rules.add_rule(f"{app}.{act}_{name}", is_staff)


@rules.predicate
def asked_for(actor: Actor, job: Any) -> bool:
    """The job was requested by the actor."""
    return job is not None and actor.user_id is not None and job.requested_by_id == actor.user_id


rules.add_rule("office.list_job", acts_somewhere)
# Finance and auditors read every job, but stop only their own.
rules.add_rule("office.cancel_job", asked_for | is_staff | is_system_administrator)
rules.add_rule("office.list_audit", is_head | is_auditor | is_system_administrator)
rules.add_rule("office.export_audit", is_head | is_auditor | is_system_administrator)
rules.add_rule("office.list_workday", acts_somewhere)
for workday_act in ("change", "publish", "reopen"):
    rules.add_rule(f"office.{workday_act}_workday", is_staff)
rules.add_rule("office.change_policy", is_head | is_system_administrator)
rules.add_rule("office.list_outbox", is_staff | is_system_administrator)
rules.add_rule("office.resend_mail", is_staff | is_system_administrator)
rules.add_rule("office.list_import", reads_all)
rules.add_rule("office.change_import", is_staff)
rules.add_rule("office.view_system", is_head | is_system_administrator)
rules.add_rule("office.view_gallery", is_staff | is_system_administrator)
