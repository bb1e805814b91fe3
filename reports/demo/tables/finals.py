"""National finals: what the source says that schools of the province won, by name and work."""

from dataclasses import dataclass

from reports.demo.tables.activities import HERITAGE_FINAL, STARTUP_FINAL, VIDEO_FINAL

HIGHER, SECONDARY, UNDERGRADUATE = "高职组", "中职组", "本科组"


@dataclass(frozen=True, kw_only=True)
class FinalFacts:
    """One contest elsewhere. ``results`` are school, work, track, prize, rank; a school "" is a number only."""

    activity: str
    name: str
    edition: int | None
    issuer: str
    selection: str
    results: tuple[tuple[str, str, str, str, int | None], ...]
    unnamed: tuple[tuple[str, str, str], ...] = ()


FINALS = (
    FinalFacts(
        activity=VIDEO_FINAL,
        name="全国职业院校“传承的力量”微视频大赛全国决赛",
        edition=None,
        issuer="中国职业技术教育学会",
        selection="weishipin-2020",
        results=(
            ("安徽国际商务职业学院", "", HIGHER, "典型作品称号", None),
            ("宣城职业技术学院", "", HIGHER, "典型作品称号", None),
            ("安徽城市管理职业学院", "", HIGHER, "典型作品称号", None),
            ("滁州城市职业学院", "", HIGHER, "典型作品称号", None),
            ("安徽电气工程学校", "", SECONDARY, "典型作品称号", None),
            ("安徽工商职业学院", "", "", "展示作品称号", None),
            ("宣城职业技术学院", "", "", "展示作品称号", None),
            ("合肥财经职业学院", "", "", "展示作品称号", None),
            ("滁州城市职业学院", "", "", "展示作品称号", None),
        ),
        # The source names four higher vocational colleges and adds 等: at least four.
        unnamed=((HIGHER, "典型作品称号", "4所以上"),),
    ),
    FinalFacts(
        activity=STARTUP_FINAL,
        name="第四届中华职业教育创新创业大赛",
        edition=4,
        issuer="",
        selection="shuangchuang-2020",
        results=(
            ("合肥理工学校", "三段式活塞环珩磨压料套", SECONDARY, "一等奖", 1),
            (
                "亳州职业技术学院",
                "传承华佗养生文化，打造中药护肤传奇—花吟姿·芍药花护肤品",
                HIGHER,
                "一等奖",
                None,
            ),
            ("合肥学院", "灵魂重铸——未来新型生物标本领行者", UNDERGRADUATE, "二等奖", None),
            ("安徽科技学院", "秸秆无害化处理及产业化利用", UNDERGRADUATE, "二等奖", None),
            ("合肥铁路工程学校", "天拓倾斜摄影工作坊", SECONDARY, "三等奖", None),
        ),
    ),
    FinalFacts(
        activity=HERITAGE_FINAL,
        name="第二届“黄炎培杯”中华职业教育非遗创新大赛暨非遗职业教育成果展示会",
        edition=2,
        issuer="",
        selection="",
        results=(
            ("亳州中药科技学校", "一剪一纸 魅力非遗", "", "非遗作品一等奖", None),
            ("芜湖电缆工业学校", "无为剔墨纱灯", "", "非遗作品一等奖", None),
            ("亳州中药科技学校", "弘扬工匠精神 传承非遗文化", "", "非遗教学成果一等奖", None),
            ("安徽建设学校", "蛋雕艺术", "", "非遗作品优秀奖", None),
            ("安徽行知学校", "", "", "非遗教育特色院校奖", None),
        ),
    ),
)
