"""Sentences about contests: who took part, what was won, how it compares with the edition before."""

from collections.abc import Iterator

from association.enums import CountKind, HostRole
from association.models import Activity, StatedCount
from competitions.models import Contest, ExternalContest, ExternalResult
from reports.catalogue.base import stated_name
from reports.catalogue.contest import contests_of_year, edition_before, entry_words
from reports.catalogue.external import PrizeGroup, external_contests_of_year, prize_groups
from reports.kinds.annual_summary.awards import awards_clause
from reports.kinds.base import (
    COMMA,
    LIST_COMMA,
    SEMICOLON,
    Clause,
    Material,
    ProposedSection,
    Writer,
    exhibit,
    join,
    parenthesis,
    plain,
    sentence,
    text,
    write_paragraph,
)
from reviews.models import Call

ROLE_WORDS = {
    HostRole.HOST: "主办",
    HostRole.CO_HOST: "联合主办",
    HostRole.ORGANIZER: "承办",
    HostRole.CO_ORGANIZER: "协办",
}


def propose_contests(material: Material) -> Iterator[ProposedSection]:
    """Yield a section for each contest of the year with the finals it selected for, then other contests elsewhere."""
    writer = Writer(material)
    elsewhere = external_contests_of_year(material.scope)
    for contest in contests_of_year(material.scope):
        call = contest.call
        blocks = [*write_paragraph(opening(call), taking_part(writer, contest), judging(writer, contest))]
        blocks += write_paragraph(comparison(writer, contest), audience(writer, call))
        if edition_before(contest) and material.has(f"contest.entries:{call.code}"):
            blocks.append(exhibit("chart", f"editions:{call.code}"))
        if call.tracks.count() > 1 and blocks:
            blocks.append(exhibit("table", f"awards:{call.code}"))
        for final in (item for item in elsewhere if item.selection_id == contest.pk):
            blocks += final_paragraph(writer, final)
        yield ProposedSection("contests", f"contest:{call.code}", contest_heading(contest), tuple(blocks))
    for final in (item for item in elsewhere if item.selection_id is None):
        heading = f"组织参加{final.name}"
        yield ProposedSection("contests", f"external:{final.pk}", heading, tuple(final_paragraph(writer, final)))


def contest_heading(contest: Contest) -> str:
    """Return the section's heading: 举办 for an own contest, 协助举办 where the association only assists."""
    activity = contest.call.activity
    hosts = {host.role for host in activity.hosts.all() if host.body_id} if activity else set()
    verb = "举办" if not hosts or hosts & {HostRole.HOST, HostRole.CO_HOST} else "协助举办"
    return f"{verb}{contest.call.title}"


def opening(call: Call) -> Clause:
    """Return when, by whom and where: 2020年12月12日至13日，由A主办的B在C举行."""
    activity = call.activity
    if activity is None:
        return sentence(text(f"{call.year}年组织开展{call.title}"))
    hosts = hosts_words(activity)
    what = f"由{hosts}的{call.title}" if hosts else call.title
    where = f"在{activity.venue}" if activity.venue else ""
    return sentence(text(f"{activity.date_text}，{what}{where}举行"))


def hosts_words(activity: Activity) -> str:
    """Return the hosts by role in the order of official texts: A、B联合主办，C承办."""
    parts = []
    hosts = list(activity.hosts.select_related("organization", "body").order_by("order", "id"))
    for role, word in ROLE_WORDS.items():
        names = [host.party_name for host in hosts if host.role == role]
        if names:
            joined = "联合主办" if role == HostRole.HOST and len(names) > 1 else word
            parts.append(f"{plain(names)}{joined}")
    return COMMA.join(parts)


def stated_of(activity: Activity | None, *kinds: CountKind) -> list[StatedCount]:
    """Return an activity's stated counts of some kinds."""
    return [count for count in activity.counts.order_by("id") if count.kind in kinds] if activity else []


def taking_part(writer: Writer, contest: Contest) -> Clause:
    """Return 来自全省27所高职院校的53支队伍200余名选手参加比赛, as far as the records know."""
    call = contest.call
    schools = writer.counted(f"contest.schools:{call.code}", before="来自全省")
    entries = writer.counted(f"contest.entries:{call.code}")
    people = [
        run for count in stated_of(call.activity, CountKind.PARTICIPANTS) for run in writer.counted(stated_name(count))
    ]
    who = [*entries, *people]
    if not schools and not who:
        return []
    if schools and who:
        who = [*text("的"), *who]
    return sentence(schools or text("共有"), who, text("参加比赛"))


def judging(writer: Writer, contest: Contest) -> Clause:
    """Return who went into the final and who won."""
    call = contest.call
    rounds = []
    for stage in list(call.rounds.all())[1:]:
        names = [
            (track.name, f"contest.finalists:{call.code}:{stage.order}:{track.code}") for track in call.tracks.all()
        ]
        places = join([writer.counted(name, before=track) for track, name in names], LIST_COMMA)
        if places:
            rounds.append([*text("经评审，"), *places, *text(f"入围{stage.name}")])
    awards = awards_clause(writer, call)
    won = [*text("最终评选出" if rounds else "经评审，评选出"), *awards] if awards else []
    found = join([*rounds, won], COMMA)
    return sentence(found) if found else []


def comparison(writer: Writer, contest: Contest) -> Clause:
    """Return the comparison with the edition before, where both are on record: 由19所增加到27所."""
    before = edition_before(contest)
    if before is None:
        return []
    pairs = [("参赛院校", "contest.schools"), (entry_words(contest.call), "contest.entries")]
    clauses = [
        change(writer, label, f"{family}:{before.call.code}", f"{family}:{contest.call.code}")
        for label, family in pairs
    ]
    people = [
        run
        for count in stated_of(before.call.activity, CountKind.PARTICIPANTS)
        for run in writer.counted(stated_name(count))
    ]
    found = join(clauses, COMMA)
    note = parenthesis([*text(f"{edition_words(before)}有"), *people, *text("参加")]) if people else []
    return sentence(text(f"与{edition_words(before)}相比，"), found, note) if found else []


def change(writer: Writer, label: str, old: str, new: str) -> Clause:
    """Return how one figure changed between two editions; empty when one of them is not known."""
    values = writer.material.values
    if old not in values or new not in values:
        return []
    earlier, now = values[old].computed, values[new].computed
    if earlier is None or now is None:
        return []
    if earlier == now:
        return [*text(f"{label}均为"), *writer.figure(new)]
    word = "增加到" if now > earlier else "减少到"
    return [*text(f"{label}由"), *writer.figure(old), *text(word), *writer.figure(new)]


def edition_words(contest: Contest) -> str:
    """Return 第一届 for edition 1, else the year's edition."""
    numbers = "零一二三四五六七八九十"
    edition = contest.edition
    if edition is None:
        return f"{contest.call.year}年"
    return f"第{numbers[edition]}届" if edition <= 10 else f"第{edition}届"


def audience(writer: Writer, call: Call) -> Clause:
    """Return how many followed the contest from outside."""
    clauses = [writer.counted(stated_name(count)) for count in stated_of(call.activity, CountKind.AUDIENCE)]
    found = join(clauses, COMMA)
    return sentence(found, text("了本届大赛")) if found else []


def final_paragraph(writer: Writer, final: ExternalContest) -> list:
    """Return a paragraph about a contest elsewhere: its size, and what our schools won."""
    activity = final.activity
    where = f"在{activity.venue}" if activity and activity.venue else ""
    when = activity.date_text if activity and activity.date_text else f"{final.year}年"
    first = sentence(text(f"{when}，{final.name}{where}举行"))
    counts = stated_of(activity, CountKind.PROVINCES, CountKind.SCHOOLS, CountKind.PROJECTS, CountKind.TEAMS)
    size = join([writer.counted(stated_name(count)) for count in counts], LIST_COMMA)
    size = sentence(size, text("参加")) if size else []
    won = join([group_clause(writer, group) for group in shown_groups(final)], SEMICOLON)
    won = sentence(text("我省参赛单位中，"), won) if won else []
    return write_paragraph(first, size, won) if won else []


def shown_groups(final: ExternalContest) -> list[PrizeGroup]:
    """Return the groups that a sentence names: the total of a prize where it has one, else its tracks."""
    groups = prize_groups(final)
    totals = {group.name for group in groups if group.name.count(":") == 2}
    return [group for group in groups if group.name in totals or group.name.rsplit(":", 1)[0] not in totals]


def group_clause(writer: Writer, group: PrizeGroup) -> Clause:
    """Return who won one prize: A《甲》、B《乙》分别获中职组、高职组一等奖，共2项; C、D获展示作品称号（2所）.

    Works of several are counted together in so many words: “分别获一等奖2项” would give each of them two.
    Where a source names some and says 等, the bound beside the names adds nothing and is left out.
    """
    named = [result for result in group.results if result.quantity is None]
    if not writer.material.has(group.name):
        return []
    tracks = list(dict.fromkeys(result.track_name for result in group.results))
    verb = "分别获" if len(tracks) > 1 else "获"
    prize = f"{verb}{plain(tracks)}{group.prize}"
    if not named:
        return [*text(prize), *writer.figure(group.name)]
    names = plain(winner(result) for result in named)
    if group.stated is not None:
        return text(f"{names}等{prize}")
    has_works = any(result.work_title for result in named)
    figure = writer.figure(group.name, before="，共" if has_works and len(named) > 1 else "")
    return [*text(f"{names}{prize}"), *(figure if has_works else parenthesis(figure)), *ranks(named)]


def winner(result: ExternalResult) -> str:
    """Return a winner with the work."""
    work = f"《{result.work_title.strip('《》')}》" if result.work_title else ""
    return f"{result.organization_name}{work}"


def ranks(results: list[ExternalResult]) -> Clause:
    """Return the places worth naming: （A获中职组第一名）."""
    firsts = [f"{result.organization_name}获{result.track_name}第一名" for result in results if result.rank == 1]
    return parenthesis(text(plain(firsts)))
