"""Sentences about honor selections."""

from collections.abc import Iterator

from association.enums import HostRole
from competitions.models import HonorEdition
from reports.catalogue.awards import award_name
from reports.catalogue.honor import honor_editions_of_year
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
from reviews.models import Call, Prize


def propose_honors(material: Material) -> Iterator[ProposedSection]:
    """Yield a section for each honor selection of the year."""
    writer = Writer(material)
    for edition in honor_editions_of_year(material.scope):
        call = edition.call
        received = writer.figure(f"honor.nominations:{call.code}", before=f"共收到{call.entry_noun or '参选材料'}")
        awards = join([prize_clause(writer, call, prize) for prize in call.prizes.order_by("order", "pk")], LIST_COMMA)
        second = join([received, [*text("经评审，评选出"), *awards] if awards else []], "，")
        blocks = write_paragraph(opening(edition), sentence(second) if second else []) if second else []
        yield ProposedSection("honors", f"honor:{call.code}", f"开展{call.title}", tuple(blocks))


def opening(edition: HonorEdition) -> Clause:
    """Return who carried it out and when."""
    call, activity = edition.call, edition.call.activity
    when = activity.date_text if activity and activity.date_text else f"{call.year}年"
    own = call.body.short_name or call.body.name
    partners = [
        host.party_name
        for host in (activity.hosts.select_related("organization", "body").order_by("order", "id") if activity else [])
        if host.role in (HostRole.HOST, HostRole.CO_HOST) and host.body_id != call.body_id
    ]
    who = f"{own}联合{plain(partners)}" if partners else own
    return sentence(text(f"{when}，{who}开展{call.title}"))


def prize_clause(writer: Writer, call: Call, prize: Prize) -> Clause:
    """Return “先进单位”20个, or what a nominal number says: “江淮名匠”百名（实际99人）."""
    name = prize.name.strip("“”")
    return writer.figure(award_name(call, prize), before=f"“{name}”")
