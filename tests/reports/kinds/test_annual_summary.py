"""The draft of a year: the seed's figures are all in it, nothing else is, and another year needs no code."""

import re

from django.test import TestCase

from association.models import Body
from office.actor import system_actor
from reports.demo.generated import generate_body, generate_year
from reports.domain.outline import load_outlines
from reports.domain.report import create_report, material_of
from reports.kinds.exhibit import fill_exhibit
from reports.methods.blocks import plain_text
from reports.models import Report, Section
from reports.queries.figure import figure_texts, figures_of
from tests.demo_year import put_demo_year

ACTOR = system_actor("test")

# What the source document reports of 2020, as it must read in the draft.
SENTENCES_OF_2020 = [
    "来自全省27所高职院校的53支队伍200余名选手参加比赛",
    "单项奖一等奖12项、二等奖20项、三等奖28项",
    "团队奖一等奖5项、二等奖11项、三等奖16项",
    "参赛院校由19所增加到27所",
    "参赛队伍由39支增加到53支",
    "第一届有117余名选手",
    "超过5万人次",
    "高职组一等奖10项、二等奖15项",
    "中职组一等奖1项、二等奖1项",
    "288个参赛队",
    "中职组20个项目、高职组21个项目、应用型技术本科组19个项目",
    "中职组一等奖4名、二等奖6名、三等奖10名",
    "高职组一等奖4名、二等奖6名、三等奖10名",
    "应用型技术本科组一等奖4名、二等奖6名、三等奖9名",
    "29个省（自治区、直辖市）",
    "119个项目团队",
    "、滁州城市职业学院等获高职组典型作品称号",
    "获中职组典型作品称号（1所）",
    "获展示作品称号（4所）",
    "分别获中职组、高职组一等奖，共2项（合肥理工学校获中职组第一名）",
    "获本科组二等奖，共2项",
    "获中职组三等奖1项",
    "26个省市",
    "115所职业院校",
    "418个项目",
    "获非遗作品一等奖，共2项",
    "获非遗教学成果一等奖1项",
    "获非遗作品优秀奖1项",
    "获非遗教育特色院校奖（1所）",
    "申报课题287项",
    "重点课题60项（其中：高职类55项，中职类5项）",
    "一般课题167项（其中：高职类154项，中职类13项）",
    "论文101篇",
    "高职类21篇，中职类80篇",
    "一等奖9篇，其中高职类2篇，中职类7篇",
    "二等奖19篇，其中高职类4篇，中职类15篇",
    "三等奖22篇，其中高职类5篇，中职类17篇",
    "鼓励奖32篇，其中高职类6篇，中职类26篇",
    "参选材料147份",
    "“江淮名匠”百名（实际人数99人）",
    "“先进单位”20个",
    "“先进个人”40名",
    "约100人参加",
    "据不完全统计，30多所中高职院校参加",
    "50多人参加",
    "2场《中等职业学校课程标准》解读会",
    "300多人参加",
    "80余人参加",
    "60多所学校投稿",
    "60余人",
    "10多场次",
    "47家职教集团",
    "8家省级示范性职教集团",
    "5家国家示范性职教集团",
    "先后2次",
    "三大宣传阵地",
    "《安徽职成教》会刊4期",
]
VISITS_ALIKE = "9月和12月，李兴旺会长等学会领导先后赴山东浪潮集团考察交流，与浪潮集团执行总裁冷严凌会谈"


def read_section(section: Section, texts: dict[str, str]) -> str:
    """Return a section as a reader sees it, without tables and charts."""
    return "\n".join([section.heading, *(plain_text(block, texts) for block in section.blocks if "runs" in block)])


def read_report(report: Report) -> str:
    """Return a report's whole narrative."""
    texts = figure_texts(figures_of(report.body, report.year).values())
    return "\n".join(read_section(section, texts) for section in report.sections.all())


class YearOfRecords(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        put_demo_year()
        load_outlines()
        cls.body = Body.objects.get(code="anhui")
        cls.report = Report.objects.get(body=cls.body, year=2020)
        cls.text = read_report(cls.report)

    def test_draft_carries_every_figure_of_the_source(self) -> None:
        missing = [words for words in SENTENCES_OF_2020 if words not in self.text]
        assert missing == []

    def test_visits_that_differ_in_their_date_alone_are_told_once(self) -> None:
        assert VISITS_ALIKE in self.text
        assert self.text.count("执行总裁冷严凌") == 1

    def test_every_number_of_the_draft_is_a_figure_or_part_of_a_name_or_date(self) -> None:
        """What stands as plain text between the figures holds no count of its own."""
        counted = re.compile(r"\d+\s*(?:余|多)?\s*(?:所|支|名|项|篇|个|家|人|份|场|期|次|届)(?!学院)")
        found = []
        for section in self.report.sections.all():
            for block in section.blocks:
                for run in block.get("runs", []):
                    found += counted.findall(run.get("text", ""))
        assert found == []

    def test_no_invented_name_reaches_the_draft(self) -> None:
        assert "示例" not in self.text
        assert "学生0" not in self.text

    def test_nothing_is_reported_as_zero(self) -> None:
        assert re.search(r"(?<![\d.])0(?:项|篇|名|个|所|支|家|人)", self.text) is None

    def test_tables_and_charts_are_filled_from_figures(self) -> None:
        material = material_of(self.report)
        blocks = [block for section in self.report.sections.all() for block in section.blocks if "source" in block]
        filled = [fill_exhibit(block, material) for block in blocks]
        assert [item["type"] for item in filled if item] == [block["type"] for block in blocks]
        papers = next(item for item in filled if item and "论文" in item["title"])
        assert papers["heads"] == ["组别", "一等奖", "二等奖", "三等奖", "鼓励奖"]
        texts = figure_texts(material.values.values())
        assert [texts[cell["figure"]] for cell in papers["rows"][-1][1:]] == ["9篇", "19篇", "22篇", "32篇"]

    def test_chapter_without_records_is_left_out(self) -> None:
        keys = set(self.report.sections.values_list("key", flat=True))
        assert "chapter:contests" in keys
        other = create_report(body=self.body, kind="annual_summary", year=2031, actor=ACTOR)
        assert not other.sections.filter(key="chapter:contests").exists()
        assert other.sections.filter(key="chapter:party").exists()


class GeneratedYear(TestCase):
    """A year with no papers, one track, no first prize and other names drafts with no code change."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_outlines()
        body = generate_body()
        generate_year(body, 2031)
        cls.report = create_report(body=body, kind="annual_summary", year=2031, actor=ACTOR)
        cls.text = read_report(cls.report)

    def test_it_drafts_what_is_there(self) -> None:
        assert "二等奖" in self.text
        assert "一等奖" not in self.text

    def test_it_says_nothing_of_what_is_not_there(self) -> None:
        assert "论文" not in self.text
        assert re.search(r"(?<![\d.])0(?:项|篇|名|个|所|支|家|人)", self.text) is None

    def test_no_sentence_is_left_with_holes(self) -> None:
        for broken in ("，，", "、、", "，。", "、。", "；。", "：。", "（）", "《》", "，、", "None", "【"):
            assert broken not in self.text
