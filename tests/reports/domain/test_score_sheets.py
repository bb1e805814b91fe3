"""The score sheets of a round as a sheet for Excel."""

import io
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from office.actor import Actor
from office.models import AuditEntry
from reports.queries.score_sheet import tabulate_sheets
from reviews.enums import SheetState
from reviews.models import ScoreSheet
from tests.actors import client_of, make_actor
from tests.reviews.judged import judged_round

pytestmark = pytest.mark.django_db


def test_every_submitted_sheet_is_a_row(staff: Actor):
    round_ = judged_round([["85", "85.25"], ["90", "91"]], readers=2)
    ScoreSheet.objects.filter(total=91).update(state=SheetState.RETURNED)
    table = tabulate_sheets(round_, named=True)
    assert [row[0] for row in table.rows] == ["N-001", "N-001", "N-002"]
    places: Any = slice(6, 6 + len(table.criteria))
    assert [sum(value for value in row[places] if value != "") for row in table.rows] == [
        row[6 + len(table.criteria)] for row in table.rows
    ]
    url = reverse("reports:score_sheets", args=[round_.pk])
    answer = client_of(staff).get(url)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 4
    assert len({len(row) for row in rows}) == 1
    assert AuditEntry.objects.filter(action="export").exists()
    for role in ("reviewer", "school_administrator"):
        assert client_of(make_actor(role)).get(url).status_code == 403
