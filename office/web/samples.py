"""Sample data of the component gallery: the dataclasses that real pages use, with texts as the office writes them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.timezone import localdate, localtime

from office.forms.sample import SampleFilterForm, SampleForm
from office.models import Job
from office.todo import Todo
from office.web.page_data import Cell, Fact, FactsPanel, FilesPanel, Link, ListingPage, TablePanel, Tag, TextPanel

ROWS = (
    ("中职学校数字商科人才培养论坛", "论坛", "2020-09-26", "100", "done", "已办结"),
    ("1+X数字创意建模职业技能等级证书培训说明会", "培训", "2020-03-30", "30", "info", "进行中"),
    ("安徽省第二届高职高专“BIM应用”技能大赛", "竞赛", "2020-12-12", "1,200", "warning", "待审核"),
    ("职业院校教学诊断与改进线上研讨", "培训", "2020-05-18", "286", "danger", "已逾期"),
    ("产教融合平台建设座谈会", "座谈", "2020-11-06", "", "", "草稿"),
)
HEADS = ("活动名称", "类别", "开始日期", "参加人数（人）", "状态")


def build_samples() -> dict[str, Any]:
    """Return the gallery's context: one sample for each component, named as the component's variable."""
    return {
        "listing": sample_listing(),
        "empty_listing": ListingPage("", "0", [], "", has_rows=False, crumbs=[]),
        "form": sample_form(),
        "good_form": SampleForm(),
        "conflict": [
            {"label": "承办单位", "theirs": "安徽水利水电职业技术学院", "mine": "安徽水利水电职业技术学院、中职分会"}
        ],
        "panels": sample_panels(),
        "history": sample_history(),
        "jobs": sample_jobs(),
        "todos": sample_todos(),
        "tiles": sample_tiles(),
        "changes": sample_changes(),
        "chart": sample_chart(),
        "crumbs": [Link("活动", "#"), Link("竞赛", "#"), Link("第二届“BIM应用”技能大赛", "")],
        "tags": [
            Tag("草稿"),
            Tag("进行中", "info", "arrow-repeat"),
            Tag("待审核", "warning", "hourglass"),
            Tag("已审核", "success", "check-lg"),
            Tag("已退回", "danger", "arrow-return-left"),
        ],
        "acts": [
            Link("退回修改", "#"),
            Link("导出名单", "#", icon="download"),
            Link("撤回", "#", tone="danger", icon="x-octagon"),
        ],
        "reason_page": {"with_reason": True, "reason_required": True, "error": "请填写退回的原因。"},
    }


def sample_listing() -> ListingPage:
    """A list with a sort, two filters in force, chosen columns and three pages."""
    return ListingPage(
        title="活动",
        count_text="132",
        heads=[
            {
                "label": label,
                "align": "end" if "人数" in label else "",
                "sort_url": "#" if place else "",
                "sort_state": "desc" if place == 2 else "",
            }
            for place, label in enumerate(HEADS)
        ],
        rows_html=mark_safe("".join(map(sample_row, ROWS))),  # constants above
        has_rows=True,
        crumbs=[],
        filter_form=SampleFilterForm({"kind": "forum", "year": "2020"}),
        chips=[{"label": "类别：论坛", "remove_url": "#"}, {"label": "年度：2020", "remove_url": "#"}],
        column_choices=[{"name": label, "label": label, "chosen": label != "类别"} for label in HEADS],
        pager={
            "number": 2,
            "pages_text": "第2页，共3页",
            "previous_url": "#",
            "next_url": "#",
            "first": 51,
            "last": 100,
        },
    )


def sample_row(row: tuple[str, ...]) -> str:
    """Return one row as ``office/web/rows.py`` writes it."""
    name, kind, day, count, tone, state = row
    cells = (
        ("text", f'<a class="row-link" href="#">{name}</a>'),
        ("text", kind),
        ("date", day),
        ("number", count),
        ("state", f'<span class="tag tag-{tone or "plain"}">{state}</span>'),
    )
    labels = zip(HEADS, cells, strict=True)
    body = "".join(f'<td class="cell-{kind}" data-label="{label}">{text}</td>' for label, (kind, text) in labels)
    return f"<tr>{body}</tr>"


def sample_form() -> SampleForm:
    """A form that came back with errors."""
    return SampleForm(
        {"name": "数字商科人才培养论坛", "kind": "forum", "starts_on": "9月", "cost": "三万", "scale": "above"}
    )


def sample_panels() -> list[Any]:
    """Facts, a table, a text and files, as a detail page stacks them."""
    return [
        FactsPanel(
            [
                Fact("赛事名称", "安徽省第二届高职高专“BIM应用”技能大赛"),
                Fact("届次", "第二届"),
                Fact("举办日期", "2020年12月12日至13日"),
                Fact("承办单位", "安徽水利水电职业技术学院", "#"),
                Fact("参赛规模", "27所高职院校，53支队伍，200余名选手"),
                Fact("报名截止", "2020年11月20日（已截止）", tone="warning"),
            ],
            "基本情况",
        ),
        TablePanel(
            "奖项",
            ["组别", "奖次", "数量（项）"],
            [
                [Cell("单项奖", url="#"), Cell("一等奖"), Cell("12", "number")],
                [Cell("单项奖", url="#"), Cell("二等奖"), Cell("20", "number")],
                [Cell("团队奖", url="#"), Cell("一等奖"), Cell("5", "number")],
            ],
            add_url="#",
            add_label="新增奖项",
        ),
        TablePanel("申诉", ["申诉人", "事由"], [], empty_text="公示期内没有申诉"),
        TextPanel("简介", "大赛紧贴工程实际，注重专业知识与软件操作。\n各校指导教师另参加圆桌论坛。"),
        FilesPanel(
            "附件",
            [
                {
                    "name": "关于举办第二届“BIM应用”技能大赛的通知.pdf",
                    "size": 345678,
                    "url": "#",
                    "uploaded_at": localtime(),
                },
            ],
            add_url="#",
        ),
    ]


def sample_history() -> list[dict[str, Any]]:
    """Two acts, one with its reason."""
    return [
        {"when": localtime(), "who": "王敏", "role": "秘书处", "what": "退回修改", "reason": "获奖名单缺少指导教师。"},
        {"when": localtime() - timedelta(days=2), "who": "李强", "role": "院校管理员", "what": "提交", "reason": ""},
    ]


def sample_jobs() -> list[dict[str, Any]]:
    """A job in each of its states."""
    now: datetime = localtime()
    states = (("waiting", 0, ""), ("running", 62, "lay_out"), ("done", 100, ""), ("failed", 40, "write"))
    return [
        {
            "job": Job(
                title="2020年度工作总结报告（PDF）",
                state=state,
                percent=percent,
                stage=stage,
                requested_at=now,
                started_at=None if state == "waiting" else now,
                ended_at=now if state in {"done", "failed"} else None,
                error="缺少字体：仿宋。" if state == "failed" else "",
            ),
            "url": "#",
            "advice": "请系统管理员运行安装程序补齐字体，再重新开始。",
        }
        for state, percent, stage in states
    ]


def sample_todos() -> list[Todo]:
    """Late, near, far and without a deadline."""
    today = localdate()
    return [
        Todo("待审核的活动", 3, "#", "去审核", today - timedelta(days=1)),
        Todo("待确认的获奖名单", 1, "#", "去确认", today + timedelta(days=2)),
        Todo("待填报的年度数据", 12, "#", "去填报", today + timedelta(days=18)),
        Todo("资料不全的单位", 5, "#", "去补充"),
    ]


def sample_tiles() -> list[dict[str, str]]:
    """The year at a glance, qualifiers kept."""
    return [
        {"caption": "参赛院校", "value": "27", "unit": "所", "versus": "上年19所，增加8所", "url": "#"},
        {"caption": "参赛选手", "value": "200余", "unit": "名", "versus": "上年117余名", "url": "#"},
        {"caption": "申报课题", "value": "287", "unit": "项", "versus": "立项227项", "url": "#"},
        {"caption": "征集论文", "value": "101", "unit": "篇", "versus": "获奖82篇", "url": "#"},
    ]


def sample_changes() -> list[dict[str, Any]]:
    """Three lines of news."""
    now = localtime()
    return [
        {"when": now, "who": "王敏", "what": "更新了第二届“BIM应用”技能大赛的获奖名单", "url": "#"},
        {"when": now - timedelta(hours=3), "who": "赵琳", "what": "登记了2020年第4期会刊", "url": "#"},
        {"when": now - timedelta(days=1), "who": "李强", "what": "提交了12项课题申报", "url": ""},
    ]


def sample_chart() -> dict[str, Any]:
    """A chart with its numbers to unfold."""
    return {
        "title": "两届“BIM应用”技能大赛参赛规模",
        "unit": "所、支",
        "source": "参赛登记",
        "heads": ["届次", "院校", "队伍"],
        "rows": [["第一届", "19", "39"], ["第二届", "27", "53"]],
        "alt": "院校由19所增至27所，队伍由39支增至53支",
    }
