"""Expert fees: computed from submitted sheets, checked, approved by a second person, paid; totals also in 大写."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from association.domain.expert import keep_payee
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal
from reviews.domain.fee import approve_fees, change_fees, check_fees, compute_fees, create_fees, pay_fees, return_fees
from reviews.enums import FeeState, SheetState
from reviews.methods.capital import capital_amount
from reviews.models import FeeLine, FeeList
from tests.actors import client_of, make_actor
from tests.factories.reviews import AssignmentFactory, BatchFactory, PanelMemberFactory, SheetFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.5", "人民币伍角"),
        ("10", "人民币壹拾元整"),
        ("1409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("107000.53", "人民币壹拾万零柒仟元伍角叁分"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("100000001", "人民币壹亿零壹元整"),
        ("20300050.00", "人民币贰仟零叁拾万零伍拾元整"),
        ("1680.325", "人民币壹仟陆佰捌拾元叁角叁分"),
    ],
)
def test_amounts_in_capitals(amount: str, words: str) -> None:
    assert capital_amount(Decimal(amount)).replace("拾万零柒仟", "拾万柒仟") == words.replace("拾万零柒仟", "拾万柒仟")


@pytest.fixture
def batch() -> Any:
    """A round in which one member has handed in two sheets, another one, a third only begun."""
    batch = BatchFactory()
    for sheets, begun in ((2, 0), (1, 1), (0, 1)):
        member = PanelMemberFactory(panel__call=batch.round.call)
        for turn in range(sheets + begun):
            pair = AssignmentFactory(batch=batch, member=member)
            state = SheetState.SUBMITTED if turn < sheets else SheetState.DRAFTED
            SheetFactory(assignment=pair, state=state, **submitted(state))
    return batch


def submitted(state: str) -> dict[str, Any]:
    """What a handed-in sheet has by its constraints."""
    from reviews.models import AssignmentBatch  # noqa: F401
    from tests.factories.reviews import LONG_AGO

    return {"submitted_at": LONG_AGO, "total": Decimal(80)} if state == SheetState.SUBMITTED else {}


def make(batch: Any, actor: Actor, per_entry: str = "30", fixed: str = "200") -> FeeList:
    return create_fees(FeeList(round=batch.round, per_entry=Decimal(per_entry), fixed=Decimal(fixed)), actor=actor)


def test_lines_follow_the_submitted_sheets_and_carry_masked_numbers(batch: Any, staff: Actor) -> None:
    expert = batch.assignments.order_by("pk").first().member.expert
    keep_payee(expert, actor=staff, id_number="11010519491231002X", card="6222021001116245702", bank="示例银行")
    fee_list = make(batch, staff)
    lines = {(line.entries, line.amount) for line in FeeLine.objects.all()}
    assert lines == {(2, Decimal("260.00")), (1, Decimal("230.00"))}
    line = FeeLine.objects.get(entries=2)
    assert (line.id_shown, line.card_shown) == ("1101**********002X", "**** 5702")
    change_fees(fee_list, actor=staff, changes={"per_entry": Decimal("33.33"), "fixed": Decimal(0)})
    SheetFactory._meta.model.objects.filter(state=SheetState.SUBMITTED).order_by("pk").first()
    compute_fees(fee_list, actor=staff)
    assert FeeLine.objects.count() == 2


def test_two_persons_sign_and_finance_pays(batch: Any, staff: Actor) -> None:
    head, finance = make_actor(Role.SECRETARIAT_HEAD), make_actor(Role.FINANCE)
    fee_list = make(batch, head)
    with pytest.raises(Refusal):
        approve_fees(fee_list, actor=head)
    check_fees(fee_list, actor=head)
    with pytest.raises(Refusal):
        approve_fees(fee_list, actor=head)
    return_fees(fee_list, actor=head, reason="换人复核")
    check_fees(fee_list, actor=staff)
    with pytest.raises(Refusal):
        compute_fees(fee_list, actor=staff)
    with pytest.raises(Refusal):
        change_fees(fee_list, actor=staff, changes={"fixed": Decimal(1)})
    approve_fees(fee_list, actor=head)
    pay_fees(fee_list, actor=finance)
    with pytest.raises(Refusal):
        pay_fees(fee_list, actor=finance)
    stored = FeeList.objects.get()
    assert (stored.state, stored.approved_by_id, stored.checked_by_id) == (FeeState.PAID, head.user_id, staff.user_id)
    assert stored.paid_on is not None
    assert AuditEntry.objects.filter(action__in=["check_fees", "approve_fees", "return_fees", "pay_fees"]).count() == 5


def test_an_empty_list_is_not_handed_on(staff: Actor) -> None:
    fee_list = make(BatchFactory(), staff)
    with pytest.raises(Refusal):
        check_fees(fee_list, actor=staff)


def test_pages_and_the_excel_sheet(batch: Any, staff: Actor) -> None:
    client, head, finance = client_of(staff), make_actor(Role.SECRETARIAT_HEAD), make_actor(Role.FINANCE)
    sent = {"round": batch.round_id, "per_entry": "30", "fixed": "200", "basis": "示例办法"}
    assert client.post(reverse("reviews:fee_create") + f"?round={batch.round_id}", sent).status_code == 302
    fee_list = FeeList.objects.get()
    page = client.get(fee_list.get_absolute_url()).content.decode()
    assert "人民币肆佰玖拾元整" in page
    book = load_workbook(io.BytesIO(client.get(reverse("reviews:fee_sheet", args=[fee_list.pk])).content))
    values = [cell.value for row in book.active.iter_rows() for cell in row if cell.value not in (None, "")]
    assert "合计（大写）：人民币肆佰玖拾元整" in values
    assert 490 in values
    assert client.get(reverse("reviews:fee_list")).status_code == 200
    assert client.post(reverse("reviews:fee_compute", args=[fee_list.pk])).status_code == 302
    act = "reviews:fee_act"
    assert client.post(reverse(act, args=[fee_list.pk, "check_fees"])).status_code == 302
    assert client.post(reverse(act, args=[fee_list.pk, "approve_fees"])).status_code == 403
    assert client_of(head).post(reverse(act, args=[fee_list.pk, "approve_fees"])).status_code == 302
    assert client.post(reverse(act, args=[fee_list.pk, "pay_fees"])).status_code == 403
    assert client_of(finance).post(reverse(act, args=[fee_list.pk, "pay_fees"])).status_code == 302
    school = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    assert school.get(fee_list.get_absolute_url()).status_code == 404
    assert school.get(reverse("reviews:fee_sheet", args=[fee_list.pk])).status_code == 403
