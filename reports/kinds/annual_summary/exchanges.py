"""Sentences about visits and agreements."""

from collections.abc import Iterable, Iterator
from typing import Any

from association.enums import AgreementState, BodyKind, VisitDirection, VisitSide
from association.models import Agreement, Visit
from reports.catalogue.base import stated_name
from reports.catalogue.work import visits_of_year
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

ABROAD = "国际"


def propose_exchanges(material: Material) -> Iterator[ProposedSection]:
    """Yield agreements, visits received and exchanged, and study tours."""
    writer = Writer(material)
    visits = [item for item in visits_of_year(material.scope) if item.body.kind != BodyKind.ALLIANCE]
    agreements = Agreement.objects.filter(
        body_id__in=material.scope.body_ids,
        signed_on__year=material.scope.year,
        state__in=(AgreementState.SIGNED, AgreementState.ENDED),
    ).prefetch_related("parties__organization", "parties__body")
    signed = [block for item in agreements for block in write_paragraph(agreement_sentence(item))]
    yield ProposedSection("exchanges", "exchanges:agreements", "签署合作协议", tuple(signed))
    for key, heading, directions in (
        ("mutual", "开展交流互访", (VisitDirection.INCOMING, VisitDirection.MUTUAL)),
        ("outgoing", "考察学习撷取经验", (VisitDirection.OUTGOING,)),
    ):
        blocks = [
            block
            for alike in alike_visits(visit for visit in visits if visit.direction in directions)
            for block in write_paragraph(visit_sentence(writer, *alike))
        ]
        yield ProposedSection("exchanges", f"exchanges:{key}", heading, tuple(blocks))


def alike_visits(visits: Iterable[Visit]) -> list[list[Visit]]:
    """Return the visits in their order, those that differ in their date alone together at the first one's place."""
    groups: dict[tuple[Any, ...], list[Visit]] = {}
    for visit in visits:
        parties = tuple((party.side, party_words(party)) for party in visit.parties.all())
        same = (visit.body_id, visit.direction, visit.leader, visit.purpose, visit.place, parties)
        single = not parties or visit.days.all() or visit.counts.all()
        groups.setdefault((visit.pk,) if single else same, []).append(visit)
    return list(groups.values())


def visit_sentence(writer: Writer, visit: Visit, *again: Visit) -> Clause:
    """Return one visit: when, who led, how many, how often, where to, whom they met, what for.

    ``again`` are visits like it on other dates: 9月和12月……先后赴……
    """
    dates = [item.date_words(known_year=writer.material.scope.year) for item in (visit, *again)]
    when = f"{LIST_COMMA.join(dates[:-1])}和{dates[-1]}" if again and all(dates) else dates[0]
    several_times = "先后" if again else ""
    who = visit.leader or visit.body.short_name or visit.body.name
    parties = list(visit.parties.all())
    theirs = plain(party_words(party) for party in parties if party.side == VisitSide.THEIRS)
    ours = plain(party_words(party) for party in parties if party.side == VisitSide.OURS)
    purpose = f"，{visit.purpose.rstrip('。')}" if visit.purpose else ""
    if visit.direction == VisitDirection.INCOMING:
        act = text(f"{theirs or visit.title}{several_times}来访，与{ours or who}进行交流{purpose}")
    elif visit.direction == VisitDirection.OUTGOING:
        act = [*outgoing(writer, visit, who, several_times), *text(purpose)]
    else:
        act = text(f"{who}与{theirs or visit.title}{several_times}开展互访交流{purpose}")
    return sentence(text(f"{when}，" if when else ""), act)


def outgoing(writer: Writer, visit: Visit, who: str, several_times: str) -> Clause:
    """Return who went where how often, and with whom they talked there."""
    people = join([writer.counted(stated_name(count)) for count in visit.counts.all()], LIST_COMMA)
    times = several(writer, f"visit.days:{visit.pk}", before="先后")
    theirs = [party for party in visit.parties.all() if party.side == VisitSide.THEIRS]
    units = plain(party_words(party) for party in theirs if party.person is None)
    met = plain(party_words(party) for party in theirs if party.person is not None)
    to = units or visit.place or visit.title
    lead = text(f"{who}带领" if people and visit.leader else who)
    return [
        *lead,
        *people,
        *(times or text(several_times)),
        *text(f"赴{to}考察交流"),
        *text(f"，与{met}会谈" if met else ""),
    ]


def party_words(party: object) -> str:
    """Return a party with unit, post and name, as far as they are known."""
    unit = party.organization.name if party.organization else ""  # type: ignore[attr-defined]
    name = party.person.name if party.person else party.name  # type: ignore[attr-defined]
    return f"{unit}{party.position}{name}"  # type: ignore[attr-defined]


def agreement_sentence(agreement: Agreement) -> Clause:
    """Return who signed what and when."""
    parties = plain(party.party_name for party in agreement.parties.all() if party.body_id != agreement.body_id)
    own = agreement.body.short_name or agreement.body.name
    when = agreement.date_text
    title = f"《{agreement.title.strip('《》')}》"
    return sentence(text(f"{when}，{own}与{parties}签署{title}" if parties else f"{when}，{own}签署{title}"))
