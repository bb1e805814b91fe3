"""Entries with awards: an office's list of winners with merged schools, prizes by track and kind, names in one cell."""

from typing import Any

import pytest

from association.models import Recognition
from competitions.imports.entry import EntryImporter
from competitions.models import Entry
from office.actor import Actor
from office.models import AuditEntry
from reviews.models import Award, Participant, Submission
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.factories.competitions import ContestFactory, EntryFactory, EventFactory
from tests.factories.reviews import PrizeFactory, TrackFactory
from tests.imports.sheets import check, domain_tables, messages, run, sheet, undo, verdicts

pytestmark = pytest.mark.django_db
KIND = EntryImporter.name


@pytest.fixture
def contest(db: None) -> Any:
    row = ContestFactory()
    higher = TrackFactory(call=row.call, name="高职组", school_level="higher_vocational")
    lower = TrackFactory(call=row.call, name="中职组", school_level="secondary")
    for track in (higher, lower):
        PrizeFactory(call=row.call, track=track, name="一等奖", kind="work", code=f"first-{track.pk}")
        PrizeFactory(call=row.call, track=track, name="二等奖", kind="work", code=f"second-{track.pk}")
    PrizeFactory(call=row.call, name="一等奖", kind="individual", code="single")
    EventFactory(contest=row, name="建模赛项")
    return row


@pytest.fixture
def schools(db: None) -> list[Any]:
    return [
        OrganizationFactory(name="安徽甲职业学院"),
        OrganizationFactory(name="安徽乙中专学校", school_level="secondary"),
    ]


def winners() -> bytes:
    return sheet(
        ["序号", "学校名称", "组别", "作品名称", "参赛选手", "指导教师", "获奖等级", "名次"],
        [1, "安徽甲职业学院", "高职组", "智慧农业", "张三、李四", "王五", "一等奖", 1],
        [2, None, "高职", "智能 仓储", "赵六\n钱七", "王五，孙八", "二等奖", 2],
        [3, "安徽乙中专学校", None, None, "周九", "吴十", "一等奖", None],
        [4, "安徽乙中专学校", "中职组", "没有的奖", "郑一", None, "特等奖", None],
        [5, "安徽乙中专学校", "高职组", "组别不对", "郑一", None, None, None],
        title="第二届技能大赛获奖名单",
        merges=("B4:B5",),
        notes=("注：排名不分先后。",),
    )


def test_list_of_winners_is_imported_and_undone(staff: Actor, contest: Any, schools: list[Any]) -> None:
    known = PersonFactory(name="张三", organization=schools[0])
    before = domain_tables()
    batch = check(KIND, winners(), actor=staff, options={"call": contest.pk})
    assert verdicts(batch) == ["new", "new", "new", "error", "error"]
    assert "特等奖" in messages(batch)[3]
    assert domain_tables() == before

    run(batch, actor=staff)
    first = Submission.objects.get(title="智慧农业")
    assert (first.state, first.organization, first.number) == (
        "submitted",
        schools[0],
        f"{contest.call.code.upper()}-001",
    )
    people = list(Participant.objects.filter(submission=first).order_by("order").values_list("name", "role", "person"))
    assert people == [("张三", "contestant", known.pk), ("李四", "contestant", None), ("王五", "adviser", None)]
    assert [field["code"] for field in first.dossier["fields"]] == ["title", "track", "organization"]
    assert len(first.dossier["participants"]) == 3
    award = Award.objects.get(submission=first)
    assert (award.state, award.kind, award.rank, award.prize.track.name) == ("proposed", "work", 1, "高职组")
    second = Submission.objects.get(title="智能仓储")
    assert second.organization == schools[0]  # the cell is merged down
    assert Participant.objects.filter(submission=second).count() == 4
    third = Submission.objects.get(title="周九")
    assert third.track.name == "中职组"
    assert Recognition.objects.count() == 0

    undo(batch, actor=staff)
    assert domain_tables() == before


def test_audit_rows_are_those_of_single_acts(staff: Actor, contest: Any, schools: list[Any]) -> None:
    batch = run(check(KIND, winners(), actor=staff, options={"call": contest.pk}), actor=staff)
    first = Submission.objects.get(title="智慧农业")
    rows = AuditEntry.objects.filter(batch=batch.key, content_type__model="submission", object_id=str(first.pk))
    created, sent = rows.order_by("id")
    assert (created.action, created.after["state"]) == ("create", "drafted")
    assert "number" not in created.after
    assert (sent.action, sent.before["state"], sent.after["number"]) == ("submit", "drafted", first.number)
    models = AuditEntry.objects.filter(batch=batch.key).values_list("content_type__model", flat=True)
    assert {"submission", "entry", "participant", "award"} == set(models)


def test_second_import_changes_nothing_and_a_later_list_completes(
    staff: Actor, contest: Any, schools: list[Any]
) -> None:
    run(check(KIND, winners(), actor=staff, options={"call": contest.pk}), actor=staff)
    after = domain_tables()
    again = run(check(KIND, winners(), actor=staff, options={"call": contest.pk}), actor=staff)
    assert verdicts(again) == ["same", "same", "same", "error", "error"]
    assert domain_tables() == after

    more = sheet(["学校", "作品名称", "参赛选手", "奖项"], ["安徽甲职业学院", "智慧农业", "张三、新人", "二等奖"])
    batch = run(check(KIND, more, actor=staff, options={"call": contest.pk}), actor=staff)
    row = batch.rows.get()
    assert (row.verdict, row.outcome) == ("update", "updated")
    assert [line[2] for line in row.diff] == ["新人", "高职组二等奖"]
    award = Award.objects.get(submission__title="智慧农业")
    assert award.prize.name == "二等奖"
    undo(batch, actor=staff)
    assert domain_tables() == after


def test_event_takes_the_individual_prize(staff: Actor, contest: Any, schools: list[Any]) -> None:
    content = sheet(["学校", "赛项", "选手", "奖次"], ["安徽甲职业学院", "建模赛项", "张三", "一等奖"])
    run(check(KIND, content, actor=staff, options={"call": contest.pk}), actor=staff)
    entry = Entry.objects.get()
    assert entry.event.name == "建模赛项"
    assert Award.objects.get().kind == "individual"
    assert Award.objects.get().recipient_name == "张三"


def test_final_prize_is_not_changed_by_a_sheet(staff: Actor, contest: Any, schools: list[Any]) -> None:
    run(check(KIND, winners(), actor=staff, options={"call": contest.pk}), actor=staff)
    Award.objects.update(state="final")
    more = sheet(["学校", "作品名称", "奖项"], ["安徽甲职业学院", "智慧农业", "二等奖"])
    assert verdicts(check(KIND, more, actor=staff, options={"call": contest.pk})) == ["error"]


def test_call_that_takes_nothing_refuses_the_sheet(staff: Actor, contest: Any, schools: list[Any]) -> None:
    from office.workflow import Refusal

    contest.call.state = "decided"
    contest.call.save()
    with pytest.raises(Refusal):
        check(KIND, winners(), actor=staff, options={"call": contest.pk})


def test_two_stored_entries_of_one_title_are_a_question(staff: Actor, contest: Any, schools: list[Any]) -> None:
    track = contest.call.tracks.get(name="高职组")
    for _number in range(2):
        EntryFactory(
            submission__call=contest.call,
            submission__title="智慧农业",
            submission__organization=schools[0],
            submission__track=track,
        )
    content = sheet(["学校", "作品名称"], ["安徽甲职业学院", "智慧农业"])
    assert verdicts(check(KIND, content, actor=staff, options={"call": contest.pk})) == ["conflict"]
