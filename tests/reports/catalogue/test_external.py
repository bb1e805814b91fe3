"""Figures of contests elsewhere keep their names when prizes before them go or come."""

import importlib
from typing import Any

import pytest
from django.apps import apps

from competitions.models import ExternalContest, ExternalResult
from reports.catalogue.external import prize_groups
from reports.models import FigureValue, Section
from tests.factories.competitions import ExternalContestFactory, ExternalResultFactory
from tests.factories.reports import FigureValueFactory, SectionFactory

pytestmark = pytest.mark.django_db

migration: Any = importlib.import_module("reports.migrations.0003_external_figure_names")


@pytest.fixture
def contest() -> ExternalContest:
    contest: ExternalContest = ExternalContestFactory()
    for order, (prize, track) in enumerate(
        (("特等奖", ""), ("一等奖", "高职组"), ("一等奖", "中职组"), ("二等奖", ""))
    ):
        ExternalResultFactory(contest=contest, prize_name=prize, track_name=track, order=order)
    return contest


def names(contest: ExternalContest) -> dict[tuple[str, str | None], str]:
    return {(group.prize, group.track): group.name for group in prize_groups(contest)}


def test_a_name_stays_with_its_prize(contest: ExternalContest) -> None:
    before = names(contest)
    assert len(set(before.values())) == 5
    ExternalResult.objects.get(prize_name="特等奖").delete()
    ExternalResultFactory(contest=contest, prize_name="金奖", order=0)
    after = names(contest)
    assert before.pop(("特等奖", "")) not in after.values()
    assert {key: after[key] for key in before} == before


def test_what_was_written_under_the_old_names_is_renamed_and_back(contest: ExternalContest) -> None:
    base = f"external.results:{contest.pk}"
    old = {("特等奖", ""): f"{base}:1", ("一等奖", None): f"{base}:2", ("一等奖", "高职组"): f"{base}:2:1"}
    old |= {("一等奖", "中职组"): f"{base}:2:2", ("二等奖", ""): f"{base}:3"}
    values = {key: FigureValueFactory(name=name) for key, name in old.items()}
    elsewhere = FigureValueFactory(name="contest.schools:bim-2020")
    runs = [{"text": f"见{base}:1；"}, *({"figure": name} for name in old.values()), {"figure": elsewhere.name}]
    section = SectionFactory(blocks=[{"id": "b1", "type": "paragraph", "runs": runs}])

    def referred() -> list[str]:
        return [run.get("figure", run.get("text")) for run in Section.objects.get(pk=section.pk).blocks[0]["runs"]]

    migration.rename(apps, None)
    now = names(contest)
    assert {key: FigureValue.objects.get(pk=row.pk).name for key, row in values.items()} == {
        key: now[key] for key in old
    }
    assert referred() == [f"见{base}:1；", *(now[key] for key in old), elsewhere.name]
    migration.rename(apps, None)  # once more changes nothing
    assert referred() == [f"见{base}:1；", *(now[key] for key in old), elsewhere.name]
    migration.rename_back(apps, None)
    assert referred() == [f"见{base}:1；", *old.values(), elsewhere.name]
    assert FigureValue.objects.get(pk=elsewhere.pk).name == elsewhere.name
