"""Panels (评审组): members picked from the pool, invited by a personal link, accepted or declined, appointed by letter.

Nobody of the secretariat, of finance or of the audit sits on a panel: they read every entry with its names.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from association.domain.grant import give_grant
from association.models import Expert, RoleGrant
from association.queries.grant import today
from association.queries.profile import card_of_portal
from office.actor import Actor, system_actor
from office.domain.account import create_account
from office.domain.audit import record_act
from office.domain.invitation import InvitationSpent, digest_of, invite_user, spent_sentence
from office.domain.numbering import take_next
from office.domain.record import create_record
from office.domain.transition import advance
from office.enums import Role
from office.models import User
from office.queries.policy import read_policy
from office.workflow import Refusal, refuse_unless
from reviews.domain.assignment import release_member
from reviews.domain.conflict import refresh_conflicts
from reviews.enums import CallState, MemberState
from reviews.models import Panel, PanelMember, Track
from reviews.queries.panel import account_of_expert, oversees
from reviews.workflow import PANEL_MEMBER

SALT = "reviews.panel"
# An expert answers from home: a day, as for log-in links, would be too short.
ANSWER_WITHIN = timedelta(days=7)
WAITING = (MemberState.INVITED,)


class StaffRefused(Refusal):
    """Who reads every entry with its names cannot judge them without."""


def add_member(
    panel: Panel, expert: Expert, *, actor: Actor, track: Track | None = None, load_limit: int | None = None
) -> PanelMember:
    """Give an expert a place on a panel: the employer is stamped, the conflicts are looked for at once.

    Raises ``Refusal`` for who may not be asked, is of the secretariat, or when the call is decided.
    """
    refuse_unless(panel.call.state != CallState.DECIDED, _("The call is decided: its panels stay as they are."))
    refuse_unless(expert.is_active, _("“%(expert)s” is marked as not to be asked.") % {"expert": expert})
    user = account_of_expert(expert)
    refuse_overseer(user)
    member = PanelMember(
        panel=panel,
        expert=expert,
        user=user,
        organization=expert.person.organization,
        is_enterprise=expert.is_enterprise,
        track=track,
        load_limit=load_limit,
    )
    with transaction.atomic():
        create_record(member, actor=actor)
        refresh_conflicts(panel.call, member=member.pk)
    return member


def add_members(
    panel: Panel, experts: list[Expert], *, actor: Actor, track: Track | None = None, load_limit: int | None = None
) -> list[PanelMember]:
    """Give several experts a place, all or none; who is on the panel already is passed over."""
    present = set(PanelMember.objects.filter(panel=panel).values_list("expert_id", flat=True))
    with transaction.atomic():
        return [
            add_member(panel, expert, actor=actor, track=track, load_limit=load_limit)
            for expert in experts
            if expert.pk not in present
        ]


def refuse_overseer(user: User | None) -> None:
    """Refuse an account that reads every entry under one of its grants."""
    refuse_unless(
        user is None or not oversees(user),
        _("Staff of the secretariat, finance and audit see every entry with its names: they do not sit on a panel."),
        error=StaffRefused,
    )


def invite_member(member: PanelMember, *, actor: Actor) -> str:
    """Return the token of a new personal link to answer with; an earlier link stops working.

    The database keeps a digest only. Who declined or was withdrawn is asked again by it; who has accepted is not asked.
    """
    refuse_unless(member.state != MemberState.ACCEPTED, _("“%(member)s” has accepted already.") % {"member": member})
    refuse_unless(member.panel.call.state != CallState.DECIDED, _("The call is decided: nobody is invited any more."))
    refuse_overseer(member.user)
    secret, now = secrets.token_urlsafe(32), timezone.now()
    values: dict[str, Any] = {
        "token_digest": digest_of(secret),
        "invited_at": now,
        "invite_until": now + max(read_policy().link_for, ANSWER_WITHIN),
        "answered_at": None,
        "answer": "",
    }
    with transaction.atomic():
        if member.state == MemberState.INVITED:
            rows = PanelMember.objects.filter(pk=member.pk, state=MemberState.INVITED)
            refuse_unless(rows.update(**values) == 1, _("Somebody else has just acted. Load the page again."))
            record_act(member, "invite", actor=actor, after={"valid_until": values["invite_until"]})
        else:
            advance(member, "ask_again", actor=actor, workflow=PANEL_MEMBER, changes=values)
    for name, value in values.items():
        setattr(member, name, value)
    return signing.Signer(salt=SALT).sign(secret)


def open_place(token: str) -> PanelMember:
    """Return the place that an unanswered link is for; raises ``InvitationSpent`` with the one sentence otherwise."""
    try:
        secret = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature as error:
        raise InvitationSpent(spent_sentence()) from error
    rows = PanelMember.objects.select_related("panel__call__body", "expert__person", "user", "track")
    member: PanelMember | None = rows.filter(
        token_digest=digest_of(secret), state__in=WAITING, invite_until__gt=timezone.now()
    ).first()
    if member is None:
        raise InvitationSpent(spent_sentence())
    return member


def accept_place(member: PanelMember, *, answer: str = "") -> str:
    """Accept a place in the name of the expert who holds the link; the link is used up.

    Gives the expert an account and the role of a reviewer where they are missing. Returns the token of the link behind
    which the password is set, "" when the account has one: then nothing but the log-in page opens it.
    """
    system = system_actor("panel")
    with transaction.atomic():
        user = member.user or account_of_expert(member.expert) or open_account(member.expert, actor=system)
        refuse_overseer(user)
        actor = Actor(user_id=user.pk, name=str(user))
        values = {"user": user, "answered_at": timezone.now(), "answer": answer.strip()[:200], "token_digest": ""}
        advance(member, "accept_place", actor=actor, workflow=PANEL_MEMBER, changes=values)
        held = RoleGrant.objects.filter(user=user, role=Role.REVIEWER).valid_on(today())
        if not held.exists():
            give_grant(RoleGrant(user=user, role=Role.REVIEWER, valid_from=today()), actor=system)
        refresh_conflicts(member.panel.call, member=member.pk)
        # The link goes to the expert of this card: it must not open rights that the account has beside this one.
        others = RoleGrant.objects.filter(user=user).exclude(role=Role.REVIEWER)
        return "" if user.has_usable_password() or others.exists() else invite_user(user, actor=system)


def open_account(expert: Expert, *, actor: Actor) -> User:
    """Open an account for an expert who has none; the owner sets the password behind a link."""
    phone = expert.person.phone.strip()
    free = len(phone) == 11 and phone.isdecimal() and not User.objects.filter(phone=phone).exists()
    user = User(username=f"expert-{expert.pk}", display_name=expert.person.name[:60], phone=phone if free else None)
    return create_account(user, actor=actor)


def decline_place(member: PanelMember, *, answer: str = "") -> PanelMember:
    """Decline a place in the name of the expert who holds the link; the link is used up."""
    actor = Actor(user_id=member.user_id, name=str(member))
    values = {"answered_at": timezone.now(), "answer": answer.strip()[:200], "token_digest": ""}
    advance(member, "decline_place", actor=actor, workflow=PANEL_MEMBER, changes=values)
    return member


def withdraw_member(member: PanelMember, *, actor: Actor, reason: str = "") -> PanelMember:
    """Take a member off the panel: the link stops working, what he has not finished is free again."""
    with transaction.atomic():
        values = {"token_digest": "", "answer": reason.strip()[:200]}
        advance(member, "withdraw_member", actor=actor, workflow=PANEL_MEMBER, reason=reason, changes=values)
        release_member(member, actor=actor, reason=reason)
    return member


def number_letter(member: PanelMember, *, actor: Actor) -> PanelMember:
    """Give the letter of appointment of an accepted member its number and day; a repeat gives no second one.

    The number runs in the association's own series of the year: 皖职成学聘〔2020〕1号.
    """
    refuse_unless(
        member.state == MemberState.ACCEPTED,
        _("A letter of appointment goes to who has accepted: “%(member)s” is “%(state)s”.")
        % {"member": member, "state": member.get_state_display()},
    )
    if member.letter_number:
        return member
    day, card = today(), card_of_portal()
    with transaction.atomic():
        number = take_next("reviews.letter", year=day.year).start
        code = card.document_code if card else ""
        values = {"letter_number": f"{code}聘〔{day.year}〕{number}号", "letter_on": day}
        rows = PanelMember.objects.filter(pk=member.pk, letter_number="")
        refuse_unless(rows.update(**values) == 1, _("Somebody else has just acted. Load the page again."))
        for name, value in values.items():
            setattr(member, name, value)
        record_act(member, "number_letter", actor=actor, after=values)
    return member


def decline_by_act(member: PanelMember, *, actor: Actor, reason: str = "") -> PanelMember:
    """Note that an expert has declined by telephone or in writing."""
    values = {"answered_at": timezone.now(), "answer": reason.strip()[:200], "token_digest": ""}
    advance(member, "decline_place", actor=actor, workflow=PANEL_MEMBER, reason=reason, changes=values)
    return member


MEMBER_ACTS = {"withdraw_member": withdraw_member, "decline_place": decline_by_act}
