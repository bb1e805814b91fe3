"""Refuse what a public notice does not allow yet, in the user's words."""

from django.utils.translation import gettext as _

from office.workflow import refuse_unless
from reviews.methods.finality import Finality, why_no_certificate, why_no_change, why_not_final
from reviews.models import Award, Call
from reviews.queries.public_notice import finality_of, standing_notice


def sentence_of(code: str, *, call: Call, facts: Finality) -> str:
    """Return the sentence for a reason that ``reviews/methods/finality.py`` gives, "" for none."""
    notice = standing_notice(call) if code == "window_open" else None
    sentences = {
        "": "",
        "window_open": _("The window of the public notice is open until the end of %(day)s.")
        % {"day": notice.closes_on if notice else ""},
        "objection_open": _("%(count)s objections, appeals or terms of appeal are still open.")
        % {"count": facts.pending},
        "correcting": _("A correction of the public notice is being prepared: publish or remove it first."),
        "no_notice": _("The awards of “%(call)s” become final only through a public notice. Prepare one first.")
        % {"call": call},
        "notice_not_final": _("The public notice of “%(call)s” is not final yet.") % {"call": call},
        "not_listed": _("This award does not stand in the public notice. Prepare a correction."),
        "award_not_final": _("Only a final award gets a certificate."),
        "published": _("The awards of “%(call)s” have been published. Prepare a correction of the notice first.")
        % {"call": call},
    }
    return sentences[code]


def check_may_confirm(award: Award, *, facts: Finality | None = None) -> None:
    """Refuse to make an award final past its call's public notice."""
    call = award.prize.call
    facts = facts or finality_of(call, award=award)
    refuse(why_not_final(facts), call=call, facts=facts)


def check_may_certify(award: Award, *, facts: Finality | None = None) -> None:
    """Refuse a certificate for an award that is not final, or whose notice is open or objected to."""
    call = award.prize.call
    facts = facts or finality_of(call, award=award)
    refuse(why_no_certificate(facts, award_state=award.state), call=call, facts=facts)


def check_may_change_awards(call: Call) -> None:
    """Refuse a change of the proposed awards that a published notice names, unless a correction is being prepared."""
    facts = finality_of(call)
    refuse(why_no_change(facts), call=call, facts=facts)


def refuse(code: str, *, call: Call, facts: Finality) -> None:
    """Raise ``Refusal`` with the sentence of a reason, nothing for ""."""
    refuse_unless(not code, sentence_of(code, call=call, facts=facts) if code else "")
