"""Imported entries count against the quotas of their call at once: at the check, in the writing, at the undo."""

from typing import Any

import pytest

from competitions.imports.entry import EntryImporter
from office.actor import Actor
from reviews.domain.quota import QuotaUsedUp, create_quota
from reviews.domain.submission import submit_submission
from reviews.enums import QuotaScope
from reviews.models import QuotaCounter, QuotaRule, QuotaUse, Submission
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.factories.competitions import ContestFactory
from tests.factories.reviews import SubmissionFactory
from tests.imports.sheets import check, messages, run, sheet, undo, verdicts

pytestmark = pytest.mark.django_db
HEAD = ["学校名称", "作品名称", "参赛选手", "指导教师"]


def used() -> dict[str, int]:
    """Return the counters in use, each held against what is counted by hand."""
    counters = QuotaCounter.objects.all()
    assert {row.pk: row.used for row in counters} == {
        row.pk: QuotaUse.objects.filter(counter=row).count() for row in counters
    }
    return {f"{row.rule.scope} {row.key}": row.used for row in counters.select_related("rule") if row.used}


@pytest.fixture
def call(staff: Actor) -> Any:
    """A contest's call: two entries for each school, one for each adviser."""
    made = ContestFactory().call
    create_quota(QuotaRule(call=made, scope=QuotaScope.SCHOOL, maximum=2), actor=staff)
    create_quota(QuotaRule(call=made, scope=QuotaScope.ADVISER, maximum=1), actor=staff)
    return made


def received(call: Any, *rows: list[Any], actor: Actor) -> Any:
    return check(EntryImporter.name, sheet(HEAD, *rows), actor=actor, options={"call": call.pk})


def test_rows_above_a_quota_are_errors_and_the_others_count(staff: Actor, call: Any) -> None:
    first, second = OrganizationFactory(name="安徽甲职业学院"), OrganizationFactory(name="安徽乙职业学院")
    known = PersonFactory(name="王五", organization=first)
    batch = received(
        call,
        ["安徽甲职业学院", "作品一", "张三", "王五"],
        ["安徽甲职业学院", "作品二", "李四", "王五"],
        ["安徽甲职业学院", "作品三", "赵六", "孙八"],
        ["安徽甲职业学院", "作品四", "周九", None],
        ["安徽乙职业学院", "作品五", "吴十", "王五"],
        actor=staff,
    )
    assert verdicts(batch) == ["new", "error", "new", "error", "new"]
    assert "王五" in messages(batch)[1]
    assert "安徽甲职业学院" in messages(batch)[3]
    assert used() == {}
    run(batch, actor=staff)
    assert used() == {
        f"school o{first.pk}": 2,
        f"school o{second.pk}": 1,
        f"adviser p{known.pk}": 1,
        f"adviser n{first.pk}:孙八": 1,
        f"adviser n{second.pk}:王五": 1,
    }
    draft = SubmissionFactory(call=call, organization=first, state="drafted")
    with pytest.raises(QuotaUsedUp):
        submit_submission(draft, actor=staff)
    undo(batch, actor=staff)
    assert used() == {}
    submit_submission(Submission.objects.get(pk=draft.pk), actor=staff)
    assert used() == {f"school o{first.pk}": 1}


def test_a_place_taken_between_check_and_writing_fails_only_its_row(staff: Actor, call: Any) -> None:
    school, other = OrganizationFactory(name="安徽甲职业学院"), OrganizationFactory(name="安徽乙职业学院")
    submit_submission(SubmissionFactory(call=call, organization=school, state="drafted"), actor=staff)
    rows = [["安徽甲职业学院", "作品一", "张三", None], ["安徽乙职业学院", "作品二", "李四", None]]
    batch = received(call, *rows, actor=staff)
    assert verdicts(batch) == ["new", "new"]
    meanwhile = SubmissionFactory(call=call, organization=school, state="drafted")
    submit_submission(meanwhile, actor=staff)
    run(batch, actor=staff)
    assert not Submission.objects.filter(title="作品一").exists()
    assert Submission.objects.filter(title="作品二").exists()
    assert used() == {f"school o{school.pk}": 2, f"school o{other.pk}": 1}
    assert batch.rows.order_by("line").first().outcome != "created"


def test_people_who_join_a_stored_entry_count_too(staff: Actor, call: Any) -> None:
    school = OrganizationFactory(name="安徽甲职业学院")
    run(received(call, ["安徽甲职业学院", "作品一", "张三", "王五"], actor=staff), actor=staff)
    run(received(call, ["安徽甲职业学院", "作品二", "李四", None], actor=staff), actor=staff)
    batch = received(call, ["安徽甲职业学院", "作品二", None, "王五"], actor=staff)
    assert verdicts(batch) == ["error"]
    batch = received(call, ["安徽甲职业学院", "作品二", None, "孙八"], actor=staff)
    assert verdicts(batch) == ["update"]
    run(batch, actor=staff)
    key = f"adviser n{school.pk}:孙八"
    assert used()[key] == 1
    undo(batch, actor=staff)
    assert key not in used()
    assert used()[f"school o{school.pk}"] == 2
    entry = Submission.objects.get(title="作品二")
    assert QuotaUse.objects.filter(submission=entry).count() == 1
