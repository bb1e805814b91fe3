"""Certificates as plain data: what a job freezes and the child process prints."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from reports.pdf.document import DocumentError

HEADS = {"award": "获奖证书", "honor": "荣誉证书"}
DIGITS = "〇一二三四五六七八九"
KEYS = {"certificates", "folder", "title", "check_page"}
# What a holder is (HolderRole) -> persons; and what such a person did for the work.
PERSONS = frozenset({"author", "member", "adviser"})
DOINGS = {"member": "参与完成的", "adviser": "指导的"}
# On sheets of before that column: a person's name has four signs at the most; a longer word is a work or a unit.
LONGEST_NAME = 4
LONG_HOLDER, VERY_LONG_HOLDER = 16, 34
LONG_PRIZE = 16


@dataclass(frozen=True)
class Sheet:
    """One certificate: the words as they are set, the address of its QR code, and the name of its file."""

    file: str
    head: str
    holder: str
    sentence: str
    prize: str
    people: Sequence[Sequence[str]]
    issuer: str
    date_text: str
    number: str
    code: str
    address: str

    @property
    def holder_size(self) -> str:
        """The class of the holder's type size: long names shrink, never below 16 points."""
        return "very-long" if len(self.holder) > VERY_LONG_HOLDER else "long" if len(self.holder) > LONG_HOLDER else ""

    @property
    def prize_size(self) -> str:
        """The class of the prize's type size."""
        return "long" if len(self.prize) > LONG_PRIZE else ""


def is_people(holder: str, role: str = "") -> bool:
    """Tell whether a holder is one or several persons, to address and space them as such.

    ``role`` says it where the certificate carries one (a team may be called 智慧校园, a person 买买提·吐尔逊).
    """
    if role:
        return role in PERSONS
    return all(len(name) <= LONGEST_NAME for name in holder.split("、"))


def space_names(holder: str) -> str:
    """Return names as they are set: those of two signs with a space between, as long as names of three."""
    return "、".join(f"{name[0]}\u3000{name[1]}" if len(name) == 2 else name for name in holder.split("、"))


def salutation(holder: str, unit: str, *, work: str, role: str = "") -> str:
    """Return the line that addresses the holder: persons with their unit, the unit for its work, or the unit."""
    if is_people(holder, role):
        return f"{space_names(holder)}{f'（{unit}）' if unit else ''}："
    return f"{unit if unit and not work else holder}："


def sentence_of(kind: str, *, holder: str, unit: str, work: str, occasion: str, role: str = "") -> str:
    """Return the sentence above the prize."""
    contest = occasion if occasion.startswith(("“", "《")) else f"“{inner_quotes(occasion)}”"
    people = is_people(holder, role)
    if kind == "honor":
        return f"在{contest}中，荣获"
    if work:
        whose = f"你{'们' if '、' in holder else ''}{DOINGS.get(role, '的')}" if people else "报送的"
        return f"{whose}作品{titled(work)}在{contest}中，荣获"
    if people or not unit:
        return f"在{contest}中，荣获"
    return f"你单位报送的{titled(holder)}在{contest}中，荣获"


def inner_quotes(title: str) -> str:
    """Return a title as it stands inside quotation marks: its own become single ones (GB/T 15834)."""
    return title.replace("“", "‘").replace("”", "’")


def order_text(place: int | None, places: int | None) -> str:
    """Return where a person stands among those of the same award, "" for a sole one."""
    return f"第{place}位（共{places}人）" if place and places else ""


def titled(name: str) -> str:
    """Return a work in title marks, once."""
    return f"《{name.strip('《》')}》"


def chinese_date(day: date) -> str:
    """Return a day as certificates are dated: 二〇二〇年十二月二十日."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return before + (DIGITS[ones] if ones or not tens else "")


def certificates_context(sheets: Sequence[Sheet], *, folder: str, title: str, check_page: str) -> dict[str, Any]:
    """Return the context that the child process prints; ``folder`` takes one file for each certificate."""
    return {
        "certificates": [asdict(sheet) for sheet in sheets],
        "folder": folder,
        "title": title,
        "check_page": check_page,
    }


def check_certificates(context: Mapping[str, Any]) -> None:
    """Raise ``DocumentError`` for a context that is none of certificates."""
    if set(context) != KEYS or not context["certificates"]:
        raise DocumentError("The context of the certificates is incomplete.")
