"""When two names may mean one school or one person: plain forms, blocks to look in, and a score with its reasons.

Pure functions. A score is a whole number from 0 (nothing speaks for it) to 100 (certain); it only orders what a person
decides. Two empty names never match.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA, Levenshtein

from association.enums import MatchReason

# Below this nobody is asked before a new record is stored; a pair of the list needs more.
ASK_SCORE = 50
PAIR_SCORE = 60

# What a name ends with by its kind, longest first: schools of one name change it when they are upgraded.
ENDINGS = (
    "职业技术师范大学",
    "高等职业技术学校",
    "股份有限公司",
    "有限责任公司",
    "中等专业学校",
    "中等职业学校",
    "高等专科学校",
    "职业技术大学",
    "职业技术学院",
    "职业技术学校",
    "职业教育中心",
    "职业学院",
    "职业学校",
    "职业大学",
    "职教中心",
    "技师学院",
    "技工学校",
    "有限公司",
    "学院",
    "学校",
    "大学",
    "公司",
)
CORE_LENGTH = 3
# A shorter name is no part of another one, and no slip of it; a place before a name has at most so many signs.
PART_LENGTH, PLACE_LENGTH = 6, 3
BLOCK_LENGTH = 4
# Signs that tell siblings apart: 第一中学 and 第二中学, 东校区 and 西校区, never a slip of the pen.
TELLING = frozenset("0123456789一二三四五六七八九十百甲乙丙丁东西南北中上下左右大小新老前后男女")
REGION_WORDS = re.compile("[省市县区]")


@dataclass(frozen=True)
class Keys:
    """The forms of a name under which its likes are found: each an indexed column."""

    plain: str
    core: str
    sound: str
    head: str
    tail: str


def plain_name(name: str) -> str:
    """Return a name without what varies by hand: width, case, spaces, brackets and other marks."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name).lower() if sign.isalnum())


def core_name(plain: str) -> str:
    """Return a plain name without the words 省, 市, 县, 区 and without its ending, as long as a name remains."""
    loose = loose_name(plain)
    for ending in ENDINGS:
        if loose.endswith(ending):
            return loose[: -len(ending)] if len(loose) - len(ending) >= CORE_LENGTH else loose
    return loose


def loose_name(plain: str) -> str:
    """Return a plain name without the words 省, 市, 县, 区."""
    return REGION_WORDS.sub("", plain) or plain


@lru_cache(maxsize=65536)
def sound_of(plain: str) -> str:
    """Return how a plain name sounds, without tones, at most 200 characters."""
    return " ".join(lazy_pinyin(plain))[:200]


def name_keys(name: str) -> Keys:
    """Return all forms of a name."""
    plain = plain_name(name)
    core = core_name(plain)
    return Keys(plain[:120], core[:120], sound_of(plain), loose_name(plain)[:BLOCK_LENGTH], core[-BLOCK_LENGTH:])


def parts_of(loose: str) -> list[str]:
    """Return a loose name and what remains of it without its place: PART_OF_NAME holds for those and no other."""
    return [loose, *(loose[cut:] for cut in range(1, PLACE_LENGTH + 1) if len(loose) - cut >= PART_LENGTH)]


def slips_of(loose: str) -> set[str]:
    """Return a loose name and all that it becomes by losing one sign.

    Of two names that differ by one sign more, less or exchanged, one of these is the same.
    """
    return {loose, *(loose[:spot] + loose[spot + 1 :] for spot in range(len(loose)))}


def phone_tail(phone: str) -> str:
    """Return the last eight digits of a phone number, "" for one with fewer than seven."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", phone) if sign.isdigit())
    return digits[-8:] if len(digits) >= 7 else ""


@dataclass(frozen=True)
class OrganizationTraits:
    """What is compared of an organization; ``others`` are the plain forms of its short and former names."""

    plain: str
    others: frozenset[str] = frozenset()
    uscc: str = ""
    region: int | None = None
    kind: str = ""
    level: str = ""


@dataclass(frozen=True)
class PersonTraits:
    """What is compared of a person; ``employers`` are the ids of present and past ones."""

    plain: str
    employers: frozenset[int] = frozenset()
    phone: str = ""


@dataclass(frozen=True)
class Likeness:
    """How much two records look like one, and why."""

    score: int = 0
    reasons: tuple[str, ...] = field(default=())


def compare_organizations(one: OrganizationTraits, other: OrganizationTraits) -> Likeness:
    """Compare two organizations: names first, then what else speaks for or against."""
    if one.uscc and one.uscc == other.uscc:
        return Likeness(100, (MatchReason.SAME_CODE,))
    score, reason = compare_names(one.plain, other.plain)
    if not one.plain or not other.plain:
        return Likeness()
    if names_of(one) & loose_names(other.others) or names_of(other) & loose_names(one.others):
        score, reason = max((score, reason), (88, MatchReason.OTHER_NAME))
    if score == 0:
        return Likeness()
    if one.uscc and other.uscc:
        score = min(score - 35, 55)
    if one.region and other.region and one.region != other.region:
        # A name without its place, or with a slip in the place, fits the schools of many places.
        score -= 30 if reason in {MatchReason.PART_OF_NAME, MatchReason.TYPING_MISTAKE} else 15
    if one.kind and other.kind and one.kind != other.kind:
        score -= 20
    elif one.level and other.level and one.level != other.level:
        score -= 15
    return Likeness(max(score, 0), (str(reason),))


def names_of(one: OrganizationTraits) -> set[str]:
    """Return all names of an organization, loosely."""
    return {loose_name(one.plain)} | loose_names(one.others)


def loose_names(names: Iterable[str]) -> set[str]:
    """Return names without the words 省, 市, 县, 区; empty ones are none."""
    return {loose_name(name) for name in names if name}


def compare_names(one: str, other: str) -> tuple[int, str]:
    """Return how alike two plain names of organizations are, and the reason; (0, "") for different ones."""
    if not one or not other:
        return 0, ""
    first, second = loose_name(one), loose_name(other)
    core = core_name(one)
    if first == second:
        return 96 if one == other else 92, MatchReason.SAME_NAME
    if core == core_name(other) and core not in (first, second):
        return 62, MatchReason.SAME_CORE
    return (0, "") if differ_tellingly(first, second) else compare_slips(first, second)


def compare_slips(one: str, other: str) -> tuple[int, str]:
    """Return how well one name explains itself as the other typed in haste, and the reason."""
    if len(one) == len(other):
        # Names with little in common are many, and how a name sounds is dear to find out.
        most = max(3, len(one) // 3)
        if Levenshtein.distance(one, other, score_cutoff=most) > most:
            return 0, ""
        if sound_of(one) == sound_of(other):
            return 90, MatchReason.SAME_SOUND
    short, long = sorted((one, other), key=len)
    if len(short) >= PART_LENGTH and len(long) - len(short) <= PLACE_LENGTH and long.endswith(short):
        return 75, MatchReason.PART_OF_NAME
    if len(short) >= PART_LENGTH and OSA.distance(one, other, score_cutoff=1) == 1:
        # One sign more, one less or two exchanged is a slip; another sign in its place may be another school.
        return (80 if changes_length(one, other) else 58), MatchReason.TYPING_MISTAKE
    return 0, ""


def differ_tellingly(one: str, other: str) -> bool:
    """Tell whether two names differ in a number or a direction: those are siblings, not slips."""
    for operation in Levenshtein.opcodes(one, other):
        if operation.tag == "equal":
            continue
        changed = one[operation.src_start : operation.src_end] + other[operation.dest_start : operation.dest_end]
        if TELLING.intersection(changed) and len(changed) <= 4:
            return True
    return False


def changes_length(one: str, other: str) -> bool:
    """Tell whether one sign was added, lost, or exchanged with its neighbor (not replaced by another)."""
    return len(one) != len(other) or sorted(one) == sorted(other)


def compare_persons(one: PersonTraits, other: PersonTraits) -> Likeness:
    """Compare two persons: a name alone is never enough, it takes an employer or a phone number besides."""
    if not one.plain or not other.plain:
        return Likeness()
    same_phone = bool(one.phone) and one.phone == other.phone
    same_employer = bool(one.employers & other.employers)
    if one.plain == other.plain:
        return compare_namesakes(one, other, same_phone=same_phone, same_employer=same_employer)
    if sound_of(one.plain) == sound_of(other.plain):
        if same_phone:
            return Likeness(92, (MatchReason.SAME_SOUND, MatchReason.SAME_PHONE))
        return Likeness(62, (MatchReason.SAME_SOUND, MatchReason.SAME_EMPLOYER)) if same_employer else Likeness()
    if same_phone and same_employer and OSA.distance(one.plain, other.plain, score_cutoff=1) == 1:
        return Likeness(85, (MatchReason.TYPING_MISTAKE, MatchReason.SAME_PHONE))
    return Likeness()


def compare_namesakes(one: PersonTraits, other: PersonTraits, *, same_phone: bool, same_employer: bool) -> Likeness:
    """Compare two persons of one name; two known phone numbers that differ speak against them."""
    against = bool(one.phone) and bool(other.phone) and not same_phone
    if same_phone:
        score, reason = 98, MatchReason.SAME_PHONE
    elif same_employer:
        score, reason = (70 if against else 90), MatchReason.SAME_EMPLOYER
    elif not one.employers or not other.employers:
        score, reason = (45 if against else 65), MatchReason.NO_EMPLOYER
    else:
        score, reason = (40 if against else 50), MatchReason.OTHER_EMPLOYER
    return Likeness(score, (MatchReason.SAME_NAME, reason))
