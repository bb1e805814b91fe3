"""Sentences about activities: forums, trainings, conferences and the like of the association and its branches."""

from collections.abc import Iterator

from association.enums import ActivityKind, BodyKind, CountKind
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
    text,
    write_paragraph,
)

# Chapters read by kind: one section for forums and conferences, one for trainings, one for the rest.
SECTIONS = (
    ("forums", "举办论坛和专业会议", (ActivityKind.FORUM, ActivityKind.CONFERENCE, ActivityKind.CEREMONY)),
    ("trainings", "组织开展研讨培训", (ActivityKind.TRAINING, ActivityKind.RESEARCH)),
    ("campaigns", "参与开展各类评选和宣传活动", (ActivityKind.HONOR, ActivityKind.REVIEW, ActivityKind.PUBLICITY)),
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
    known_year = writer.material.scope.year
    when = activity.date_words(known_year=known_year)
    partners = [host.party_name for host in activity.hosts.all() if host.body_id != activity.body_id]
    who = activity.body.short_name or activity.body.name
    who = f"{who}联合{plain(partners)}" if partners else who
    where = "线上" if activity.online else activity.venue
    where = f"在{where}" if where else ""
    verb = "参与" if activity.kind in (ActivityKind.HONOR, ActivityKind.REVIEW) else "举办"
    sessions = writer.figure(f"activity.sessions:{activity.pk}")
    opening = [*text(f"{when}，" if when else ""), *text(f"{who}{where}{verb}"), *sessions, *text(activity.title)]
    counts = join([count_clause(writer, count) for count in activity.counts.all()], LIST_COMMA)
    return sentence(opening, [*text("，"), *counts] if counts else [])


def count_clause(writer: Writer, count: StatedCount) -> Clause:
    """Return a stated count in its sentence: 据不完全统计，30多所中高职院校参加."""
    lead = f"{count.note}，" if count.note else ""
    return writer.counted(stated_name(count), before=lead, after=COUNT_WORDS.get(CountKind(count.kind), ""))
