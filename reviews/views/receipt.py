"""The receipt of what was sent in: a page that prints."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from association.views.panels import owner_crumb
from office.web.access import door, get_actor
from office.web.page_data import Link
from office.workflow import Refusal
from reviews.domain.receipt import receipt_of
from reviews.models import Submission


@door()
def show_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipt of a submission to those who may see it; refused while nothing has been received."""
    rows = Submission.objects.visible_to(get_actor(request)).select_related("call__body", "organization")
    submission = get_object_or_404(rows, pk=pk)
    receipt = receipt_of(submission)
    if receipt is None:
        raise Refusal(_("“%(object)s” has not been sent in: there is no receipt yet.") % {"object": submission})
    crumbs = [*owner_crumb(submission), Link(_("Receipt"), "")]
    return render(request, "reviews/receipt.html", {"receipt": receipt, "crumbs": crumbs, "submission": submission})
