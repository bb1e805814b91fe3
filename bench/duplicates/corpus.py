"""Invented organizations and persons with planted duplicates: who was entered twice, and how the second entry differs.

Names are made as real ones are: place, subject or trade name, ending. Beside the duplicates stand look-alikes that are
two: numbered siblings, a secondary and a higher school of one core, predecessors, branches of another place. What the
database refuses by itself, the same name or the same code twice, is not planted.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pypinyin import lazy_pinyin

PLACES = (
    "合肥 芜湖 蚌埠 淮南 淮北 铜陵 安庆 黄山 阜阳 宿州 滁州 六安 宣城 池州 亳州 巢湖 桐城 "
    "天长 明光 界首 宁国 潜山 肥东 肥西 长丰 庐江 无为 南陵 怀远 五河 固镇 凤台 寿县 含山 "
    "和县 当涂 濉溪 枞阳 怀宁 太湖 宿松 望江 岳西 歙县 休宁 黟县 祁门 来安 全椒 定远 凤阳 "
    "临泉 太和 阜南 颍上 砀山 萧县 灵璧 泗县 霍邱 舒城 金寨 霍山 郎溪 泾县 绩溪 旌德 石台 "
    "青阳 东至 涡阳 蒙城 利辛 南京 无锡 徐州 常州 苏州 南通 扬州 镇江 泰州 杭州 宁波 温州 "
    "嘉兴 湖州 绍兴 金华 衢州 台州 丽水 南昌 九江 赣州 吉安 宜春 抚州 上饶 郑州 开封 洛阳 "
    "安阳 新乡 许昌 南阳 商丘 信阳 周口 武汉 黄石 十堰 宜昌 襄阳 荆州 黄冈 济南 青岛 淄博 "
    "枣庄"
).split()
SUBJECTS = (
    "机电 工业 经济 交通 水利 城市 电子 医学 财贸 工商 艺术 汽车 建设 旅游 农业 林业 冶金 "
    "化工 纺织 信息 护理 师范 商贸 物流 体育 警官 司法 邮电 卫生 食品 药科 传媒 航空 海事 "
    "铁路 电力 能源 环境 测绘 地质"
).split()
HIGHER = ("职业技术学院", "职业学院", "高等专科学校")
SECONDARY = ("中等专业学校", "职业技术学校", "技工学校", "职业教育中心")
FORMER_ENDS = ("职工大学", "干部学校", "总厂")
TRADES = (
    "机械制造 电子科技 建筑工程 汽车零部件 生物医药 新材料 软件开发 食品加工 农业科技 物流服务 "
    "环保设备 教育咨询 文化传媒 纺织服装 精密仪器 智能装备 供应链管理 电气设备 化工产品 医疗器械"
).split()
SIGNS = (
    "安邦宝昌长超诚达德鼎东方飞丰福富高格光广国海浩和恒宏华辉汇惠吉佳嘉坚建江杰捷金晶景凯康科立利联龙隆美"
    "明铭南宁诺鹏普奇启千强庆润瑞森尚深盛世顺思泰腾天通同万旺维伟文祥新鑫兴雄旭亚阳耀业益银盈永优友宇元远"
    "源跃云运泽展兆振正志智中众卓"
)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文辉力梅红鑫波斌宇浩凯健俊帆帅雪荣宁琴云洁"
    "萍鹏飞博涵欣怡子轩梓晨思雨佳琪梦婷晓燕永胜海龙春生家豪学友立新庆林德成金宝少华正清"
)
# How a person is entered a second time.
SECOND_ENTRIES = ("moved on", "no phone", "moved, phone written otherwise", "same sound", "same sound, moved")


@dataclass
class Corpus:
    """Rows as keyword arguments; ``twins`` are (place of the first row, place of the second, how they differ)."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    twins: list[tuple[int, int, str]] = field(default_factory=list)
    former: list[tuple[int, str]] = field(default_factory=list)
    followed: list[tuple[int, int]] = field(default_factory=list)

    def add(self, **row: Any) -> int:
        """Add a row and return its place."""
        self.rows.append(row)
        return len(self.rows) - 1


def homophones() -> dict[str, list[str]]:
    """Return for each sign of the names the others that sound like it."""
    by_sound: dict[str, list[str]] = defaultdict(list)
    for sign in sorted(set(SIGNS + GIVEN + "".join((*PLACES, *SUBJECTS, *TRADES)) + "技术学院校公司有限职业")):
        by_sound[lazy_pinyin(sign)[0]].append(sign)
    return {sign: [o for o in signs if o != sign] for signs in by_sound.values() for sign in signs if len(signs) > 1}


SOUNDS = homophones()


def code(chance: random.Random) -> str:
    """Return eighteen signs that look like a social credit code."""
    return "".join(chance.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(18))


def organizations(total: int, chance: random.Random) -> Corpus:
    """Return organizations: a third schools, the rest enterprises, one in 25 entered a second time."""
    corpus, taken = Corpus(), set[str]()
    while len(corpus.rows) < total * 24 // 25:
        place = chance.choice(PLACES)
        row: dict[str, Any] = {"region": PLACES.index(place)} if chance.random() < 0.9 else {}
        if chance.random() < 0.3:
            row["uscc"] = code(chance)
        if chance.random() < 0.35 and len(taken) < len(PLACES) * len(SUBJECTS) * 0.9:
            core = place + chance.choice(SUBJECTS)
            level = chance.choice(("higher_vocational", "secondary"))
            name = core + chance.choice(SECONDARY if level == "secondary" else HIGHER)
            row |= {"name": name, "kind": "school", "school_level": level}
        elif chance.random() < 0.05:
            core = name = f"{place}市第{chance.choice('一二三四五六七八九十')}中等职业学校"
            row |= {"name": name, "kind": "school", "school_level": "secondary"}
        else:
            core = place + "".join(chance.choices(SIGNS, k=2)) + chance.choice(TRADES)
            row |= {"name": core + chance.choice(("有限公司", "有限公司", "股份有限公司")), "kind": "enterprise"}
        if core not in taken:
            taken.add(core)
            corpus.add(**row)
    plant_strangers(corpus, chance)
    plant_twins(corpus, total - len(corpus.rows), chance)
    return corpus


def plant_strangers(corpus: Corpus, chance: random.Random) -> None:
    """Add what looks alike and is two: a branch in another place, two levels of one core, predecessors."""
    names = {row["name"] for row in corpus.rows}
    for place in chance.sample(range(len(corpus.rows)), len(corpus.rows) // 100):
        row = corpus.rows[place] | {"uscc": ""}
        sort = chance.choice(("branch", "level", "predecessor"))
        name = row["name"]
        if sort == "branch":
            other = chance.randrange(len(PLACES))
            name = PLACES[other] + name[2:]
            row["region"] = other
        elif sort == "predecessor":
            name = name.replace("有限公司", "总厂").replace("学院", "学校")
        elif name.endswith(HIGHER):
            ending = next(end for end in HIGHER if name.endswith(end))
            name = name.removesuffix(ending) + chance.choice(SECONDARY)
            row["school_level"] = "secondary"
        if name not in names:
            names.add(name)
            stored = corpus.add(**row | {"name": name})
            if sort == "predecessor":
                corpus.followed.append((stored, place))


def plant_twins(corpus: Corpus, count: int, chance: random.Random) -> None:
    """Enter some organizations a second time, without a code, most of them with their region."""
    names = {row["name"] for row in corpus.rows}
    for place in chance.sample(range(len(corpus.rows)), count):
        row = corpus.rows[place]
        how, name = differ(row["name"], chance)
        while name in names:
            how, name = differ(row["name"], chance)
        names.add(name)
        if how == "former name":
            corpus.former.append((place, name))
        twin = row | {"name": name, "uscc": ""}
        # Who leaves the place out of the name has told the region: else nobody could say which school is meant.
        if how != "without place" and chance.random() < 0.3:
            twin.pop("region", None)
        corpus.twins.append((place, corpus.add(**twin), how))


def differ(name: str, chance: random.Random) -> tuple[str, str]:
    """Return how a second entry of a name differs from it, and the name as it was entered."""
    at = chance.randrange(2, len(name) - 4)
    heard = [spot for spot, sign in enumerate(name) if sign in SOUNDS]
    ways = {
        "spaces": f"{name[:at]}　{name[at:]}",
        "brackets": f"{name[:2]}（{name[2:4]}）{name[4:]}",
        "province": "安徽省" + name,
        "city": f"{name[:2]}市{name[2:]}",
        "exchanged": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        "lost sign": name[:at] + name[at + 1 :],
        "doubled sign": name[:at] + name[at] + name[at:],
        "without place": name[2:],
        "former name": chance.choice(PLACES) + chance.choice(SUBJECTS) + chance.choice(FORMER_ENDS),
    }
    if heard:
        spot = chance.choice(heard)
        ways["same sound"] = name[:spot] + chance.choice(SOUNDS[name[spot]]) + name[spot + 1 :]
    if name.endswith(("职业技术学院", "职业技术学校")):
        ways["other ending"] = name[:-6] + "职业" + name[-2:]
    how = chance.choice(sorted(ways))
    return how, ways[how]


def persons(total: int, units: int, chance: random.Random) -> Corpus:
    """Return persons with employers among ``units`` organizations, one in 25 entered a second time."""
    corpus = Corpus()
    weights = [1 / (rank + 3) for rank in range(len(SURNAMES))]
    while len(corpus.rows) < total * 24 // 25:
        name = chance.choices(SURNAMES, weights)[0] + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        row: dict[str, Any] = {"name": name}
        if chance.random() < 0.98:
            row["organization"] = chance.randrange(units)
        if chance.random() < 0.7:
            row["phone"] = f"1{chance.randrange(3_000_000_000, 9_999_999_999)}"
        corpus.add(**row)
    known = [place for place, row in enumerate(corpus.rows) if len(row) == 3]
    for place in chance.sample(known, total - len(corpus.rows)):
        row = dict(corpus.rows[place])
        heard = [spot for spot, sign in enumerate(row["name"]) if spot and sign in SOUNDS]
        how = chance.choice(
            ("moved on", "no phone", "moved, phone written otherwise", "same sound", "same sound, moved")
        )
        if how.startswith("same sound") and heard:
            spot = chance.choice(heard)
            row["name"] = row["name"][:spot] + chance.choice(SOUNDS[row["name"][spot]]) + row["name"][spot + 1 :]
        elif how.startswith("same sound"):
            how = "moved on"
        if "moved" in how:
            row["organization"] = chance.randrange(units)
        if "written" in how:
            row["phone"] = f"+86 {row['phone'][:3]}-{row['phone'][3:7]}-{row['phone'][7:]}"
        if how == "no phone":
            row.pop("phone")
        corpus.twins.append((place, corpus.add(**row), how))
    return corpus
