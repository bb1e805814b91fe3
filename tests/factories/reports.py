"""Rows of reports for tests: a body's report with sections and figures."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import factory

from office.quantity import Quantity
from reports.enums import ReportKind, ReportState
from reports.methods.blocks import Block, paragraph, read_tokens
from reports.models import Comment, FigureValue, Outline, Proposal, Report, Section
from tests.factories.association import BodyFactory, Derived
from tests.factories.office import UserFactory


class OutlineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outline

    kind = ReportKind.ANNUAL_SUMMARY
    code = factory.Sequence(lambda number: f"outline-{number}")
    name = "年度工作总结"
    year_from = 2015
    items = [{"key": "contests", "level": 1, "heading": "技能大赛", "hint": "", "sources": ["contests"]}]


class ReportFactory(Derived):
    class Meta:
        model = Report

    body = factory.SubFactory(BodyFactory)
    kind = ReportKind.ANNUAL_SUMMARY
    year = 2020
    title = "工作总结报告"
    state = ReportState.DRAFT
    outline = factory.SubFactory(OutlineFactory)
    prepared_by = factory.SubFactory(UserFactory)


class SectionFactory(Derived):
    """A chapter with one paragraph; ``text`` may name figures as ``{{name}}``, one line a paragraph."""

    class Meta:
        model = Section
        exclude = ["text"]

    report = factory.SubFactory(ReportFactory)
    order = factory.Sequence(lambda number: number + 1)
    level = 1
    heading = factory.Sequence(lambda number: f"第{number}部分")
    text = "一年来，学会各项工作稳步推进。"
    blocks = factory.LazyAttribute(lambda section: paragraphs(section.text))


class FigureValueFactory(factory.django.DjangoModelFactory):
    """A figure that is only counted; give ``stated`` (text) and ``differs`` for one with a source."""

    class Meta:
        model = FigureValue

    body = factory.SubFactory(BodyFactory)
    year = 2020
    name = factory.Sequence(lambda number: f"contest.schools:example-{number}")
    label = factory.Sequence(lambda number: f"示例赛事{number}·参赛院校")
    unit = "所"
    noun = "高职院校"
    scope = "省级"
    period = "2020年"
    group = "contests"
    order = factory.Sequence(int)
    computed = Decimal(27)
    text = factory.LazyAttribute(
        lambda figure: Quantity.exact(figure.computed, figure.unit).text() if figure.computed is not None else "若干"
    )
    fingerprint = factory.LazyAttribute(lambda figure: hashlib.sha256(figure.name.encode()).hexdigest())
    computed_at = datetime(2021, 1, 10, 8, 0, tzinfo=UTC)


class CommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Comment

    section = factory.SubFactory(SectionFactory)
    text = "请补充数据来源。"
    written_by = factory.SubFactory(UserFactory)


class ProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Proposal

    report = factory.SubFactory(ReportFactory)
    chapter_key = "contests"
    key = factory.Sequence(lambda number: f"contest:example-{number}")
    heading = factory.Sequence(lambda number: f"示例赛事{number}")
    blocks = factory.LazyFunction(lambda: paragraphs("大赛顺利举办。"))
    order = factory.Sequence(lambda number: (number + 1) * 100)
    fingerprint = "0" * 64


def paragraphs(text: str) -> list[Block]:
    """Return one paragraph block for each line."""
    return [paragraph(read_tokens(line)) for line in text.splitlines()]


def make_report_with_figures(count: int, *, sections: int = 4) -> Any:
    """Return a report whose sections use so many figures, a third of them with a source that differs."""
    report = ReportFactory()
    names = []
    for number in range(count):
        more: dict[str, Any] = {}
        if number % 3 == 0:
            more = {"stated": "30所", "stated_source": "工作总结", "differs": True}
        names.append(FigureValueFactory(body=report.body, **more).name)
    for number in range(sections):
        mine = names[number::sections]
        SectionFactory(
            report=report, text="\n".join(f"来自{{{{{name}}}}}院校的代表队参加了比赛。" for name in mine) or "无。"
        )
    return report
