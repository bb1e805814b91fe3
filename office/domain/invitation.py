"""One-time links to an account: made, looked at, used once, withdrawn.

No account ever has a default password: an account begins without one, and its owner sets it behind such a link.
"""

import hashlib
import secrets

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.models import Invitation, LoginLock, User
from office.queries.policy import read_policy
from office.workflow import Refusal, refuse_unless

SALT = "office.invitation"


class InvitationSpent(Refusal):
    """The link was used, has expired, was withdrawn or replaced by a newer one, or never existed."""


def invite_user(user: User, *, actor: Actor) -> str:
    """Return the token of a new one-time link to an account; earlier links to it stop working.

    The token is signed and holds 256 random bits; the database keeps its digest only. How long it opens is set in the
    account rules.
    """
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    with transaction.atomic():
        Invitation.objects.filter(user=user).waiting().update(revoked_at=now)
        invitation = Invitation.objects.create(
            user=user,
            digest=digest_of(secret),
            expires_at=now + read_policy().link_for,
            made_by_id=actor.user_id,
        )
        record_act(user, "invite", actor=actor, after={"valid_until": invitation.expires_at})
    return signing.Signer(salt=SALT).sign(secret)


def open_invitation(token: str) -> Invitation:
    """Return the unused invitation of a token; raises ``InvitationSpent`` with a sentence otherwise."""
    try:
        secret = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature as error:
        raise InvitationSpent(spent_sentence()) from error
    usable = Invitation.objects.usable()
    invitation: Invitation | None = usable.select_related("user").filter(digest=digest_of(secret)).first()
    if invitation is None:
        raise InvitationSpent(spent_sentence())
    return invitation


def accept_invitation(invitation: Invitation, *, password: str) -> User:
    """Set the account's password and use the link up; of two at the same instant one is refused.

    The password has passed the validators of the settings; it never reaches the trail. Whoever holds the link may log
    in at once, so a lock from wrong passwords ends with it.
    """
    user = invitation.user
    actor = Actor(user_id=user.pk, name=str(user))
    with transaction.atomic():
        rows = Invitation.objects.filter(pk=invitation.pk).waiting()
        refuse_unless(rows.update(used_at=timezone.now()) == 1, spent_sentence(), error=InvitationSpent)
        user.set_password(password)
        user.save(update_fields=["password"])
        LoginLock.objects.filter(user=user).delete()
        record_act(user, "set_password", actor=actor)
    return user


def revoke_invitations(user: User, *, actor: Actor) -> int:
    """Withdraw the links to an account that still open; returns how many, none the second time."""
    with transaction.atomic():
        count = int(Invitation.objects.filter(user=user).usable().update(revoked_at=timezone.now()))
        if count:
            record_act(user, "revoke_link", actor=actor)
    return count


def digest_of(secret: str) -> str:
    """Return what the database keeps of a secret; it is random enough to need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def spent_sentence() -> str:
    """Return the one sentence for every way in which a link does not work: it tells nothing about accounts."""
    return _(
        "This link no longer works: it opens once and for a limited time. Ask whoever sent it, the secretariat or the "
        "administrator of your unit for a new one."
    )
