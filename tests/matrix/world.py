"""What every address of the matrix needs: one object of each noun, belonging to one school and one body.

``World`` is made twice, as the actors' own and as a foreign one. Objects are made when they are first asked for, in the
wanted state: ``world.find("submission", "drafted")``.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from association import models as association
from competitions import models as competitions
from groups import models as groups
from office.actor import system_actor
from office.domain.audit import record_act
from office.domain.merge import merge_records
from office.models import Attachment, CalendarDay, ImportBatch, ImportRow, Job, Message, ReminderRule, WorkdayCalendar
from reports import models as reports
from research import models as research
from reviews import models as reviews
from reviews.models import ObjectionAttachment, SubmissionAttachment
from tests.factories import association as made
from tests.factories import competitions as contest_rows
from tests.factories import groups as group_rows
from tests.factories import reports as report_rows
from tests.factories import research as research_rows
from tests.factories import reviews as review_rows
from tests.factories.office import UserFactory
from tests.matrix.world_forms import CALL_FILES, FORMS
from tests.matrix.world_panel import PANELS_LISTED, PANELS_WORLD
from tests.matrix.world_results import RESULTS
from tests.matrix.world_school import SCHOOL

Build = Callable[["World", str], Any]


class World:
    """The objects that belong to one school and one body."""

    def __init__(self, name: str) -> None:
        self.organization = made.OrganizationFactory(name=f"{name}职业学院")
        self.body = made.BodyFactory(name=f"{name}职教集团", kind="group")
        self.user: int | None = None
        self.year = 1990
        self.kept: dict[tuple[str, str], Any] = {}

    def next_year(self) -> int:
        """Return a year that no other row of this world has: reports and reviews are unique in theirs."""
        self.year += 1
        return self.year

    def find(self, noun: str, phase: str = "") -> Any:
        """Return the noun's object in a state; "" is the state that its factory gives."""
        if (noun, phase) not in self.kept:
            self.kept[noun, phase] = BUILD[noun](self, phase)
        return self.kept[noun, phase]

    def call(self, kind: str, phase: str = "") -> Any:
        """Return the body's call of a kind."""
        return self.find(f"call:{kind}", phase)

    def submission(self, kind: str, phase: str) -> Any:
        """Return a submission of the school to the body's call of a kind."""
        state = {"state": phase} if phase else {}
        return review_rows.SubmissionFactory(call=self.call(kind), organization=self.organization, **state)


def state_of(phase: str, **dates: Any) -> dict[str, Any]:
    """Return the fields that put a row into a state."""
    return {"state": phase, **dates} if phase else dates


def build_file(link: Any, owner_of: Any) -> Build:
    """Return what makes a file of an owner that is found in the world."""
    return lambda world, phase: make_file(world, link, owner_of(world, phase))


def make_file(world: World, link: Any, owner: Any) -> Any:
    """Return a stored file that belongs to an owner."""
    attachment = Attachment(name="通知.pdf", sha256=f"{owner.pk:064d}", media_type="application/pdf", size=4)
    attachment.file.save("x", ContentFile(b"%PDF"), save=False)
    attachment.save()
    return link.objects.create(owner=owner, attachment=attachment)


def make_agreement(world: World, phase: str) -> Any:
    signed = {"signed_on": date(2020, 5, 1)} if phase in {"signed", "ended"} else {}
    ended = {"ended_on": date(2020, 9, 1)} if phase == "ended" else {}
    return made.AgreementFactory(body=world.body, **state_of(phase, **signed, **ended))


def make_import(world: World, phase: str) -> Any:
    """A sheet of one row; ``phase`` is its state."""
    batch = ImportBatch.objects.create(
        kind="association.organization",
        file_name="名单.csv",
        sha256="0" * 64,
        layout={"above": [["名称"]], "below": [], "merges": [], "heads": ["名称"], "encoding": "UTF-8"},
        mapping=["name"],
        row_count=1,
        **state_of(phase),
    )
    ImportRow.objects.create(batch=batch, line=2, raw=["示例新学校"], verdict="" if phase == "mapping" else "new")
    return batch


def make_job(world: World, phase: str) -> Job:
    dates: dict[str, Any] = {}
    if phase == "running":
        dates = {"lease_until": timezone.now() + timedelta(hours=1), "attempts": 1}
    elif phase == "done":
        dates = {"ended_at": timezone.now()}
    return Job.objects.create(kind="test", title="试验", requested_by_id=world.user, **state_of(phase, **dates))


def make_workday(world: World, phase: str) -> WorkdayCalendar:
    """A year of its own for each world and state, with a holiday: it may be published."""
    year = 2050 + world.body.pk % 2 + (10 if phase else 0)
    calendar = WorkdayCalendar.objects.create(year=year, **state_of(phase))
    CalendarDay.objects.create(calendar=calendar, date=date(year, 10, 3), is_workday=False)
    CalendarDay.objects.create(calendar=calendar, date=date(year, 10, 4), is_workday=False)
    CalendarDay.objects.create(calendar=calendar, date=date(year, 10, 5), is_workday=False)
    return calendar


def make_rendition(world: World, phase: str) -> Any:
    entry = {
        "label": "参赛院校",
        "text": "27所",
        "row_ids": [],
        "row_labels": [],
        "row_model": "",
        "unit": "所",
        "noun": "",
    }
    entry |= {"computed": "27", "stated": "", "stated_source": "", "differs": False, "scope": "", "period": ""}
    rendition = reports.Rendition(
        report=world.find("report", phase),
        format="pdf",
        fingerprint=f"{world.body.pk:032d}{phase[:32]:>32}",
        context={},
        figures={"contest.schools": entry},
        state="ready",
        report_state=phase or "draft",
        rendered_at=timezone.now(),
    )
    rendition.file.save(f"{world.body.pk}{phase}.pdf", ContentFile(b"%PDF"), save=False)
    rendition.save()
    return rendition


def make_ranking(world: "World", phase: str) -> Any:
    """A ranking with two entries on one rank; an adopted one has let one of them go on."""
    ranking = review_rows.RankingFactory(round=world.find("round"), **state_of(phase))
    row = review_rows.RankingRowFactory(
        ranking=ranking, submission=world.submission("group_review", "submitted"), rank=1, raw=80
    )
    review_rows.RankingRowFactory(ranking=ranking, rank=1, raw=80)
    if phase == "adopted":
        review_rows.PromotionFactory(ranking=ranking, submission=row.submission)
    return ranking


def make_batch(world: World, phase: str) -> Any:
    """A batch of a round that has a panel."""
    panel = review_rows.PanelFactory(call=world.call("group_review"))
    return review_rows.BatchFactory(round__call=panel.call, round__panel=panel, **state_of(phase))


def make_section(world: World, phase: str) -> Any:
    return report_rows.SectionFactory(report=world.find("report", phase))


def make_removed_section(world: World, phase: str) -> Any:
    section = report_rows.SectionFactory(report=world.find("report", phase))
    section.removed_at, section.removed_by = timezone.now(), section.report.prepared_by
    section.save()
    return section


def make_version(world: World, phase: str) -> Any:
    section = world.find("section", phase)
    return reports.SectionVersion.objects.create(
        section=section, number=1, heading=section.heading, blocks=section.blocks, saved_at=timezone.now()
    )


def make_blind_copy(world: World, phase: str) -> Any:
    """A cleaned file of an entry of its own, in a state."""
    submission = review_rows.SubmissionFactory(call=world.call("group_review"), organization=world.organization)
    entry = review_rows.RoundEntryFactory(round=world.find("round"), submission=submission)
    source = make_file(world, SubmissionAttachment, submission).attachment
    copy = reviews.BlindCopy(entry=entry, number=1, source=source, sha256="0" * 64, **state_of(phase))
    copy.ending, copy.media_type = "pdf", "application/pdf"
    copy.file.save("x", ContentFile(b"%PDF"), save=False)
    copy.save()
    return copy


def call_of_kind(kind: str) -> Build:
    return lambda world, phase: review_rows.CallFactory(body=world.body, kind=kind, **state_of(phase))


# Which page stands beside which kind of call or submission.
CALL_KINDS = ("contest", "honor", "project", "paper", "group_review")

BUILD: dict[str, Build] = {
    **{f"call:{kind}": call_of_kind(kind) for kind in CALL_KINDS},
    # office
    "audit": lambda world, _phase: record_act(world.organization, "change", actor=system_actor("matrix")),
    "job": make_job,
    "workday": make_workday,
    "reminder": lambda _world, _phase: ReminderRule.objects.get_or_create(
        kind="agreement_ends", defaults={"name": "协议到期", "before": "7", "subject": "{事项}", "text": "{期限}"}
    )[0],
    "import": make_import,
    "message": lambda _world, _phase: Message.objects.create(
        recipient=UserFactory(), channel="in_app", kind="submission", subject="退回修改", state="sent"
    ),
    "outbox": lambda _world, phase: Message.objects.create(
        recipient=UserFactory(), channel="email", kind="submission", subject="退回修改", state=phase or "sent"
    ),
    # association
    "region": lambda _world, _phase: made.RegionFactory(),
    "organization": lambda world, _phase: world.organization,
    "body": lambda world, _phase: world.body,
    "person": lambda world, _phase: made.PersonFactory(organization=world.organization),
    "account": lambda world, _phase: made.RoleGrantFactory(role="school_teacher", organization=world.organization).user,
    "grant": lambda _world, _phase: made.RoleGrantFactory(role="finance"),
    "activity": lambda world, phase: made.ActivityFactory(body=world.body, **state_of(phase)),
    "visit": lambda world, phase: made.VisitFactory(body=world.body, **state_of(phase)),
    "agreement": make_agreement,
    "publication": lambda world, phase: made.PublicationFactory(body=world.body, **state_of(phase)),
    "recognition": lambda world, _phase: made.RecognitionFactory(organization=world.organization),
    "merge": lambda _world, _phase: merge_records(
        made.OrganizationFactory(), made.OrganizationFactory(), actor=system_actor("test")
    ),
    "duplicate": lambda _world, phase: made.DuplicateFactory(**state_of(phase)),
    "charter_rule": lambda world, _phase: association.CharterRule.objects.create(
        body=world.body, code="term_years", amount=5, valid_from=date(world.next_year(), 1, 1)
    ),
    "former_name": lambda world, _phase: made.FormerNameFactory(organization=world.organization),
    "employment": lambda world, _phase: made.EmploymentFactory(person=world.find("person")),
    "session": lambda world, _phase: made.ActivitySessionFactory(activity=world.find("activity")),
    "host": lambda world, _phase: made.ActivityHostFactory(activity=world.find("activity")),
    "activity_person": lambda world, _phase: made.ActivityPersonFactory(activity=world.find("activity")),
    "visit_day": lambda world, _phase: made.VisitDayFactory(visit=world.find("visit")),
    "visit_party": lambda world, _phase: made.VisitPartyFactory(visit=world.find("visit")),
    "agreement_party": lambda world, _phase: made.AgreementPartyFactory(agreement=world.find("agreement")),
    "issue": lambda world, _phase: made.IssueFactory(publication=world.find("publication")),
    "count": lambda world, _phase: made.StatedCountFactory(activity=world.find("activity")),
    "activity_file": lambda world, _phase: make_file(world, association.ActivityAttachment, world.find("activity")),
    "visit_file": lambda world, _phase: make_file(world, association.VisitAttachment, world.find("visit")),
    "agreement_file": lambda world, _phase: make_file(world, association.AgreementAttachment, world.find("agreement")),
    "publication_file": lambda world, _phase: make_file(
        world, association.PublicationAttachment, world.find("publication")
    ),
    # reviews
    **PANELS_WORLD,
    "call": lambda world, phase: world.call("group_review", phase),
    "track": lambda world, _phase: review_rows.TrackFactory(call=world.call("group_review")),
    "round": lambda world, phase: review_rows.RoundFactory(call=world.call("group_review"), **state_of(phase)),
    "rubric": lambda world, _phase: review_rows.RubricFactory(round=world.find("round")),
    "criterion": lambda world, _phase: review_rows.CriterionFactory(rubric=world.find("rubric")),
    "blindcopy": make_blind_copy,
    "sheet": lambda world, _phase: review_rows.SheetFactory(assignment=world.find("assignment")),
    "sheet_return": lambda world, _phase: reviews.SheetReturn.objects.create(
        sheet=world.find("sheet"), reason="总分有误", asked_by=UserFactory()
    ),
    "batch": make_batch,
    "roundentry": lambda world, _phase: review_rows.RoundEntryFactory(
        round=world.find("round"), submission=world.find("submission", "submitted")
    ),
    "ranking": make_ranking,
    "awardplan": lambda world, _phase: review_rows.AwardPlanFactory(
        call=world.call("group_review"), round=world.find("round")
    ),
    "planlevel": lambda world, _phase: review_rows.PlanLevelFactory(plan=world.find("awardplan")),
    "prize": lambda world, _phase: review_rows.PrizeFactory(call=world.call("group_review")),
    "submission": lambda world, phase: world.submission("group_review", phase),
    "participant": lambda world, phase: review_rows.ParticipantFactory(submission=world.find("submission", phase)),
    "objection_file": lambda world, phase: make_file(world, ObjectionAttachment, world.find("objection", phase)),
    **RESULTS,
    **SCHOOL,
    **FORMS,
    **{name: build_file(link, owner) for name, (link, owner) in CALL_FILES.items()},
    "award": lambda world, phase: review_rows.AwardFactory(
        prize=review_rows.PrizeFactory(call=world.call("group_review")),
        submission=world.submission("group_review", "accepted"),
        **state_of(phase),
    ),
    # competitions
    "contest": lambda world, phase: contest_rows.ContestFactory(call=world.call("contest", phase)),
    "event": lambda world, _phase: contest_rows.EventFactory(contest=world.find("contest")),
    "entry": lambda world, phase: contest_rows.EntryFactory(
        submission=world.submission("contest", phase) if world.find("contest") else None
    ),
    "series": lambda _world, _phase: contest_rows.SeriesFactory(),
    "scheme": lambda world, _phase: contest_rows.SchemeFactory(body=world.body),
    "honor": lambda world, phase: contest_rows.HonorFactory(
        scheme=world.find("scheme"), call=world.call("honor", phase)
    ),
    "nomination": lambda world, phase: contest_rows.NominationFactory(
        submission=world.submission("honor", phase) if world.find("honor") else None
    ),
    "external": lambda _world, _phase: contest_rows.ExternalContestFactory(),
    "result": lambda world, _phase: contest_rows.ExternalResultFactory(organization=world.organization),
    # research
    "program": lambda world, phase: research_rows.ProgramFactory(call=world.call("project", phase)),
    "category": lambda world, _phase: research_rows.CategoryFactory(program=world.find("program")),
    "application": lambda world, phase: research_rows.ApplicationFactory(
        submission=world.submission("project", phase) if world.find("program") else None
    ),
    "project": lambda world, phase: research_rows.ProjectFactory(
        category=world.find("category"), organization=world.organization, **state_of(phase)
    ),
    "paper": lambda world, phase: research_rows.PaperFactory(submission=world.submission("paper", phase)),
    # groups
    "group": lambda world, _phase: group_rows.GroupFactory(body=world.body, lead=world.organization),
    "member": lambda world, _phase: group_rows.MemberFactory(group=world.find("group")),
    "review": lambda world, phase: group_rows.ReviewFactory(
        group=world.find("group"), year=world.next_year(), **state_of(phase)
    ),
    "recommendation": lambda world, _phase: group_rows.RecommendationFactory(group=world.find("group")),
    # reports
    "report": lambda world, phase: report_rows.ReportFactory(
        body=world.body, year=world.next_year(), **state_of(phase)
    ),
    "section": make_section,
    "removed_section": make_removed_section,
    "version": make_version,
    "comment": lambda world, phase: report_rows.CommentFactory(section=world.find("section", phase)),
    "proposal": lambda world, phase: report_rows.ProposalFactory(report=world.find("report", phase)),
    "figure": lambda world, phase: report_rows.FigureValueFactory(
        body=world.body, year=world.find("report", phase).year
    ),
    "rendition": make_rendition,
    "submission_file": lambda world, phase: make_file(world, SubmissionAttachment, world.find("submission", phase)),
    "entry_file": lambda world, phase: make_file(world, SubmissionAttachment, world.find("entry", phase).submission),
    "nomination_file": lambda world, phase: make_file(
        world, SubmissionAttachment, world.find("nomination", phase).submission
    ),
    "application_file": lambda world, phase: make_file(
        world, SubmissionAttachment, world.find("application", phase).submission
    ),
    "paper_file": lambda world, phase: make_file(world, SubmissionAttachment, world.find("paper", phase).submission),
}

# The model whose rows each list shows, for the parity of list and detail.
LISTED: dict[str, Any] = {
    "office:job": Job,
    "office:import": ImportBatch,
    **{
        f"association:{noun}": getattr(association, model)
        for noun, model in {
            "region": "Region",
            "organization": "Organization",
            "body": "Body",
            "person": "Person",
            "duplicate": "DuplicatePair",
            "grant": "RoleGrant",
            "activity": "Activity",
            "visit": "Visit",
            "agreement": "Agreement",
            "publication": "Publication",
            "recognition": "Recognition",
            "certificate": "Certificate",
        }.items()
    },
    "reviews:call": reviews.Call,
    "reviews:submission": reviews.Submission,
    **PANELS_LISTED,
    "reviews:award": reviews.Award,
    "reviews:publicnotice": reviews.PublicNotice,
    "reviews:objection": reviews.Objection,
    "reviews:recheck": reviews.Recheck,
    "reviews:sheetreturn": reviews.SheetReturn,
    "competitions:contest": competitions.Contest,
    "competitions:entry": competitions.Entry,
    "competitions:series": competitions.ContestSeries,
    "competitions:scheme": competitions.HonorScheme,
    "competitions:honor": competitions.HonorEdition,
    "competitions:nomination": competitions.Nomination,
    "competitions:external": competitions.ExternalContest,
    "competitions:referral": competitions.Referral,
    "research:program": research.Program,
    "research:application": research.ProjectApplication,
    "research:project": research.Project,
    "research:paper": research.Paper,
    "groups:group": groups.Group,
    "groups:review": groups.AnnualReview,
    "groups:recommendation": groups.Recommendation,
    "reports:report": reports.Report,
}
