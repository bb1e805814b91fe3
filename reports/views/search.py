"""One search over the nouns that the reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.web.access import door, get_actor
from reports.methods.search import LONGEST, read_words
from reports.queries.search import find_records
from reports.web.search_page import show_group


@require_safe
@door("reports.search")
def show_search(request: HttpRequest) -> HttpResponse:
    """Show what was found, by noun, or what can be typed; the word stands in the address."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    words = read_words(typed)
    groups = [show_group(group, words, typed) for group in find_records(words, actor=get_actor(request))]
    context = {"typed": typed, "words": words, "groups": groups, "longest": LONGEST, "own_box": True}
    return render(request, "reports/search.html", context)
