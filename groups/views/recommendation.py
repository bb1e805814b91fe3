"""Pages of selections and recommendations of groups."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.domain.recommendation import record_recommendation
from groups.forms.recommendation import RecommendationForm
from groups.lists.recommendation import RECOMMENDATIONS
from groups.models import Recommendation
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Fact


def recommendation_facts(row: Recommendation, actor: Actor) -> list[Fact]:
    """Return who chose or recommended which group."""
    return [
        Fact(_("Vocational group"), row.group, url=row.group.get_absolute_url()),
        Fact(_("Year"), row.year),
        Fact(_("Level"), row.get_level_display()),
        Fact(_("What was done"), row.get_act_display()),
        Fact(_("Done by"), row.by),
        Fact(_("Recommended to"), row.to),
        Fact(_("Done on"), row.on),
    ]


RECOMMENDATION = Noun(
    app="groups",
    name="recommendation",
    plural="recommendations",
    model=Recommendation,
    label=gettext_lazy("Recommendation of a group"),
    labels=gettext_lazy("Recommendations of groups"),
    listing=RECOMMENDATIONS,
    form=RecommendationForm,
    rows=lambda actor: Recommendation.objects.visible_to(actor).select_related("group__body"),
    facts=recommendation_facts,
    create=lambda form, actor: record_recommendation(Recommendation(**form.changes), actor=actor),
)
