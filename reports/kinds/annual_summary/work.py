"""Sentences about activities: forums, trainings, conferences and the like of the association and its branches."""

from collections.abc import Iterator

from association.enums import ActivityKind, BodyKind, CountKind, HostRole
from association.models import Activity, StatedCount
from reports.catalogue.base import stated_name
from reports.catalogue.work import activities_of_year
from reports.kinds.base import (
    LIST_COMMA,
    Clause,
    Material,
    ProposedSection,
    Writer,
    join,
    plain,
    sentence,
    several,
    text,
    write_paragraph,
)

# Chapters read by kind: one section for forums and conferences, one for trainings, one for the rest.
SECTIONS = (
    ("forums", "举办论坛和专业会议", (ActivityKind.FORUM, ActivityKind.CONFERENCE, ActivityKind.CEREMONY)),
    ("trainings", "组织开展研讨培训", (ActivityKind.TRAINING, ActivityKind.RESEARCH)),
    ("campaigns", "参与开展各类评选活动", (ActivityKind.HONOR, ActivityKind.REVIEW)),
    ("others", "开展其他活动", (ActivityKind.OTHER, ActivityKind.EXCHANGE, ActivityKind.CONTEST)),
)
# What an alliance does stands in the groups' chapter.
ELSEWHERE = (BodyKind.ALLIANCE, BodyKind.GROUP)

COUNT_WORDS = {
    CountKind.PARTICIPANTS: "参加",
    CountKind.SCHOOLS: "参加",
    CountKind.UNITS: "参加",
    CountKind.CONTRIBUTORS: "参与",
    CountKind.SESSIONS: "",
}


def propose_activities(material: Material) -> Iterator[ProposedSection]:
    """Yield a section for each kind of activity that the year has."""
    writer = Writer(material)
    activities = [item for item in activities_of_year(material.scope) if item.body.kind not in ELSEWHERE]
    for key, heading, kinds in SECTIONS:
        blocks = [
            block
            for activity in activities
            if activity.kind in kinds
            for block in write_paragraph(activity_sentence(writer, activity))
        ]
        yield ProposedSection("activities", f"activities:{key}", heading, tuple(blocks))


def activity_sentence(writer: Writer, activity: Activity) -> Clause:
    """Return when, who, where, what and how many: 9月26日至27日，中职分会在滁州市举办…，约100人参加."""
    when = activity.date_words(known_year=writer.material.scope.year)
    where = "线上" if activity.online else activity.venue
    where = f"在{where}" if where else ""
    sessions = several(writer, f"activity.sessions:{activity.pk}")
    opening = [*text(f"{when}，" if when else ""), *text(f"{who_words(activity)}{where}{verb_words(activity)}")]
    counts = join([count_clause(writer, count) for count in activity.counts.all()], LIST_COMMA)
    return sentence([*opening, *sessions, *text(activity.title)], [*text("，"), *counts] if counts else [])


def who_words(activity: Activity) -> str:
    """Return who did it: A联合B, or A协助B where the own body only assisted."""
    who = activity.body.short_name or activity.body.name
    hosts = list(activity.hosts.all())
    partners = plain(host.party_name for host in hosts if host.body_id != activity.body_id)
    own_roles = {host.role for host in hosts if host.body_id == activity.body_id}
    if not partners:
        return who
    return f"{who}协助{partners}" if own_roles == {HostRole.ASSISTANT} else f"{who}联合{partners}"


def verb_words(activity: Activity) -> str:
    """Return what one does with an activity of this kind."""
    if activity.kind in (ActivityKind.HONOR, ActivityKind.REVIEW):
        return "参与"
    return "开展" if activity.kind == ActivityKind.PUBLICITY else "举办"


def count_clause(writer: Writer, count: StatedCount) -> Clause:
    """Return a stated count in its sentence: 据不完全统计，30多所中高职院校参加; 两场合计300多人参加."""
    pause = "，" if count.note.startswith("据") else ""
    lead = f"{count.note}{pause}" if count.note else ""
    if count.activity is not None and count.activity.kind == ActivityKind.PUBLICITY:
        return writer.counted(stated_name(count), before="抓好", after="建设")
    lead = "共" if count.kind == CountKind.SESSIONS else lead
    return writer.counted(stated_name(count), before=lead, after=COUNT_WORDS.get(CountKind(count.kind), ""))
