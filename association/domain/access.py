"""Mark a review of all grants as done."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from association.models import AccessReview
from association.queries.access import access_numbers
from office.actor import Actor
from office.domain.record import create_record
from office.workflow import refuse_unless


def mark_reviewed(*, finding: str, actor: Actor) -> AccessReview:
    """Store that somebody looked through who may do what, with the numbers of this moment."""
    refuse_unless(bool(finding.strip()), _("Write what was found and done, also when everything was in order."))
    with transaction.atomic():
        user_id: Any = actor.user_id
        review = AccessReview(done_by_id=user_id, finding=finding.strip(), numbers=access_numbers(actor))
        create_record(review, actor=actor)
    return review
