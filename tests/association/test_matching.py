"""When two names may mean one: what is offered, what never is."""

import pytest

from association.enums import MatchReason
from association.methods.matching import (
    ASK_SCORE,
    PAIR_SCORE,
    OrganizationTraits,
    PersonTraits,
    compare_names,
    compare_organizations,
    compare_persons,
    core_name,
    loose_name,
    parts_of,
    phone_tail,
    plain_name,
    slips_of,
)

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("安徽水利水电职业技术学院", "安徽水利水电 职业技术学院", MatchReason.SAME_NAME),
        ("安徽中医药高等专科学校（芜湖）", "安徽中医药高等专科学校(芜湖)", MatchReason.SAME_NAME),
        ("安徽水利水电职业技术学院", "安徽省水利水电职业技术学院", MatchReason.SAME_NAME),
        ("安徽ＢＩＭ技术学校", "安徽bim技术学校", MatchReason.SAME_NAME),
        ("安徽水利水电职业技术学院", "安徽水力水电职业技术学院", MatchReason.SAME_SOUND),
        ("安徽水利水电职业技术学院", "安徽水利水电职业技术院", MatchReason.TYPING_MISTAKE),
        ("安徽水利水电职业技术学院", "安徽水利电水职业技术学院", MatchReason.TYPING_MISTAKE),
        ("水利水电职业技术学院", "安徽水利水电职业技术学院", MatchReason.PART_OF_NAME),
        ("合肥师范学校", "合肥师范学院", MatchReason.SAME_CORE),
    ],
)
def test_names_of_one_school(one: str, other: str, reason: str) -> None:
    score, found = compare_names(plain_name(one), plain_name(other))
    assert (found, compare_names(plain_name(other), plain_name(one))) == (reason, (score, found))
    assert score >= PAIR_SCORE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", ""),
        ("（）", "—"),
        ("合肥市第一中等专业学校", "合肥市第二中等专业学校"),
        ("示例职业学院0001", "示例职业学院0002"),
        ("安徽大学", "安徽学院"),
        ("安徽中医药高等专科学校", "安徽医药高等专科学校"),
        ("芜湖职业技术学院", "安庆职业技术学院"),
    ],
)
def test_names_of_two_schools(one: str, other: str) -> None:
    assert compare_names(plain_name(one), plain_name(other))[0] < ASK_SCORE


def test_what_a_name_ends_with_is_taken_off_only_where_a_name_remains() -> None:
    assert core_name("安徽水利水电职业技术学院") == "安徽水利水电"
    assert core_name("安徽职业技术学院") == "安徽职业技术学院"


def test_other_facts_speak_for_and_against() -> None:
    name = plain_name("安徽水利水电职业技术学院")
    plain = OrganizationTraits(name, uscc="1", region=1, kind="school")
    assert compare_organizations(plain, OrganizationTraits("", uscc="1")).score == 100
    assert compare_organizations(plain, OrganizationTraits(name, uscc="2")).score < PAIR_SCORE
    assert compare_organizations(plain, OrganizationTraits(name, region=2)).score < 96
    assert compare_organizations(plain, OrganizationTraits(name, kind="enterprise")).score < 96
    former = OrganizationTraits(plain_name("安徽水利职工大学"), others=frozenset({name}))
    assert compare_organizations(plain, former).reasons == (MatchReason.OTHER_NAME,)


def test_two_organizations_without_a_name_never_match() -> None:
    assert compare_organizations(OrganizationTraits(""), OrganizationTraits("")).score == 0
    assert compare_persons(PersonTraits(""), PersonTraits("")).score == 0


def test_namesakes_need_more_than_their_name() -> None:
    one = PersonTraits("张伟", frozenset({1}), "12345678")
    assert compare_persons(one, PersonTraits("张伟", frozenset({1}))).score >= PAIR_SCORE
    assert compare_persons(one, PersonTraits("张伟", frozenset({2}), "12345678")).score >= PAIR_SCORE
    offered = compare_persons(one, PersonTraits("张伟", frozenset({2})))
    assert ASK_SCORE <= offered.score < PAIR_SCORE
    assert compare_persons(one, PersonTraits("张伟", frozenset({2}), "87654321")).score < ASK_SCORE
    assert compare_persons(one, PersonTraits("章伟", frozenset({1}))).score >= PAIR_SCORE
    assert compare_persons(one, PersonTraits("王芳", frozenset({1}), "12345678")).score == 0


def test_the_tail_of_a_phone_number_survives_how_it_is_written() -> None:
    assert phone_tail("+86 138-0551-2345") == phone_tail("１３８０５５１２３４５") == "05512345"
    assert phone_tail("110") == ""


def test_every_slip_of_one_sign_leaves_a_common_form() -> None:
    name = loose_name(plain_name("安徽水利水电职业技术学院"))
    for spot in range(len(name)):
        for slip in (
            name[:spot] + name[spot + 1 :],
            name[:spot] + name[spot] + name[spot:],
            name[:spot] + name[spot + 1 : spot + 2] + name[spot] + name[spot + 2 :],
        ):
            assert slips_of(name) & slips_of(slip), slip
    assert slips_of("") == {""}


def test_a_name_without_its_place_is_among_the_parts_of_the_whole_one() -> None:
    assert "水利水电职业技术学院" in parts_of("安徽水利水电职业技术学院")
    assert parts_of("安徽大学") == ["安徽大学"], "what is left over would fit everything"


def test_a_slip_in_another_region_is_another_school() -> None:
    one = OrganizationTraits("芜湖机电职业技术学院", region=1)
    for name in ("机电职业技术学院", "湖机电职业技术学院"):
        assert compare_organizations(one, OrganizationTraits(name, region=1)).score >= PAIR_SCORE
        assert compare_organizations(one, OrganizationTraits(name, region=2)).score < PAIR_SCORE
