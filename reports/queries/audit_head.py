"""The heads of the audit chain that stand printed in documents."""

from reports.models import Rendition


def printed_heads() -> list[str]:
    """Return each head that a printed document names, as it is printed; a head that was cut off is missed by these."""
    heads = Rendition.objects.filter(rendered_at__isnull=False).values_list("context__audit_head", flat=True)
    return sorted({head for head in heads if head})
