"""What stands on the certificates of an award: who holds one, as what, and whose names are printed below."""

from typing import Any

import pytest

from reviews.domain.certificate_draft import draft_of, drafts_of, own_people, printed_lines
from reviews.enums import CertificateHolders, ParticipantRole, PrizeKind
from reviews.models import Award, Call, Participant, Prize, Submission

pytestmark = pytest.mark.pure

ADVISER, AUTHOR, LEADER = ParticipantRole.ADVISER, ParticipantRole.AUTHOR, ParticipantRole.LEADER


def award(kind: str, *, recipient: str = "智慧校园") -> Any:
    """An unsaved award of a work called 智慧校园."""
    call = Call(title="大赛", issuer="示例学会", year=2020)
    submission = Submission(title="智慧校园", call=call)
    return Award(
        pk=7,
        prize=Prize(kind=kind, name="一等奖", call=call),
        submission=submission,
        kind=kind,
        recipient_name=recipient,
    )


def person(pk: int, name: str, role: str = ParticipantRole.CONTESTANT, unit: str = "") -> Participant:
    return Participant(pk=pk, name=name, role=role, organization_name=unit)


@pytest.mark.parametrize(
    ("kind", "recipient", "people", "role"),
    [
        (PrizeKind.TEAM, "智慧校园", [person(1, "张三")], "work"),
        (PrizeKind.TEAM, "某某队", [person(1, "张三")], ""),
        (PrizeKind.INDIVIDUAL, "张三", [person(1, "张三")], "author"),
        (PrizeKind.INDIVIDUAL, "张三", [], ""),
        (PrizeKind.ADVISER, "赵老师", [person(1, "赵老师", ADVISER)], "adviser"),
        (PrizeKind.UNIT, "示例学院", [person(1, "张三")], "unit"),
    ],
)
def test_what_the_holder_of_a_whole_award_is(kind: str, recipient: str, people: list[Any], role: str):
    assert draft_of(award(kind, recipient=recipient), people).role == role


def test_each_person_stands_once_in_order_with_the_employer_then():
    people = [
        person(3, "张三", LEADER, "甲校"),
        person(1, "张三"),
        person(2, "李四", unit="乙企业"),
        person(4, "赵", ADVISER),
    ]
    team = award(PrizeKind.TEAM)
    assert [one.pk for one in own_people(team, people)] == [3, 2]
    first, second = drafts_of(team, people, holders=CertificateHolders.PERSON)
    assert [(one.part, one.holder, one.unit, one.place, one.places) for one in (first, second)] == [
        ("p3", "张三", "甲校", 1, 2),
        ("p2", "李四", "乙企业", 2, 2),
    ]
    assert first.people == [["团队成员", "张三、李四"], ["指导教师", "赵"]]
    whole, *sheets = drafts_of(team, people, holders=CertificateHolders.BOTH)
    assert (whole.part, len(sheets)) == ("", 2)
    assert len(drafts_of(team, people, holders=CertificateHolders.AWARD)) == 1


def test_who_is_named_alone_or_by_nobody_has_one_sheet_by_every_choice():
    for holders in CertificateHolders.values:
        (sheet,) = drafts_of(award(PrizeKind.PAPER, recipient="张三"), [person(1, "张三", AUTHOR)], holders=holders)
        assert (sheet.part, sheet.place) == ("", None)
        (sheet,) = drafts_of(award(PrizeKind.UNIT), [person(1, "张三")], holders=holders)
        assert sheet.part == ""
    (sheet,) = drafts_of(award(PrizeKind.TEAM), [person(5, "独行者")], holders=CertificateHolders.PERSON)
    assert (sheet.part, sheet.place, sheet.people) == ("p5", None, [])


def test_names_are_printed_once_under_their_label():
    people = [person(1, "张三", LEADER), person(2, "张三"), person(3, "赵", ADVISER)]
    assert printed_lines(people, without=()) == [["团队成员", "张三"], ["指导教师", "赵"]]
    assert printed_lines(people, without=(ADVISER,)) == [["团队成员", "张三"]]
