"""Figures of vocational-education groups: annual reviews, models chosen and recommended."""

from collections.abc import Iterator

from association.enums import BodyKind
from groups.enums import RecommendationAct, RecommendationLevel
from groups.queries.review import finished_reviews_of, recommendations_of
from reports.catalogue.base import FigureSpec, YearScope

GROUP = "groups"
# A branch does not review groups: only the association and the alliance report about them.
REVIEWING_BODIES = (BodyKind.ASSOCIATION, BodyKind.ALLIANCE)
LEVEL_WORDS = {RecommendationLevel.PROVINCIAL: "省级", RecommendationLevel.NATIONAL: "国家"}
ACT_WORDS = {RecommendationAct.SELECTED: "评选", RecommendationAct.RECOMMENDED: "推荐"}


def group_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield the groups reviewed in the year, and those chosen or recommended by level."""
    if scope.body.kind not in REVIEWING_BODIES:
        return
    period = f"{scope.year}年"
    yield FigureSpec(
        name="group.reviews",
        label="完成年审的职教集团",
        unit="家",
        noun="职教集团",
        group=GROUP,
        rows=finished_reviews_of(scope.year).filter(group__body_id__in=scope.body_ids),
        period=period,
    )
    for level in RecommendationLevel:
        for act in RecommendationAct:
            yield FigureSpec(
                name=f"group.recommendations:{level.value}:{act.value}",
                label=f"{ACT_WORDS[act]}{LEVEL_WORDS[level]}示范性职教集团",
                unit="家",
                noun=f"{LEVEL_WORDS[level]}示范性职教集团",
                group=GROUP,
                rows=recommendations_of(scope.year, level=level, act=act).filter(group__body_id__in=scope.body_ids),
                period=period,
            )
