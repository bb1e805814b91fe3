"""The reading page of a report: facts, acts, contents, narrative."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.rules import may
from office.web.detail_page import act_link, possible_acts
from office.web.noun import Noun
from office.web.page_data import Fact, Link, Tag
from reports.domain.report import create_report, move_report, rename_report
from reports.enums import ReportState
from reports.forms.report import ReportForm, ReportTitleForm
from reports.lists.report import REPORTS, tone_of
from reports.models import FigureValue, Rendition, Report
from reports.queries.comment import comments_of
from reports.queries.figure import figure_texts, figures_of
from reports.queries.reading import ReportChanges, changes_since
from reports.queries.rendition import published_form
from reports.queries.report import OpenMatters, empty_sections, open_matters, used_figures
from reports.queries.section import sections_of
from reports.web.narrative import Figures, SectionView, show_sections
from reports.workflow import REPORT

# Acts that lead back are never the one strong button.
BACKWARD = frozenset({"return", "reopen"})
NAMES_SHOWN = 8
RENDITIONS_SHOWN = 4


@dataclass
class ReportPage:
    """What the reading page shows."""

    report: Any
    title: str
    crumbs: list[Link]
    state: Tag
    facts: list[Fact]
    sections: list[SectionView]
    changes: ReportChanges
    primary: Link | None = None
    menu: list[Link] = field(default_factory=list)
    may_write: bool = False
    may_comment: bool = False
    renditions: list[Rendition] = field(default_factory=list)
    commenting: str = ""
    comment_form: Any = None

    @property
    def open_comments(self) -> int:
        """How many comments nobody has settled."""
        return sum(view.open_comments for view in self.sections)


def create_by_form(form: Any, actor: Actor) -> Any:
    """Have a report drafted from the records, as the form asks."""
    return create_report(
        body=form.cleaned_data["body"], kind=form.cleaned_data["kind"], year=form.cleaned_data["year"], actor=actor
    )


def act_by(action: str) -> Any:
    """Return the act of a report's workflow as the confirm page calls it."""

    def act(report: Report, *, actor: Actor, reason: str = "") -> Report:
        return move_report(report, action, actor=actor, reason=reason)

    return act


def impact_facts(report: Report, action: str, actor: Actor) -> list[Fact]:
    """Return what somebody should know before a report goes on: what is open, what differs, what is empty."""
    matters = open_matters(report)
    if action in BACKWARD:
        return [Fact(_("Open comments"), matters.comments)]
    facts = [
        Fact(_("Figures used"), matters.figures),
        Fact(_("Figures that differ from their source"), count_with_names(differing_names(matters))),
        Fact(_("Open comments"), matters.comments),
        Fact(_("Sections still empty"), count_with_names(matters.empty)),
        Fact(_("Proposals nobody has decided on"), matters.proposals),
    ]
    if matters.missing:
        facts.append(Fact(_("Figures that the records no longer have"), count_with_names(matters.missing)))
    if action == "publish":
        facts.append(Fact(_("Version after this act"), report.version + 1))
    return facts


def differing_names(matters: OpenMatters) -> list[str]:
    """Return the differing figures as sentences: what is counted, what the rows and what the source say."""
    return [
        _("%(label)s: computed %(computed)s, stated %(stated)s")
        % {
            "label": value.label,
            "computed": f"{value.computed:f}".rstrip("0").rstrip("."),
            "stated": value.stated.full_text(),
        }
        for value in matters.differing
        if value.computed is not None
    ]


def count_with_names(names: list[str]) -> str:
    """Return a count, and the first names on lines of their own."""
    if not names:
        return "0"
    return "\n".join([str(len(names)), *names[:NAMES_SHOWN], *(["…"] if len(names) > NAMES_SHOWN else [])])


REPORT_NOUN = Noun(
    app="reports",
    name="report",
    plural="reports",
    model=Report,
    label=gettext_lazy("Report"),
    labels=gettext_lazy("Reports"),
    listing=REPORTS,
    form=ReportForm,
    workflow=REPORT,
    tone=tone_of,
    create=create_by_form,
    acts={transition.action: act_by(transition.action) for transition in REPORT.transitions},
    impact=impact_facts,
    intro=gettext_lazy("All chapters are drafted from the records of the year; you go on writing from there."),
)


def rename_by_form(report: Any, form: Any, actor: Actor) -> Any:
    """Change a report's title, as the form asks."""
    title = form.changes.get("title", report.title)
    return rename_report(report, title=title, revision=form.opened_revision, actor=actor)


REPORT_TITLE_NOUN = replace(REPORT_NOUN, form=ReportTitleForm, change=rename_by_form, intro="")


def build_report_page(report: Any, actor: Actor) -> ReportPage:
    """Return the reading page of a report; the number of queries does not grow with its figures or sections."""
    sections = list(sections_of(report))
    values = figures_of(report.body, report.year)
    changes = changes_since(report, sections, figure_texts(values.values()), actor=actor)
    printed = published_form(report) if report.state == ReportState.PUBLISHED else None
    figures = Figures(report, values, before=changes.figures, printed=printed)
    page = ReportPage(
        report=report,
        title=str(report),
        crumbs=[*crumbs_above(actor), Link(str(report), "")],
        state=Tag(report.get_state_display(), tone=tone_of(report)),
        facts=[],
        sections=show_sections(report, sections, figures, changes, comments_of(report)),
        changes=changes,
        may_write=may(actor, "reports.change_report", report),
        may_comment=report.state != ReportState.PUBLISHED and may(actor, "reports.comment_report", report),
        renditions=list(
            report.renditions.filter(rendered_at__isnull=False).defer("context", "figures")[:RENDITIONS_SHOWN]
        ),
    )
    page.facts = cover_facts(report, sections, values)
    add_acts(page, actor)
    return page


def crumbs_above(actor: Actor) -> list[Link]:
    """Return the way to the list of reports, for those who have it."""
    return [Link(_("Reports"), reverse("reports:report_list"))] if may(actor, "reports.list_report") else []


def crumbs_below(report: Any, actor: Actor, *further: Link) -> list[Link]:
    """Return the way down to a page inside a report."""
    return [*crumbs_above(actor), Link(str(report), report.get_absolute_url()), *further]


def cover_facts(report: Any, sections: list[Any], values: dict[str, FigureValue]) -> list[Fact]:
    """Return what the cover tells, and how far the text is."""
    used = used_figures(sections)
    differing = sum(1 for name in used if name in values and values[name].differs)
    empty = len(empty_sections(sections))
    list_url = reverse("reports:figure_list", args=[report.pk])
    facts = [
        Fact(_("Body"), report.body.name, url=report.body.get_absolute_url()),
        Fact(_("Year"), report.year),
        Fact(_("Prepared by"), report.prepared_by),
        Fact(_("Version"), report.version or _("not published yet")),
        Fact(_("Figures used"), len(used), url=list_url),
        Fact(_("Figures that differ"), differing, url=f"{list_url}?differs=1", tone="warn" if differing else ""),
    ]
    if empty:
        facts.append(Fact(_("Sections still empty"), empty, tone="warn"))
    if report.state == ReportState.DRAFT and getattr(report, "last_move", "") in BACKWARD:
        facts.append(Fact(_("Why it came back"), report.last_reason, tone="warn"))
    return facts


def add_acts(page: ReportPage, actor: Actor) -> None:
    """Put the acts that state and rules allow on the page: the next one strong, the rest in the menu."""
    report = page.report
    for transition in possible_acts(REPORT_NOUN, report, actor):
        link = replace(act_link(REPORT_NOUN, report, transition), method="get")
        if page.primary is None and transition.action not in BACKWARD:
            page.primary = link
        else:
            page.menu.append(link)
    if may(actor, "reports.render_report", report):
        url = reverse("reports:report_render", args=[report.pk])
        page.menu.append(Link(_("Make the PDF"), url, method="post", icon="file-earmark-pdf"))
        page.menu.append(Link(_("Make the Word file"), f"{url}?format=docx", method="post", icon="file-earmark-word"))
    page.menu.append(Link(_("All figures"), reverse("reports:figure_list", args=[report.pk]), icon="123"))
    if page.may_write:
        url = reverse("reports:report_change", args=[report.pk])
        page.menu.append(Link(_("Change the title"), url, icon="pencil"))
        page.menu.append(Link(_("Add a section"), reverse("reports:section_create", args=[report.pk]), icon="plus-lg"))
        proposals = _("Proposed sentences (%(count)s)") % {"count": report.offered}
        page.menu.append(Link(proposals, reverse("reports:proposal_list", args=[report.pk]), icon="magic"))
        if report.removed_count:
            removed = _("Removed sections (%(count)s)") % {"count": report.removed_count}
            page.menu.append(Link(removed, reverse("reports:section_removed", args=[report.pk]), icon="recycle"))
    page.menu.append(Link(_("History"), reverse("reports:report_history", args=[report.pk]), icon="clock-history"))
    if may(actor, "reports.remove_report", report):
        url = reverse("reports:report_remove", args=[report.pk])
        page.menu.append(Link(_("Remove"), url, tone="danger", icon="trash"))
