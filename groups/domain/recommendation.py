"""Record which groups were selected as models or recommended to the next level."""

from django.utils.translation import gettext as _

from groups.models import Recommendation
from office.actor import Actor
from office.domain.record import create_record
from office.workflow import refuse_unless


def record_recommendation(recommendation: Recommendation, *, actor: Actor) -> Recommendation:
    """Record a selection or recommendation; a group dissolved before that year is refused."""
    dissolved = recommendation.group.body.dissolved_on
    refuse_unless(
        dissolved is None or dissolved.year >= recommendation.year,
        _("“%(name)s” has been dissolved.") % {"name": recommendation.group},
    )
    create_record(recommendation, actor=actor)
    return recommendation
