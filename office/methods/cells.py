"""Read the cells of an untidy sheet: names, codes, phones, dates, periods and numbers as offices type them.

A cell that cannot be read raises ``UnreadableCell`` with a short code; ``office/domain/import_kind.py`` has the
sentence for it. An empty cell is "" everywhere and never an error.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

DAY, MONTH, YEAR = "day", "month", "year"
# Day 1 of Excel's calendar counts as 1899-12-31, and the leap day of 1900 that never was shifts the rest by one.
EXCEL_ZERO = date(1899, 12, 30)
SERIALS = range(10_000, 80_000)
# Above this a number in a sheet has lost its last digits.
EXACT = 2**53

NOTHING = {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "不详", "待定", "空", "null", "none", "n/a", "#n/a"}
HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}·（）])\s+(?=[{HAN}·（）])")
MIDDLE_DOTS = re.compile(r"[•‧∙⋅・･．·]")
SEPARATORS = re.compile(r"[、，,；;/\n]+|(?<=[^A-Za-z\s])\s{2,}")
YEAR_MARK = r"(?P<y>(?:19|20)\d\d)"
DATE_SHAPES = (
    (re.compile(rf"{YEAR_MARK}\s*[-./年]\s*(?P<m>\d{{1,2}})\s*[-./月]\s*(?P<d>\d{{1,2}})\s*日?"), DAY),
    (re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)"), DAY),
    (re.compile(rf"{YEAR_MARK}\s*[-./年]\s*(?P<m>\d{{1,2}})\s*月?(?:份)?"), MONTH),
    (re.compile(rf"{YEAR_MARK}\s*年?(?:度)?"), YEAR),
)
TIME_TAIL = re.compile(r"[ T]\d{1,2}[:：]\d{2}(?:[:：]\d{2})?.*$")
RANGE_MARK = re.compile(r"\s*(?:至|到|—+|–|~|～|－|\s-\s)\s*")
SHORT_RANGE = re.compile(r"^(?P<head>.*\d)\s*-\s*(?P<tail>\d{1,2}日?)$")
TAIL_SHAPES = (
    (re.compile(r"(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})\s*日?"), DAY),
    (re.compile(r"(?P<m>\d{1,2})\s*月(?:份)?"), MONTH),
    (re.compile(r"(?P<d>\d{1,2})\s*日?"), DAY),
)


class UnreadableCell(ValueError):
    """A cell that does not hold what its column asks for; ``code`` names why."""

    def __init__(self, code: str, value: Any = "") -> None:
        super().__init__(code)
        self.code, self.value = code, str(value)


def read_text(value: Any) -> str:
    """Return a cell as text in plain width, spaces trimmed; a whole number without ".0", "无" and "/" as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        value = plain_number(value)
    text = fold_width(str(value)).strip().strip("\ufeff").strip()
    return "" if text.lower() in NOTHING else text


def plain_number(value: float) -> str:
    """Return a sheet's number as it was typed: 13900000000.0 is 13900000000."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def fold_width(text: str) -> str:
    """Return text with full-width letters, digits and spaces made plain; Chinese punctuation stays as it is."""
    if text.isascii():
        return text
    return "".join(fold_character(mark) for mark in text)


def fold_character(mark: str) -> str:
    """Return one character in plain width; invisible ones as ""."""
    code = ord(mark)
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A:
        return chr(code - 0xFEE0)
    if mark in "\u3000\u00a0\u2002\u2003":
        return " "
    return "" if mark in "\u200b\u200c\u200d\ufeff\u2060" else mark


def name_key(text: str) -> str:
    """Return a name by which two spellings of it are found: plain width, no spaces or punctuation, small letters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(mark for mark in plain if mark.isalnum())


def read_name(value: Any) -> str:
    """Return the name of a unit or a title: no spaces between Chinese characters, full-width brackets around them."""
    text = check_glyphs(BETWEEN_HAN.sub("", re.sub(r"\s+", " ", read_text(value))))
    if not re.search(rf"[{HAN}]", text):
        return text
    text = re.sub(r"\s*[(（]\s*", "（", text)
    return re.sub(r"\s*[)）]\s*", "）", text)


def read_person_name(value: Any) -> str:
    """Return a person's name: “张 三” is 张三, every kind of middle dot is ·; Latin names keep their spaces."""
    text = re.sub(r"\s+", " ", read_text(value))
    if re.search(rf"[{HAN}]", text):
        text = MIDDLE_DOTS.sub("·", text.replace(" ", ""))
    if any(mark.isdigit() for mark in text):
        raise UnreadableCell("name", value)
    return check_glyphs(text)


def read_names(value: Any) -> tuple[str, ...]:
    """Return the names of several persons in one cell, separated by 、 ， ； / or a line break, in their order."""
    text = read_text(value)
    found = (read_person_name(re.sub(r"[(（].*?[)）]|等$", "", part)) for part in SEPARATORS.split(text))
    return tuple(dict.fromkeys(name for name in found if name))


def read_parts(value: Any) -> tuple[str, ...]:
    """Return several units named in one cell, separated by 、 ； or a line break, in their order."""
    parts = (read_name(part) for part in re.split(r"[、；;\n，,]+", read_text(value)))
    return tuple(dict.fromkeys(part for part in parts if part))


def check_glyphs(text: str) -> str:
    """Return the text; a character of a private area shows on one computer only and is refused."""
    if any("\ue000" <= mark <= "\uf8ff" or mark == "\ufffd" or ord(mark) >= 0xF0000 for mark in text):
        raise UnreadableCell("glyph", text)
    return text


def read_code(value: Any) -> str:
    """Return a code in capitals without spaces; a number too long for a sheet's number cells is refused."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= EXACT:
        raise UnreadableCell("lost_digits", value)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", read_text(value))).upper()


def read_phone(value: Any) -> str:
    """Return a phone number: digits, one optional + and hyphens; “转8001” becomes -8001."""
    text = unicodedata.normalize("NFKC", read_text(value))
    text = re.sub(r"[—–－]", "-", text)
    text = re.sub(r"转|ext\.?", "-", text, flags=re.IGNORECASE)
    text = re.sub(r"^\((\d{3,4})\)\s*", r"\1-", text)
    text = re.sub(r"\s+", "", text)
    if text and not re.fullmatch(r"\+?[\d-]{5,19}", text):
        raise UnreadableCell("phone", value)
    return text


def read_postcode(value: Any) -> str:
    """Return a postcode of six digits; a number cell that lost its leading zero gets it back."""
    text = re.sub(r"\s", "", read_text(value))
    if text and not re.fullmatch(r"\d{5,6}", text):
        raise UnreadableCell("postcode", value)
    return text.zfill(6) if text else ""


def read_integer(value: Any) -> int | None:
    """Return a whole number; “第3名” and “3” are 3."""
    text = re.sub(r"^第|[名位年度号]+$", "", read_text(value).replace(",", ""))
    if not text:
        return None
    if not re.fullmatch(r"\d{1,9}", text):
        raise UnreadableCell("integer", value)
    return int(text)


def read_decimal(value: Any) -> Decimal | None:
    """Return a number; “85%” is 0.85, “1,234.5” is 1234.5."""
    text = unicodedata.normalize("NFKC", read_text(value)).replace(",", "").replace(" ", "")
    if not text:
        return None
    match = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(%?)", text)
    if not match:
        raise UnreadableCell("number", value)
    return Decimal(match[1]) / 100 if match[2] else Decimal(match[1])


def read_date(value: Any) -> date | None:
    """Return a day; a month is its first day, a year its first of January. Reads what ``read_dated`` reads."""
    found = read_dated(value)
    return found[0] if found else None


def read_dated(value: Any) -> tuple[date, str] | None:
    """Return a day and its precision: Excel's serial 45536, 2024.9, 2024年9月, 2024-9-1, 20240901, 2024年.

    The number 2024.1 is refused: in a number cell October (2024.10) looks the same as January.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day), DAY
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_as_date(value)
    text = TIME_TAIL.sub("", unicodedata.normalize("NFKC", read_text(value)).replace("。", "."))
    if not text:
        return None
    if re.fullmatch(r"\d{5}", text) and int(text) in SERIALS:
        return EXCEL_ZERO + timedelta(days=int(text)), DAY
    for shape, precision in DATE_SHAPES:
        match = shape.fullmatch(text)
        if match:
            return make_date(match.groupdict(), value), precision
    raise UnreadableCell("date", value)


def number_as_date(value: float) -> tuple[date, str]:
    """Return the day that a number cell means: a serial, a year, or a year with its month behind the point."""
    whole = int(value)
    if whole in SERIALS:
        return EXCEL_ZERO + timedelta(days=whole), DAY
    text = plain_number(value)
    if text.endswith(".1"):
        raise UnreadableCell("january", value)
    for shape, precision in DATE_SHAPES:
        match = shape.fullmatch(text)
        if match:
            return make_date(match.groupdict(), value), precision
    raise UnreadableCell("date", value)


def make_date(parts: dict[str, str | None], value: Any) -> date:
    """Return the date of its parts; a month 13 or a 31 June is refused."""
    try:
        return date(int(parts.get("y") or 0), int(parts.get("m") or 1), int(parts.get("d") or 1))
    except ValueError as error:
        raise UnreadableCell("date", value) from error


def read_period(value: Any) -> tuple[date, date | None, str] | None:
    """Return first day, last day (None for one) and precision: 2020年12月12日至13日, 2020.9.26-27, 2020年8月至9月."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", read_text(value))
        head, tail = split_range(text)
        if tail:
            start, precision = read_dated(head) or (None, DAY)
            if start is None:
                raise UnreadableCell("date", value)
            end = read_end(tail, start, precision, value)
            if end < start:
                raise UnreadableCell("period", value)
            return start, end, precision
    found = read_dated(value)
    return (found[0], None, found[1]) if found else None


def split_range(text: str) -> tuple[str, str]:
    """Return both ends of a period, the second "" for a single day."""
    parts = RANGE_MARK.split(text, maxsplit=1)
    if len(parts) == 2 and all(parts):
        return parts[0], parts[1]
    match = SHORT_RANGE.match(text)
    if match and text.count("-") in {1, 3} and re.search(r"\d\D+\d+\D+\d", match["head"] + " "):
        return match["head"], match["tail"]
    return text, ""


def read_end(text: str, start: date, precision: str, value: Any) -> date:
    """Return the last day of a period whose text may leave out the year and the month."""
    for shape, found in TAIL_SHAPES:
        match = shape.fullmatch(text)
        if match and precision in {found, DAY}:
            parts = {"y": str(start.year), "m": str(start.month), **match.groupdict()}
            return make_date(parts, value)
    end = read_dated(text)
    if end is None:
        raise UnreadableCell("date", value)
    return end[0]


def last_day(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
