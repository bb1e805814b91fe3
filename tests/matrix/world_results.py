"""Objects of the matrix: public notices, objections and certificates."""

from typing import Any

from django.utils import timezone

from reviews.enums import CallState, NoticeState, ObjectionState
from tests.factories import results as rows
from tests.factories.association import MembershipFactory
from tests.factories.competitions import ReferralFactory, ReferralQuotaFactory
from tests.factories.office import UserFactory
from tests.factories.reviews import CallFactory, RankingFactory

DECIDED = {ObjectionState.UPHELD, ObjectionState.DISMISSED, ObjectionState.APPLIED}


def make_notice(world: Any, phase: str) -> Any:
    """Return a notice of a closed call in a state; each call has one that counts, so each gets its own."""
    call = CallFactory(body=world.body, state=CallState.CLOSED)
    state = phase or NoticeState.PUBLISHED
    factory = rows.NoticeFactory if state == NoticeState.DRAFTED else rows.PublishedFactory
    return factory(call=call, state=state)


def make_objection(world: Any, phase: str) -> Any:
    """Return an objection of the world's school in a state."""
    state = phase or ObjectionState.FILED
    words: dict[str, Any] = {}
    if state in DECIDED:
        words = {"decision": "已核查", "decided_at": timezone.now(), "decided_by": UserFactory()}
        words["appeal_until"] = timezone.localdate()
    return rows.ObjectionFactory(
        notice=world.find("publicnotice"), organization=world.organization, state=state, **words
    )


def make_certificate(world: Any, phase: str) -> Any:
    """Return a certificate of the world's school in a state."""
    state = phase or "issued"
    return rows.CertificateFactory(
        organization=world.organization, state=state, reason="" if state == "issued" else "更正"
    )


def make_recheck(world: Any, phase: str) -> Any:
    """Return a recheck of two versions of a ranking in a state."""
    before = RankingFactory(round__call__body=world.body)
    after = RankingFactory(round=before.round, version=before.version + 1)
    return rows.RecheckFactory(call=before.round.call, before=before, after=after, state=phase or "open")


def make_referral(world: Any, phase: str) -> Any:
    """Return a referral of an entry of the world's school in a state."""
    award = world.find("award")
    return ReferralFactory(award=award, submission=award.submission, state=phase or "standing")


RESULTS = {
    "membership": lambda world, _phase: MembershipFactory(organization=world.organization),
    "sheetreturn": lambda world, _phase: world.find("sheet_return"),
    "referral": make_referral,
    "referralquota": lambda _world, _phase: ReferralQuotaFactory(),
    "recheck": make_recheck,
    "publicnotice": make_notice,
    "public_notice": lambda world, phase: world.find("publicnotice", phase),
    "objection": make_objection,
    "certificate": make_certificate,
}
