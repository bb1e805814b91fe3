"""The public page on which anybody checks a certificate by its code."""

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from association.methods.verify_code import LENGTH, read_code, show_code
from association.queries.certificate import check_code
from office.domain.throttle import claim_request

# A person with a pile of paper asks a few times a minute; a guesser would need many more than the stars have left.
LIMIT, SECONDS = 30, 600
LONGEST = 100


@never_cache
def check_certificate(request: HttpRequest) -> HttpResponse:
    """Ask for a code, or answer what a stranger may know of it: masked name, award, occasion and state.

    An unknown code and one that nobody can read get the same answer by the same steps.
    """
    asked = request.GET.get("code", "")[:LONGEST].replace("\0", "").strip()
    if not asked:
        return render(request, "association/verify.html", {"length": LENGTH})
    if not claim_request("verify", address=get_client_ip(request) or "", limit=LIMIT, seconds=SECONDS):
        response = render(request, "429.html", status=429)
        response["Retry-After"] = str(SECONDS)
        return response
    code = read_code(asked)
    context = {"asked": show_code(code) if code else asked, "found": check_code(asked), "length": LENGTH}
    return render(request, "association/verify.html", context)
