"""Import approved projects: entrusted and archived ones, with the numbers that they have."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.imports.names import OrganizationNames
from office.actor import Actor
from office.domain.import_kind import (
    ImportColumn,
    Importer,
    RowError,
    RowPlan,
    Values,
    change_or_none,
    read_choice,
    register,
)
from office.domain.import_piece import Piece
from office.domain.numbering import keep_ahead
from office.methods.cells import name_key, read_code, read_date, read_name, read_names
from research.domain.project import next_number
from research.enums import ProjectState
from research.imports.application import categories_of, find_category
from research.models import Program, Project
from reviews.models import Track

STATES = {
    "在研": ProjectState.ACTIVE,
    "研究中": ProjectState.ACTIVE,
    "已立项": ProjectState.ACTIVE,
    "已结题": ProjectState.CONCLUDED,
    "结题": ProjectState.CONCLUDED,
    "通过": ProjectState.CONCLUDED,
    "撤项": ProjectState.WITHDRAWN,
    "已撤项": ProjectState.WITHDRAWN,
    "终止": ProjectState.TERMINATED,
    "已终止": ProjectState.TERMINATED,
}
PENDING = "?"


@register
class ProjectImporter(Importer):
    """A list of a program's approved projects."""

    name = "research.project"
    label = gettext_lazy("Research projects")
    permission = "research.add_project"
    columns = (
        ImportColumn(
            "title",
            gettext_lazy("Title"),
            ("课题名称", "项目名称", "立项课题", "题目", "名称"),
            read_name,
            required=True,
            example="产教融合背景下课程建设研究",
        ),
        ImportColumn(
            "number",
            gettext_lazy("Project number"),
            ("立项编号", "课题编号", "项目编号", "立项号", "编号"),
            read_code,
            note=gettext_lazy("Empty: the next number of the program."),
        ),
        ImportColumn(
            "category",
            gettext_lazy("Project category"),
            ("课题类别", "立项类别", "项目类别", "课题类型", "类别"),
            read_name,
            required=True,
            example="重点课题",
        ),
        ImportColumn(
            "leader_name",
            gettext_lazy("Project leader"),
            ("课题负责人", "课题主持人", "项目负责人", "主持人", "负责人", "负责人姓名", "主持人姓名", "姓名"),
            read_names,
            example="张三",
        ),
        ImportColumn(
            "organization",
            gettext_lazy("Organization"),
            (
                "承担单位",
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
            example="安徽示例职业技术学院",
        ),
        ImportColumn("track", gettext_lazy("Track"), ("组别", "学段"), read_name),
        ImportColumn("approved_on", gettext_lazy("Approved on"), ("立项时间", "立项日期", "批准时间"), read_date),
        ImportColumn(
            "state",
            gettext_lazy("State"),
            ("状态", "课题状态", "研究状态", "结题情况"),
            read_choice(STATES),
            choices=("在研", "已结题", "撤项", "终止"),
            note=gettext_lazy("Only for new ones; later it changes by acts on the project's page."),
        ),
    )

    @classmethod
    def option_fields(cls, actor: Actor) -> dict[str, forms.Field]:
        """Ask for the program."""
        programs = Program.objects.visible_to(actor).select_related("call")
        return {"program": forms.ModelChoiceField(queryset=programs, label=gettext_lazy("Research program"))}

    def load(self, rows: Sequence[Values]) -> None:
        """Read the program with its categories, tracks and projects, and all organizations."""
        self.program = Program.objects.select_related("call").get(pk=self.options["program"])
        self.names = OrganizationNames()
        self.categories = categories_of(self.program.pk)
        self.tracks = {name_key(track.name): track for track in Track.objects.filter(call=self.program.pk)}
        self.by_title: dict[str, list[Project]] = defaultdict(list)
        self.by_number: dict[str, Project] = {}
        for project in Project.objects.filter(program=self.program).select_related("category", "track"):
            self.by_title[name_key(project.title)].append(project)
            self.by_number[project.number] = project
        self.pending = 0

    def complete(self, values: Values) -> Values:
        """Find organization, category and track."""
        named = values.get("track") or ""
        track = self.tracks.get(name_key(named)) if named else None
        if named and track is None:
            raise RowError(_("The program has no track “%(name)s”.") % {"name": named})
        return {
            **values,
            "organization": self.names.get(values.get("organization", "")),
            "category": find_category(self.categories, values["category"]),
            "leader_name": "、".join(values.get("leader_name") or ())[:60],
            "track": track,
        }

    def identity(self, values: Values) -> Any:
        """The number, else title and organization."""
        unit = values["organization"]
        return values.get("number") or (name_key(values["title"]), unit.pk if unit else None)

    def candidates(self, values: Values) -> list[models.Model]:
        """Return the project of the number, else those of the title at the organization."""
        if values.get("number"):
            known = self.by_number.get(values["number"])
            return [known] if known else []
        unit = values["organization"]
        return [
            project
            for project in self.by_title.get(name_key(values["title"]), ())
            if unit is None or project.organization_id in {None, unit.pk}
        ]

    def pieces(self, values: Values, target: Any) -> list[Piece]:
        """Make or change the project; number and state of a stored one stay."""
        told = {name: value for name, value in values.items() if value not in (None, "")}
        if target is not None:
            state = told.pop("state", target.state)
            if state != target.state:
                raise RowError(
                    _("The project is “%(state)s”: that changes by an act on its page.")
                    % {"state": target.get_state_display()}
                )
            told.pop("number", None)
            if name_key(told["title"]) == name_key(target.title):
                told.pop("title")
            return change_or_none(target, told)
        self.pending += 1
        told.setdefault("number", f"{PENDING}{self.pending}")
        return [Piece(Project(program=self.program, **told))]

    def before_write(self, plans: Sequence[RowPlan]) -> None:
        """Give new projects without a number the next one; keep the series ahead of the numbers given."""
        prefix = self.program.number_prefix or self.program.code.upper() + "-"
        year = self.program.call.year
        new = [piece.obj for plan in plans for piece in plan.pieces if piece.is_new]
        given = [
            int(match[1]) for obj in new if (match := re.fullmatch(rf"{re.escape(prefix)}(\d{{1,6}})", obj.number))
        ]
        if given:
            keep_ahead(f"research.program.{self.program.pk}", year=year, number=max(given))
        for obj in new:
            if obj.number.startswith(PENDING):
                obj.number = next_number(self.program, year=year)
