"""Import applications for projects: the list that schools send in with their stamps."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.domain.import_kind import ImportColumn, RowError, Values, register
from office.methods.cells import name_key, read_code, read_name, read_names
from research.models import ProgramCategory, ProjectApplication
from reviews.domain.dossier import DossierField
from reviews.enums import CallKind, ParticipantRole
from reviews.imports.submission import SubmissionImporter
from reviews.models import Submission


@register
class ApplicationImporter(SubmissionImporter):
    """A list of applications to a program."""

    name = "research.application"
    label = gettext_lazy("Project applications")
    permission = "research.add_application"
    kind = CallKind.PROJECT
    call_label = gettext_lazy("Research program")
    roles = {"leader": ParticipantRole.HOST, "members": ParticipantRole.MEMBER}
    columns = (
        ImportColumn(
            "title",
            gettext_lazy("Title"),
            ("课题名称", "项目名称", "课题题目", "研究课题", "题目", "选题", "名称"),
            read_name,
            required=True,
            example="产教融合背景下课程建设研究",
        ),
        ImportColumn(
            "organization",
            gettext_lazy("Organization"),
            (
                "申报单位",
                "所在单位",
                "负责人单位",
                "主持人单位",
                "工作单位",
                "单位",
                "单位名称",
                "学校",
                "学校名称",
                "院校",
            ),
            read_name,
            required=True,
            example="安徽示例职业技术学院",
        ),
        ImportColumn("number", gettext_lazy("Number"), ("申报编号", "报送编号", "编号"), read_code),
        ImportColumn(
            "leader",
            gettext_lazy("Project leader"),
            (
                "课题负责人",
                "课题主持人",
                "项目负责人",
                "主持人",
                "负责人",
                "负责人姓名",
                "主持人姓名",
                "申报人",
                "姓名",
            ),
            read_names,
            example="张三",
        ),
        ImportColumn(
            "members",
            gettext_lazy("Members"),
            ("课题组成员", "主要成员", "成员", "参与人", "参与人员", "课题成员", "主要参与人"),
            read_names,
            example="李四、王五",
        ),
        ImportColumn(
            "category",
            gettext_lazy("Category asked for"),
            ("课题类别", "申报类别", "项目类别", "课题类型", "类别"),
            read_name,
            example="重点课题",
        ),
        ImportColumn("track", gettext_lazy("Track"), ("组别", "学段", "申报组别"), read_name),
    )

    def load(self, rows: Sequence[Values]) -> None:
        """Read the categories too."""
        super().load(rows)
        self.categories = categories_of(self.call.pk)

    def complete(self, values: Values) -> Values:
        """Find the category."""
        category = find_category(self.categories, values.get("category") or "")
        return super().complete({**values, "category": category, "prize": ""})

    def stored_records(self) -> Any:
        """Return the stored applications."""
        return self.unloaded(ProjectApplication.objects.select_related("category"))

    def beside(self, values: Values, submission: Submission) -> ProjectApplication:
        """Return the new application."""
        return ProjectApplication(submission=submission, category=values["category"])

    def beside_changes(self, values: Values) -> Values:
        """The category asked for."""
        return {"category": values["category"]}

    def dossier_fields(self, values: Values) -> tuple[DossierField, ...]:
        """The category, as ``submit_application`` writes it."""
        return (DossierField("category", "申报类别", values["category"].name if values["category"] else ""),)


def categories_of(program: int) -> dict[str, ProgramCategory]:
    """Return a program's categories by their names, with and without 课题."""
    found: dict[str, ProgramCategory] = {}
    for category in ProgramCategory.objects.filter(program=program):
        for name in (category.name, category.name.removesuffix("课题"), f"{category.name}课题", category.code):
            found.setdefault(name_key(name), category)
    return found


def find_category(categories: dict[str, ProgramCategory], name: str) -> ProgramCategory | None:
    """Return the category of a name, None for no name; ``RowError`` for an unknown one."""
    if not name:
        return None
    category = categories.get(name_key(name))
    if category is None:
        raise RowError(_("The program has no category “%(name)s”.") % {"name": name})
    return category
