"""End sessions: one's own elsewhere, or all of an account by its administrator."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.models import LoginLock, LoginSession, User
from office.workflow import refuse_unless


def end_session(session: LoginSession, *, actor: Actor) -> None:
    """End one session of one's own; a session that has ended meanwhile is no mistake."""
    assert session.user is not None
    with transaction.atomic():
        count, _rows = LoginSession.objects.filter(pk=session.pk, user=session.user).delete()
        if count:
            record_act(session.user, "end_session", actor=actor, before={"device": session.device})


def end_other_sessions(user: User, *, keep: str, actor: Actor) -> int:
    """End every session of one's own but the one with the key ``keep``; returns how many."""
    with transaction.atomic():
        count, _rows = LoginSession.objects.filter(user=user).exclude(pk=keep).delete()
        if count:
            record_act(user, "end_session", actor=actor, before={"sessions": count})
    return int(count)


def end_all_sessions(user: User, *, actor: Actor, reason: str) -> User:
    """Log an account out everywhere; its password and rights stay."""
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    with transaction.atomic():
        count, _rows = LoginSession.objects.filter(user=user).delete()
        record_act(user, "end_sessions", actor=actor, before={"sessions": count}, reason=reason.strip())
    return user


def forget_ended() -> int:
    """Delete the sessions that are over and the counts of wrong passwords of yesterday; returns how many rows."""
    now = timezone.now()
    sessions, _rows = LoginSession.objects.filter(Q(expire_date__lt=now) | Q(idle_until__lt=now)).delete()
    old = LoginLock.objects.filter(since__lt=now - timedelta(days=2))
    locks, _rows = old.filter(Q(locked_until__isnull=True) | Q(locked_until__lt=now)).delete()
    return int(sessions) + int(locks)
