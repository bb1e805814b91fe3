"""The sign of health for balancers and watchers: words only, nothing about the inside."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from office.queries.health import check_health


@require_safe
@never_cache
def show_health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the portal can serve pages, 503 when not; with ``?strict=1`` worker and broker count too."""
    checks = check_health()
    strict = request.GET.get("strict") == "1"
    fit = all(check.good for check in checks if check.needed or strict)
    lines = [f"{check.name} {'ok' if check.good else 'down'}" for check in checks]
    text = "\n".join(["ok" if fit else "down", *lines, ""])
    return HttpResponse(text, status=200 if fit else 503, content_type="text/plain; charset=utf-8")
