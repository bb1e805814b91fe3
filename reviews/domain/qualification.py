"""The qualification check of many entries at once: what a preview showed is accepted, or nothing."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.workflow import StaleRecord, refuse_unless
from reviews.domain.submission import accept_submission
from reviews.models import Submission
from reviews.queries.qualification import waiting_rows


def accept_many(revisions: Mapping[int, int], *, actor: Actor) -> list[Submission]:
    """Accept entries that were looked at, each by key and the revision that was shown; all or none.

    Raises ``StaleRecord`` when one of them has changed or been decided since.
    """
    refuse_unless(bool(revisions), _("Choose at least one entry."))
    with transaction.atomic():
        rows = list(waiting_rows(actor).filter(pk__in=revisions).select_related("call", "organization"))
        if {row.pk: row.revision for row in rows} != dict(revisions):
            raise StaleRecord(_("Some of these entries have changed since. Load the page again."))
        return [accept_submission(row, actor=actor) for row in rows]
