"""Sentences about vocational-education groups and their alliance."""

from collections.abc import Iterator

from association.enums import BodyKind
from groups.enums import RecommendationAct, RecommendationLevel
from groups.models import Recommendation
from reports.catalogue.base import YearScope
from reports.catalogue.work import activities_of_year, visits_of_year
from reports.kinds.annual_summary.exchanges import visit_sentence
from reports.kinds.annual_summary.work import activity_sentence
from reports.kinds.base import COMMA, Clause, Material, ProposedSection, Writer, join, sentence, write_paragraph


def propose_groups(material: Material) -> Iterator[ProposedSection]:
    """Yield what the alliance did, then reviews and recommendations of groups."""
    writer = Writer(material)
    activities = [item for item in activities_of_year(material.scope) if item.body.kind == BodyKind.ALLIANCE]
    visits = [item for item in visits_of_year(material.scope) if item.body.kind == BodyKind.ALLIANCE]
    blocks = [block for visit in visits for block in write_paragraph(visit_sentence(writer, visit))]
    blocks += [block for item in activities for block in write_paragraph(activity_sentence(writer, item))]
    yield ProposedSection("groups", "groups:exchange", "开展集团内外交流研讨活动", tuple(blocks))
    yield ProposedSection(
        "groups", "groups:review", "做好职教集团年审和评选推荐工作", tuple(write_paragraph(review_sentence(writer)))
    )


def review_sentence(writer: Writer) -> Clause:
    """Return 完成47家职教集团的年审工作，评选8家省级示范性职教集团，向教育部推荐5家国家示范性职教集团."""
    year = writer.material.scope.year
    clauses = [writer.counted("group.reviews", before="完成全省", after=f"{year}年的年审工作")]
    for level in RecommendationLevel:
        for act in RecommendationAct:
            before = recommendation_words(writer.material.scope, level, act)
            clauses.append(writer.counted(f"group.recommendations:{level.value}:{act.value}", before=before))
    found = join(clauses, COMMA)
    return sentence(found) if found else []


def recommendation_words(scope: YearScope, level: RecommendationLevel, act: RecommendationAct) -> str:
    """Return the verb with who commissioned it or to whom it went, where all rows say the same."""
    rows = Recommendation.objects.filter(group__body_id__in=scope.body_ids, year=scope.year, level=level, act=act)
    receivers = set(rows.values_list("to", flat=True))
    if act == RecommendationAct.SELECTED:
        return "组织评选"
    receiver = receivers.pop() if len(receivers) == 1 else ""
    return f"向{receiver}遴选推荐" if receiver else "遴选推荐"
