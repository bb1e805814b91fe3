"""Every figure of the source: computed from rows that are there, or stated with its qualifier.

The numbers in front are those of the seed's list of figures (line and order in the document).
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from association.models import Body, Organization
from competitions.models import Entry
from reports.catalogue import (
    CountedFigure,
    FigureSpec,
    YearScope,
    activity_figures,
    body_scope,
    contest_figures,
    count_figure,
    declared_figures,
    external_figures,
    group_figures,
    honor_figures,
    paper_figures,
    project_figures,
    publication_figures,
    visit_figures,
)
from reports.demo.generated import generate_body, generate_year
from reviews.models import RoundEntry
from tests.demo_year import demo_year  # noqa: F401

pytestmark = [pytest.mark.usefixtures("demo_year"), pytest.mark.django_db]

BIM, BIM_FIRST, VIDEO, STARTUP = "bim-2020", "bim-2019", "weishipin-2020", "shuangchuang-2020"
PROJECTS, PAPERS, CRAFTSMEN, INFORMATION = "keti-2020", "lunwen-2020", "mingjiang-2020", "xinxihua-2020"
VIDEO_FINAL = "全国职业院校“传承的力量”微视频大赛全国决赛"
STARTUP_FINAL = "第四届中华职业教育创新创业大赛"
HERITAGE = "第二届“黄炎培杯”中华职业教育非遗创新大赛暨非遗职业教育成果展示会"

# Item of the source, the figure's name (its label where the name holds a row's id), value.
COMPUTED: list[tuple[str, str, int]] = [
    ("A17.3", f"contest.schools:{BIM}", 27),
    ("A17.4", f"contest.entries:{BIM}", 53),
    ("A17.6", f"award:{BIM}:individual.first", 12),
    ("A17.7", f"award:{BIM}:individual.second", 20),
    ("A17.8", f"award:{BIM}:individual.third", 28),
    ("A17.9", f"award:{BIM}:team.first", 5),
    ("A17.10", f"award:{BIM}:team.second", 11),
    ("A17.11", f"award:{BIM}:team.third", 16),
    ("A18.1", f"contest.schools:{BIM_FIRST}", 19),
    ("A18.2", f"contest.entries:{BIM_FIRST}", 39),
    ("A20.1", f"award:{VIDEO}:work.first:gaozhi", 10),
    ("A20.2", f"award:{VIDEO}:work.second:gaozhi", 15),
    ("A20.3", f"award:{VIDEO}:work.first:zhongzhi", 1),
    ("A20.4", f"award:{VIDEO}:work.second:zhongzhi", 1),
    ("A20.6", f"{VIDEO_FINAL}·中职组典型作品称号", 1),
    ("A20.7", f"{VIDEO_FINAL}·展示作品称号", 4),
    ("A23.2", f"contest.entries:{STARTUP}", 288),
    ("A23.3", f"contest.finalists:{STARTUP}:2:zhongzhi", 20),
    ("A23.4", f"contest.finalists:{STARTUP}:2:gaozhi", 21),
    ("A23.5", f"contest.finalists:{STARTUP}:2:benke", 19),
    *[(f"A23.6 {track}", f"award:{STARTUP}:work.first:{track}", 4) for track in ("zhongzhi", "gaozhi", "benke")],
    *[(f"A23.7 {track}", f"award:{STARTUP}:work.second:{track}", 6) for track in ("zhongzhi", "gaozhi", "benke")],
    *[(f"A23.8 {track}", f"award:{STARTUP}:work.third:{track}", 10) for track in ("zhongzhi", "gaozhi")],
    ("A23.8 benke", f"award:{STARTUP}:work.third:benke", 9),
    ("A24.5", f"{STARTUP_FINAL}·一等奖", 2),
    ("A24.7", f"{STARTUP_FINAL}·本科组二等奖", 2),
    ("A24.8", f"{STARTUP_FINAL}·中职组三等奖", 1),
    ("A25.5", f"{HERITAGE}·非遗作品一等奖", 2),
    ("A25.6", f"{HERITAGE}·非遗教学成果一等奖", 1),
    ("A25.7", f"{HERITAGE}·非遗作品优秀奖", 1),
    ("A25.8", f"{HERITAGE}·非遗教育特色院校奖", 1),
    ("A28.2", f"project.applications:{PROJECTS}", 287),
    ("A28.3", f"project.approved:{PROJECTS}:key", 60),
    ("A28.4", f"project.approved:{PROJECTS}:key:gaozhi", 55),
    ("A28.5", f"project.approved:{PROJECTS}:key:zhongzhi", 5),
    ("A28.6", f"project.approved:{PROJECTS}:general", 167),
    ("A28.7", f"project.approved:{PROJECTS}:general:gaozhi", 154),
    ("A28.8", f"project.approved:{PROJECTS}:general:zhongzhi", 13),
    ("A30.1", f"paper.received:{PAPERS}", 101),
    ("A30.2", f"paper.received:{PAPERS}:gaozhi", 21),
    ("A30.3", f"paper.received:{PAPERS}:zhongzhi", 80),
    *[
        (f"{item}{part}", f"award:{PAPERS}:paper.{prize}{part}", value)
        for item, prize, values in (
            ("A30.4", "first", (9, 2, 7)),
            ("A30.5", "second", (19, 4, 15)),
            ("A30.6", "third", (22, 5, 17)),
            ("A30.7", "encouragement", (32, 6, 26)),
        )
        for part, value in zip(("", ":gaozhi", ":zhongzhi"), values, strict=True)
    ],
    ("A33.2", f"honor.nominations:{CRAFTSMEN}", 147),
    ("A33.3", f"award:{CRAFTSMEN}:honor.mingjiang", 99),
    ("A36.2", f"award:{INFORMATION}:unit.unit", 20),
    ("A36.3", f"award:{INFORMATION}:honor.person", 40),
    ("A42.2", "《中等职业学校课程标准》解读会·场次", 2),
    ("A50.2", "group.recommendations:provincial:selected", 8),
    ("A50.3", "group.recommendations:national:recommended", 5),
    ("A50.4", "group.reviews", 47),
    ("A59.2", "赴淮南师范学院应用技术学院研讨论证·次数", 2),
    ("A63.2", "《安徽职成教》·期数", 4),
]

# Item, the end of its label, text exactly as the source qualifies it, what it is a bound of.
STATED: list[tuple[str, str, str, int, str]] = [
    ("A17.5", "第二届安徽省高职高专“BIM应用”技能大赛·选手", "200余名", 200, "lower"),
    ("A18.3", "第一届安徽省高职高专“BIM应用”技能大赛·选手", "117余名", 117, "lower"),
    ("A18.4", "第二届安徽省高职高专“BIM应用”技能大赛·间接参与或关注", "超过5万人次", 50000, "lower"),
    ("A20.5", f"{VIDEO_FINAL}·高职组典型作品称号", "4所以上", 4, "lower"),
    ("A24.3", f"{STARTUP_FINAL}·省（自治区、直辖市）", "29个", 29, "exact"),
    ("A24.4", f"{STARTUP_FINAL}·项目团队", "119个", 119, "exact"),
    ("A25.2", f"{HERITAGE}·省市", "26个", 26, "exact"),
    ("A25.3", f"{HERITAGE}·职业院校", "115所", 115, "exact"),
    ("A25.4", f"{HERITAGE}·项目", "418个", 418, "exact"),
    ("A38.3", "2020年安徽省中职学校数字商科人才培养论坛·参加人数", "约100人", 100, "about"),
    ("A40.3", "1+X数字创意建模职业技能等级证书相关工作培训说明会·中高职院校", "30多所", 30, "lower"),
    ("A41.2", "汽车专业专家委员会全体会议暨专业建设研讨会·参加人数", "50多人", 50, "lower"),
    ("A42.3", "《中等职业学校课程标准》解读会·参加人数", "300多人", 300, "lower"),
    ("A42.4", "全省部分中职学校劳动教育教学研讨会·参加人数", "80余人", 80, "lower"),
    ("A44.2", "《安徽省中职学校校园文化撷英》·学校", "60多所", 60, "lower"),
    ("A48.2", "联盟院校赴杭州新华三集团、浙江商业职教集团考察和交流研讨·参加人数", "60余人", 60, "lower"),
    ("A48.3", "VR创意设计大赛等系列活动·场次", "10多场次", 10, "lower"),
    ("A63.1", "“一网两刊”宣传·宣传阵地", "三大", 3, "exact"),
]
# What the computed figures of the source imply and the source does not print: sums over groups, a group of a sum.
IMPLIED = {
    *(f"award:{STARTUP}:work.{prize}" for prize in ("first", "second", "third")),
    *(f"award:{VIDEO}:work.{prize}" for prize in ("first", "second")),
    f"{STARTUP_FINAL}·中职组一等奖",
    f"{STARTUP_FINAL}·高职组一等奖",
}


# A chapter's families: what the year declares anew after a loss.
FAMILY_OF: dict[str, Callable[[YearScope], Iterator[FigureSpec]]] = {
    "contests": lambda scope: chain(contest_figures(scope), external_figures(scope)),
    "research": lambda scope: chain(project_figures(scope), paper_figures(scope)),
    "honors": honor_figures,
    "activities": activity_figures,
    "groups": group_figures,
    "exchanges": visit_figures,
    "publicity": publication_figures,
}


def year_scope() -> YearScope:
    """Return the association's year 2020."""
    return body_scope(Body.objects.get(code="anhui"), 2020)


def year_specs() -> list[FigureSpec]:
    """Return the figures of the association's year 2020 as the records now declare them."""
    return list(declared_figures(year_scope()))


def computed(name: str) -> int:
    """Return a figure's value as the year now declares it; 0 when it has disappeared with its rows."""
    found = (count_figure(spec) for spec in year_specs() if name in (spec.name, spec.label))
    return sum(int(figure.computed or 0) for figure in found if figure)


@pytest.fixture(scope="module")
def figures(demo_year: Any, django_db_blocker: Any) -> dict[str, CountedFigure]:  # noqa: F811
    """Every figure of the untouched year, by name and by label."""
    with django_db_blocker.unblock():
        counted = [figure for spec in year_specs() if (figure := count_figure(spec))]
    return {key: figure for figure in counted for key in (figure.spec.label, figure.spec.name)}


def test_table_holds_every_item_of_the_contract() -> None:
    lines = {"17": 6 + 2, "18": 2, "20": 6, "23": 7 + 6, "24": 3, "25": 4, "28": 7, "30": 3 + 12, "33": 2, "36": 2}
    lines |= {"42": 1, "50": 3, "59": 1, "63": 1}
    counts: dict[str, int] = {}
    for item, _, _ in COMPUTED:
        line = item[1:].split(".")[0]
        counts[line] = counts.get(line, 0) + 1
    assert counts == lines


@pytest.mark.parametrize(("item", "name", "value"), COMPUTED, ids=[item for item, _, _ in COMPUTED])
def test_figure_is_counted_from_its_rows(item: str, name: str, value: int, figures: dict[str, CountedFigure]) -> None:
    figure = figures[name]
    assert figure.computed == Decimal(value)
    assert len(figure.row_ids) == value
    assert figure.spec.rows.filter(pk__in=figure.row_ids).count() == value


@pytest.mark.parametrize(("item", "name", "value"), COMPUTED, ids=[item for item, _, _ in COMPUTED])
def test_one_row_less_is_one_less(item: str, name: str, value: int, figures: dict[str, CountedFigure]) -> None:
    spec = figures[name].spec
    take_one_away(spec)
    anew = [declared for declared in FAMILY_OF[spec.group](year_scope()) if declared.name == spec.name]
    # A single result's name passes to the next prize of its contest once it has gone.
    anew = [declared for declared in anew if declared.label == spec.label or value > 1]
    for found in (spec, *anew):
        left = count_figure(found)
        assert (int(left.computed or 0) if left else 0) == value - 1
    assert anew or value == 1, "only a figure whose last row has gone is declared no more"


def take_one_away(spec: FigureSpec) -> None:
    """Remove the last row behind a figure that nothing else rests on; of schools, the one with a single team."""
    assert spec.rows is not None
    if spec.rows.model is Organization:
        withdraw_school(spec)
        return
    for row in spec.rows.order_by("-pk"):
        if removed(row):
            return
    raise AssertionError(f"no row behind {spec.name} can be removed")


def removed(row: models.Model) -> bool:
    """Delete a row; False when something rests on it."""
    if isinstance(row, Entry) and RoundEntry.objects.filter(submission=row.pk).exists():
        return False
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        return False
    return True


def withdraw_school(spec: FigureSpec) -> None:
    """Remove the one team of a school, with its entries in events."""
    code = spec.name.rsplit(":", 1)[-1]
    teams = Entry.objects.filter(submission__call__code=code, event__isnull=True)
    for school in spec.rows.order_by("-pk"):  # type: ignore[union-attr]
        own = teams.filter(submission__organization=school)
        if own.count() == 1:
            Entry.objects.filter(team__in=own).delete()
            own.delete()
            return
    raise AssertionError("every school has several teams")


@pytest.mark.parametrize(("item", "label", "text", "value", "bound"), STATED, ids=[line[0] for line in STATED])
def test_stated_figure_keeps_its_qualifier(  # noqa: PLR0917
    item: str, label: str, text: str, value: int, bound: str, figures: dict[str, CountedFigure]
) -> None:
    figure = next(found for key, found in figures.items() if key.endswith(label))
    assert figure.computed is None
    assert figure.text == text
    assert figure.spec.stated is not None
    assert figure.spec.stated.full_text() == text
    assert figure.spec.stated.value == value
    assert figure.spec.stated.bound.value == bound
    assert figure.spec.stated_source


def test_undergraduate_group_shows_its_difference(figures: dict[str, CountedFigure]) -> None:
    for prize, number in (("first", 4), ("second", 6), ("third", 10)):
        for track in ("zhongzhi", "gaozhi", "benke"):
            figure = figures[f"award:{STARTUP}:work.{prize}:{track}"]
            assert figure.spec.stated is not None
            assert figure.spec.stated.full_text() == f"每组{number}名"
            assert figure.differs == ((prize, track) == ("third", "benke"))
    assert {figure.spec.name for figure in figures.values() if figure.differs} == {f"award:{STARTUP}:work.third:benke"}


def test_nominal_number_discloses_the_actual_one(figures: dict[str, CountedFigure]) -> None:
    figure = figures[f"award:{CRAFTSMEN}:honor.mingjiang"]
    assert figure.text == "百名（实际人数99人）"
    assert not figure.differs


def test_incomplete_scope_words_stand_with_their_figure(figures: dict[str, CountedFigure]) -> None:
    schools = next(found for key, found in figures.items() if key.endswith("·中高职院校"))
    assert schools.spec.scope == "据不完全统计"


def test_no_figure_comes_from_invented_rows(figures: dict[str, CountedFigure]) -> None:
    """What the catalogue declares is in the source, or the sum of what is."""
    known = {name for _, name, _ in COMPUTED} | IMPLIED
    ends = tuple(label for _, label, *_ in STATED)
    for figure in figures.values():
        spec = figure.spec
        assert {spec.name, spec.label} & known or spec.label.endswith(ends), spec.label


def test_figures_of_another_association_are_its_own() -> None:
    body = generate_body()
    generate_year(body, 2020)
    counted = [figure for spec in declared_figures(body_scope(body, 2020)) if (figure := count_figure(spec))]
    found = {figure.spec.label.split("·", 1)[-1]: figure.text for figure in counted}
    assert found == {
        "参赛院校": "4所",
        "参赛代表队": "8支",
        "团队奖二等奖": "2项",
        "团队奖三等奖": "3项",
        "申报课题": "7项",
        "立项青年课题": "5项",
        "参加人数": "近80人",
        "期数": "6期",
    }
    assert computed(f"contest.schools:{BIM}") == 27
    assert computed("group.reviews") == 47


def test_a_branch_reports_its_own_part_only() -> None:
    branch = Body.objects.get(code="anhui-zhongzhi")
    labels = [spec.label for spec in declared_figures(body_scope(branch, 2020)) if count_figure(spec)]
    assert "《中等职业学校课程标准》解读会·场次" in labels
    assert not any("BIM" in label or "年审" in label for label in labels)


def test_declaring_the_year_takes_few_queries() -> None:
    with CaptureQueriesContext(connection) as queries:
        specs = year_specs()
    assert len(specs) > 80
    assert len(queries) <= 2 * len(specs)
