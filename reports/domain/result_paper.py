"""Print the papers of results by a job: score sheets, result lists, award lists, statistics."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from office.actor import Actor, pack_actor, unpack_actor
from office.domain.export import record_export
from office.domain.job import JobRun, handles, request_job
from office.models import Job
from office.rules import may
from office.workflow import refuse_unless
from reports.domain.printout import DAY, Printout
from reports.pdf.result_papers import PROGRAM, check_paper
from reports.queries.award_statistics import statistics_paper
from reports.queries.result_list import award_paper, result_paper
from reports.queries.score_paper import BY_ENTRY, BY_REVIEWER, score_paper
from reviews.models import Call, Round

# Names and points: the file goes after a day, and is printed again when it is wanted.
PRINTOUT = Printout("reports.result_paper", "result-papers", DAY, PROGRAM, check_paper)
# Score sheets: by whom they are put together, and whether entries and reviewers are named.
SCORES = {
    "scores_reviewer": (BY_REVIEWER, True),
    "scores_entry": (BY_ENTRY, True),
    "scores_reviewer_codes": (BY_REVIEWER, False),
    "scores_entry_codes": (BY_ENTRY, False),
}
RESULTS, AWARDS, STATISTICS = "results", "awards", "statistics"


def paper_of(given: dict[str, Any], *, actor: Actor) -> dict[str, Any]:
    """Return a paper as plain data: ``paper`` says which, ``key`` of which record, ``by`` and ``year`` of statistics.

    Names of reviewers are the secretariat's: asked for by others, they are refused.
    """
    paper = given["paper"]
    if paper in SCORES:
        by, named = SCORES[paper]
        refuse_unless(not named or may(actor, "reports.name_reviewers"), NAMES_REFUSED)
        return score_paper(find_round(given["key"], actor), by=by, named=named)
    if paper == RESULTS:
        return result_paper(find_round(given["key"], actor))
    if paper == AWARDS:
        return award_paper(Call.objects.visible_to(actor).select_related("body").get(pk=given["key"]))
    return statistics_paper(actor, by=given["by"], year=given["year"])


NAMES_REFUSED = "评审专家姓名只供秘书处使用，请选择只列加密号的格式。"


def find_round(key: int, actor: Actor) -> Round:
    """Return a round that the actor may see."""
    found: Round = Round.objects.visible_to(actor).select_related("call").get(pk=key)
    return found


def request_paper(given: dict[str, Any], *, actor: Actor) -> Job:
    """Ask for the PDF of a paper; what is refused now is refused at once, and the export is logged."""
    context = paper_of(given, actor=actor)
    rows = sum(len(part["rows"]) for part in context["sections"])
    record_export(context["title"][:200], rows=rows, form="PDF", filters={}, actor=actor)
    arguments = {**given, "actor": pack_actor(actor)}
    return request_job(PRINTOUT.kind, actor=actor, title=context["title"], arguments=arguments)


@handles(PRINTOUT.kind)
def print_by_job(run: JobRun) -> dict[str, Any]:
    """Print a paper as the records stand now; a repeat writes the same file again."""
    run.report("collect", 5)
    given = run.job.arguments
    context = paper_of(given, actor=unpack_actor(given["actor"]))
    context["printed"] = f"{run.job.requested_by or ''}　{timezone.localtime():%Y-%m-%d %H:%M}打印"
    printed = PRINTOUT.write(run, context)
    url = reverse("reports:result_paper_file", args=[run.job.pk])
    return {"url": url, "pages": printed.pages, "missing": printed.missing}
