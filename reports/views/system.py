"""The system's state for those who answer for it: versions, processes, jobs, backup, disk, mail, fonts."""

from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from office.domain.backup import last_backups
from office.models import Job
from office.queries import health
from office.templatetags.zh import file_size
from office.web.access import door
from office.web.page_data import Cell, DetailPage, Fact, FactsPanel, Link, TablePanel, Tag
from office.workflow import list_words
from reports.pdf.fonts import FACES, installed_families

BACKUP_HOURS = 36


@never_cache
@door("office.view_system")
def show_system(request: HttpRequest) -> HttpResponse:
    """Show how the portal is; what is wrong stands in red, with what to do."""
    signs = health.read_signs()
    parts = [process_facts(signs), job_facts(), backup_facts(), store_facts(), surroundings()]
    page = DetailPage(title=_("System state"), crumbs=[Link(_("System state"), "")])
    wrong = sum(fact.tone == "danger" for panel in parts for fact in panel.facts)
    page.state = Tag(_("In order"), tone="ok")
    if wrong:
        text = ngettext("%(count)s point to mend", "%(count)s points to mend", wrong) % {"count": wrong}
        page.state = Tag(text, tone="danger")
    page.panels = [*parts[:1], worker_panel(signs), *parts[1:], version_panel()]
    return render(request, "ui/detail.html", {"page": page})


def judged(label: Any, good: bool, value: Any, remedy: Any = "") -> Fact:
    """Return a fact, in red with its remedy when it is not good."""
    if not good and remedy:
        value = _("%(state)s; %(remedy)s") % {"state": value, "remedy": remedy}
    return Fact(label, value, tone="" if good else "danger")


def ago(at: datetime | None) -> str:
    """Return how long ago something was, in the reader's words."""
    if at is None:
        return _("never")
    minutes = int((timezone.now() - at).total_seconds() // 60)
    if minutes < 1:
        return _("less than a minute ago")
    if minutes < 120:
        return ngettext("%(count)s minute ago", "%(count)s minutes ago", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours < 72:
        return ngettext("%(count)s hour ago", "%(count)s hours ago", hours) % {"count": hours}
    return ngettext("%(count)s day ago", "%(count)s days ago", hours // 24) % {"count": hours // 24}


def process_facts(signs: health.Signs) -> FactsPanel:
    """Return whether broker, workers and clock are there."""
    workers, sweep, broker = signs.alive, signs.sweep, health.broker_answers()
    return FactsPanel(
        [
            judged(_("Workers alive"), bool(workers), len(workers), _("Start a worker; jobs wait until then.")),
            judged(
                _("Last sweep"), not health.sweep_is_late(sweep), ago(sweep), _("Look whether worker and beat run.")
            ),
            judged(
                _("Broker"),
                broker,
                _("answers") if broker else _("does not answer"),
                _("Pages go on; jobs wait until Redis is back."),
            ),
        ],
        title=_("Processes"),
    )


def worker_panel(signs: health.Signs) -> TablePanel:
    """Return the workers of the last day, those heard of lately first."""
    living = {row.pk for row in signs.alive}
    rows = [
        [
            Cell(row.name),
            Cell(_("alive"), kind="state", tone="ok")
            if row.pk in living
            else Cell(_("gone"), kind="state", tone="warn"),
            Cell(row.started_at, kind="date"),
            Cell(row.at, kind="date"),
        ]
        for row in signs.workers
    ]
    heads = [_("Worker"), _("State"), _("Started"), _("Last heard of")]
    return TablePanel(_("Workers of the last 24 hours"), heads, rows, empty_text=_("No worker was heard of."))


def job_facts() -> FactsPanel:
    """Return how many jobs wait, run and failed."""
    counts, url = health.count_jobs(), reverse("office:job_list")
    failed = counts["failed"]
    return FactsPanel(
        [
            Fact(_("Waiting"), counts["waiting"], url=url),
            Fact(_("Running"), counts["running"], url=url),
            Fact(_("Failed within 7 days"), failed, url=url, tone="danger" if failed else ""),
        ],
        title=_("Jobs"),
    )


def backup_facts() -> FactsPanel:
    """Return the last good backup: when, how large, where; and a failure since then."""
    found = last_backups()
    good, failed = found["good"], found["failed"]
    facts = [backup_age(good)]
    if good is not None:
        result = good.result
        facts += [
            Fact(_("Size"), file_size(result.get("size"))),
            Fact(
                _("Holds"), _("%(rows)s rows, %(files)s files") % {key: result.get(key, 0) for key in ("rows", "files")}
            ),
            Fact(_("Where"), f"{result.get('host', '')}:{result.get('file', '')}"),
        ]
    if failed is not None:
        facts.append(Fact(_("Failed since"), f"{ago(failed.ended_at)} {failed.error}", tone="danger"))
    facts.append(Fact(_("Outside the building"), _("Copy the newest archive to another place every week.")))
    return FactsPanel(facts, title=_("Backup"))


def backup_age(good: Job | None) -> Fact:
    """Return when the last good backup was made, in red when it is older than a night and half a day."""
    at = good.ended_at if good else None
    young = at is not None and (timezone.now() - at).total_seconds() < BACKUP_HOURS * 3600
    return judged(_("Last good backup"), young, ago(at), _("Make one now: sh script/backup"))


def store_facts() -> FactsPanel:
    """Return how large the database is and how much room is left."""
    free = health.free_bytes()
    return FactsPanel(
        [
            Fact(_("Database"), file_size(health.database_size())),
            judged(_("Free on disk"), free >= 5 * health.LOW_DISK_BYTES, file_size(free), _("Make room.")),
            Fact(_("Largest upload"), file_size(settings.ATTACHMENT_MAX_BYTES)),
        ],
        title=_("Store"),
    )


def surroundings() -> FactsPanel:
    """Return what the portal needs from the machine around it: mail and fonts."""
    missing = missing_faces()
    by_smtp = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    mail = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}" if by_smtp else _("not set; e-mails go to the log")
    fonts = _("missing: %(names)s") % {"names": list_words(missing)} if missing else _("all there")
    return FactsPanel(
        [
            Fact(_("Mail server"), mail),
            Fact(_("Sender address"), settings.DEFAULT_FROM_EMAIL),
            judged(_("Fonts for printing"), not missing, fonts, _("Run script/server once.")),
        ],
        title=_("Surroundings"),
    )


@cache
def missing_faces() -> list[str]:
    """Return the faces of documents for which no font is installed; asked once in each process."""
    installed = installed_families()
    return [face for face, (families, _remedy) in FACES.items() if not installed.intersection(families)]


def version_panel() -> FactsPanel:
    """Return the versions of what the portal is made of."""
    return FactsPanel([Fact(name, value) for name, value in health.versions().items()], title=_("Software versions"))
