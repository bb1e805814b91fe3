"""The words of Chinese official figures: qualifiers with their place, scales, measure words."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """What a printed figure says about the true one."""

    EXACT = "exact"
    LOWER = "lower"  # 200余, 30%以上, 超过5万: the true figure is this or more
    UPPER = "upper"  # 不超过, 以内: this or less
    ABOUT = "about"  # 约, 左右: on either side
    NEAR = "near"  # 近, 将近: just below


class Place(StrEnum):
    """Where a qualifying word stands in the printed figure."""

    BEFORE = "before"  # 约100人
    IN_SCALE = "in_scale"  # 30多万人
    BEFORE_UNIT = "before_unit"  # 200余名
    IN_UNIT = "in_unit"  # 3个多月
    AFTER = "after"  # 20个左右


class PercentKind(StrEnum):
    """The four kinds of percent; they are never compared or added across kinds."""

    SHARE = "share"  # 占比: 0 to 100
    COMPLETION = "completion"  # 完成率: may pass 100
    GROWTH = "growth"  # 增长: relative, may be negative
    POINTS = "points"  # 百分点: difference of two percents


BEFORE_WORDS: dict[str, Bound] = {
    **dict.fromkeys(("约", "大约", "大概", "约为", "约有", "约占", "估计", "~", "～"), Bound.ABOUT),
    **dict.fromkeys(("近", "将近", "接近"), Bound.NEAR),
    **dict.fromkeys(
        ("超过", "超", "逾", "突破", "不少于", "不低于", "不小于", "至少", "高于", "多于", "大于", "上",
         "≥", ">", "＞"),
        Bound.LOWER,
    ),
    **dict.fromkeys(
        ("不超过", "不高于", "不多于", "不大于", "至多", "最多", "少于", "低于", "小于", "不足", "不到", "未超过",
         "≤", "<", "＜"),
        Bound.UPPER,
    ),
}  # fmt: skip
MIDDLE_WORDS: dict[str, Bound] = {
    **dict.fromkeys(("余", "多", "+", "＋"), Bound.LOWER),
    "来": Bound.ABOUT,
}
AFTER_WORDS: dict[str, Bound] = {
    **dict.fromkeys(("左右", "上下"), Bound.ABOUT),
    **dict.fromkeys(("以上", "及以上", "之上", "起", "多", "余", "有余"), Bound.LOWER),
    **dict.fromkeys(("以下", "及以下", "以内", "之内", "内", "之下", "封顶"), Bound.UPPER),
}
BOUND_OF_PLACE: dict[Place, dict[str, Bound]] = {
    Place.BEFORE: BEFORE_WORDS,
    Place.IN_SCALE: MIDDLE_WORDS,
    Place.BEFORE_UNIT: MIDDLE_WORDS,
    Place.IN_UNIT: {"多": Bound.LOWER, "余": Bound.LOWER},
    Place.AFTER: AFTER_WORDS,
}

SCALES: dict[str, Decimal] = {
    "": Decimal(1),
    "百": Decimal(10**2),
    "千": Decimal(10**3),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "十亿": Decimal(10**9),
    "百亿": Decimal(10**10),
    "千亿": Decimal(10**11),
    "万亿": Decimal(10**12),
}

PERCENT = "%"
POINTS = "百分点"
RATIO = "1:n"
# What is printed for a unit when the source's own spelling is not known.
PRINTED_UNIT = {POINTS: "个百分点"}
# Spellings that mean another unit: 三大宣传阵地 counts 个; a wide percent sign is a percent sign.
UNIT_OF_SPELLING = {"大": "个", "％": PERCENT, "﹪": PERCENT, "个百分点": POINTS, "百分之": PERCENT, "个点": POINTS}

TIME_UNITS = frozenset(
    ("年", "个月", "天", "周", "小时", "分钟", "个学期", "学年", "季度", "个星期", "个世纪", "个小时")
)

# Measure words, and after the colon the characters that, standing next, show another word (年级, 项目 is allowed:
# 12项目标). 级 and 号 are no measure words: they rank.
_UNITS = """
个百分点 百分点 个点 个月 个星期 个小时 个学期 个季度 个世纪 个:体性人税 人次 人天 人日 人月 人年 人学时
人:均才口民 名:单称额誉 位:于列居置次 所 所次 家:长庭属教 家次 支:持部撑付 项:次 项次 篇 件 件次 份:额
期:间末望工限刊 场次 场:景地馆所合 次:级生日性 门:类户槛 门次 种:子植 类:型别似 本:科地市省校级届次人年身土 册
卷:宗 部:门分级省署委 套:餐路 台套 台:州湾阶账 台次 间:接隔 座:谈 幢 栋 亩 公顷 平方米 平方公里 立方米 公里 千米
厘米 毫米 米 万元 元:素旦 美元 欧元 英镑 角 分钟 分:别类布为会校钱组 小时 学时 课时 学分 天:津柱 周:年边
年:级制限一代龄版 学年 岁 倍:增 条:件例 张:榜 幅:度 对:接口外 组:织长成建 班:子级主次 班次 队:伍员长 处:理级室
片:区 批:准评复次 批次 轮:换训 辆 吨 公斤 千克 克:服 字 页 户:籍 村 乡 镇 县:级域区 市:级域场区 省:级内外部
区:域级县 校:级区园企长 校次 院:系校长 系:列统 工位 床位 座席 届:时满 人份 股 只 枚:举 头 株 颗 层:次面级 间次
节:约能点日 讲:座解话 课 站:点 线 段 盏 顶 团:队体 学校 例 起 票 款 阕 首 幕 集:团群中成 款次 千瓦时 千瓦 兆 GB TB
MB KB km kg cm mm
"""


def known_units() -> dict[str, str]:
    """Return each measure word with the characters that must not follow it in prose."""
    pairs = (word.partition(":") for word in _UNITS.split())
    return {unit: rest for unit, _, rest in pairs}


UNITS: dict[str, str] = known_units()
# A Chinese numeral in prose is a figure only before one of these; elsewhere it is a phrase (三教, 四力, 五中).
COUNTED = frozenset(
    [
        "个",
        "名",
        "位",
        "人",
        "人次",
        "所",
        "家",
        "支",
        "项",
        "篇",
        "件",
        "份",
        "期",
        "场",
        "场次",
        "次",
        "门",
        "种",
        "类",
        "本",
        "册",
        "套",
        "台",
        "座",
        "部",
        "条",
        "年",
        "天",
        "周",
        "倍",
        "届",
        "组",
        "轮",
        "批",
        "大",
        "个月",
        "元",
        "亩",
        "万元",
        "分钟",
        "小时",
        "学时",
    ]
)

# What figures are counted per: 4名/组, 每人每年1500元.
PER_UNITS = tuple(
    "组 年 学年 校 人 人次 名 班 县 生 月 周 天 日 期 项 场 届 批 家 所 支 省 市 区 队 户 亩 次 个 "
    "学时 课时 小时 平方米".split()
)

LEAD_SCOPES = ("据不完全统计", "不完全统计", "据统计", "据初步统计", "初步统计", "据测算", "预计")
TAIL_SCOPES = ("不含", "含", "不包括", "包括", "包含", "其中", "除", "不计", "计入", "按", "折合")
