"""Break the title of an official document into lines: words and quotations whole, lines alike (GB/T 9704-2012)."""

from functools import cache
from itertools import combinations, pairwise
from unicodedata import east_asian_width

# No line may end inside one of these; a longer one comes before the shorter ones it holds.
WORDS = (
    "职业与成人教育学会 职业技术学院 职业教育 职业院校 高职高专 教育信息化 教育科研 "
    "创新创业 征文评选 技能大赛 技能竞赛 选拔赛 获奖名单 表彰名单 优秀论文 优秀组织奖 "
    "指导教师 规划课题 微视频 征集评选 评选结果 先进评选 应用 大赛 竞赛 名单 结果 "
    "通知 通报 关于 公布 公示 表彰 学会 教育 学院 学校 论坛 论文 课题 项目 成果 "
    "评选 征集 年度 中华 职业 安徽 全省 全国 首届 优秀 先进 个人 单位 团队 高职组 "
    "中职组 本科组 统计表 汇总表 评分表 获奖情况 情况"
).split()
OPENING, CLOSING = "（《“‘〔", "）》”’〕、，：；。的"
FAR, INSIDE_QUOTE, LONE = 30.0, 8.0, 12.0


def width_of(text: str) -> float:
    """Return the width of a text in Chinese characters."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.72 if sign.isupper() else 0.55 for sign in text)


def break_title(title: str, room: float) -> list[str]:
    """Return the lines of a title where each has room for so many characters: as few as may be, of like length."""
    width = width_of(title)
    if width <= room:
        return [title]
    least = int(-(-width // room))
    for count in (least, least + 1):
        found = best_lines(title, count, room)
        if found:
            return found
    return [title]


def best_lines(title: str, count: int, room: float) -> list[str]:
    """Return the best so many lines of a title, an empty list when none fits into the room."""
    aim = width_of(title) / count
    costs = [cost_of_cut(title, place) for place in range(len(title) + 1)]
    likely = sorted(range(2, len(title) - 1), key=costs.__getitem__)[: len(title) if count <= 3 else 14]
    best: tuple[float, list[str]] = (float("inf"), [])
    for cuts in combinations(sorted(likely), count - 1):
        ends = (0, *cuts, len(title))
        lines = [title[start:end] for start, end in pairwise(ends)]
        widths = [width_of(line) for line in lines]
        if max(widths) > room:
            continue
        cost = sum(abs(width - aim) for width in widths) + sum(costs[cut] for cut in cuts)
        cost += LONE if min(widths) < aim / 2 else 0
        best = min(best, (cost, lines))
    return best[1]


def cost_of_cut(title: str, place: int) -> float:
    """Rate a break before ``title[place]``: never in a word or number or beside a mark, seldom in a quotation."""
    if not 0 < place < len(title):
        return 0.0
    before, after = title[place - 1], title[place]
    if before in OPENING or after in CLOSING or (before.isalnum() and before.isascii() and after.isascii()):
        return FAR
    if place in inner_places(title):
        return FAR
    opened = sum(title[:place].count(sign) for sign in "“《（") - sum(title[:place].count(sign) for sign in "”》）")
    return INSIDE_QUOTE if opened > 0 else 0.0


@cache
def inner_places(title: str) -> frozenset[int]:
    """Return the places inside known words; a word found inside a longer one counts with that."""
    found: set[int] = set()
    taken: set[int] = set()
    for word in sorted(WORDS, key=len, reverse=True):
        start = title.find(word)
        while start >= 0:
            span = range(start, start + len(word))
            if not taken & set(span):
                taken |= set(span)
                found |= set(span[1:])
            start = title.find(word, start + 1)
    return frozenset(found)
