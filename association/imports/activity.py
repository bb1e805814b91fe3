"""Import a body's activities: what, when in any writing, where, and by which hosts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.enums import ActivityKind, ActivityState, HostRole
from association.imports.names import BodyNames, OrganizationNames
from association.models import Activity, ActivityHost, Body
from association.queries.grant import today
from office.actor import Actor
from office.domain.audit import Act
from office.domain.import_kind import (
    ImportColumn,
    Importer,
    RowError,
    Values,
    change_or_none,
    read_choice,
    register,
)
from office.domain.import_piece import Piece
from office.methods.cells import name_key, read_integer, read_name, read_parts, read_period, read_text

KINDS = {
    "会议": ActivityKind.CONFERENCE,
    "年会": ActivityKind.CONFERENCE,
    "培训": ActivityKind.TRAINING,
    "研修": ActivityKind.TRAINING,
    "论坛": ActivityKind.FORUM,
    "研讨": ActivityKind.FORUM,
    "研讨会": ActivityKind.FORUM,
    "竞赛": ActivityKind.CONTEST,
    "大赛": ActivityKind.CONTEST,
    "比赛": ActivityKind.CONTEST,
    "评选": ActivityKind.HONOR,
    "典礼": ActivityKind.CEREMONY,
    "仪式": ActivityKind.CEREMONY,
    "科研": ActivityKind.RESEARCH,
    "调研": ActivityKind.RESEARCH,
    "评审": ActivityKind.REVIEW,
    "宣传": ActivityKind.PUBLICITY,
    "交流": ActivityKind.EXCHANGE,
    "其他": ActivityKind.OTHER,
}
# Words of a title that tell the kind where the sheet does not, the most telling first.
TITLE_WORDS = (
    *(
        "评审",
        "评选",
        "大赛",
        "竞赛",
        "比赛",
        "培训",
        "研修",
        "论坛",
        "研讨",
        "典礼",
        "仪式",
        "宣传",
        "交流",
        "年会",
        "会议",
    ),
)
STATES = {
    "计划": ActivityState.PLANNED,
    "未举办": ActivityState.PLANNED,
    "筹备中": ActivityState.PLANNED,
    "已举办": ActivityState.HELD,
    "已完成": ActivityState.HELD,
    "已结束": ActivityState.HELD,
    "完成": ActivityState.HELD,
    "取消": ActivityState.CANCELED,
    "已取消": ActivityState.CANCELED,
}
MOVES = {ActivityState.HELD: "hold", ActivityState.CANCELED: "cancel"}
ROLES = {
    "hosts": HostRole.HOST,
    "co_hosts": HostRole.CO_HOST,
    "organizers": HostRole.ORGANIZER,
    "co_organizers": HostRole.CO_ORGANIZER,
    "supporters": HostRole.SUPPORTER,
}


@register
class ActivityImporter(Importer):
    """A year's list of activities."""

    name = "association.activity"
    label = gettext_lazy("Activities")
    permission = "association.add_activity"
    columns = (
        ImportColumn(
            "title",
            gettext_lazy("Title"),
            ("活动名称", "活动主题", "活动内容", "会议名称", "培训名称", "名称", "主题", "活动", "事项"),
            read_name,
            required=True,
            example="职业教育教学诊断与改进研讨会",
        ),
        ImportColumn(
            "period",
            gettext_lazy("Date"),
            ("时间", "活动时间", "日期", "举办时间", "起止时间", "活动日期", "举办日期", "会议时间"),
            read_period,
            example="2024年9月26日至27日",
            note=gettext_lazy("A day, a period, a month or a year."),
        ),
        ImportColumn(
            "year", gettext_lazy("Year"), ("年度", "年份"), read_integer, note=gettext_lazy("Empty: of the date.")
        ),
        ImportColumn(
            "kind",
            gettext_lazy("Kind"),
            ("活动类型", "类型", "类别", "活动类别", "形式"),
            read_choice(KINDS),
            choices=tuple(KINDS),
        ),
        ImportColumn("venue", gettext_lazy("Venue"), ("地点", "活动地点", "举办地点", "会议地点", "场地"), read_text),
        ImportColumn("hosts", gettext_lazy("Hosts"), ("主办单位", "主办", "主办方"), read_parts),
        ImportColumn("co_hosts", gettext_lazy("Joint hosts"), ("联合主办单位", "联合主办"), read_parts),
        ImportColumn("organizers", gettext_lazy("Organizers"), ("承办单位", "承办", "承办方", "承办院校"), read_parts),
        ImportColumn("co_organizers", gettext_lazy("Co-organizers"), ("协办单位", "协办", "协办方"), read_parts),
        ImportColumn("supporters", gettext_lazy("Supporters"), ("支持单位", "支持"), read_parts),
        ImportColumn(
            "state",
            gettext_lazy("State"),
            ("状态", "完成情况", "进展", "举办情况"),
            read_choice(STATES),
            choices=("计划", "已举办", "取消"),
            note=gettext_lazy("Only for new ones; later it changes by acts on the activity's page."),
        ),
        ImportColumn(
            "summary", gettext_lazy("Summary"), ("简介", "内容简介", "主要内容", "活动简介", "情况", "备注"), read_text
        ),
    )

    @classmethod
    def option_fields(cls, actor: Actor) -> dict[str, forms.Field]:
        """Ask for the body."""
        bodies = Body.objects.visible_to(actor).filter(dissolved_on__isnull=True)
        return {"body": forms.ModelChoiceField(queryset=bodies, label=gettext_lazy("Body"))}

    def load(self, rows: Sequence[Values]) -> None:
        """Read the body's activities with their hosts, and all names of organizations and bodies."""
        self.body = Body.objects.get(pk=self.options["body"])
        self.names, self.bodies = OrganizationNames(), BodyNames()
        self.stored: dict[Any, list[Activity]] = defaultdict(list)
        for activity in Activity.objects.filter(body=self.body):
            self.stored[name_key(activity.title), activity.year].append(activity)
        self.hosts: dict[int, list[ActivityHost]] = defaultdict(list)
        hosts = ActivityHost.objects.filter(activity__body=self.body).select_related("organization", "body")
        for host in hosts:
            self.hosts[host.activity_id].append(host)

    def complete(self, values: Values) -> Values:
        """Take the days and the year out of the period."""
        values = dict(values)
        period = values.pop("period", None)
        if period:
            start, end, precision = period
            values |= {"start_on": start, "end_on": end, "date_precision": precision}
            values["year"] = values.get("year") or start.year
        if not values.get("year"):
            raise RowError(_("Say when: a date or a year is needed."))
        if period and precision == "year":
            values |= {"start_on": None, "end_on": None, "date_precision": "day"}
        return values

    def identity(self, values: Values) -> Any:
        """Title and year."""
        return name_key(values["title"]), values["year"]

    def candidates(self, values: Values) -> list[models.Model]:
        """Return the body's activities of the title in the year."""
        return list(self.stored.get(self.identity(values), ()))

    def pieces(self, values: Values, target: Any) -> list[Piece]:
        """Make an activity with its hosts, or complete one; nobody is taken out."""
        told = {name: value for name, value in values.items() if value not in (None, "", ()) and name not in ROLES}
        state = told.pop("state", "")
        if target is not None:
            if state and state != target.state:
                raise RowError(
                    _("The activity is “%(state)s”: that changes by an act on its page.")
                    % {"state": target.get_state_display()}
                )
            told.pop("title")
            pieces = change_or_none(target, told)
            new = self.new_hosts(values, target, known=self.hosts[target.pk])
            return [*pieces, *(Piece(host, diff=[(str(host.get_role_display()), "", host.party_name)]) for host in new)]
        told.setdefault("kind", kind_by_title(told["title"]))
        activity = Activity(body=self.body, state=state or ActivityState.PLANNED, **told)
        self.refuse_ahead(activity)
        piece = Piece(activity)
        if activity.state in MOVES:
            before, after = {"state": ActivityState.PLANNED}, {"state": activity.state}
            piece.acts = [Act(activity, MOVES[ActivityState(activity.state)], before, after)]
        return [piece, *(Piece(host) for host in self.new_hosts(values, activity, known=()))]

    def refuse_ahead(self, activity: Activity) -> None:
        """What lies ahead cannot have been held."""
        ahead = activity.start_on > today() if activity.start_on else activity.year > today().year
        if activity.state == ActivityState.HELD and ahead:
            raise RowError(_("“%(title)s” lies ahead and cannot have been held.") % {"title": activity.title})

    def new_hosts(self, values: Values, activity: Activity, *, known: Sequence[ActivityHost]) -> list[ActivityHost]:
        """Return the hosts that a row names and that are not there yet: organization, body or bare name."""
        present = {(host.role, host.organization_id, host.body_id, host.name) for host in known}
        hosts: list[ActivityHost] = []
        for column, role in ROLES.items():
            for name in values.get(column) or ():
                host = ActivityHost(activity=activity, role=role, order=len(known) + len(hosts) + 1)
                found = self.names.find(name)
                body = None if found else self.bodies.find(name)
                if len(found) == 1:
                    host.organization = found[0]
                elif body is not None:
                    host.body = body
                else:
                    host.name = name[:120]
                if (host.role, host.organization_id, host.body_id, host.name) not in present:
                    hosts.append(host)
        return hosts


def kind_by_title(title: str) -> str:
    """Return the kind that a word of the title tells, else other."""
    return str(next((KINDS[word] for word in TITLE_WORDS if word in title), ActivityKind.OTHER))
