"""Issue the certificates of a call's final awards."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from association.domain.certificate import guards, issue_certificates
from association.models import Certificate
from office.actor import Actor, pack_actor, unpack_actor
from office.domain.job import JobRun, handles, request_job
from office.domain.record import change_record
from office.models import Job
from office.workflow import refuse_unless
from reviews.domain.certificate_draft import drafts_of, people_of
from reviews.domain.finality import check_may_certify
from reviews.enums import CertificateHolders
from reviews.models import Award, Call
from reviews.queries.certificate import PREFIX, awards_to_certify, sheets_on_record
from reviews.queries.public_notice import finality_of, standing_notice

JOB_KIND = "reviews.issue_certificates"
# So many are issued while one waits; more by a worker.
AT_ONCE = 300


def waiting_drafts(awards: Iterable[Award], *, holders: str) -> list[Certificate]:
    """Return the sheets that final awards are still to get, in the order of the list; three queries at any size.

    What was issued once, of whatever state, does not come again.
    """
    rows = list(awards)
    people = people_of(rows)
    known = sheets_on_record(award.recognition_source for award in rows)
    return [
        draft
        for award in rows
        for draft in drafts_of(award, people[award.submission_id], holders=holders)
        if draft.part not in known[award.recognition_source]
    ]


def issue_for_call(call: Call, *, actor: Actor, holders: str = "") -> list[Certificate]:
    """Issue the certificates of a call's final awards that are still wanted, all or none.

    ``holders`` changes for whom the call's certificates are made out; empty keeps the choice. Refused while the call's
    public notice is not final or an objection is open, for an award that the notice does not list, and when nothing is
    left to issue.
    """
    holders = holders or call.certificate_holders
    drafts = waiting_drafts(awards_to_certify(call), holders=holders)
    refuse_unless(bool(drafts), _("No final award of this call waits for a certificate."))
    check_all(call, drafts)
    with transaction.atomic():
        keep_choice(call, holders, actor=actor)
        return issue_certificates(drafts, actor=actor)


def issue_for_award(award: Award, *, actor: Actor) -> list[Certificate]:
    """Issue the certificates of one final award, by the choice of its call; the same questions are asked."""
    check_may_certify(award)
    rows = awards_to_certify(award.prize.call_id).filter(pk=award.pk)
    drafts = waiting_drafts(rows, holders=award.prize.call.certificate_holders)
    refuse_unless(bool(drafts), _("This award has its certificates."))
    return issue_certificates(drafts, actor=actor)


def keep_choice(call: Call, holders: str, *, actor: Actor) -> None:
    """Store for whom a call's certificates are made out, where it is another choice than before."""
    refuse_unless(holders in CertificateHolders.values, _("Choose a value from the list."))
    if holders != call.certificate_holders:
        change_record(call, actor=actor, changes={"certificate_holders": holders})


def request_issue(call: Call, *, actor: Actor, holders: str) -> Job:
    """Ask a worker to issue a call's certificates; what can be refused now is refused now."""
    refuse_unless(holders in CertificateHolders.values, _("Choose a value from the list."))
    check_all(call, waiting_drafts(awards_to_certify(call), holders=holders))
    arguments = {"call": call.pk, "holders": holders, "actor": pack_actor(actor)}
    return request_job(
        JOB_KIND, actor=actor, title=_("Issue certificates: %(call)s") % {"call": call}, arguments=arguments
    )


@handles(JOB_KIND)
def issue_by_job(run: JobRun) -> dict[str, Any]:
    """Issue the certificates of a call in one transaction; a repeat finds them issued and mints nothing."""
    given = run.job.arguments
    call = Call.objects.select_related("body").get(pk=given["call"])
    run.report("collect", 5)
    drafts = waiting_drafts(awards_to_certify(call), holders=given["holders"])
    fresh = issue_for_call(call, actor=unpack_actor(given["actor"]), holders=given["holders"]) if drafts else []
    return {"count": len(fresh), "url": reverse("reviews:call_certificates", args=[call.pk])}


def check_all(call: Call, drafts: Iterable[Certificate]) -> None:
    """Refuse unless every award may have its certificates now; the notice is read once for all of them."""
    facts, notice = finality_of(call), standing_notice(call)
    listed = {line["award"] for line in notice.content} if notice else set()
    keys = {int(draft.source.removeprefix(PREFIX)) for draft in drafts}
    for award in Award.objects.filter(pk__in=keys).select_related("prize__call"):
        check_may_certify(award, facts=replace(facts, is_listed=award.pk in listed))


@guards(PREFIX)
def check_source(source: str) -> None:
    """Refuse a certificate for the award of a source while that award or its notice is open."""
    award = Award.objects.select_related("prize__call").filter(pk=int(source.removeprefix(PREFIX))).first()
    refuse_unless(award is not None, _("Only a final award gets a certificate."))
    assert award is not None  # refused above
    check_may_certify(award)
