"""Certificates: numbered once, replaced and revoked with a reason; their codes are hard to guess and easy to type."""

import pytest
from django.db import IntegrityError, transaction

from association.domain.certificate import (
    GATES,
    issue_certificates,
    reissue_certificate,
    revoke_by_source,
    revoke_certificate,
)
from association.enums import CertificateState
from association.methods.verify_code import ALPHABET, digest_code, make_code, mask_name, read_code, show_code
from association.models import Certificate
from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from tests.actors import make_actor
from tests.factories.results import CertificateFactory


def draft(source: str, **values: object) -> Certificate:
    return CertificateFactory.build(source=source, organization=None, unit="示例学院", number="", code="", **values)  # type: ignore[no-any-return]


@pytest.mark.pure
def test_codes_hold_eighty_bits_without_signs_that_look_alike():
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)
    codes = {make_code() for _number in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 16 and set(code) <= set(ALPHABET) for code in codes)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8K2M-7QPA-3RTV-X0W9", "8K2M7QPA3RTVX0W9"),
        (" 8k2m 7qpa 3rtv xow9 ", "8K2M7QPA3RTVX0W9"),
        ("８Ｋ２Ｍ—７ＱＰＡ—３ＲＴＶ—ＸＯＷ９", "8K2M7QPA3RTVX0W9"),
        ("8K2M-7QPA-3RTV-X0W", ""),
        ("8K2M-7QPA-3RTV-X0WU", ""),
        ("", ""),
        ("8" * 99999, ""),
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str, read: str):
    assert read_code(typed) == read


@pytest.mark.pure
def test_a_code_is_printed_in_fours():
    assert show_code("8K2M7QPA3RTVX0W9") == "8K2M-7QPA-3RTV-X0W9"


@pytest.mark.pure
@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张*丰"),
        ("欧阳修文", "欧**文"),
        ("张三、李四光", "张*、李*光"),
        ("Anna", "A***"),
        ("", ""),
    ],
)
def test_names_are_masked_for_strangers(name: str, masked: str):
    assert mask_name(name) == masked


@pytest.mark.django_db
def test_numbers_run_on_and_a_repeat_mints_nothing(staff: Actor):
    first = issue_certificates([draft("reviews.award:1"), draft("reviews.award:2")], actor=staff)
    again = issue_certificates([draft("reviews.award:1"), draft("reviews.award:2")], actor=staff)
    third = issue_certificates([draft("reviews.award:3")], actor=staff)
    assert [row.number for row in first + third] == ["ZS-2020-00001", "ZS-2020-00002", "ZS-2020-00003"]
    assert again == []
    assert Certificate.objects.get(digest=digest_code(first[0].code)) == first[0]
    entries = AuditEntry.objects.filter(action="issue_certificate")
    assert entries.count() == 3
    assert not any(first[0].code in str(entry.after) for entry in entries), "the code proves the paper"


@pytest.mark.django_db
def test_one_valid_certificate_rests_on_an_award(staff: Actor):
    one = CertificateFactory(source="reviews.award:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFactory(source="reviews.award:1")
    revoke_certificate(one, actor=staff, reason="撤销")
    assert issue_certificates([draft("reviews.award:1")], actor=staff) == [], "what was revoked does not come back"


@pytest.mark.django_db
def test_a_corrected_certificate_replaces_the_wrong_one(staff: Actor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(GATES, "tests.award:", lambda _source: None)
    old = issue_certificates([draft("tests.award:1", holder="张三")], actor=staff)[0]
    new = reissue_certificate(old, actor=staff, reason="姓名有误", changes={"holder": "张三丰"})
    old.refresh_from_db()
    assert (old.state, old.reason, old.holder) == (CertificateState.SUPERSEDED, "姓名有误", "张三")
    assert (new.holder, new.number, new.supersedes) == ("张三丰", "ZS-2020-00002", old)
    assert new.code != old.code
    assert new.prize == old.prize
    with pytest.raises(TransitionRefused):
        reissue_certificate(old, actor=staff, reason="再来")
    with pytest.raises(Refusal):
        reissue_certificate(new, actor=staff, reason=" ")
    with pytest.raises(Refusal):
        reissue_certificate(new, actor=staff, reason="换奖", changes={"prize": "特等奖"})
    assert Certificate.objects.count() == 2


@pytest.mark.django_db
def test_a_certificate_is_replaced_only_while_its_award_stands(staff: Actor, monkeypatch: pytest.MonkeyPatch):
    def closed(_source: str) -> None:
        raise Refusal("公示未结束")

    monkeypatch.setitem(GATES, "tests.award:", closed)
    old = issue_certificates([draft("tests.award:1")], actor=staff)[0]
    with pytest.raises(Refusal):
        reissue_certificate(old, actor=staff, reason="姓名有误")
    with pytest.raises(Refusal):  # nobody answers for this one
        reissue_certificate(CertificateFactory(source="elsewhere:1"), actor=staff, reason="姓名有误")
    assert Certificate.objects.filter(state=CertificateState.ISSUED).count() == 2


@pytest.mark.django_db
def test_revoking_needs_a_reason_and_happens_once(staff: Actor):
    one = CertificateFactory(source="reviews.award:1")
    with pytest.raises(Refusal):
        revoke_certificate(one, actor=staff, reason="")
    assert revoke_by_source("reviews.award:1", actor=staff, reason="材料不实") == 1
    assert revoke_by_source("reviews.award:1", actor=staff, reason="材料不实") == 0
    one.refresh_from_db()
    assert (one.state, one.reason) == (CertificateState.REVOKED, "材料不实")
    with pytest.raises(TransitionRefused):
        revoke_certificate(one, actor=staff, reason="再次")


@pytest.mark.django_db
def test_a_school_sees_its_own_certificates(staff: Actor):
    school = make_actor("school_teacher")
    mine = CertificateFactory(organization_id=school.organization_id, unit="本校")
    CertificateFactory()
    assert list(Certificate.objects.visible_to(school)) == [mine]
    assert Certificate.objects.visible_to(staff).count() == 2
    assert not Certificate.objects.visible_to(make_actor("reviewer")).exists()
