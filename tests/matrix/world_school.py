"""Objects of the matrix for a school's way into a call."""

from typing import Any

from tests.factories.school import (
    ChangeRequestFactory,
    EligibilityFactory,
    EndorsementFactory,
    QuotaRuleFactory,
    make_attachment,
)


def sealed(world: Any) -> Any:
    """Return the entry whose endorsement has a scan."""
    entry = world.submission("group_review", "offered")
    return EndorsementFactory(submission=entry, scan=make_attachment()).submission


def received(world: Any) -> Any:
    """Return an entry with its dossier."""
    entry = world.submission("group_review", "submitted")
    entry.dossier = {"fields": [], "participants": [], "files": []}
    entry.save(update_fields=["dossier"])
    return entry


def requested(world: Any, phase: str, **values: Any) -> Any:
    """Return a change request of the school in a state."""
    state = {"state": phase} if phase else {}
    return ChangeRequestFactory(submission=world.submission("group_review", "submitted"), **state, **values)


SCHOOL: dict[str, Any] = {
    "eligibility": lambda world, _phase: EligibilityFactory(call=world.call("group_review")),
    "quotarule": lambda world, _phase: QuotaRuleFactory(call=world.call("group_review")),
    "submission_endorse": lambda world, _phase: sealed(world),
    "endorsement_scan": lambda world, _phase: sealed(world),
    "submission_receipt": lambda world, _phase: received(world),
    "changerequest": requested,
    "changerequest_proof": lambda world, phase: requested(world, phase, proof=make_attachment()),
    "qualification_one": lambda world, _phase: world.submission("group_review", "submitted"),
    "qualification_batch": lambda world, _phase: world.call("group_review"),
}
SCHOOL_ARGUMENTS: dict[str, Any] = {
    "reviews:submission_ask": lambda world, _phase: [world.find("submission", "submitted").pk, "title"],
    "office:upload_detail": lambda _world, _phase: ["00000000-0000-0000-0000-000000000000"],
}
