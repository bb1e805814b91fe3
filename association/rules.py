"""May you: who opens, keeps and moves the association's records.

Which rows somebody sees is ``visible_to``'s matter; a rule here opens a page or an act. Both speak of the same roles,
and ``tests/association/test_parity.py`` holds them together for every role and state.
"""

from typing import Any

import rules

from association.enums import BODY_ROLES, GRANT_ROLES, MASTER_ROLES
from office.actor import Actor
from office.enums import Role
from office.rules import is_head, is_staff, keep_by_staff, reads_all


@rules.predicate
def reads_master_data(actor: Actor) -> bool:
    """Everybody who works with the association; a system administrator does not."""
    return actor.role in MASTER_ROLES


@rules.predicate
def is_school(actor: Actor) -> bool:
    """Somebody acting for one school."""
    return actor.is_school


@rules.predicate
def acts_for_body(actor: Actor) -> bool:
    """The secretary of a group or a member of an academic committee, for their own body."""
    return actor.role in BODY_ROLES and actor.body_id is not None


@rules.predicate
def gives_grants(actor: Actor) -> bool:
    """The head of the secretariat and the system administrator."""
    return actor.role in GRANT_ROLES


@rules.predicate
def keeps_school_accounts(actor: Actor) -> bool:
    """The secretariat for the people of all schools, a school's administrator for the school's own."""
    return actor.is_staff or (actor.role == Role.SCHOOL_ADMINISTRATOR and actor.is_school)


@rules.predicate
def audits(actor: Actor) -> bool:
    """The auditor."""
    return actor.role == Role.AUDITOR


@rules.predicate
def entered_by_hand(actor: Actor, recognition: Any = None) -> bool:
    """A recognition that no award or result wrote: those change with their award, not here."""
    return recognition is None or recognition.source == ""


@rules.predicate
def name_changed(actor: Actor, certificate: Any = None) -> bool:
    """A certificate, read ``with_name_changed``, whose person bears another name now."""
    return certificate is None or bool(certificate.name_changed)


@rules.predicate
def own_account(actor: Actor, user: Any = None) -> bool:
    """The account under which the actor acts."""
    return user is not None and user.pk == actor.user_id


@rules.predicate
def pays_fees(actor: Actor) -> bool:
    """Finance: pays what the secretariat has approved."""
    return actor.role == Role.FINANCE


MASTER = ("region", "organization", "body")
WORK = ("activity", "publication")
STAFF_ONLY = ("visit", "agreement")
OWN = ("person", "recognition")
CHILDREN = (
    "former_name",
    "membership",
    "employment",
    "session",
    "host",
    "activity_person",
    "visit_day",
    "visit_party",
    "agreement_party",
    "issue",
    "count",
)

keep_by_staff("association", *MASTER, see=reads_all | reads_master_data)
keep_by_staff("association", *WORK, see=reads_all | is_school | acts_for_body)
keep_by_staff("association", *STAFF_ONLY, *CHILDREN, see=reads_all)
keep_by_staff("association", *OWN, see=reads_all | is_school)

for act in ("list", "export"):
    rules.add_rule(f"association.{act}_duplicate", reads_all)
for act in ("change", "search", "merge"):
    rules.add_rule(f"association.{act}_duplicate", is_staff)

rules.add_rule("association.rename_organization", is_staff)
rules.add_rule("association.succeed_organization", is_staff)
rules.add_rule("association.transfer_person", is_staff)
rules.add_rule("association.reveal_person", is_staff)
rules.add_rule("association.sign_agreement", is_staff)
rules.add_rule("association.publish_publication", is_staff)
rules.add_rule("association.revoke_recognition", is_staff & entered_by_hand)
for act in ("change", "remove"):
    rules.set_rule(f"association.{act}_recognition", is_staff & entered_by_hand)

rules.add_rule("association.list_grant", gives_grants | audits)
rules.add_rule("association.export_grant", gives_grants | audits)
for act in ("add", "change", "remove", "end"):
    rules.add_rule(f"association.{act}_grant", gives_grants)

# Which accounts each of them reaches is the matter of ``queries/account.py: visible_accounts``.
rules.add_rule("association.change_setup", gives_grants)
rules.add_rule("association.view_seal", reads_all | gives_grants)
for act in ("add", "change", "remove"):
    rules.add_rule(f"association.{act}_charter_rule", gives_grants)

rules.add_rule("association.list_account", gives_grants | audits | keeps_school_accounts)
rules.add_rule("association.export_account", gives_grants | audits)
rules.add_rule("association.reveal_account", gives_grants)
for act in ("add", "change", "reactivate"):
    rules.add_rule(f"association.{act}_account", gives_grants)
for act in ("invite", "unlock"):
    # One's own password is changed with the old one, never behind a link.
    rules.add_rule(f"association.{act}_account", (gives_grants | keeps_school_accounts) & ~own_account)
for act in ("deactivate", "end_sessions", "reset_factor"):
    rules.add_rule(f"association.{act}_account", gives_grants & ~own_account)

for act in ("list", "export", "review"):
    rules.add_rule(f"association.{act}_access", gives_grants | audits)
rules.add_rule("association.list_reader", is_staff | audits)

for act in ("list", "export"):
    rules.add_rule(f"association.{act}_certificate", reads_all | is_school)
rules.add_rule("association.reissue_certificate", is_staff)
rules.add_rule("association.revoke_certificate_certificate", is_head)
rules.add_rule("association.keep_name_certificate", is_staff & name_changed)
# What is printed never changes; to be superseded is the effect of a corrected one.
rules.add_rule("association.change_certificate", rules.always_false)
rules.add_rule("association.supersede_certificate_certificate", rules.always_false)

keep_by_staff("association", "expert", "topic", "expertrelation", see=reads_all)
# Sensitive personal data, kept for paying fees (PIPL articles 28 to 31).
rules.add_rule("association.view_payee", is_staff | pays_fees)
rules.add_rule("association.keep_payee", is_staff | pays_fees)
rules.add_rule("association.reveal_payee", is_staff | pays_fees)
