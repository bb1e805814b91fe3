"""Rows of a school's way into a call for tests: each factory makes the smallest row that the database accepts."""

import factory
from django.core.files.base import ContentFile

from office.models import Attachment
from reviews.enums import ChangeKind, ChangeState, QuotaScope, SubmissionState
from reviews.models import ChangeRequest, Eligibility, Endorsement, QuotaRule
from tests.factories.association import Derived
from tests.factories.reviews import LONG_AGO, CallFactory, SubmissionFactory


class EndorsementFactory(Derived):
    class Meta:
        model = Endorsement

    submission = factory.SubFactory(SubmissionFactory, state=SubmissionState.OFFERED)
    offered_at = LONG_AGO


class EligibilityFactory(Derived):
    class Meta:
        model = Eligibility

    call = factory.SubFactory(CallFactory)


class QuotaRuleFactory(Derived):
    class Meta:
        model = QuotaRule

    call = factory.SubFactory(CallFactory)
    scope = QuotaScope.SCHOOL
    maximum = 3


class ChangeRequestFactory(Derived):
    """A request that waits, unless another state is given."""

    class Meta:
        model = ChangeRequest

    submission = factory.SubFactory(SubmissionFactory)
    kind = ChangeKind.TITLE
    proposal = factory.LazyFunction(lambda: {"title": "新名称"})
    before = factory.LazyAttribute(lambda row: {"title": row.submission.title})
    reason = "笔误"
    state = ChangeState.FILED
    filed_at = LONG_AGO
    decided_at = factory.LazyAttribute(
        lambda row: LONG_AGO if row.state in {ChangeState.APPROVED, ChangeState.REFUSED} else None
    )


def make_attachment(name: str = "盖章.pdf") -> Attachment:
    """Return a stored file."""
    attachment = Attachment(name=name, sha256="a" * 64, media_type="application/pdf", size=4)
    attachment.file.save("x", ContentFile(b"%PDF"), save=False)
    attachment.save()
    return attachment
