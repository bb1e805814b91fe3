"""Paper sheets take two typings by two persons."""

from typing import Any

import pytest
from django.urls import reverse

from office.enums import Role
from office.workflow import Refusal
from reviews.domain.paper_sheet import check_paper, enter_paper
from reviews.domain.score_sheet import ScoresRefused, open_sheet, save_sheet
from reviews.enums import PaperState, RoundState, SheetState
from reviews.models import PaperSheet, Round, ScoreSheet
from tests.actors import client_of, make_actor
from tests.reviews.scoring_world import Office, new_id, stored

pytestmark = pytest.mark.django_db


def test_paper_counts_once_two_clerks_typed_the_same():
    office = Office()
    paper = enter_paper(office.assignment, actor=office.first, values=office.values(16, 5))
    assert stored(paper.sheet).state == SheetState.DRAFTED
    with pytest.raises(Refusal):
        check_paper(paper, actor=office.first, values=office.values(16, 5))
    with pytest.raises(ScoresRefused) as refused:
        check_paper(paper, actor=office.second, values=office.values(16, 6))
    assert refused.value.faults == {office.criteria[1].pk: "differs"}
    check_paper(paper, actor=office.second, values=office.values(16, 5))
    sheet = stored(paper.sheet)
    assert (sheet.state, sheet.total) == (SheetState.SUBMITTED, 21)
    kept = PaperSheet.objects.get()
    assert (kept.state, kept.entered_by_id, kept.checked_by_id) == (
        PaperState.CHECKED,
        office.first.user_id,
        office.second.user_id,
    )
    with pytest.raises(Refusal):
        enter_paper(office.assignment, actor=office.first, values=office.values(1, 1))


def test_paper_is_not_taken_beside_the_screen_nor_the_screen_beside_paper():
    office = Office()
    sheet = stored(open_sheet(office.assignment, actor=office.reviewer))
    save_sheet(sheet, actor=office.reviewer, values=office.values(9, None), revision=1, client_id=new_id())
    with pytest.raises(Refusal):
        enter_paper(office.assignment, actor=office.first, values=office.values(16, 5))
    other = office.assign(office.add_entry("BBB444"), office.member)
    paper = enter_paper(other, actor=office.first, values=office.values(16, 5))
    begun = ScoreSheet.objects.select_related("paper", "assignment__entry__round").get(pk=paper.sheet_id)
    with pytest.raises(Refusal):
        save_sheet(
            begun, actor=office.reviewer, values=office.values(9, 9), revision=begun.revision, client_id=new_id()
        )
    Round.objects.update(state=RoundState.CLOSED)
    closed = type(other).objects.get(pk=other.pk)
    with pytest.raises(Refusal):
        enter_paper(closed, actor=office.first, values=office.values(1, 1))


def test_paper_by_its_pages():
    office = Office()
    enter = reverse("reviews:paper_enter", args=[office.assignment.pk])
    check = reverse("reviews:paper_check", args=[office.assignment.pk])
    fields = {f"exact-{item.pk}": "16" for item in office.criteria}
    one, two = client_of(office.first), client_of(office.second)
    assert one.get(enter).status_code == 200
    assert one.post(enter, {}).status_code == 422
    assert one.post(enter, fields).status_code == 302
    assert one.get(check).status_code == 409
    page = two.get(check)
    assert page.status_code == 200
    assert 'value="16"' not in page.content.decode()
    assert two.post(check, dict.fromkeys(fields, "15")).status_code == 422
    assert two.post(check, fields).status_code == 302
    assert ScoreSheet.objects.get().total == 32
    assert client_of(make_actor(Role.AUDITOR)).get(enter).status_code == 403


def linked(page: Any, addresses: list[str]) -> list[str]:
    """Return those of some addresses to which a page leads."""
    return [url for url in addresses if f'href="{url}"' in page.content.decode()]


def test_papers_of_a_reviewer_lead_from_sheet_to_sheet(django_assert_max_num_queries: Any):
    office = Office()
    typed, seen = (office.assign(office.add_entry(code), office.member) for code in ("BBB444", "CCC555"))
    sheet = stored(open_sheet(seen, actor=office.reviewer))
    save_sheet(sheet, actor=office.reviewer, values=office.values(9, None), revision=1, client_id=new_id())
    enter_paper(typed, actor=office.first, values=office.values(16, 5))
    page = reverse("reviews:paper_sheets", args=[office.round.pk, office.member.pk])
    enter, check = (
        [reverse(f"reviews:{name}", args=[row.pk]) for row in (office.assignment, typed, seen)]
        for name in ("paper_enter", "paper_check")
    )
    one, two = client_of(office.first), client_of(office.second)
    assert page in two.get(reverse("reviews:round_progress", args=[office.round.pk])).content.decode()
    with django_assert_max_num_queries(12):
        first = one.get(page)
    second = two.get(page)
    assert first.context["page"].primary.url == enter[0]
    # Who typed a sheet types it anew, another checks it; what is scored on the screen is left alone.
    assert linked(first, [*enter, *check]) == [*enter[:2]]
    assert linked(second, [*enter, *check]) == [enter[0], check[1]]
    enter_paper(office.assignment, actor=office.second, values=office.values(16, 5))
    assert two.get(page).context["page"].primary.url == check[1]
    Round.objects.update(state=RoundState.CLOSED)
    closed = two.get(page)
    assert closed.context["page"].primary is None
    assert check[1] not in closed.content.decode()
    assert page not in two.get(reverse("reviews:round_progress", args=[office.round.pk])).content.decode()
