"""Figures: counted from rows, stated beside, never reconciled, gone when nothing is behind them."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from association.models import Body, Organization
from office.models import AuditEntry
from reports.domain.figure import refresh_figures
from reports.models import FigureValue
from reports.queries.figure import rows_behind
from reviews.models import Award
from tests.actors import make_actor
from tests.demo_year import put_demo_year


class FiguresOf2020(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        put_demo_year()
        cls.body = Body.objects.get(code="anhui")
        refresh_figures(cls.body, 2020)

    def value(self, name: str) -> FigureValue:
        return FigureValue.objects.get(body=self.body, year=2020, name=name)

    def test_computed_and_stated_stand_beside_each_other(self) -> None:
        value = self.value("award:shuangchuang-2020:work.third:benke")
        assert value.computed == Decimal(9)
        assert value.stated.full_text() == "每组10名"
        assert value.differs
        assert value.text == "9名"

    def test_only_the_known_exception_differs(self) -> None:
        differing = FigureValue.objects.filter(body=self.body, year=2020, differs=True).values_list("name", flat=True)
        assert list(differing) == ["award:shuangchuang-2020:work.third:benke"]

    def test_stated_bound_keeps_its_qualifier(self) -> None:
        texts = set(FigureValue.objects.filter(year=2020, computed__isnull=True).values_list("text", flat=True))
        assert {"200余名", "117余名", "超过5万人次", "约100人", "30多所", "50多人", "300多人", "80余人"} <= texts

    def test_refreshing_again_changes_nothing(self) -> None:
        before = list(FigureValue.objects.order_by("name").values_list("name", "computed", "text", "fingerprint"))
        refresh_figures(self.body, 2020)
        after = list(FigureValue.objects.order_by("name").values_list("name", "computed", "text", "fingerprint"))
        assert before == after

    def test_figure_without_rows_disappears(self) -> None:
        name = "award:bim-2020:team.first"
        assert self.value(name).computed == 5
        Award.objects.filter(pk__in=self.value(name).row_ids).delete()
        refresh_figures(self.body, 2020)
        assert not FigureValue.objects.filter(name=name).exists()

    def test_it_opens_to_its_rows_n_of_n(self) -> None:
        value = self.value("contest.entries:bim-2020")
        school = Organization.objects.get(name="安徽水利水电职业技术学院")
        everything = rows_behind(value, make_actor("secretariat"))
        own = rows_behind(value, make_actor("school_administrator", organization=school))
        assert (everything.seen, everything.total, everything.hidden) == (53, 53, 0)
        assert own.total == 53
        assert own.seen < 53
        assert {row.submission.organization_id for row in own.rows} <= {school.pk}

    def test_reading_figures_leaves_no_audit_rows(self) -> None:
        count = AuditEntry.objects.count()
        refresh_figures(self.body, 2020)
        assert AuditEntry.objects.count() == count

    def test_command_prints_every_figure_as_json(self) -> None:
        out = io.StringIO()
        call_command("figures", body="anhui", year=2020, format="json", stdout=out)
        figures = {item["name"]: item for item in json.loads(out.getvalue())}
        assert set(figures) == set(FigureValue.objects.filter(year=2020).values_list("name", flat=True))
        schools = figures["contest.schools:bim-2020"]
        assert (schools["computed"], schools["unit"], schools["bound"], schools["text"]) == (27, "所", "exact", "27所")
        contestants = next(item for item in figures.values() if item["text"] == "200余名")
        assert (contestants["computed"], contestants["stated"], contestants["bound"]) == (None, "200", "lower")

    def test_command_refuses_an_unknown_body(self) -> None:
        with pytest.raises(CommandError, match="no body"):
            call_command("figures", body="none", year=2020)
