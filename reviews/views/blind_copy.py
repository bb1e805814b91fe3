"""Pages of blind copies: make them, look at what was found, clear, keep back, or put another file in their place."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from association.views.panels import owner_crumb
from office.actor import Actor
from office.domain.attachment import FileRefused, store_attachment
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, DetailPage, Fact, FactsPanel, FilesPanel, Link, TablePanel
from office.workflow import list_words
from reviews.domain.blind_copy import COPY_ACTS, replace_file, request_copies
from reviews.enums import CopyState, RoundState
from reviews.lists.words import tone_of
from reviews.models import BlindCopy
from reviews.models.panel import without_own_panels
from reviews.views.round_progress import rounds_read_by
from reviews.workflow import COPY as COPY_WORKFLOW

SHOWN = 1000
COPY_TONES = {CopyState.WAITING: "warn", CopyState.FOUND: "warn", CopyState.CLEARED: "ok", CopyState.BLOCKED: "danger"}
KINDS = {
    "own_school": gettext_lazy("Own school"),
    "school": gettext_lazy("Name of a school"),
    "person": gettext_lazy("Person in the entry"),
    "other": gettext_lazy("From an identifying field"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "id_number": gettext_lazy("ID number"),
    "unread": gettext_lazy("Could not be read"),
    "unclean": gettext_lazy("Could not be cleaned"),
}
UNREAD = {
    "pages": gettext_lazy("Scanned pages without text: %(count)s"),
    "picture": gettext_lazy("Pictures: %(count)s"),
    "embedded": gettext_lazy("Embedded files, left out: %(count)s"),
    "video": gettext_lazy("A video: nobody has watched it"),
    "no_reader": gettext_lazy("The server has no program that reads PDF files (poppler-utils)."),
    "broken": gettext_lazy("The file is damaged."),
    "encrypted": gettext_lazy("The file is protected by a password."),
    "too_large": gettext_lazy("The file unpacks to more than can be looked through."),
    "unknown_kind": gettext_lazy("Files of this kind cannot be cleaned."),
    "missing": gettext_lazy("The file is missing in the store."),
}


def words_of(finding: dict[str, str]) -> str:
    """Return one finding in the reader's language."""
    if finding["kind"] in {"unread", "unclean"}:
        sentence = str(UNREAD.get(finding["text"], finding["text"]))
        return sentence % {"count": finding.get("around") or 1} if "%(count)s" in sentence else sentence
    return finding["text"]


@door("reviews.view_blindcopy")
def show_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the blind copies of a round: what has to be looked at first."""
    actor = get_actor(request)
    round_ = get_object_or_404(rounds_read_by(actor), pk=pk)
    rows = BlindCopy.objects.filter(entry__round=round_).select_related("entry__submission", "source")
    copies = sorted(rows.defer("entry__submission__dossier"), key=lambda item: item.state != CopyState.FOUND)
    page = DetailPage(
        title=_("%(label)s: %(value)s") % {"label": _("Blind copies"), "value": round_},
        crumbs=[*owner_crumb(round_.call), *owner_crumb(round_), Link(_("Blind copies"), "")],
        subtitle=_("Names in file properties are taken out by the portal; what a text says is decided by a person."),
    )
    if may(actor, "reviews.change_blindcopy") and round_.state == RoundState.PREPARED:
        label = _("Make the missing copies") if copies else _("Make the blind copies")
        page.primary = Link(label, reverse("reviews:round_copies_make", args=[round_.pk]), method="post", icon="play")
    counted = {state: sum(item.state == state for item in copies) for state in CopyState}
    page.panels = [
        FactsPanel([Fact(state.label, counted[state]) for state in CopyState]),
        TablePanel(
            _("Blind copies"),
            [_("Blind copy"), _("Submission"), _("File sent in"), _("Found"), _("State")],
            [copy_row(item) for item in copies[:SHOWN]],
            empty_text=_("No copies have been made yet. Draw the review codes first, then make the copies."),
        ),
    ]
    return render(request, "ui/detail.html", {"page": page})


def copy_row(copy: BlindCopy) -> list[Cell]:
    """Return one line of the list of copies."""
    found = list_words(dict.fromkeys(str(KINDS[item["kind"]]) for item in copy.findings))
    if copy.number == 0 and copy.findings:
        found = _("Masked: %(names)s") % {"names": found}
    return [
        Cell(str(copy), kind="link", url=copy.get_absolute_url()),
        Cell(copy.entry.submission.number or copy.entry.submission.title),
        Cell(copy.source.name if copy.source else ""),
        Cell(found),
        Cell(copy.get_state_display(), kind="state", tone=COPY_TONES[copy.state]),  # type: ignore[index]
    ]


def copy_facts(copy: BlindCopy, actor: Actor) -> list[Fact]:
    """Return what a copy was made from and who decided on it."""
    submission = copy.entry.submission
    opened = reverse("reviews:blindcopy_open", args=[copy.pk]) if copy.sha256 else ""
    return [
        Fact(_("Submission"), submission, url=submission.get_absolute_url()),
        Fact(_("Review code"), copy.entry.code),
        Fact(_("File sent in"), copy.source),
        Fact(_("File made by hand"), copy.replacement),
        Fact(_("What reviewers get"), copy.file_name, url=opened),
        Fact(_("Looked at by"), copy.cleared_by),
        Fact(_("Reason"), copy.reason),
    ]


def copy_panels(copy: BlindCopy, actor: Actor) -> list[Any]:
    """Return what was found, the masked text, and the way to put another file in the place."""
    heads = [_("Kind"), _("Found"), _("Around it")]
    rows = [
        [
            Cell(KINDS[item["kind"]], kind="state", tone="warn"),
            Cell(words_of(item)),
            Cell("" if item["kind"] in {"unread", "unclean"} else item["around"]),
        ]
        for item in copy.findings
    ]
    panels: list[Any] = [
        TablePanel(_("Findings"), heads, rows, empty_text=_("Everything was read; nothing was found."))
    ]
    if copy.number == 0:
        lines = [[Cell(line["label"]), Cell(line["value"])] for line in copy.fields]
        panels.append(TablePanel(_("What reviewers read"), [_("Field"), _("Text")], lines))
    elif may(actor, "reviews.change_blindcopy") and copy.entry.round.state == RoundState.PREPARED:
        add_url = reverse("reviews:blindcopy_replace", args=[copy.pk])
        panels.append(FilesPanel(_("Put a file made by hand in its place"), [], add_url=add_url))
    return panels


def offers_act(copy: BlindCopy, action: str) -> bool:
    """Leave off what would be refused: to keep a text back, to clear a file that could not be cleaned."""
    if action == "block_copy":
        return copy.number > 0
    return bool(copy.sha256) and copy.entry.round.state == RoundState.PREPARED


def copies_read_by(actor: Actor) -> Any:
    """Return the copies that the actor may see beside their names: not those of calls that the actor judges."""
    rows = without_own_panels(BlindCopy.objects.visible_to(actor), actor, "entry__round__call")
    return rows.select_related("entry__round__call", "entry__submission__call", "source", "replacement", "cleared_by")


BLIND_COPY: Noun = Noun(
    app="reviews",
    name="blindcopy",
    plural="blind-copies",
    model=BlindCopy,
    label=gettext_lazy("Blind copy"),
    labels=gettext_lazy("Blind copies"),
    rows=copies_read_by,
    facts=copy_facts,
    panels=copy_panels,
    workflow=COPY_WORKFLOW,
    tone=tone_of(COPY_TONES),
    acts=COPY_ACTS,
    offers=offers_act,
    parent=lambda copy: [
        *owner_crumb(copy.entry.round),
        Link(_("Blind copies"), reverse("reviews:round_copies", args=[copy.entry.round_id])),
    ],
)


@require_POST
@door("reviews.change_blindcopy")
def make_round_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the blind copies of a round."""
    actor = get_actor(request)
    round_ = get_object_or_404(rounds_read_by(actor), pk=pk)
    job = request_copies(round_, actor=actor)
    return redirect(job.get_absolute_url())


@door("reviews.view_blindcopy")
def open_copy(request: HttpRequest, pk: int) -> FileResponse:
    """Serve a cleaned file to staff as reviewers would get it."""
    copy = get_object_or_404(BLIND_COPY.visible_rows(get_actor(request)).exclude(sha256=""), pk=pk)
    return FileResponse(copy.file.open("rb"), as_attachment=True, filename=copy.file_name, content_type=copy.media_type)


@require_POST
@door("reviews.change_blindcopy")
def replace_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an uploaded file in the place of one that names somebody."""
    actor = get_actor(request)
    copy = get_object_or_404(BLIND_COPY.visible_rows(actor), pk=pk)
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Choose a file first."))
        return redirect(copy.get_absolute_url())
    try:
        replace_file(copy, store_attachment(upload, actor=actor), actor=actor)
    except FileRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The file has been cleaned and looked through. See below what was found."))
    return redirect(copy.get_absolute_url())
