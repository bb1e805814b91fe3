"""A printed document to look at: parts of the 2020 summary with a table of every length, charts and rare names."""

from typing import Any

RARE = "喆玥镕昇堃頔旸龑淏翀祎珺燚垚犇骉赟璟瑄彧〇㎡"
CHAPTERS = {
    "加强自身建设，提升依法办会能力": ("坚持党建引领，坚守政治定位。", "完善运行机制，规范内部管理。"),
    "丰富技能大赛内容，提升组织创新能力": ("成功主办安徽省第二届高职高专“BIM 应用”技能大赛。",),
    "坚持抓好教科研，提升学术影响力": ("评审年度教育科研规划课题。", "组织征集评选优秀论文。"),
}
SENTENCE = (
    "学会坚持建立健全内部工作运行机制，完善工作制度，保证学会组织协调、正常办公、处理具体事务工作的需要；"
    "在“智能时代”背景下推进职业教育课程建设（含教学诊断与改进），热情为会员单位服务。"
)
AWARDS = {
    "type": "table",
    "title": "2020年优秀论文获奖情况",
    "unit": "篇",
    "heads": ["类别", "一等奖", "二等奖", "三等奖", "合计"],
    "rows": [["高职类", 2, 4, 5, 11], ["中职类", 7, 15, 17, 39], ["合计", 9, 19, 22, 50]],
    "total_rows": 1,
    "source": "学会学术委员会评审结果",
}
CHART = {
    "type": "chart",
    "kind": "grouped_bar",
    "title": "参赛规模",
    "unit": "所、支",
    "labels": ["参赛院校", "参赛队伍"],
    "series": [{"name": "第一届", "values": [19, 39]}, {"name": "第二届", "values": [27, 53]}],
    "source": "参赛报名记录",
}


def long_table(rows: int = 70) -> dict[str, Any]:
    return {
        "type": "table",
        "title": "指导教师名单",
        "heads": ["序号", "院校", "姓名"],
        "rows": [[number, "示例职业技术学院", f"李{RARE[number % len(RARE)]}"] for number in range(1, rows + 1)],
    }


def contest() -> dict[str, Any]:
    return {
        "type": "paragraph",
        "runs": [
            {"text": "来自全省"},
            {"figure": "contest.colleges", "text": "27所", "href": "https://portal.example/figures/1"},
            {"text": "高职院校的"},
            {"figure": "contest.teams", "text": "53支"},
            {"text": "队伍"},
            {"figure": "contest.students", "text": "200余名"},
            {"text": "选手参加比赛。"},
        ],
    }


def summary(**changes: Any) -> dict[str, Any]:
    """Return the context of the sample, with changes to its top level."""
    blocks: list[dict[str, Any]] = [{"type": "paragraph", "runs": [{"text": SENTENCE}]}]
    for chapter, sections in CHAPTERS.items():
        blocks.append({"type": "heading", "level": 1, "text": chapter})
        for section in sections:
            blocks.append({"type": "heading", "level": 2, "text": section})
            blocks.extend({"type": "paragraph", "runs": [{"text": SENTENCE * 3}]} for _ in range(3))
            blocks.append(contest())
    blocks += [AWARDS, CHART, long_table()]
    blocks += [
        {"type": "paragraph", "role": "quote", "runs": [{"text": "不忘初心，坚守使命。"}]},
        {"type": "paragraph", "role": "note", "runs": [{"text": f"统计时间为2020年1月1日至12月31日。获奖：{RARE}。"}]},
        {"type": "list", "items": [[{"text": "刊印会刊4期"}], [{"text": "年审47家", "strong": True}]], "ordered": True},
        {"type": "paragraph", "role": "signature", "runs": [{"text": "安徽省职业与成人教育学会"}]},
    ]
    context = {
        "kind": "annual-summary",
        "title": "2020年工作总结报告",
        "body_name": "安徽省职业与成人教育学会",
        "year": 2020,
        "date_text": "2020年12月31日",
        "state_label": "草稿",
        "blocks": blocks,
        "audit_head": "8c1f0a5be2d94d07",
    }
    return context | changes
