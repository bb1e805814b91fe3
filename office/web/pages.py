"""The addresses of a noun's pages: which views a declaration brings."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from office.web import act_page, detail_page, file_page, form_page, list_page
from office.web.noun import Noun


def noun_urls(noun: Noun) -> list[URLPattern]:
    """Return the address patterns of the pages that a noun has."""

    def page(route: str, view: Callable[..., Any], name: str) -> URLPattern:
        return path(f"{noun.plural}/{route}", view(noun), name=f"{noun.name}_{name}")

    patterns = [page("<int:pk>/", detail_page.view_detail, "detail")]
    if noun.listing:
        patterns += [page("", list_page.view_list, "list"), page("export.xlsx", list_page.view_export, "export")]
    if noun.names:
        patterns.append(page("options/", list_page.view_options, "options"))
    if noun.form:
        patterns.append(page("new/", form_page.view_create, "create"))
        patterns.append(page("<int:pk>/edit/", form_page.view_change, "change"))
        if noun.removable:
            patterns.append(page("<int:pk>/remove/", act_page.view_remove, "remove"))
    if noun.workflow:
        patterns.append(page("<int:pk>/act/<slug:action>/", act_page.view_act, "act"))
    if noun.files:
        patterns.append(page("<int:pk>/files/", file_page.view_add, "file_add"))
        patterns.append(page("<int:pk>/files/<int:file_pk>/", file_page.view_open, "file_open"))
        patterns.append(page("<int:pk>/files/<int:file_pk>/remove/", file_page.view_remove, "file_remove"))
    return patterns
