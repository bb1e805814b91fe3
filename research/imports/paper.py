"""Import papers with their authors and prizes."""

from typing import Any

from django.utils.translation import gettext_lazy

from office.domain.import_kind import ImportColumn, Values, register
from office.methods.cells import read_code, read_date, read_integer, read_name, read_names, read_text
from research.models import Paper
from reviews.domain.dossier import DossierField
from reviews.enums import CallKind, ParticipantRole, PrizeKind
from reviews.imports.submission import SubmissionImporter
from reviews.models import Submission


@register
class PaperImporter(SubmissionImporter):
    """A list of papers sent in, or of those that won."""

    name = "research.paper"
    label = gettext_lazy("Papers")
    permission = "research.add_paper"
    kind = CallKind.PAPER
    call_label = gettext_lazy("Call for papers")
    roles = {"authors": ParticipantRole.AUTHOR}
    prize_kinds = (PrizeKind.PAPER, PrizeKind.WORK)
    columns = (
        ImportColumn(
            "title",
            gettext_lazy("Title"),
            ("论文题目", "论文名称", "论文标题", "题目", "标题", "题名", "文章题目", "作品名称"),
            read_name,
            required=True,
            example="职业院校教学诊断与改进的实践",
        ),
        ImportColumn(
            "authors",
            gettext_lazy("Authors"),
            ("作者", "作者姓名", "论文作者", "姓名", "第一作者", "获奖者"),
            read_names,
            required=True,
            example="张三、李四",
        ),
        ImportColumn(
            "organization",
            gettext_lazy("Organization"),
            ("作者单位", "工作单位", "所在单位", "单位", "单位名称", "学校", "学校名称", "院校", "报送单位"),
            read_name,
            example="安徽示例职业技术学院",
        ),
        ImportColumn("number", gettext_lazy("Number"), ("论文编号", "报送编号", "编号"), read_code),
        ImportColumn("theme", gettext_lazy("Theme"), ("主题", "论文主题", "选题方向", "方向", "专题"), read_name),
        ImportColumn("track", gettext_lazy("Track"), ("组别", "学段"), read_name),
        ImportColumn(
            "prize",
            gettext_lazy("Prize"),
            ("奖项", "获奖等级", "获奖等次", "奖次", "等级", "奖级", "评审结果", "等次"),
            read_text,
            example="一等奖",
            note=gettext_lazy("Proposed, not final: awards are confirmed on their own page."),
        ),
        ImportColumn("rank", gettext_lazy("Rank"), ("名次", "排名"), read_integer),
        ImportColumn("awarded_on", gettext_lazy("Awarded on"), ("获奖时间", "获奖日期"), read_date),
    )

    def stored_records(self) -> Any:
        """Return the stored papers."""
        return self.unloaded(Paper.objects)

    def beside(self, values: Values, submission: Submission) -> Paper:
        """Return the new paper."""
        authors = "、".join(values["authors"])[:200]
        return Paper(submission=submission, author_names=authors, theme=values.get("theme") or "")

    def beside_changes(self, values: Values) -> Values:
        """The theme; the authors on the title page stay as they were sent in."""
        return {"theme": values.get("theme")}

    def dossier_fields(self, values: Values) -> tuple[DossierField, ...]:
        """Authors and theme, as ``submit_paper`` writes them."""
        return (
            DossierField("authors", "作者", "、".join(values["authors"])[:200], identifying=True),
            DossierField("theme", "主题", values.get("theme") or ""),
        )
