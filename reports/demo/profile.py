"""The association's card in the demo: set up and working in 2020; nothing that the source does not say is entered."""

from association.domain.profile import card_to_fill, change_card, finish_set_up
from association.queries.profile import root_body
from reports.demo.ledger import Ledger

YEAR = 2020


def load(ledger: Ledger) -> None:
    """Open the card, say which year is worked in and that the set-up is done; staff's own card is left as it is."""
    body = root_body()
    if body is None:
        return
    card = card_to_fill(actor=ledger.actor)
    if card.set_up_at is not None:
        return
    if card.current_year is None:
        change_card(card, actor=ledger.actor, changes={"current_year": YEAR})
    finish_set_up(card, actor=ledger.actor)
    ledger.added[card._meta.label] += 1
