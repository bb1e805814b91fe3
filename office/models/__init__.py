"""Tables of the back office."""

from office.models.account import User
from office.models.attachment import Attachment, AttachmentLink
from office.models.audit import AuditEntry
from office.models.invitation import Invitation
from office.models.job import Job
from office.models.numbering import NumberSeries
from office.models.record import Record, ScopedQuerySet

__all__ = [
    "Attachment",
    "AttachmentLink",
    "AuditEntry",
    "Invitation",
    "Job",
    "NumberSeries",
    "Record",
    "ScopedQuerySet",
    "User",
]
