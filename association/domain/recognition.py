"""Write and revoke recognitions; upper apps call in after a decision, the secretariat enters what others gave."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from association.models import Recognition
from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import change_record, create_record
from office.domain.transition import touched
from office.workflow import Refusal, TransitionRefused, refuse_unless


class RecognitionRefused(Refusal):
    """The recognition cannot be entered or changed so."""


def record_recognition(recognition: Recognition, *, actor: Actor) -> Recognition:
    """Store a recognition; one with a ``source`` is stored once, asked again the stored one comes back.

    The recipient's name is taken as it is today where none is given. A closed unit may still be recognized, because
    lists of past years are entered late.
    """
    if recognition.source:
        stored = Recognition.objects.filter(source=recognition.source).first()
        if stored is not None:
            return stored
    holder = recognition.person or recognition.organization
    recognition.name = recognition.name or (holder.name if holder else "")
    refuse_unless(
        recognition.on is None or recognition.on.year in {recognition.year, recognition.year + 1},
        _("The day does not fit the year: a recognition for a year is given in it or in the next."),
        error=RecognitionRefused,
    )
    create_record(recognition, actor=actor)
    return recognition


def change_recognition(
    recognition: Recognition, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Recognition:
    """Change a recognition that was entered by hand and is in force."""
    refuse_unless(
        recognition.source == "", _("This recognition changes only with its award."), error=RecognitionRefused
    )
    refuse_unless(
        not recognition.is_revoked, _("A revoked recognition is not changed any more."), error=RecognitionRefused
    )
    change_record(recognition, actor=actor, changes=changes, revision=revision)
    return recognition


def revoke_recognition(recognition: Recognition, *, actor: Actor, reason: str) -> Recognition:
    """Take a recognition back, with a reason; the row stays readable. A second time raises ``TransitionRefused``."""
    reason = reason.strip()[:200]
    refuse_unless(bool(reason), _("Give a reason for this act."))
    now = timezone.now()
    with transaction.atomic():
        rows = Recognition.objects.filter(pk=recognition.pk, revoked_at__isnull=True)
        if rows.update(revoked_at=now, revoked_reason=reason, **touched(recognition)) != 1:
            raise TransitionRefused(_("“%(object)s” has already been revoked.") % {"object": recognition})
        record_act(recognition, "revoke", actor=actor, after={"revoked_at": now}, reason=reason)
    recognition.revoked_at, recognition.revoked_reason = now, reason
    recognition.revision += 1
    return recognition
