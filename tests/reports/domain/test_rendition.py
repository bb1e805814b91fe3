"""Renditions: frozen as printed, made once, superseded by new data, opened to the rows as they were."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from pypdf import PdfReader

from association.domain.organization import succeed
from association.enums import SuccessionKind
from association.models import Organization
from competitions.models import Entry
from office.domain.job import JobCanceled, claim, run_job
from office.enums import JobState
from office.models import Job
from reports.domain.outline import load_outlines
from reports.domain.rendition import freeze, print_rendition, render_by_job, request_rendition
from reports.enums import RenditionState
from reports.kinds.printed_figure import printed_figure
from reports.models import Rendition, Report
from reports.pdf.printed import Printed
from reports.pdf.supervisor import RenderCancelled
from reports.queries.figure import figures_of, row_labels
from tests.actors import make_actor
from tests.demo_year import put_demo_year
from tests.reports.word.reading import blocks_of
from tests.reports.word.validity import Package

SCHOOLS = "contest.schools:bim-2020"


def write_nothing(context: object, target: Path, **kwargs: object) -> Printed:
    """Stand in for the rendering process: a file appears, no page is laid out."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"%PDF-1.7 test")
    return Printed(pages=3, missing="")


@pytest.fixture(autouse=True)
def files_of_the_test(settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.once
class RenditionOf2020(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        put_demo_year()
        load_outlines()
        cls.actor = make_actor("secretariat")
        cls.report = Report.objects.get(body__code="anhui", year=2020)

    def setUp(self) -> None:
        patcher = mock.patch("reports.domain.rendition.render_in_child", side_effect=write_nothing)
        self.render = patcher.start()
        self.addCleanup(patcher.stop)

    def test_asked_twice_it_is_made_once(self) -> None:
        first = print_rendition(freeze(self.report, file_format="pdf"))
        second = print_rendition(freeze(self.report, file_format="pdf"))
        assert first.pk == second.pk
        assert second.pages == 3
        assert self.render.call_count == 1

    def test_new_data_supersedes_and_never_overwrites(self) -> None:
        old = print_rendition(freeze(self.report, file_format="pdf"))
        section = self.report.sections.exclude(blocks=[]).first()
        section.blocks = section.blocks[:-1] or [{"id": "a", "type": "paragraph", "runs": [{"text": "改。"}]}]
        section.save()
        new = print_rendition(freeze(self.report, file_format="pdf"))
        old.refresh_from_db()
        assert new.pk != old.pk
        assert (old.state, new.state) == (RenditionState.SUPERSEDED, RenditionState.READY)
        assert Path(old.file.path).is_file()

    def change_text(self, words: str) -> None:
        section = self.report.sections.exclude(blocks=[]).first()
        section.blocks = [{"id": "a", "type": "paragraph", "runs": [{"text": words}]}]
        section.save()

    def test_a_slow_rendering_of_an_older_state_is_superseded_itself(self) -> None:
        old = freeze(self.report, file_format="pdf")
        self.change_text("改。")
        new = print_rendition(freeze(self.report, file_format="pdf"))
        slow = print_rendition(old)
        new.refresh_from_db()
        assert (slow.state, new.state) == (RenditionState.SUPERSEDED, RenditionState.READY)
        assert Path(slow.file.path).is_file()

    def test_a_state_that_comes_back_holds_again(self) -> None:
        self.change_text("甲。")
        first = print_rendition(freeze(self.report, file_format="pdf"))
        self.change_text("乙。")
        second = print_rendition(freeze(self.report, file_format="pdf"))
        self.change_text("甲。")
        again = print_rendition(freeze(self.report, file_format="pdf"))
        second.refresh_from_db()
        assert again.pk == first.pk
        assert (again.state, second.state) == (RenditionState.READY, RenditionState.SUPERSEDED)
        assert self.render.call_count == 2

    def test_each_format_is_superseded_by_its_own_kind(self) -> None:
        pdf = print_rendition(freeze(self.report, file_format="pdf"))
        old = print_rendition(freeze(self.report, file_format="docx"))
        assert pdf.fingerprint == old.fingerprint
        self.change_text("改。")
        new = print_rendition(freeze(self.report, file_format="docx"))
        pdf.refresh_from_db()
        old.refresh_from_db()
        states = (pdf.state, old.state, new.state)
        assert states == (RenditionState.READY, RenditionState.SUPERSEDED, RenditionState.READY)
        programs = [call.kwargs["program"] for call in self.render.call_args_list]
        assert programs == ["reports.pdf.child", "reports.word.child", "reports.word.child"]
        assert new.file.name.endswith(".docx")

    def test_characters_without_glyph_are_kept_with_the_file(self) -> None:
        self.render.side_effect = lambda *args, **_more: replace(write_nothing(*args), missing="䶮")
        rendition = print_rendition(freeze(self.report, file_format="docx"))
        assert rendition.missing_glyphs == "䶮"
        assert print_rendition(freeze(self.report, file_format="docx")).missing_glyphs == "䶮"

    def test_after_a_merger_the_printed_figure_opens_to_the_names_as_printed(self) -> None:
        rendition = freeze(self.report, file_format="pdf")
        names = rendition.figures[SCHOOLS]["row_labels"]
        assert len(names) == 27
        first, second = Organization.objects.filter(pk__in=rendition.figures[SCHOOLS]["row_ids"])[:2]
        other = Organization.objects.create(name="合并后的新学院", kind="school", school_level="higher_vocational")
        for school in (first, second):
            succeed(
                school,
                successors=[other],
                kind=SuccessionKind.MERGE,
                on=date(2021, 9, 1),
                basis="皖教〔2021〕1号",
                actor=self.actor,
            )
        rendition.refresh_from_db()
        figure = printed_figure(rendition, SCHOOLS, self.actor)
        assert [row.label for row in figure.rows] == names
        changed = [row for row in figure.rows if row.changed]
        assert {row.label for row in changed} == {first.name, second.name}
        assert all("合并后的新学院" in row.note for row in changed)

    def test_names_of_the_rows_cost_one_query_a_figure(self) -> None:
        values = figures_of(self.report.body, self.report.year).values()
        counted = [value for value in values if value.row_model]
        assert len(counted) > 60
        for value in counted:
            with self.assertNumQueries(1):
                names = row_labels(value.row_model, value.row_ids)
            assert all(names), value.name

    def test_printed_figure_says_what_has_changed_since(self) -> None:
        rendition = freeze(self.report, file_format="pdf")
        name = "contest.entries:bim-2020"
        entry = Entry.objects.filter(submission__call__code="bim-2020", event__isnull=True).last()
        entry.submission.state = "withdrawn"
        entry.submission.save()
        figure = printed_figure(rendition, name, self.actor)
        assert figure.entry["text"] == "53支"
        assert figure.text_now == "52支"
        assert figure.removed == 1

    def test_figure_printed_under_a_name_of_before_is_compared_with_what_has_its_label(self) -> None:
        rendition = freeze(self.report, file_format="pdf")
        entry = rendition.figures["contest.entries:bim-2020"]
        rendition.figures["contest.entries:1"] = entry
        assert printed_figure(rendition, "contest.entries:1", self.actor).text_now == entry["text"]
        rendition.figures["contest.entries:1"] = entry | {"label": "没有这样的指标"}
        assert printed_figure(rendition, "contest.entries:1", self.actor).text_now == ""

    def test_school_opens_only_its_own_rows_of_a_printed_figure(self) -> None:
        rendition = freeze(self.report, file_format="pdf")
        school = Organization.objects.get(name="安徽水利水电职业技术学院")
        actor = make_actor("school_administrator", organization=school)
        assert not Rendition.objects.visible_to(actor).exists()
        figure = printed_figure(rendition, "contest.entries:bim-2020", actor)
        assert figure.total == 53
        assert figure.hidden == 53 - len(figure.rows)
        assert all(row.label for row in figure.rows)

    def test_job_ends_with_the_renditions_address(self) -> None:
        with self.captureOnCommitCallbacks():
            job = request_rendition(self.report, actor=self.actor)
        assert run_job(str(job.pk)) == JobState.DONE
        job.refresh_from_db()
        rendition = Rendition.objects.get(job=job)
        assert job.result == {"url": rendition.get_absolute_url(), "rendition": rendition.pk, "pages": 3}
        assert (job.percent, job.attempts) == (100, 1)

    def test_canceled_rendering_ends_as_canceled_and_leaves_no_file(self) -> None:
        self.render.side_effect = RenderCancelled("canceled")
        job = request_rendition(self.report, actor=self.actor)
        run = claim(job.pk)
        with pytest.raises(JobCanceled):
            render_by_job(run)
        assert Rendition.objects.get().state == RenditionState.WAITING
        assert not Rendition.objects.get().file

    def test_request_leaves_an_audit_row_of_the_actor(self) -> None:
        job = request_rendition(self.report, actor=self.actor)
        from office.queries.audit import history_of

        entry = history_of(job)[0]
        assert (entry.user_id, entry.action) == (self.actor.user_id, "request")
        assert Job.objects.get(pk=job.pk).requested_by_id == self.actor.user_id


@pytest.mark.pdf
class CommandOf2020(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        put_demo_year()
        load_outlines()

    def test_it_renders_without_a_worker(self) -> None:
        from django.conf import settings

        out = Path(settings.MEDIA_ROOT) / "summary.pdf"
        call_command("render_document", "annual-summary", body="anhui", year=2020, out=out, stdout=io.StringIO())
        text = "".join(page.extract_text() for page in PdfReader(out).pages).replace("\n", "")
        assert "27所高职院校的53支队伍200余名选手" in text
        assert "草稿" in text.replace(" ", "")

    def test_it_writes_a_word_file_whose_figures_are_those_of_the_pdf(self) -> None:
        from django.conf import settings

        out = Path(settings.MEDIA_ROOT) / "summary.docx"
        options = {"body": "anhui", "year": 2020, "format": "docx", "stdout": io.StringIO()}
        call_command("render_document", "annual-summary", out=out, **options)
        package = Package(out.read_bytes())
        assert package.problems() == []
        text = "".join(words for _style, words in blocks_of(package))
        assert "27所高职院校的53支队伍200余名选手" in text
        rendition = Rendition.objects.get(format="docx")
        assert rendition.state == RenditionState.READY
        assert rendition.pages > 5
        printed = [run["text"] for block in rendition.context["blocks"] for run in block.get("runs", [])]
        assert all(run in text for run in printed)

    def test_unknown_body_is_refused_with_a_sentence(self) -> None:
        with pytest.raises(CommandError, match="no body"):
            call_command("render_document", "annual-summary", body="none", year=2020, out=Path("x.pdf"))

    def test_year_without_an_outline_and_a_folder_as_target_are_refused_with_a_sentence(self) -> None:
        for wrong, words in (({"year": 1800, "out": Path("x.pdf")}, "1800"), ({"year": 2020, "out": Path()}, "folder")):
            with pytest.raises(CommandError, match=words):
                call_command("render_document", "annual-summary", body="anhui", **wrong)
