"""Put a table or chart of the year into a section."""

from django.utils.translation import gettext as _

from office.workflow import refuse_unless
from reports.catalogue import body_scope
from reports.kinds.base import Material
from reports.kinds.exhibit import exhibit_choices, fill_exhibit
from reports.methods.blocks import Block, source_block
from reports.models import Section
from reports.queries.figure import figures_of


def exhibit_block(section: Section, *, kind: str, source: str, blocks: list[Block]) -> Block:
    """Return a new block for a table or chart that the year can fill; ``Refusal`` where it cannot, or stands already.

    ``blocks`` are the section's as its writer has them now.
    """
    report = section.report
    values = figures_of(report.body, report.year)
    known = any((choice.kind, choice.source) == (kind, source) for choice in exhibit_choices(values.values()))
    refuse_unless(known, _("This table or chart is not among those of the year."))
    stands = any((block["type"], block.get("source")) == (kind, source) for block in blocks)
    refuse_unless(not stands, _("This table or chart stands in the section already."))
    block = source_block(kind, source)
    filled = fill_exhibit(block, Material(scope=body_scope(report.body, report.year), values=values))
    refuse_unless(filled is not None, _("The records of the year do not fill this table or chart yet."))
    return block
