"""Names in texts: found through spaces and wide forms, covered, never by half."""

import pytest

from reviews.methods.disclosure import Word, find_disclosures, mask_disclosures

pytestmark = pytest.mark.pure

WORDS = [Word("own_school", "示例职业学院"), Word("school", "示例职业"), Word("person", "张三"), Word("person", "李")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("本作品由示例职业学院完成", ["own_school"]),
        ("示 例 职 业\n学 院", ["own_school"]),
        ("示例职业技术", ["school"]),
        ("指导教师：张　三", ["person"]),
        ("联系 13812345678 或 0551-62345678", ["phone", "phone"]),
        ("１３８１２３４５６７８", ["phone"]),
        ("第3 13812345678", ["phone"]),
        ("zhang@example.edu.cn", ["email"]),
        ("写信 zhang@example.edu.cn or call", ["email"]),
        ("身份证340123199001011234", ["id_number"]),
        ("李白乘舟将欲行，2020年12月", []),
    ],
)
def test_finds_who_made_it(text: str, kinds: list[str]):
    assert [item.kind for item in find_disclosures(text, WORDS)] == kinds


def test_a_number_is_shown_without_what_it_ran_into():
    (found,) = find_disclosures("写信 zhang@example.edu.cn or call", WORDS)
    assert found.text == "zhang@example.edu.cn"


def test_masks_all_of_a_name_and_nothing_else():
    assert mask_disclosures("示例职业学院张 三的数字校园", WORDS) == "○○○○○○○○○的数字校园"
    assert mask_disclosures("数字校园", WORDS) == "数字校园"


def test_says_where_and_names_each_once():
    found = find_disclosures("前文很长很长很长很长很长张三后文，张三，张三", WORDS)
    assert len(found) == 1
    assert "张三后文" in found[0].around


def test_dictionary_of_thousands_costs_little():
    words = [Word("school", f"示例第{number}职业学院") for number in range(3000)]
    text = "数字校园建设方案。" * 10000 + "示例第2999职业学院"
    assert [item.text for item in find_disclosures(text, words)] == ["示例第2999职业学院"]
