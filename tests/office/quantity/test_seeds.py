"""Every figure of four real documents: found, equal to what a reader noted, kept as JSON and printed in place."""

import json
from decimal import Decimal

import pytest

from office.quantity import Bound, Kind, PercentKind, Quantity, find_quantities
from tests.office.quantity.seeds import (
    COUNTED_BY_NAMES,
    DEVIATIONS,
    FACTS,
    FIGURES,
    LINES,
    OTHERS,
    PRINTED,
    Fact,
    figures_inside,
    key,
    quantities_of,
)

pytestmark = pytest.mark.pure


def named(fact: Fact) -> str:
    return fact.id


def store(quantity: Quantity) -> Quantity:
    """Through JSON text and back, the original text thrown away: printing may not lean on it."""
    kept = json.loads(json.dumps(quantity.to_data(), ensure_ascii=False))
    kept.pop("raw", None)
    if "nominal" in kept:
        kept["nominal"].pop("raw", None)
    return Quantity.from_data(kept)


def test_the_data_holds_all_figures_of_the_four_documents() -> None:
    assert len(FACTS) == 373
    assert len(FIGURES) == 195
    assert {fact.id[0] for fact in FIGURES} == set("ABCD")
    assert {fact.bound for fact in FIGURES} == {"exact", "lower", "about", "near"}
    assert COUNTED_BY_NAMES | DEVIATIONS.keys() <= {fact.id for fact in FIGURES}


@pytest.mark.parametrize("fact", PRINTED, ids=named)
def test_value_unit_per_unit_and_qualifier_equal_the_readers(fact: Fact) -> None:
    deviation = DEVIATIONS.get(fact.id, ({}, ""))[0]
    expected = [
        (value, deviation.get("unit", unit), per, deviation.get("bound", fact.bound))
        for value, unit, per in fact.figures
    ]
    if fact.id == "B83.1":
        assert [value for value, *_ in expected] == [q.value for q in quantities_of(fact)]
        return
    read = [key(quantity) for quantity in quantities_of(fact)]
    assert [item for item in read if item in expected] == expected
    elsewhere = {(*figure, other.bound) for other in FIGURES for figure in other.figures if other.id != fact.id}
    assert all(item in elsewhere for item in read if item not in expected)


@pytest.mark.parametrize("fact", PRINTED, ids=named)
def test_printed_in_place_the_line_is_the_source_again(fact: Fact) -> None:
    line = LINES[fact.line]
    if fact.id == "B83.1":
        assert "".join(store(q).text() for q in quantities_of(fact)) == fact.raw
        return
    figures = figures_inside(fact)
    assert figures
    for found in figures:
        assert found.quantity is not None
        kept = store(found.quantity)
        assert kept == found.quantity
        assert line[: found.start] + kept.text() + line[found.end :] == line


@pytest.mark.parametrize("place", sorted(LINES))
def test_all_figures_of_a_line_printed_together_give_the_line(place: str) -> None:
    line = rebuilt = LINES[place]
    for found in reversed(find_quantities(line)):
        if found.quantity:
            rebuilt = rebuilt[: found.start] + store(found.quantity).text() + rebuilt[found.end :]
    assert rebuilt == line


@pytest.mark.parametrize("fact", [f for f in FIGURES if f.id in COUNTED_BY_NAMES], ids=named)
def test_what_was_counted_by_names_prints_no_number(fact: Fact) -> None:
    assert figures_inside(fact) == []


@pytest.mark.parametrize("fact", OTHERS, ids=named)
def test_dates_editions_numbers_and_names_are_no_figures(fact: Fact) -> None:
    claimed = [
        (other.start, other.end) for other in FIGURES if other.line == fact.line and other.id not in COUNTED_BY_NAMES
    ]
    strays = [
        found.text for found in figures_inside(fact) if not any(start <= found.start < end for start, end in claimed)
    ]
    assert strays == []


def test_no_figure_is_found_that_the_reader_did_not_note() -> None:
    strays: list[tuple[str, str]] = []
    for place, line in LINES.items():
        claimed = [(fact.start, fact.end) for fact in FIGURES if fact.line == place]
        strays += [
            (place, found.text)
            for found in find_quantities(line)
            if found.kind is Kind.FIGURE and not any(start <= found.start < end for start, end in claimed)
        ]
    assert strays == []


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("date", {Kind.DATE}),
        ("ord", {Kind.ORDINAL}),
        ("str", {Kind.NUMBERING}),
        ("lbl", {Kind.LABEL, Kind.ORDINAL}),
        ("ref", {Kind.DATE, Kind.DOCUMENT_NUMBER}),
        ("site", {Kind.DATE, Kind.CODE, Kind.LABEL}),
    ],
)
def test_other_kinds_are_told_apart(kind: str, allowed: set[Kind]) -> None:
    without_number = {"A03", "B07", "B11", "B23", "B59", "C87"}
    for fact in OTHERS:
        if fact.kind != kind or fact.id in without_number:
            continue
        inside = {
            found.kind
            for found in find_quantities(LINES[fact.line])
            if found.start < fact.end and fact.start < found.end
        }
        assert inside & allowed, (fact.id, fact.raw, inside)


@pytest.mark.parametrize(
    ("ids", "kind"),
    [
        ("B31.3 B31.5 B31.6 B45.1 B53.2 D69.3", PercentKind.GROWTH),
        ("C54.8 C54.9 C54.10 C54.11", PercentKind.COMPLETION),
        ("B53.3 B53.4 C14.3 C14.4 C14.5 C26.1 D72.5 D72.9 D72.10 D75.3 D75.12 D131.1", PercentKind.SHARE),
    ],
)
def test_each_percent_of_the_documents_has_its_kind(ids: str, kind: PercentKind) -> None:
    for fact in FIGURES:
        if fact.id in ids.split():
            percents = [q for q in quantities_of(fact) if q.unit == "%"]
            assert [q.percent_kind for q in percents] == [kind], fact.id


def test_scope_words_stay_with_their_figures() -> None:
    wanted = {
        "A40.3": "据不完全统计",
        "B39.2": "含新技工系统培养",
        "B39.3": "含普招、分类招生和社会扩招",
        "C10.1": "含滑县",
        "C10.2": "含高校附设班人数",
        "D134.2": "含20个培育",
    }
    for fact in FIGURES:
        if fact.id in wanted:
            first = quantities_of(fact)[0]
            assert wanted[fact.id] in first.scope
            assert wanted[fact.id] in first.full_text()


def test_nominal_and_actual_number_stay_together() -> None:
    (fact,) = [fact for fact in FIGURES if fact.id == "A33.3"]
    (quantity,) = quantities_of(fact)
    assert (quantity.value, quantity.unit) == (Decimal(99), "人")
    assert quantity.nominal is not None
    assert (quantity.nominal.value, quantity.nominal.text()) == (Decimal(100), "百名")
    assert store(quantity).text() == "百名（实际人数99人）"


def test_the_last_three_years_are_no_near_figure() -> None:
    (fact,) = [fact for fact in FIGURES if fact.id == "D75.1"]
    assert [q.bound for q in quantities_of(fact)] == [Bound.EXACT, Bound.EXACT]
