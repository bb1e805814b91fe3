"""The reviewer's desk: own entries by code only, scoring with and without scripts, nothing before the opening."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.enums import Role
from reviews.enums import AssignmentState, CopyState, MemberState, RoundState, SheetState
from reviews.models import Assignment, BlindCopy, Round, Score, ScoreSheet
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory
from tests.matrix.world import make_file
from tests.reviews.scoring_world import ScoringWorld, new_id

pytestmark = [pytest.mark.once, pytest.mark.django_db]


class DeskWorld(ScoringWorld):
    """Two entries of one reviewer, whose browser is open."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.school = OrganizationFactory(name="示例铁道职业学院")
        self.member, self.actor = self.add_reviewer()
        self.entries = [self.add_entry(code, organization=self.school) for code in ("AAA333", "BBB444")]
        for entry in self.entries:
            self.assign(entry, self.member)
        self.client: Client = client_of(self.actor)

    def url(self, page: str, code: str = "AAA333", *more: Any) -> str:
        return reverse(f"reviews:desk_{page}", args=[self.round.pk, code, *more])

    def fields(self, *points: Any, **values: Any) -> dict[str, Any]:
        """Return what a page sends: levels by their points."""
        given = {f"level-{item.pk}": value for item, value in zip(self.criteria, points, strict=True)}
        return {**given, "revision": 1, "client_id": str(new_id()), "submit": "0", **values}


def test_desk_shows_own_entries_and_the_next(django_assert_max_num_queries: Any):
    world = DeskWorld()
    other, _actor = world.add_reviewer()
    world.assign(world.add_entry("CCC666"), other)
    with django_assert_max_num_queries(12):
        page = world.client.get(reverse("reviews:desk"))
    text = page.content.decode()
    assert "AAA333" in text
    assert "BBB444" in text
    assert "CCC666" not in text
    assert world.school.name not in text
    (shown,) = page.context["page"]["rounds"]
    assert (len(shown.entries), shown.total, shown.done, shown.open_codes) == (2, 2, 0, ["AAA333", "BBB444"])


def test_what_is_submitted_can_be_left_out(monkeypatch: pytest.MonkeyPatch):
    world = DeskWorld()
    world.client.get(world.url("sheet"))
    world.client.post(world.url("save"), world.fields(16, 20, submit="1"))
    desk = reverse("reviews:desk")
    page = world.client.get(f"{desk}?open")
    (shown,) = page.context["page"]["rounds"]
    assert [entry.code for entry in shown.entries] == ["BBB444"]
    assert (shown.total, shown.done) == (2, 1)
    # Of a long desk the pages are counted by what is shown, and leafing keeps the choice.
    monkeypatch.setattr("reviews.queries.desk.PAGE_SIZE", 1)
    assert not world.client.get(f"{desk}?open").context["page"]["pager"]
    assert world.client.get(desk).context["page"]["pager"]["next_url"] == "?page=2"
    world.assign(world.add_entry("CCC666"), world.member)
    page = world.client.get(f"{desk}?open")
    assert page.context["page"]["pager"]["next_url"] == "?open&page=2"
    world.client.post(world.url("save", "BBB444"), world.fields(16, 20, submit="1"))
    world.client.post(world.url("save", "CCC666"), world.fields(16, 20, submit="1"))
    (shown,) = world.client.get(f"{desk}?open").context["page"]["rounds"]
    assert (shown.entries, shown.done) == ([], 3)


def test_opening_an_entry_makes_its_sheet_and_shows_the_rubric(django_assert_max_num_queries: Any):
    world = DeskWorld()
    world.client.get(world.url("sheet"))
    with django_assert_max_num_queries(12):
        page = world.client.get(world.url("sheet"))
    text = page.content.decode()
    assert "评分项1" in text
    assert "完全达到" in text
    assert "作品AAA333" in text
    assert world.school.name not in text
    assert ScoreSheet.objects.get().state == SheetState.DRAFTED


@pytest.mark.parametrize("who", ["other", Role.SECRETARIAT, Role.SCHOOL_ADMINISTRATOR])
def test_nobody_else_has_the_page(who: str):
    world = DeskWorld()
    actor = world.add_reviewer()[1] if who == "other" else make_actor(who)
    client = client_of(actor)
    wanted = 404 if who == "other" else 403
    assert client.get(world.url("sheet")).status_code == wanted
    assert client.post(world.url("save"), world.fields(16, 16)).status_code == wanted
    assert client.get(world.url("file", "AAA333", "AAA333-1.pdf")).status_code == wanted
    assert not ScoreSheet.objects.exists()


@pytest.mark.parametrize("change", ["voided", "withdrawn", "prepared", "early"])
def test_an_entry_that_is_not_open_to_the_reviewer_is_not_there(change: str):
    world = DeskWorld()
    if change == "voided":
        Assignment.objects.update(state=AssignmentState.VOIDED)
    elif change == "withdrawn":
        type(world.member).objects.update(state=MemberState.WITHDRAWN)
    elif change == "prepared":
        Round.objects.update(state=RoundState.PREPARED)
    else:
        Round.objects.update(opens_at=timezone.now() + timedelta(hours=1))
    assert world.client.get(world.url("sheet")).status_code == 404
    assert "AAA333" not in world.client.get(reverse("reviews:desk")).content.decode()


def test_a_text_kept_from_reviewers_shows_its_title_nowhere():
    """What was cleared by itself and kept back by the secretariat named somebody after all."""
    world = DeskWorld()
    BlindCopy.objects.filter(entry=world.entries[0], number=0).update(state=CopyState.BLOCKED)
    for page in (reverse("reviews:desk"), world.url("sheet"), world.url("sheet") + "?ahead=1"):
        assert "作品AAA333" not in world.client.get(page).content.decode()
    assert "作品BBB444" in world.client.get(reverse("reviews:desk")).content.decode()


def test_saving_by_itself_answers_with_the_revision_and_stale_pages_side_by_side():
    world = DeskWorld()
    world.client.get(world.url("sheet"))
    answer = world.client.post(world.url("save"), world.fields(16, ""))
    assert answer.json()["revision"] == 2
    answer = world.client.post(world.url("save"), world.fields(12, 12))
    body = answer.json()
    assert (answer.status_code, body["reason"], body["revision"], body["same"]) == (409, "stale", 2, False)
    assert "16" in body["html"]
    assert "12" in body["html"]
    assert Score.objects.get().points == 16
    answer = world.client.post(world.url("save"), world.fields(25, 12, revision=2))
    assert answer.status_code == 422
    assert list(answer.json()["faults"]) == [str(world.criteria[0].pk)]


def test_submitting_opens_the_next_and_then_the_desk():
    world = DeskWorld()
    for code, after in (("AAA333", world.url("sheet", "BBB444")), ("BBB444", reverse("reviews:desk"))):
        world.client.get(world.url("sheet", code))
        answer = world.client.post(world.url("sheet", code), world.fields(16, 20, submit="1"))
        assert (answer.status_code, answer.url) == (302, after)
    assert set(ScoreSheet.objects.values_list("state", "total")) == {(SheetState.SUBMITTED, 36)}
    again = world.client.post(world.url("sheet"), world.fields(20, 20, submit="1", revision=3))
    assert again.status_code == 409
    assert set(ScoreSheet.objects.values_list("total", flat=True)) == {36}


def test_a_page_without_scripts_keeps_what_was_typed_when_something_is_missing():
    world = DeskWorld()
    world.client.get(world.url("sheet"))
    values = world.fields(5, 16, submit="1", comment="总评")
    answer = world.client.post(world.url("sheet"), values)
    assert answer.status_code == 422
    assert "总评" in answer.content.decode()
    values |= {f"comment-{world.criteria[0].pk}": "没有完成"}
    assert world.client.post(world.url("sheet"), values).status_code == 302
    world.client.get(world.url("sheet", "BBB444"))
    world.client.post(world.url("save", "BBB444"), world.fields(16, 16))
    stale = world.client.post(world.url("sheet", "BBB444"), world.fields(12, 12, submit="1"))
    assert stale.status_code == 409
    assert stale.context["page"]["conflict"]
    assert stale.context["page"]["revision"] == 2


def test_closed_round_shows_the_own_sheet_and_takes_nothing():
    world = DeskWorld()
    world.client.get(world.url("sheet"))
    Round.objects.update(state=RoundState.CLOSED)
    page = world.client.get(world.url("sheet"))
    assert page.status_code == 200
    assert "data-scoring" not in page.content.decode()
    answer = world.client.post(world.url("save"), world.fields(16, 16))
    assert (answer.status_code, answer.json()["reason"]) == (409, "refused")
    assert world.client.get(world.url("sheet", "BBB444")).status_code == 200
    assert ScoreSheet.objects.count() == 1


def make_copy(world: DeskWorld, *, state: str = CopyState.CLEARED, number: int = 1) -> BlindCopy:
    """Store a cleaned PDF of the first entry."""
    from reviews.models import SubmissionAttachment

    entry = world.entries[0]
    link = make_file(world, SubmissionAttachment, entry.submission)  # type: ignore[arg-type]
    copy = BlindCopy(entry=entry, number=number, source=link.attachment, state=state, sha256="ab" * 32)
    copy.ending, copy.media_type, copy.size = "pdf", "application/pdf", 12
    copy.file.save("x", ContentFile(b"%PDF-cleaned"), save=False)
    copy.save()
    return copy


def test_files_come_under_neutral_names_with_neutral_heads():
    world = DeskWorld()
    make_copy(world)
    name = "AAA333-1.pdf"
    assert name in world.client.get(world.url("sheet")).content.decode()
    answer = world.client.get(world.url("file", "AAA333", name))
    assert b"".join(answer.streaming_content) == b"%PDF-cleaned"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    for wrong in ("AAA333-2.pdf", "BBB444-1.pdf", "AAA333-1.docx", "AAA333-0.pdf", "AAA333.pdf", "通知.pdf"):
        assert world.client.get(world.url("file", "AAA333", wrong)).status_code == 404
    assert world.client.get(world.url("file", "BBB444", name)).status_code == 404


@pytest.mark.parametrize("state", [CopyState.FOUND, CopyState.BLOCKED])
def test_what_is_not_cleared_is_not_there(state: str):
    world = DeskWorld()
    make_copy(world, state=state)
    assert "AAA333-1" not in world.client.get(world.url("sheet")).content.decode()
    assert world.client.get(world.url("file", "AAA333", "AAA333-1.pdf")).status_code == 404


def test_video_is_served_by_pieces():
    world = DeskWorld()
    copy = make_copy(world)
    BlindCopy.objects.filter(pk=copy.pk).update(ending="mp4", media_type="video/mp4")
    address = world.url("file", "AAA333", "AAA333-1.mp4")
    answer = world.client.get(address, headers={"Range": "bytes=1-3"})
    assert (answer.status_code, answer.content, answer["Content-Range"]) == (206, b"PDF", "bytes 1-3/12")
    whole = world.client.get(address, headers={"Range": "bytes=99-"})
    assert (whole.status_code, whole.getvalue()) == (200, b"%PDF-cleaned")


def test_open_round_shows_what_was_sent_in():
    world = DeskWorld(blind=False)
    submission = world.entries[0].submission
    submission.dossier = {
        "fields": [{"code": "unit", "label": "单位", "value": world.school.name, "identifying": True}]
    }
    submission.save()
    assert world.school.name in world.client.get(world.url("sheet")).content.decode()


def test_home_counts_what_is_left_to_score():
    world = DeskWorld()
    assert "待评分" in world.client.get("/").content.decode()


def test_who_judges_reads_no_progress_copies_or_sheets_under_another_grant():
    world = DeskWorld()
    world.client.get(world.url("sheet"))
    auditor = make_actor(Role.AUDITOR, user=world.member.user)
    addresses = [
        *(reverse(f"reviews:round_{page}", args=[world.round.pk]) for page in ("progress", "copies")),
        ScoreSheet.objects.get().get_absolute_url(),
        BlindCopy.objects.first().get_absolute_url(),
    ]
    for address in addresses:
        assert client_of(auditor).get(address).status_code == 404, address
        assert client_of(make_actor(Role.AUDITOR)).get(address).status_code == 200, address


def test_a_page_kept_ahead_opens_no_sheet_and_names_what_follows():
    world = DeskWorld(kind="onsite")
    world.client.get(reverse("reviews:desk"))
    page = world.client.get(world.url("sheet") + "?ahead=1")
    assert not ScoreSheet.objects.exists()
    assert page.context["page"]["is_open"]
    assert page.context["page"]["kept_urls"].split() == [world.url("sheet"), world.url("sheet", "BBB444")]
    # The first saving opens the sheet on the revision that the kept page shows.
    revision = page.context["page"]["revision"]
    answer = world.client.post(world.url("save"), world.fields(16, 20, revision=revision, submit="1"))
    assert (answer.status_code, answer.json()["next"]) == (200, world.url("sheet", "BBB444"))
    again = world.client.post(world.url("save"), world.fields(12, 20, revision=2, submit="1"))
    assert (again.status_code, again.json()["submitted"]) == (409, True)


@pytest.mark.parametrize(
    ("kind", "state", "count"), [("onsite", "scoring", 2), ("onsite", "closed", 0), ("online", "scoring", 0)]
)
def test_a_device_keeps_entries_only_on_site_and_while_scores_are_taken(kind: str, state: str, count: int):
    world = DeskWorld(kind=kind, state=state)
    (shown,) = world.client.get(reverse("reviews:desk")).context["page"]["rounds"]
    assert len(shown.kept_urls.split()) == count


def test_the_worker_reaches_nothing_but_the_desk():
    world = DeskWorld()
    answer = world.client.get(reverse("reviews:desk_worker"))
    assert answer["Content-Type"] == "text/javascript"
    assert "Service-Worker-Allowed" not in answer
    assert "js/desk-worker" in answer.content.decode()
