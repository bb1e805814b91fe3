"""Tables of the back office."""

from office.models.account import User
from office.models.attachment import Attachment, AttachmentLink
from office.models.audit import AuditEntry
from office.models.heartbeat import Heartbeat
from office.models.import_batch import ImportBatch, ImportRow
from office.models.invitation import Invitation
from office.models.job import Job
from office.models.lock import LoginLock
from office.models.login_session import LoginSession
from office.models.merge import Merge
from office.models.message import Message, MessagePreference
from office.models.numbering import NumberSeries
from office.models.policy import AccountPolicy
from office.models.record import Record, ScopedQuerySet
from office.models.reminder import ReminderDelivery, ReminderRule
from office.models.seal import Seal, SealedEntry
from office.models.throttle import Throttle
from office.models.upload import Upload, UploadPart
from office.models.workday import CalendarDay, WorkdayCalendar

__all__ = [
    "AccountPolicy",
    "Attachment",
    "AttachmentLink",
    "AuditEntry",
    "CalendarDay",
    "Heartbeat",
    "ImportBatch",
    "ImportRow",
    "Invitation",
    "Job",
    "LoginLock",
    "LoginSession",
    "Merge",
    "Message",
    "MessagePreference",
    "NumberSeries",
    "Record",
    "ReminderDelivery",
    "ReminderRule",
    "ScopedQuerySet",
    "Seal",
    "SealedEntry",
    "Throttle",
    "Upload",
    "UploadPart",
    "User",
    "WorkdayCalendar",
]
