"""What must be so before awards are final and before a certificate exists, as plain facts without a database.

The pages ask these functions with facts read from the records; the search over the transition tables asks them with
every combination (``tests/reviews/test_finality_search.py``).
"""

from dataclasses import dataclass

from reviews.enums import AwardState, NoticeState


@dataclass(frozen=True)
class Finality:
    """How far a call's public notice has come.

    ``notice_state`` is that of the version that stands, "" for none; ``is_window_over`` and ``is_listed`` (the award
    stands in its content) speak of the same version. ``pending`` counts the call's open objections and appeals with
    the decisions that may still be appealed; ``is_correcting`` is true while a next version is being prepared.
    """

    needs_notice: bool
    notice_state: str = ""
    is_window_over: bool = False
    pending: int = 0
    is_listed: bool = False
    is_correcting: bool = False

    @property
    def is_free(self) -> bool:
        """True for a call whose awards need no notice and that has none."""
        return not self.needs_notice and not self.notice_state and not self.is_correcting


def why_not_close(facts: Finality) -> str:
    """Return why a notice's window cannot be closed: ``window_open``, or "" when it can."""
    return "" if facts.is_window_over else "window_open"


def why_not_finalize(facts: Finality) -> str:
    """Return why a closed notice cannot become final, or "" when it can."""
    if not facts.is_window_over:
        return "window_open"
    if facts.pending:
        return "objection_open"
    return "correcting" if facts.is_correcting else ""


def why_not_final(facts: Finality) -> str:
    """Return why an award cannot become final, or "" when it can."""
    if facts.is_free:
        return ""
    if not facts.notice_state:
        return "no_notice"
    if facts.notice_state != NoticeState.FINAL:
        return "notice_not_final"
    return why_not_finalize(facts) or ("" if facts.is_listed else "not_listed")


def why_no_certificate(facts: Finality, *, award_state: str) -> str:
    """Return why no certificate can be made of an award, or "" when it can."""
    return "award_not_final" if award_state != AwardState.FINAL else why_not_final(facts)


def why_no_change(facts: Finality) -> str:
    """Return why proposed awards cannot change: what was published changes only by a correction."""
    return "published" if facts.notice_state and not facts.is_correcting else ""
