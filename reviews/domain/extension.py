"""Grant one entry more time, with the reason, and take it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import create_record, remove_record
from office.workflow import refuse_unless
from reviews.domain.telling import tell_extension
from reviews.enums import CallState, SubmissionState
from reviews.models import Extension, Submission


def grant_extension(submission: Submission, *, until: datetime, actor: Actor, reason: str = "") -> Extension:
    """Let one draft come in later than its call closes; its school is told, with the reason.

    Refused for what is not a draft, for a call without a closing time or decided, and for an instant that has passed
    or that the entry has anyway.
    """
    call = submission.call
    refuse_unless(bool(reason.strip()), _("Give the reason."))
    refuse_unless(
        submission.state in {SubmissionState.DRAFTED, SubmissionState.OFFERED},
        _("Only a draft can be extended: “%(object)s” is “%(state)s”.")
        % {"object": submission, "state": submission.get_state_display()},
    )
    refuse_unless(
        call.state in {CallState.OPEN, CallState.CLOSED},
        _("“%(call)s” is now “%(state)s”: nothing can be extended.")
        % {"call": call, "state": call.get_state_display()},
    )
    refuse_unless(until > timezone.now(), _("This instant has passed already."))
    ends = submission.closes_at
    refuse_unless(
        ends is not None and until > ends, _("The entry may be sent in until then anyway: give a later instant.")
    )
    extension = Extension(submission=submission, until=until, reason=reason.strip())
    with transaction.atomic():
        create_record(extension, actor=actor, reason=reason)
        repeat_latest(submission)
        record_act(submission, "extend", actor=actor, after={"until": until}, reason=reason)
        tell_extension(submission, until=until, actor=actor, reason=reason)
    return extension


def remove_extension(extension: Extension, *, actor: Actor, reason: str = "") -> None:
    """Take an extension back; what came in meanwhile stays."""
    submission = extension.submission
    with transaction.atomic():
        remove_record(extension, actor=actor, reason=reason)
        repeat_latest(submission)
        record_act(submission, "take_back_extension", actor=actor, before={"until": extension.until}, reason=reason)


def repeat_latest(submission: Submission) -> None:
    """Repeat the latest instant of its extensions on a submission, where every check reads it."""
    latest = Extension.objects.filter(submission=submission).aggregate(latest=Max("until"))["latest"]
    Submission.objects.filter(pk=submission.pk).update(extended_until=latest)
    submission.extended_until = latest
