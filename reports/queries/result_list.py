"""The results of a round (成绩汇总表) and the awards of a call (获奖名单) as papers."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from office.workflow import refuse_unless
from reports.pdf.result_papers import section
from reports.pdf.tables import BLANK
from reports.queries.award_list import KINDS, award_tables
from reviews.enums import AwardState, CallState, PrizeKind, RankingState
from reviews.models import Award, Call, Promotion, Ranking, RankingRow, Round, TieDecision
from reviews.queries.ranking import adopted_rankings, latest_rankings

SIGNATURES = ["统计：", "复核：", "监督：", "日期：　　　　年　　月　　日"]


def result_paper(round_: Round) -> dict[str, Any]:
    """Return the results of a round as a paper: every track by itself, what was adopted before what was only computed.

    Refused before a ranking has been computed.
    """
    adopted = {ranking.track_id: ranking for ranking in adopted_rankings(round_)}
    rankings = [adopted.get(ranking.track_id, ranking) for ranking in latest_rankings(round_)]
    refuse_unless(bool(rankings), _("No ranking has been computed in this round yet."))
    outcomes = outcomes_of(round_)
    sections = [ranking_section(ranking, round_, outcomes) for ranking in rankings]
    sections[-1] |= {"signatures": SIGNATURES, "notes": [*sections[-1]["notes"], *tie_notes(round_)]}
    return {
        "title": f"{round_.call.title} {round_.name} 成绩汇总表",
        "name": "成绩汇总表",
        "subtitle": f"{round_.call.title}　{round_.name}",
        "facts": [f"评审方法：{round_.get_method_display()}"],
        "sections": sections,
        "is_wide": any("校正得分" in part["heads"] for part in sections),
        "printed": "",
    }


def ranking_section(ranking: Ranking, round_: Round, outcomes: dict[int, str]) -> dict[str, Any]:
    """Return the rows of one ranking by rank, those without a result last."""
    rows = list(
        RankingRow.objects.filter(ranking=ranking)
        .select_related("submission__organization")
        .defer("submission__dossier", "submission__answers")
        .order_by("id")
    )
    rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.submission.number or ""))
    is_adjusted = any(row.adjusted is not None and row.adjusted != row.raw for row in rows)
    heads = ["名次", "编号", "名称", "单位", "得分", *(["校正得分"] if is_adjusted else []), "结果"]
    lines = [
        [
            str(row.rank or "—"),
            row.submission.number or "",
            row.submission.title,
            row.submission.organization.name if row.submission.organization else "",
            fixed(row.raw, round_.places),
            *([fixed(row.adjusted, round_.places)] if is_adjusted else []),
            outcomes.get(row.submission_id, BLANK),
        ]
        for row in rows
    ]
    measure = round_.call.entry_measure
    facts = [f"参评{len(rows)}{measure}", f"评分表{ranking.parameters.get('sheets', 0)}份", f"第{ranking.version}版"]
    if ranking.state != RankingState.ADOPTED:
        facts.append("尚未采用，仅供核对")
    return section(ranking.track.name if ranking.track else "", heads, lines, facts=facts)


def fixed(value: Any, places: int) -> str:
    """Return a result with the decimals that its round declares."""
    return "" if value is None else f"{value:.{places}f}"


def outcomes_of(round_: Round) -> dict[int, str]:
    """Return what came of each submission: its prizes in the call, and where this round sent it; two queries."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    awards = Award.objects.filter(prize__call=round_.call_id).exclude(state=AwardState.REVOKED)
    for pk, kind, prize, state in awards.order_by("prize__order", "pk").values_list(
        "submission_id", "kind", "prize__name", "state"
    ):
        proposed = "拟" if state == AwardState.PROPOSED else ""
        found[pk].append(f"{proposed}{KINDS.get(PrizeKind(kind), '')}{prize}")
    sent = Promotion.objects.filter(round=round_, promoted=True).order_by("pk")
    for pk, to_round, target in sent.values_list("submission_id", "to_round__name", "target"):
        found[pk].append(f"入围{to_round}" if to_round else f"推荐{target}")
    return {pk: "、".join(words) for pk, words in found.items()}


def tie_notes(round_: Round) -> list[str]:
    """Return the decisions on equal results, a sentence for each reason."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = TieDecision.objects.filter(round=round_).order_by("place", "id")
    for number, reason in rows.values_list("submission__number", "reason"):
        found[reason].append(number)
    return [f"注：{'、'.join(numbers)}得分相同，按以下决定排序：{reason}" for reason, numbers in found.items()]


def award_paper(call: Call) -> dict[str, Any]:
    """Return the final awards of a call as a paper; refused without one."""
    tables = award_tables(call)
    refuse_unless(bool(tables), _("This call has no final award yet."))
    counted = "，".join(f"{table.title}{table.counted}" for table in tables)
    return {
        "title": f"{call.title} 获奖名单",
        "name": "获奖名单",
        "subtitle": call.title,
        "facts": [f"共评出{counted}。" + ("" if call.state == CallState.DECIDED else "（草稿）")],
        "sections": [
            section(f"{table.title}（{table.counted}）", table.heads, table.rows, is_names=table.is_names)
            for table in tables
        ],
        "is_wide": any(len(table.heads) > 5 for table in tables),
        "printed": "",
    }
