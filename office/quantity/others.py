"""What looks like a figure in prose and is none: dates, editions, document numbers, names, numbering, codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

C = "一二三四五六七八九十"
N = r"[0-9０-９]"
S = r"[ \u00a0\u3000]*"
YEAR = r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])"


class Kind(StrEnum):
    """What a place in the text is."""

    FIGURE = "figure"
    RANGE = "range"  # 10至15人: two numbers for one figure
    VAGUE = "vague"  # 几十人, 过半
    DATE = "date"
    ORDINAL = "ordinal"  # 第二届, 首届, 一等奖
    DOCUMENT_NUMBER = "document_number"
    LABEL = "label"  # 六稳, 1+X, 职教20条
    NUMBERING = "numbering"  # 1.1, 2.
    CODE = "code"  # telephone, postal code, filing number


@dataclass(frozen=True)
class Span:
    """A place in the text, end exclusive."""

    start: int
    end: int
    kind: Kind


# In this order; what an earlier pattern took is hidden from the later ones.
PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.CODE, r"[0-9０-９]{25,}"),
    (Kind.CODE, r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,80}\.[a-z]{2,}|https?://[^\s，。；]+"),
    (Kind.CODE, rf"[\u4e00-\u9fff]?ICP备{S}[0-9]+号(?:-[0-9]+)?|公网安备{S}[0-9]+号"),
    (
        Kind.CODE,
        rf"(?:邮政编码|邮编|电话|传真|手机|热线|标识码|信用代码|代码|编号|账号|QQ群?|身份证号?码?){S}[:：]?{S}[0-9A-Z][0-9A-Z()（）-]{{3,}}",
    ),
    (Kind.CODE, r"(?:GB|DB[0-9]*|ISO|JY|HG)(?:/[A-Z])?[ ]*[0-9.]+[-—][0-9]{4}"),
    (Kind.CODE, r"(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|(?<![0-9])1[3-9][0-9]{9}(?![0-9])"),
    (
        Kind.DOCUMENT_NUMBER,
        rf"[\u4e00-\u9fff]{{0,12}}[〔\[【［][ ]*(?:19|20)[0-9]{{2}}[ ]*[〕\]】］]{S}第?{S}[0-9]+{S}号",
    ),
    (Kind.DATE, r"(?<![0-9])[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])"),
    (Kind.DATE, rf"{YEAR}(?:{S}年)?{S}[-—–~～至到]+{S}(?:19|20)[0-9]{{2}}{S}年?(?:度)?(?![0-9])"),
    (Kind.DATE, rf"{YEAR}{S}(?:年(?:度|初|末|底|代|春季|秋季|修订|版)?|新?版|届|级)"),
    (
        Kind.DATE,
        rf"©{S}{YEAR}|{YEAR}(?=[\u4e00-\u9fff《“])(?!{S}(?:[余多]|[万亿千]|[人名所家个支项篇件份场次门元套册位亩]))",
    ),
    (Kind.DATE, rf"(?<![0-9.]){N}{{1,2}}{S}[-—–~～至到]{S}{N}{{1,2}}{S}月(?:份)?(?!{S}{N}+{S}日)"),
    (
        Kind.DATE,
        rf"(?<![0-9.]){N}{{1,2}}{S}月(?:{S}{N}{{1,2}}{S}(?:日|(?=[-—–~～至])))?(?:份底?|底|初|末|中旬|上旬|下旬)?",
    ),
    (
        Kind.DATE,
        rf"(?<![0-9.]){N}{{1,2}}{S}日(?!均)|(?<![0-9]){N}{{1,2}}[时点](?!{S}[余多])(?:{N}{{1,2}}分)?(?=[，。；、至前后整半开召举]|$)",
    ),
    (
        Kind.DATE,
        r"[二一][零〇一二三四五六七八九○]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?",
    ),
    (Kind.DATE, r"(?<![0-9:：])(?!1[:：])[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?![0-9.])"),
    (
        Kind.NUMBERING,
        rf"(?m)^[ \t\u3000]*[0-9]{{1,2}}(?:[.．][0-9]{{1,2}})+(?=[\u4e00-\u9fff ])(?!{S}[万亿元倍人个所%])",
    ),
    (Kind.NUMBERING, r"(?m)^[ \t\u3000]*(?:[0-9]{1,2}[ ]*[.．、)）](?![0-9])|[0-9]+[ ]*$)"),
    (Kind.NUMBERING, rf"[（(]{S}(?:{N}{{1,2}}|[{C}]{{1,3}}){S}[）)]|[①-⑳]"),
    (
        Kind.ORDINAL,
        rf"第{S}(?:{N}+|[{C}百]{{1,6}}){S}(?:届|批次?|期|次|名|位|部分|章|节|条|款|轮|个|季度?|号|卷|辑|学期|产业|年|代|阶段)?",
    ),
    (Kind.ORDINAL, rf"首(?:届|批|个|次|期|家|轮|位)|[{C}](?:等奖|期工程)|{N}等奖|[特一二三四]等(?=奖|功)"),
    (Kind.LABEL, rf"十[{C}]五(?=规划|时期|期间|末|以来|”)|[{C}]{{2,3}}届(?:[{C}]中、){{0,6}}[{C}]中全会|[{C}]{{2}}大"),
    (
        Kind.LABEL,
        r"[0-9]+\+(?:[0-9]+|[A-Za-zＸ])(?:\+[0-9A-Za-z]+)*|[A-Za-z]+[-]?[0-9]+(?:\.[0-9]+)*|[0-9]+[A-WYZa-jln-z]+(?![A-Za-z])",
    ),
    (Kind.LABEL, rf"(?:{N}+|[{C}百]{{1,6}})周年|(?:建党|建国|建军|建校){S}{N}+{S}(?:周?年)|向[东南西北]{N}+米"),
    (
        Kind.LABEL,
        rf"[{C}两]个(?:方面|层面|维度|坚持|意识|自信|维护|确保|作用|适应|一)|[{C}]大(?=[百千万亿]{{1,3}}级)|[百千万亿]{{1,3}}级|(?:[{C}两]{{1,3}}|{N}+)级",
    ),
    (
        Kind.LABEL,
        rf"[{C}两][网部刊所库馆中][{C}两](?:刊|所|库|馆|心|端|院|报|网)|[百千万]人计划|(?<![{C}0-9几数上近余])[百千万]年(?=[^前后来间内，。；]|大计)",
    ),
    (Kind.LABEL, rf"[{C}]年(?:一贯)?制|[{C}]年级"),
    (
        Kind.RANGE,
        rf"(?:约|近)?{N}+(?:\.{N}+)?{S}[万亿%％人名个所]?{S}[-—–~～至到]+{S}{N}+(?:\.{N}+)?{S}(?:[万亿]?{S}[\u4e00-\u9fff%％])?",
    ),
    (
        Kind.VAGUE,
        rf"(?:[几数]|好几|若干)[十百千万亿]+[余多]?|十几|[{C}]?百[几数]十|成[百千]上[千万]|[{C}百]{{1,6}}分之(?<!百分之)[{C}]+|过半|一半",
    ),
    (Kind.VAGUE, rf"(?<![{C}])(?:一两|两三|三四|三五|四五|五六|六七|七八|八九)[个名人所家次场年天项篇位种十百千万]"),
)
COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in PATTERNS)
TITLE = re.compile("《[^《》]*》")
QUOTED = re.compile('[“"「]([^“”"「」]{1,12})[”"」]')
HIDDEN = "\ue000"


def find_others(text: str) -> tuple[list[Span], str]:
    """Return what is no figure, and the text with those places hidden behind equally long filling."""
    spans: list[Span] = []
    for kind, pattern in COMPILED:
        for match in list(pattern.finditer(text)):
            start, end = match.span()
            if end > start:
                spans.append(Span(start, end, kind))
                text = text[:start] + HIDDEN * (end - start) + text[end:]
    return spans, text


def find_name_zones(text: str) -> list[tuple[int, int]]:
    """Return where numbers belong to names: titles in 《》 and short quotations (“职教20条”)."""
    return [match.span() for pattern in (TITLE, QUOTED) for match in pattern.finditer(text)]
