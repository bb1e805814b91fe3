"""Sentences about research: projects applied for and approved, papers received and awarded."""

from collections.abc import Iterator

from reports.catalogue.awards import award_name
from reports.catalogue.research import paper_calls_of_year, programs_of_year
from reports.kinds.base import (
    COMMA,
    SEMICOLON,
    Clause,
    Material,
    ProposedSection,
    Writer,
    exhibit,
    join,
    parenthesis,
    sentence,
    text,
    write_paragraph,
)
from research.models import Program, ProgramCategory
from reviews.models import Call, Prize


def propose_projects(material: Material) -> Iterator[ProposedSection]:
    """Yield a section for each project program of the year."""
    writer = Writer(material)
    for program in programs_of_year(material.scope):
        call = program.call
        received = writer.figure(f"project.applications:{call.code}", before="共收到申报课题")
        first = sentence(text(f"组织开展{call.title}的申报、评审和立项工作，"), received) if received else []
        approved = join([approved_clause(writer, program, category) for category in program.categories.all()], COMMA)
        second = sentence(text("经组织专家评审，批准立项"), approved) if approved else []
        blocks = write_paragraph(first, second)
        if approved and call.tracks.count() > 1:
            blocks.append(exhibit("chart", f"projects:{call.code}"))
        yield ProposedSection("projects", f"program:{call.code}", f"评审{call.title}", tuple(blocks))


def approved_clause(writer: Writer, program: Program, category: ProgramCategory) -> Clause:
    """Return 重点课题60项（其中：高职类55项，中职类5项）."""
    name = f"project.approved:{program.call.code}:{category.code}"
    total = writer.figure(name, before=category.name)
    tracks = list(program.call.tracks.all())
    parts = join([writer.figure(f"{name}:{track.code}", before=track.name) for track in tracks], COMMA)
    inner = parenthesis([*text("其中："), *parts]) if parts and len(tracks) > 1 else []
    return [*total, *inner] if total else []


def propose_papers(material: Material) -> Iterator[ProposedSection]:
    """Yield a section for each call for papers of the year."""
    writer = Writer(material)
    for call in paper_calls_of_year(material.scope):
        name = f"paper.received:{call.code}"
        total = writer.figure(name, before="共收到论文")
        tracks = list(call.tracks.all())
        parts = join([writer.figure(f"{name}:{track.code}", before=track.name) for track in tracks], COMMA)
        among = [*text("，其中："), *parts] if parts and len(tracks) > 1 else []
        first = sentence(text(f"组织开展{call.title}工作，"), total, among) if total else []
        prizes = join([prize_clause(writer, call, prize) for prize in call.prizes.all()], SEMICOLON)
        second = sentence(text("经组织专家评审，评选出"), prizes) if prizes else []
        blocks = write_paragraph(first, second)
        if prizes and len(tracks) > 1:
            blocks.append(exhibit("table", f"awards:{call.code}"))
        yield ProposedSection("papers", f"papers:{call.code}", f"开展{call.title}", tuple(blocks))


def prize_clause(writer: Writer, call: Call, prize: Prize) -> Clause:
    """Return 一等奖9篇，其中高职类2篇，中职类7篇."""
    total = writer.figure(award_name(call, prize), before=prize.name)
    tracks = list(call.tracks.all())
    parts = join(
        [writer.figure(award_name(call, prize, track.code), before=track.name) for track in tracks],
        COMMA,
    )
    return [*total, *(text("，其中") if parts else []), *parts] if total else []
