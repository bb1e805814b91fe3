"""Who did what: the acts of the audit trail by role, read from the trail's own export as the auditor."""

from calendar import monthrange
from collections import Counter
from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from reports.replay.people import AUDITOR
from reports.replay.stage import Stage
from reports.replay.walker import Walker, at
from reports.replay.year import BEGIN


def count_acts(stage: Stage) -> Counter[tuple[str, str]]:
    """Return how often each role did each act, by their words; a full year of the trail is taken out month by month."""
    auditor = stage.people[AUDITOR]
    if stage.is_small:
        return count_between(auditor, BEGIN, date(BEGIN.year, 12, 31))
    found: Counter[tuple[str, str]] = Counter()
    for month in range(BEGIN.month, 13):
        last = date(BEGIN.year, month, monthrange(BEGIN.year, month)[1])
        found += count_between(auditor, last.replace(day=1), last)
    return found


def count_between(auditor: Walker, since: date, until: date) -> Counter[tuple[str, str]]:
    """Return how often each role did each act between two days."""
    auditor.open(at("office:audit_list", since=since, until=until))
    if at("office:audit_export") not in auditor.text():
        return Counter()  # nothing happened then, so there is nothing to take out
    auditor.open(at("office:audit_export", since=since, until=until)).send({"reason": "重演核对"})
    book = load_workbook(BytesIO(auditor.page.content), read_only=True)
    lines = list(book.active.iter_rows(values_only=True))
    book.close()
    heads = [str(cell or "") for cell in lines[1]]
    role, act = heads.index("身份"), heads.index("操作")
    return Counter((str(line[role] or "系统"), str(line[act] or "")) for line in lines[2:])
