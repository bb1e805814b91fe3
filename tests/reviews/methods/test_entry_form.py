"""Entry forms as plain data: definitions, conditions, answers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.methods.entry_form import (
    CHOICE,
    DATE,
    FILE,
    LONG_TEXT,
    NUMBER,
    PERSON,
    TEXT,
    Condition,
    FormField,
    answer_text,
    applicable_fields,
    as_number,
    check_answers,
    check_definition,
    drop_field,
    move_field,
    next_code,
    put_field,
    read_fields,
    tidy_answers,
    write_fields,
)

pytestmark = pytest.mark.pure

KIND = FormField("f1", CHOICE, "作品类别", required=True, choices=("软件", "硬件"))
NAME = FormField("f2", TEXT, "软件著作权登记号", required=True, shown_when=Condition("f1", "软件"))
COST = FormField("f3", NUMBER, "研发投入", unit="万元", minimum="0", maximum="500", places=2)
MEMBER = FormField("f4", PERSON, "企业导师", identifying=True)
SHEET = FormField("f5", FILE, "推荐表", required=True, identifying=True, file_kinds=("pdf",))
FORM = (KIND, NAME, COST, MEMBER, SHEET)


def words(problems: Any) -> list[tuple[str, str]]:
    return [(problem.code, problem.word) for problem in problems]


def test_a_form_is_read_back_as_it_was_written() -> None:
    assert read_fields(write_fields(FORM)) == FORM
    assert write_fields([TEXT_ONLY]) == [{"code": "f9", "kind": "text", "label": "备注"}]
    assert read_fields([{"code": "f1", "kind": "text", "label": "题", "later": 1}]) == (FormField("f1", TEXT, "题"),)


TEXT_ONLY = FormField("f9", TEXT, "备注")


def test_a_sound_form_has_no_problem_and_an_empty_one_says_so() -> None:
    assert check_definition(FORM) == []
    assert words(check_definition(())) == [("", "no_questions")]


@pytest.mark.parametrize(
    ("field", "word"),
    [
        (FormField("f1", "slider", "题"), "kind_unknown"),
        (FormField("f1", TEXT, "  "), "label_missing"),
        (FormField("f1", TEXT, "题" * 61), "label_long"),
        (FormField("f1", CHOICE, "题", choices=("甲",)), "choices_few"),
        (FormField("f1", CHOICE, "题", choices=tuple(map(str, range(41)))), "choices_many"),
        (FormField("f1", CHOICE, "题", choices=("甲", "乙", "甲")), "choices_twice"),
        (FormField("f1", NUMBER, "题", minimum="少"), "bounds_no_number"),
        (FormField("f1", NUMBER, "题", minimum="5", maximum="4"), "bounds_crossed"),
        (FormField("f1", PERSON, "题"), "person_identifies"),
        (FormField("f1", FILE, "题", file_count=0), "file_count_low"),
        (FormField("f1", TEXT, "题", shown_when=Condition("f0", "甲")), "condition_not_before"),
    ],
)
def test_each_mistake_of_a_question_has_its_word(field: FormField, word: str) -> None:
    assert words(check_definition((field,))) == [("f1", word)]


def test_names_are_used_once_and_conditions_name_an_answer_of_an_earlier_choice() -> None:
    assert words(check_definition((KIND, FormField("f8", TEXT, KIND.label)))) == [("f8", "label_twice")]
    assert words(check_definition((NAME, KIND))) == [("f2", "condition_not_before")]
    gone = FormField("f2", TEXT, "题", shown_when=Condition("f1", "固件"))
    assert words(check_definition((KIND, gone))) == [("f2", "condition_no_answer")]


def test_a_question_under_a_condition_applies_only_with_its_answer_and_falls_with_the_one_above() -> None:
    deeper = FormField("f6", CHOICE, "是否开源", choices=("是", "否"), shown_when=Condition("f1", "软件"))
    below = FormField("f7", TEXT, "仓库", shown_when=Condition("f6", "是"))
    fields = (KIND, deeper, below)
    assert applicable_fields(fields, {"f1": "软件", "f6": "是"}) == [KIND, deeper, below]
    assert applicable_fields(fields, {"f1": "硬件", "f6": "是"}) == [KIND]
    several = FormField("f1", CHOICE, "类别", choices=("软件", "硬件"), multiple=True)
    assert applicable_fields((several, deeper), {"f1": ["硬件", "软件"]}) == [several, deeper]


def test_answers_are_complete_only_with_all_that_applies() -> None:
    assert words(check_answers(FORM, {})) == [("f1", "answer_missing"), ("f5", "file_missing")]
    assert words(check_answers(FORM, {"f1": "软件"}, files={"推荐表": 1})) == [("f2", "answer_missing")]
    assert check_answers(FORM, {"f1": "硬件"}, files={"推荐表": 1}) == []
    assert words(check_answers(FORM, {"f1": "硬件"}, files={"推荐表": 2})) == [("f5", "files_many")]


@pytest.mark.parametrize(
    ("field", "answer", "word"),
    [
        (COST, "很多", "no_number"),
        (COST, "-1", "number_low"),
        (COST, "500.01", "number_high"),
        (COST, "1.005", "number_places"),
        (COST, "1e2", "no_number"),
        (KIND, "固件", "choice_unknown"),
        (FormField("f1", DATE, "日期"), "2020-02-30", "no_date"),
        (MEMBER, {"organization": "某公司"}, "person_no_name"),
        (FormField("f1", TEXT, "题", max_length=3), "四个汉字", "text_long"),
        (FormField("f1", LONG_TEXT, "题"), "字" * 10001, "text_long"),
    ],
)
def test_each_mistake_of_an_answer_has_its_word(field: FormField, answer: Any, word: str) -> None:
    assert words(check_answers((field,), {field.code: answer})) == [(field.code, word)]


@pytest.mark.parametrize("answer", ["0", "500", "12.34", "1,2.5"])
def test_good_numbers_pass(answer: str) -> None:
    assert check_answers((COST,), {"f3": answer}) == []


def test_a_draft_keeps_what_was_typed_and_tidies_what_fits() -> None:
    given = {
        "f1": "软件",
        "f2": "  2020SR001 ",
        "f3": "１，２００．５０",
        "f4": {"name": " 张三 ", "organization": "", "age": "40"},
        "f5": "never",
        "other": "x",
    }
    assert tidy_answers(FORM, given) == {"f1": "软件", "f2": "2020SR001", "f3": "1200.50", "f4": {"name": "张三"}}
    assert tidy_answers((COST,), {"f3": " 约三万 "}) == {"f3": "约三万"}
    several = FormField("f1", CHOICE, "类别", choices=("甲", "乙"), multiple=True)
    assert tidy_answers((several,), {"f1": ["乙", "甲"]}) == {"f1": ["甲", "乙"]}
    assert tidy_answers((several,), {"f1": []}) == {}


def test_answers_read_as_a_dossier_prints_them() -> None:
    assert answer_text(COST, "12.50") == "12.50万元"
    assert answer_text(MEMBER, {"name": "张三", "organization": "某公司", "position": "总工"}) == "张三（某公司，总工）"
    assert answer_text(MEMBER, {"name": "张三"}) == "张三"
    assert answer_text(FormField("f1", DATE, "日期"), "2020-12-01") == "2020年12月1日"
    assert answer_text(KIND, ["软件", "硬件"]) == "软件、硬件"
    assert answer_text(KIND, "") == ""


def test_questions_move_and_leave_with_the_conditions_on_them() -> None:
    assert [item.code for item in move_field(FORM, "f5", to=0)] == ["f5", "f1", "f2", "f3", "f4"]
    assert move_field(move_field(FORM, "f5", to=1), "f5", to=1) == move_field(FORM, "f5", to=1)
    assert [item.code for item in move_field(FORM, "f1", to=99)] == ["f2", "f3", "f4", "f5", "f1"]
    assert drop_field(FORM, "f1")[0] == FormField("f2", TEXT, NAME.label, required=True)
    assert put_field(FORM, TEXT_ONLY)[-1] is TEXT_ONLY
    assert next_code(["f1", "f12", "x"]) == "f13"
    assert next_code([]) == "f1"


@given(st.permutations(FORM), st.integers(min_value=-3, max_value=9))
def test_moving_keeps_every_question_once(fields: list[FormField], place: int) -> None:
    moved = move_field(tuple(fields), "f3", to=place)
    assert sorted(item.code for item in moved) == ["f1", "f2", "f3", "f4", "f5"]


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none_and_tidying_twice_is_tidying_once(text: str) -> None:
    number = as_number(text)
    assert number is None or number.is_finite()
    once = tidy_answers((COST, TEXT_ONLY), {"f3": text, "f9": text})
    assert tidy_answers((COST, TEXT_ONLY), once) == once
