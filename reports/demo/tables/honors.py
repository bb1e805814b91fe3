"""Honor selections: the craftsmen of the province, and units and persons of educational informatization."""

from datetime import date

from reports.demo.tables.activities import CRAFTSMEN, INFORMATION_HONORS
from reports.demo.tables.bodies import INFORMATION_COMMITTEE, ROOT
from reports.demo.tables.calls import CallFacts
from reports.demo.tables.organizations import HIGHER_SCHOOLS, SECONDARY_SCHOOLS
from reviews.enums import CallKind, PrizeKind

CRAFTSMAN_SCHEME, INFORMATION_SCHEME = "jianghuai-mingjiang", "jiaoyu-xinxihua"
SCHEMES = (
    (CRAFTSMAN_SCHEME, ROOT, "江淮名匠"),
    (INFORMATION_SCHEME, INFORMATION_COMMITTEE, "全省职业院校教育信息化工作先进单位、先进个人"),
)
CRAFTSMEN_2020 = CallFacts(
    code="mingjiang-2020",
    kind=CallKind.HONOR,
    body=ROOT,
    title=CRAFTSMEN,
    edition=1,
    activity=CRAFTSMEN,
    received_on=date(2020, 9, 30),
    issuer="安徽省职业与成人教育学会、安徽省中华职业教育社、安徽大学出版社",
    entry_measure="份",
    entry_noun="参选材料",
    prizes=((PrizeKind.HONOR, "mingjiang", "江淮名匠", "人", "百名（实际人数99人）"),),
)
INFORMATION_2020 = CallFacts(
    code="xinxihua-2020",
    kind=CallKind.HONOR,
    body=INFORMATION_COMMITTEE,
    title=INFORMATION_HONORS,
    activity=INFORMATION_HONORS,
    received_on=date(2020, 12, 31),
    entry_measure="份",
    entry_noun="推荐材料",
    is_complete=False,
    prizes=(
        (PrizeKind.UNIT, "unit", "先进单位", "个", ""),
        (PrizeKind.HONOR, "person", "先进个人", "名", ""),
    ),
)
NOMINATED, HONORED = 147, 99
UNITS, PERSONS = 20, 40
SCHOOLS = HIGHER_SCHOOLS[:12] + SECONDARY_SCHOOLS[:8]


def person_name(number: int) -> str:
    """Return the name of an invented person."""
    return f"学生{number:03d}"
