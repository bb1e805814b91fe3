"""A call from its draft to the closed list of entries, as the secretariat and the schools work on its pages."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from reports.demo.tables.calls import CallFacts, ranked
from reports.replay.people import CLERK, HEAD
from reports.replay.records import BODY_NAMES, sheet
from reports.replay.stage import Stage, local, pick
from reports.replay.walker import Walker, at


@dataclass(frozen=True)
class Desk:
    """A call that is being worked on: its page's noun, the noun of what is sent in, its key and facts."""

    noun: str
    entry: str
    key: int
    facts: CallFacts

    def act(self, action: str) -> str:
        """Return the address of an act on the call."""
        return at(f"competitions:{self.noun}_act", self.key, action)


def open_call(
    stage: Stage,
    facts: CallFacts,
    *,
    opens: date,
    closes: date,
    extra: dict[str, Any],
    noun: str = "contest",
    entry: str = "entry",
    needs_endorsement: bool = False,
) -> Desk:
    """Draft a call with its tracks and prizes as the source gives them; the head publishes it."""
    clerk = stage.people[CLERK]
    clerk.open(at(f"competitions:{noun}_create"))
    values = {**call_values(facts), "opens_at": local(opens), "closes_at": local(closes)}
    boxes = {"needs_notice": "on", "needs_endorsement": "on" if needs_endorsement else []}
    boxes |= {} if facts.is_complete else {"is_complete": []}
    body = {"body": BODY_NAMES[facts.body]} if noun == "contest" else {}
    clerk.send(pick(values) | boxes | body | extra)
    desk = Desk(noun, entry, clerk.key(), facts)
    lay_out(stage, desk)
    stage.people[HEAD].open(desk.act("publish_call")).send()
    stage.tell(facts.title, "起草并发布通知", 组别=len(facts.tracks), 奖项=len(facts.prizes))
    return desk


def call_values(facts: CallFacts) -> dict[str, Any]:
    """Return what the source says of a call, by the fields of its form."""
    names = ("title", "code", "year", "edition", "level", "issuer", "activity", "basis", "entry_measure", "entry_noun")
    return {name: getattr(facts, name) for name in names}


def lay_out(stage: Stage, desk: Desk) -> None:
    """Enter the tracks and the prizes of a call as the source gives them."""
    clerk = stage.people[CLERK]
    for order, (code, name, level) in enumerate(desk.facts.tracks, start=1):
        clerk.open(at("reviews:track_create", call=desk.key))
        clerk.send({"name": name, "code": code, "school_level": level, "order": order})
    for (kind, code, name, measure, nominal), order in ranked(desk.facts.prizes):
        clerk.open(at("reviews:prize_create", call=desk.key))
        row = {"kind": kind, "code": code, "name": name, "measure": measure, "order": order, "nominal": nominal}
        clerk.send(pick(row))


def accept_entries(stage: Stage, desk: Desk) -> None:
    """Check what was sent in and accept all that meets the conditions."""
    stage.people[CLERK].open(at("reviews:qualification_batch", desk.key)).send()


def close_call(stage: Stage, desk: Desk) -> None:
    """Close a call."""
    stage.people[CLERK].open(desk.act("close_call")).send()


def import_entries(stage: Stage, desk: Desk, kind: str, heads: list[str], rows: list[list[Any]]) -> None:
    """Record what came in on paper or by mail from a sheet, through the pages of the import."""
    clerk = stage.people[CLERK]
    clerk.open(at("office:import_create", kind)).send({"file": sheet(heads, rows), "call": desk.key})
    clerk.send()
    if "/jobs/" in clerk.address:
        stage.do_job(clerk)
    batch = clerk.key() if "/imports/" in clerk.address else int(clerk.found(r"/office/imports/(\d+)/")[0])
    clerk.open(at("office:import_detail", batch)).send(action="/run/")
    if "/jobs/" in clerk.address:
        stage.do_job(clerk)
    clerk.open(at("office:import_detail", batch))


def exported(walker: Walker, address: str) -> list[dict[str, str]]:
    """Return the rows of a list as its sheet gives them, by heads."""
    answer = walker.open(address).page
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    book = load_workbook(BytesIO(content), read_only=True)
    lines = [[str(cell or "") for cell in row] for row in book.active.iter_rows(values_only=True)]
    book.close()
    return [dict(zip(lines[0], line, strict=False)) for line in lines[1:]]


def entries_of(stage: Stage, desk: Desk) -> list[dict[str, str]]:
    """Return the entries of a call as the list of entries shows them."""
    return exported(stage.people[CLERK], at(f"competitions:{desk.entry}_export", **{desk.noun: desk.key}))


def seal_scan(school: str) -> SimpleUploadedFile:
    """Return what stands for a school's sealed sheet: a page that says so."""
    text = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    text += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return SimpleUploadedFile(f"{school}盖章页.pdf", text, content_type="application/pdf")
