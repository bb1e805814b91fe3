"""Import entries of a contest with their people and prizes: registration lists and lists of winners."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.models import Entry, Event
from office.domain.import_kind import ImportColumn, RowError, Values, register
from office.methods.cells import name_key, read_code, read_date, read_integer, read_name, read_names, read_text
from reviews.domain.dossier import DossierField
from reviews.enums import CallKind, ParticipantRole, PrizeKind
from reviews.imports.submission import SubmissionImporter
from reviews.models import Submission

EVENT_KINDS = (PrizeKind.INDIVIDUAL, PrizeKind.TEAM, PrizeKind.WORK, PrizeKind.UNIT)


@register
class EntryImporter(SubmissionImporter):
    """A list of a contest's entries or winners."""

    name = "competitions.entry"
    label = gettext_lazy("Entries")
    permission = "competitions.add_entry"
    kind = CallKind.CONTEST
    call_label = gettext_lazy("Contest")
    roles = {
        "contestants": ParticipantRole.CONTESTANT,
        "leader": ParticipantRole.LEADER,
        "advisers": ParticipantRole.ADVISER,
    }
    prize_kinds = (PrizeKind.TEAM, PrizeKind.WORK, PrizeKind.INDIVIDUAL, PrizeKind.UNIT)
    columns = (
        ImportColumn(
            "title",
            gettext_lazy("Title"),
            ("作品名称", "参赛作品", "队伍名称", "参赛队伍", "参赛队名称", "参赛队", "队名", "作品", "项目名称"),
            read_name,
            example="智慧农业物联网实训平台",
            note=gettext_lazy("Empty: made of the contestants or the school."),
        ),
        ImportColumn(
            "organization",
            gettext_lazy("Organization"),
            (
                "学校",
                "学校名称",
                "院校",
                "院校名称",
                "参赛院校",
                "参赛学校",
                "参赛单位",
                "单位",
                "单位名称",
                "所在学校",
                "代表队",
            ),
            read_name,
            example="安徽示例职业技术学院",
            note=gettext_lazy("Empty only where the source names none."),
        ),
        ImportColumn("number", gettext_lazy("Number"), ("报名编号", "参赛编号", "作品编号", "编号"), read_code),
        ImportColumn("track", gettext_lazy("Track"), ("组别", "参赛组别", "组", "学段"), read_name, example="高职组"),
        ImportColumn(
            "event", gettext_lazy("Event of a contest"), ("赛项", "赛项名称", "比赛项目", "竞赛项目", "项目"), read_name
        ),
        ImportColumn(
            "contestants",
            gettext_lazy("Contestants"),
            (
                "参赛选手",
                "选手",
                "选手姓名",
                "参赛选手姓名",
                "参赛学生",
                "学生姓名",
                "队员",
                "获奖者",
                "获奖人",
                "作者",
                "姓名",
                "参赛教师",
                "团队成员",
            ),
            read_names,
            example="张三、李四",
            note=gettext_lazy("Several names are separated by 、 or a line break."),
        ),
        ImportColumn("leader", gettext_lazy("Team leader"), ("领队", "领队姓名", "带队教师"), read_names),
        ImportColumn(
            "advisers",
            gettext_lazy("Advisers"),
            ("指导教师", "指导老师", "指导教师姓名", "辅导教师", "教练"),
            read_names,
            example="王五",
        ),
        ImportColumn(
            "prize",
            gettext_lazy("Prize"),
            ("奖项", "获奖等级", "获奖等次", "奖次", "等级", "奖级", "获奖情况", "所获奖项", "获奖名次", "等次"),
            read_text,
            example="一等奖",
            note=gettext_lazy("Proposed, not final: awards are confirmed on their own page."),
        ),
        ImportColumn("rank", gettext_lazy("Rank"), ("名次", "排名", "总排名"), read_integer),
        ImportColumn("awarded_on", gettext_lazy("Awarded on"), ("获奖时间", "获奖日期", "颁奖日期"), read_date),
    )

    def load(self, rows: Sequence[Values]) -> None:
        """Read the events too."""
        super().load(rows)
        events = Event.objects.filter(contest=self.call.pk)
        self.events = {key: event for event in events for key in (name_key(event.name), name_key(event.code))}

    def complete(self, values: Values) -> Values:
        """Find the event."""
        named = values.get("event") or ""
        event = self.events.get(name_key(named)) if named else None
        if named and event is None:
            raise RowError(_("“%(call)s” has no event “%(event)s”.") % {"call": self.call, "event": named})
        return super().complete({**values, "event": event})

    def kinds_of(self, values: Values) -> tuple[PrizeKind, ...]:
        """In an event persons win, else teams and works."""
        return EVENT_KINDS if values["event"] else self.prize_kinds

    def stored_records(self) -> Any:
        """Return the stored entries."""
        return self.unloaded(Entry.objects.select_related("event"))

    def stored_identity(self, record: Any) -> Any:
        """Title, organization and event."""
        return (*super().stored_identity(record), record.event_id)

    def identity(self, values: Values) -> Any:
        """Title, organization and event."""
        return (*super().identity(values), values["event"].pk if values["event"] else None)

    def beside(self, values: Values, submission: Submission) -> Entry:
        """Return the new entry."""
        return Entry(submission=submission, event=values["event"])

    def dossier_fields(self, values: Values) -> tuple[DossierField, ...]:
        """The event, as ``submit_entry`` writes it."""
        return (DossierField("event", "赛项", values["event"].name if values["event"] else ""),)
