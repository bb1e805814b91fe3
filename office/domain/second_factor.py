"""Second factors: what their owner does is written to the trail, and an administrator resets a lost one."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.models import LoginSession, User
from office.workflow import refuse_unless

# allauth names each of its acts by the e-mail it would send.
ADDED = frozenset({"mfa/email/totp_activated", "mfa/email/webauthn_added"})
REMOVED = frozenset({"mfa/email/totp_deactivated", "mfa/email/webauthn_removed"})
NEW_CODES = "mfa/email/recovery_codes_generated"


def note_factor(user: User, notice: str, *, actor: Actor) -> None:
    """Write to the trail what an owner did to his second factors; ``notice`` is allauth's name of it."""
    kind = {"totp": "TOTP", "webauthn": "WebAuthn"}.get(notice.rpartition("/")[2].partition("_")[0], "")
    if notice in ADDED:
        record_act(user, "add_factor", actor=actor, after={"factor": kind})
    elif notice in REMOVED:
        record_act(user, "remove_factor", actor=actor, before={"factor": kind})
    elif notice == NEW_CODES:
        record_act(user, "new_codes", actor=actor)


def reset_factor(user: User, *, actor: Actor, reason: str) -> User:
    """Remove every second factor of an account whose owner lost it, and log it out everywhere.

    The owner then logs in with the password alone and, where a role needs it, sets a new factor up before anything
    else. The administrator has made sure that it is the owner who asks: the reason says how.
    """
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    with transaction.atomic():
        rows = Authenticator.objects.filter(user=user)
        kinds = sorted(set(rows.values_list("type", flat=True)))
        refuse_unless(bool(kinds), _("This account has no second factor."))
        rows.delete()
        LoginSession.objects.filter(user=user).delete()
        record_act(user, "reset_factor", actor=actor, before={"factors": kinds}, reason=reason.strip())
    return user
