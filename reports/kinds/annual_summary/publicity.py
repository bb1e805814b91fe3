"""Sentences about publications: books under culture, periodicals and directories under publicity."""

from collections.abc import Iterator, Sequence

from association.enums import ActivityKind, PublicationKind, PublicationState
from association.models import Publication
from reports.catalogue.base import stated_name
from reports.catalogue.work import activities_of_year, publications_of_year
from reports.kinds.annual_summary.work import ELSEWHERE, activity_sentence
from reports.kinds.base import (
    LIST_COMMA,
    Clause,
    Material,
    ProposedSection,
    Writer,
    join,
    sentence,
    text,
    write_paragraph,
)
from reports.methods.blocks import Block


def propose_books(material: Material) -> Iterator[ProposedSection]:
    """Yield the books of the year, published or in work."""
    yield section(material, "books", "books:year", "编写出版图书", (PublicationKind.BOOK,))


def propose_publicity(material: Material) -> Iterator[ProposedSection]:
    """Yield periodicals, then directories and other publications."""
    periodicals = (PublicationKind.JOURNAL, PublicationKind.NEWSLETTER, PublicationKind.WEBSITE)
    writer = Writer(material)
    campaigns = [
        item
        for item in activities_of_year(material.scope)
        if item.kind == ActivityKind.PUBLICITY and item.body.kind not in ELSEWHERE
    ]
    opening = [block for item in campaigns for block in write_paragraph(activity_sentence(writer, item))]
    yield section(material, "publicity", "publicity:periodicals", "办好会刊等宣传阵地", periodicals, opening=opening)
    others = (PublicationKind.DIRECTORY, PublicationKind.OTHER)
    yield section(material, "publicity", "publicity:directories", "编印通讯簿等资料", others)


def section(
    material: Material,
    source: str,
    key: str,
    heading: str,
    kinds: tuple[PublicationKind, ...],
    *,
    opening: Sequence[Block] = (),
) -> ProposedSection:
    """Return one section over the publications of some kinds, after the blocks that open it."""
    writer = Writer(material)
    blocks = [
        *opening,
        *(
            block
            for publication in publications_of_year(material.scope)
            if publication.kind in kinds
            for block in write_paragraph(publication_sentence(writer, publication))
        ),
    ]
    return ProposedSection(source, key, heading, tuple(blocks))


def publication_sentence(writer: Writer, publication: Publication) -> Clause:
    """Return 刊印《安徽职成教》会刊4期, 编写出版《品读非遗》, 正在编写《…》，60多所学校投稿."""
    who = publication.body.short_name or publication.body.name
    name = f"《{publication.title.strip('《》')}》"
    issues = writer.figure(f"publication.issues:{publication.pk}")
    counts = join([writer.counted(stated_name(count), after="投稿") for count in publication.counts.all()], LIST_COMMA)
    tail = [*text("，"), *counts] if counts else []
    if issues:
        what = "会刊" if publication.kind == PublicationKind.JOURNAL else "简报"
        return sentence(text(f"{who}全年刊印{name}{what}"), issues, tail)
    if publication.kind == PublicationKind.WEBSITE:
        return []
    when = f"{publication.date_text}，" if publication.published_on else ""
    verb = "编写出版" if publication.kind == PublicationKind.BOOK else "编印"
    verb = verb if publication.state == PublicationState.PUBLISHED else "正在编写"
    edition = f"（{publication.edition}）" if publication.edition else ""
    return sentence(text(f"{when}{who}{verb}{name}{edition}"), tail)
