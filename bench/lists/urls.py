"""The portal's addresses, with the bare page and Django admin beside them."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from association.models import Organization
from competitions.models import Entry
from config.urls import urlpatterns as portal_patterns


def bare(request: HttpRequest) -> HttpResponse:
    """One indexed query, 50 rows, one template: the floor of a Django page."""
    return render(request, "bare.html", {"rows": Organization._base_manager.order_by("-pk")[:50]})


class OrganizationAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "school_level", "region", "uscc", "founded_on", "closed_on")
    list_filter = ("kind", "school_level")
    list_select_related = ("region",)
    list_per_page = 50


class EntryAdmin(admin.ModelAdmin):
    list_display = ("number", "title", "organization", "track", "state", "event", "submitted_at")
    list_select_related = ("submission", "submission__organization", "submission__track", "event")
    list_per_page = 50

    @admin.display
    def number(self, entry: Entry) -> str:
        return entry.submission.number

    @admin.display
    def title(self, entry: Entry) -> str:
        return entry.submission.title

    @admin.display
    def organization(self, entry: Entry) -> str:
        return str(entry.submission.organization)

    @admin.display
    def track(self, entry: Entry) -> str:
        return str(entry.submission.track)

    @admin.display
    def state(self, entry: Entry) -> str:
        return entry.submission.get_state_display()

    @admin.display
    def submitted_at(self, entry: Entry) -> str:
        return str(entry.submission.submitted_at)


admin.site.register(Organization, OrganizationAdmin)
admin.site.register(Entry, EntryAdmin)

urlpatterns = [path("bare/", bare), path("admin/", admin.site.urls), *portal_patterns]
