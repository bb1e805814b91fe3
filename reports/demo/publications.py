"""Publications: one website, two periodicals, books and the directory."""

from datetime import date
from typing import Any

from association.enums import CountKind, DatePrecision, PublicationKind, PublicationState
from association.models import Issue, Publication, StatedCount
from reports.demo.ledger import Ledger
from reports.demo.sources import cite
from reports.demo.tables.bodies import ROOT, SECONDARY_BRANCH

JOURNAL = "安徽职成教"
CULTURE_BOOK = "安徽省中职学校校园文化撷英"
DIRECTORY = "全省中职教育系统通讯簿"
ISSUES_2020 = 4

PUBLISHED, EDITING = PublicationState.PUBLISHED, PublicationState.EDITING
DAY, YEAR = DatePrecision.DAY, DatePrecision.YEAR

COLUMNS = (
    "body",
    "title",
    "kind",
    "state",
    "edition",
    "year",
    "published_on",
    "date_precision",
    "date_note",
    "summary",
)
PUBLICATIONS = (
    (ROOT, JOURNAL, PublicationKind.JOURNAL, PUBLISHED, "", None, None, DAY, "", "学会会刊"),
    (ROOT, "学会简报", PublicationKind.NEWSLETTER, PUBLISHED, "", None, None, DAY, "", ""),
    (ROOT, "学会网站", PublicationKind.WEBSITE, PUBLISHED, "", None, None, DAY, "", ""),
    (
        ROOT,
        "匠心匠艺——安徽省首届百名“江淮名匠”剪影",
        PublicationKind.BOOK,
        PUBLISHED,
        "",
        2020,
        date(2020, 12, 12),
        DAY,
        "",
        "安徽大学出版社出版",
    ),
    (
        SECONDARY_BRANCH,
        "品读非遗",
        PublicationKind.BOOK,
        PUBLISHED,
        "",
        2020,
        date(2020, 1, 1),
        YEAR,
        "初",
        "中职分会组织部分学校编写",
    ),
    (SECONDARY_BRANCH, CULTURE_BOOK, PublicationKind.BOOK, EDITING, "", 2020, None, DAY, "", "目前正在编写"),
    (SECONDARY_BRANCH, DIRECTORY, PublicationKind.DIRECTORY, PUBLISHED, "2018版", 2018, None, DAY, "", ""),
    (
        SECONDARY_BRANCH,
        DIRECTORY,
        PublicationKind.DIRECTORY,
        PUBLISHED,
        "2021版",
        2020,
        date(2020, 12, 31),
        YEAR,
        "",
        "在高教出版社等机构的支持下，协助教育厅职成处组织对2018版的内容信息进行重新核对更新",
    ),
)


def load(ledger: Ledger) -> None:
    """Load the publications, the issues of the journal and how many sent in to a book."""
    rows: list[dict[str, Any]] = [dict(zip(COLUMNS, line, strict=True)) for line in PUBLICATIONS]
    for row in rows:
        row["body"] = ledger.bodies[row["body"]]
    stored = ledger.ensure(Publication, rows, key=["body", "title", "edition"])
    ledger.ensure(
        Issue,
        ({"number": number} for number in range(1, ISSUES_2020 + 1)),
        key=["number"],
        within={"publication": stored[ledger.bodies[ROOT].pk, JOURNAL, ""], "year": 2020},
    )
    ledger.ensure(
        StatedCount,
        [{"kind": CountKind.CONTRIBUTORS, "quantity": "60多所", "noun": "学校", "source": cite("五（五）")}],
        key=["kind", "noun"],
        within={"publication": stored[ledger.bodies[SECONDARY_BRANCH].pk, CULTURE_BOOK, ""]},
    )
