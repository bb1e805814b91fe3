"""The procedures of contests that are no call's and no submission's."""

from django.utils.translation import gettext_lazy as _

from competitions.enums import ReferralState
from office.workflow import Transition, chain

REFERRAL = chain(
    "referral",
    Transition(
        "take_back_referral",
        (ReferralState.STANDING,),
        ReferralState.TAKEN_BACK,
        _("Take the referral back"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)
