"""The table of activities: what was done, when, where and by whom, as the source tells it."""

from dataclasses import dataclass
from datetime import date

from association.enums import ActivityKind as Kind
from association.enums import CountKind as Counts
from association.enums import DatePrecision
from association.enums import HostRole as Role
from reports.demo.tables.bodies import (
    ACADEMIC_COMMITTEE,
    ALLIANCE,
    INFORMATION_COMMITTEE,
    MOTOR_COMMITTEE,
    ROOT,
    SECONDARY_BRANCH,
)

DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR
PROVINCE_EDUCATION = "安徽省教育厅"
PROVINCE_LABOR = "安徽省人力资源和社会保障厅"
ZHONGHUA_SOCIETY = "安徽省中华职业教育社"
PRESS = "安徽大学出版社"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One activity.

    ``place`` is section and paragraph of the source; ``hosts`` name a body's code, an organization or, where neither is
    on record, what the source calls it; ``counts`` are kind, figure, noun, scope words.
    """

    body: str
    title: str
    kind: Kind
    place: tuple[str, int]
    year: int = 2020
    start: date | None = None
    end: date | None = None
    precision: DatePrecision = DAY
    date_note: str = ""
    venue: str = ""
    region: str = ""
    online: bool = False
    summary: str = ""
    hosts: tuple[tuple[Role, str], ...] = ()
    sessions: tuple[str, ...] = ()
    persons: tuple[tuple[str, str, str], ...] = ()
    counts: tuple[tuple[Counts, str, str, str], ...] = ()


# Titles that calls, visits and contests of other chapters refer to.
BIM_SECOND = "第二届安徽省高职高专“BIM应用”技能大赛"
BIM_FIRST = "第一届安徽省高职高专“BIM应用”技能大赛"
VIDEO_SELECTION = "全国职业院校“传承的力量”微视频大赛选拔赛"
VIDEO_FINAL = "全国职业院校“传承的力量”微视频大赛全国决赛"
STARTUP_SELECTION = "首届安徽省中华职业教育创新创业大赛（选拔赛）"
STARTUP_FINAL = "第四届中华职业教育创新创业大赛"
HERITAGE_FINAL = "第二届“黄炎培杯”中华职业教育非遗创新大赛暨非遗职业教育成果展示会"
PROJECTS = "2020年度教育科研规划课题申报、辅导、立项"
PAPERS = "“中国•安徽职教论坛”优秀论文征集评选"
CRAFTSMEN = "首届“江淮名匠”征集评选"
INFORMATION_HONORS = "全省职业院校2020年度教育信息化工作先进评选"

CONTESTS = (
    Facts(
        body=ROOT,
        title=BIM_FIRST,
        kind=Kind.CONTEST,
        place=("三（一）", 2),
        year=2019,
        precision=YEAR,
        hosts=((Role.HOST, ROOT),),
        counts=((Counts.PARTICIPANTS, "117余名", "选手", ""),),
    ),
    Facts(
        body=ROOT,
        title=BIM_SECOND,
        kind=Kind.CONTEST,
        place=("三（一）", 1),
        start=date(2020, 12, 12),
        end=date(2020, 12, 13),
        venue="安徽水利水电职业技术学院",
        region="安徽省",
        hosts=((Role.HOST, ROOT),),
        counts=(
            (Counts.PARTICIPANTS, "200余名", "选手", ""),
            (Counts.AUDIENCE, "超过5万人次", "间接参与或关注", ""),
        ),
        summary="在赛项设置紧贴实际工程BIM应用场景、专业知识与BIM软件操作技能的综合运用、比赛形式贴近实战、"
        "竞赛组织机制创新诸方面都有了突破。",
    ),
    Facts(
        body=ROOT,
        title="数字建造圆桌论坛",
        kind=Kind.FORUM,
        place=("三（一）", 2),
        start=date(2020, 12, 12),
        end=date(2020, 12, 13),
        venue="安徽水利水电职业技术学院",
        region="安徽省",
        hosts=((Role.HOST, f"{BIM_SECOND}组委会"),),
        summary="讨论新形势下BIM应用技术的发展和改革，交流各高校对BIM技术的研究情况。",
    ),
    Facts(
        body=ROOT,
        title="2020年全省职业院校技能大赛",
        kind=Kind.CONTEST,
        place=("三", 1),
        precision=YEAR,
        hosts=(
            (Role.HOST, PROVINCE_EDUCATION),
            (Role.HOST, "安徽省经信委"),
            (Role.HOST, PROVINCE_LABOR),
            (Role.HOST, "安徽省财政厅"),
            (Role.ASSISTANT, ROOT),
        ),
        summary="组织动员会员单位积极参赛。",
    ),
    Facts(
        body=ROOT,
        title=VIDEO_SELECTION,
        kind=Kind.CONTEST,
        place=("三（二）", 1),
        precision=YEAR,
        hosts=((Role.HOST, ROOT),),
        summary="获得一等奖的作品推荐参加全国决赛。",
    ),
    Facts(
        body=ROOT,
        title=VIDEO_FINAL,
        kind=Kind.CONTEST,
        place=("三（二）", 1),
        precision=YEAR,
        hosts=((Role.HOST, "中国职业技术教育学会"), (Role.PARTICIPANT, ROOT)),
    ),
    Facts(
        body=ROOT,
        title=STARTUP_SELECTION,
        kind=Kind.CONTEST,
        place=("三（三）", 2),
        start=date(2020, 10, 15),
        end=date(2020, 10, 16),
        venue="亳州中药科技学校",
        region="亳州市",
        hosts=(
            (Role.CO_HOST, ZHONGHUA_SOCIETY),
            (Role.CO_HOST, PROVINCE_EDUCATION),
            (Role.CO_HOST, PROVINCE_LABOR),
            (Role.ASSISTANT, ROOT),
        ),
        summary="为安徽省参加第四届全国“双创大赛”完成了选手选拔推荐工作。",
    ),
    Facts(
        body=ROOT,
        title=STARTUP_FINAL,
        kind=Kind.CONTEST,
        place=("三（三）", 3),
        start=date(2020, 11, 15),
        end=date(2020, 11, 17),
        venue="重庆",
        region="重庆市",
        hosts=((Role.PARTICIPANT, ROOT),),
        counts=(
            (Counts.PROVINCES, "29个", "省（自治区、直辖市）", ""),
            (Counts.PROJECTS, "119个", "项目团队", ""),
        ),
    ),
    Facts(
        body=ROOT,
        title=HERITAGE_FINAL,
        kind=Kind.CONTEST,
        place=("三（三）", 4),
        start=date(2020, 11, 15),
        end=date(2020, 11, 17),
        venue="重庆",
        region="重庆市",
        hosts=((Role.PARTICIPANT, ROOT),),
        counts=(
            (Counts.PROVINCES, "26个", "省市", ""),
            (Counts.SCHOOLS, "115所", "职业院校", ""),
            (Counts.PROJECTS, "418个", "项目", ""),
        ),
    ),
)

RESEARCH_AND_HONORS = (
    Facts(
        body=ROOT,
        title=PROJECTS,
        kind=Kind.RESEARCH,
        place=("四（一）", 1),
        precision=YEAR,
        hosts=((Role.HOST, ROOT), (Role.ORGANIZER, ACADEMIC_COMMITTEE)),
    ),
    Facts(
        body=ROOT,
        title=PAPERS,
        kind=Kind.RESEARCH,
        place=("四（二）", 1),
        precision=YEAR,
        hosts=((Role.HOST, ROOT), (Role.ORGANIZER, ACADEMIC_COMMITTEE)),
    ),
    Facts(
        body=ROOT,
        title=CRAFTSMEN,
        kind=Kind.HONOR,
        place=("五（一）", 1),
        start=date(2020, 4, 1),
        end=date(2020, 9, 30),
        precision=MONTH,
        hosts=((Role.CO_HOST, ROOT), (Role.CO_HOST, ZHONGHUA_SOCIETY), (Role.CO_HOST, PRESS)),
        summary="为大力弘扬中华传统工匠精神，厚植传统工匠文化，加强传统名匠技艺的传承与发展。",
    ),
    Facts(
        body=ROOT,
        title="首届“江淮名匠”颁奖典礼暨《匠心匠艺——安徽省首届百名“江淮名匠”剪影》新书发布仪式",
        kind=Kind.CEREMONY,
        place=("五（一）", 2),
        start=date(2020, 12, 12),
        date_note="下午",
        venue="安徽冶金科技职业学院",
        region="安徽省",
        hosts=((Role.CO_HOST, ROOT), (Role.CO_HOST, ZHONGHUA_SOCIETY), (Role.CO_HOST, PRESS)),
        persons=(
            ("孙中义", "学会常务副会长", "出席"),
            ("方润生", "学会常务副秘书长、中职分会会长", "出席"),
            ("李光浩", "省中华职业教育社专职副主任", "出席"),
            ("陈来", "安徽大学出版社社长", "出席"),
            ("朱丽琴", "安徽大学出版社副总编辑", "出席"),
            ("李修松", "省政协副主席、省中华职业教育社主任", "应邀出席并讲话"),
            ("唐琪明", "中国宝武马钢集团公司党委常委、副总经理", "应邀出席"),
            ("牛树刚", "安徽冶金科技职业学院党委副书记、院长", "应邀出席"),
        ),
    ),
    Facts(
        body=INFORMATION_COMMITTEE,
        title=INFORMATION_HONORS,
        kind=Kind.HONOR,
        place=("五（二）", 1),
        precision=YEAR,
        hosts=((Role.HOST, INFORMATION_COMMITTEE),),
        summary="为鼓励先进，发挥典型示范效应。",
    ),
)

MEETINGS = (
    Facts(
        body=INFORMATION_COMMITTEE,
        title="教育教学信息化新技术新方法培训",
        kind=Kind.TRAINING,
        place=("五（二）", 1),
        precision=YEAR,
        hosts=((Role.ORGANIZER, INFORMATION_COMMITTEE),),
        summary="智慧校园建设、网络安全、智慧课堂、智慧管理与决策、教学诊改等。",
    ),
    Facts(
        body=SECONDARY_BRANCH,
        title="2020年安徽省中职学校数字商科人才培养论坛",
        kind=Kind.FORUM,
        place=("五（三）", 1),
        start=date(2020, 9, 26),
        end=date(2020, 9, 27),
        venue="滁州市",
        region="滁州市",
        hosts=((Role.HOST, SECONDARY_BRANCH),),
        counts=((Counts.PARTICIPANTS, "约100人", "", ""),),
        summary="全省开设会计、电商、物流等财经商贸类专业中职学校的校长、分管副校长以及相关专业负责人参加。",
    ),
    Facts(
        body=ROOT,
        title="1+X数字创意建模职业技能等级证书相关工作培训说明会",
        kind=Kind.TRAINING,
        place=("五（四）", 1),
        start=date(2020, 3, 30),
        online=True,
        hosts=((Role.CO_HOST, ROOT), (Role.CO_HOST, "有关企业")),
        counts=((Counts.SCHOOLS, "30多所", "中高职院校", "据不完全统计"),),
        summary="介绍数字创意建模相关产业的发展趋势与人才需求，解读证书标准，安排线下的后续对接工作。",
    ),
    Facts(
        body=MOTOR_COMMITTEE,
        title="汽车专业专家委员会全体会议暨专业建设研讨会",
        kind=Kind.CONFERENCE,
        place=("五（四）", 2),
        start=date(2020, 8, 22),
        venue="合肥市",
        region="合肥市",
        hosts=((Role.HOST, MOTOR_COMMITTEE),),
        counts=((Counts.PARTICIPANTS, "50多人", "", ""),),
        summary="省内多所职业院校领导、骨干老师及省内外知名企业代表参加。",
    ),
    Facts(
        body=SECONDARY_BRANCH,
        title="《中等职业学校课程标准》解读会",
        kind=Kind.TRAINING,
        place=("五（四）", 3),
        start=date(2020, 8, 1),
        end=date(2020, 9, 30),
        precision=MONTH,
        hosts=((Role.CO_HOST, SECONDARY_BRANCH), (Role.CO_HOST, "有关机构")),
        sessions=("第一场", "第二场"),
        counts=((Counts.PARTICIPANTS, "300多人", "", "两场合计"),),
    ),
    Facts(
        body=SECONDARY_BRANCH,
        title="全省部分中职学校劳动教育教学研讨会",
        kind=Kind.FORUM,
        place=("五（四）", 3),
        start=date(2020, 8, 1),
        end=date(2020, 9, 30),
        precision=MONTH,
        hosts=((Role.CO_HOST, SECONDARY_BRANCH), (Role.CO_HOST, "有关机构")),
        counts=((Counts.PARTICIPANTS, "80余人", "", ""),),
    ),
    Facts(
        body=SECONDARY_BRANCH,
        title="省级“百姓学习之星”和“终身学习品牌”评选",
        kind=Kind.HONOR,
        place=("五（五）", 1),
        start=date(2020, 8, 1),
        precision=MONTH,
        hosts=((Role.PARTICIPANT, SECONDARY_BRANCH),),
    ),
)

GROUPS_AND_PUBLICITY = (
    Facts(
        body=ALLIANCE,
        title="集团之间校企“双元育人”模式专题研讨、“长三角”区域金融人才培养高峰论坛、VR创意设计大赛等系列活动",
        kind=Kind.EXCHANGE,
        place=("六（一）", 1),
        precision=YEAR,
        hosts=((Role.ORGANIZER, ALLIANCE),),
        counts=((Counts.SESSIONS, "10多场次", "", ""),),
    ),
    Facts(
        body=ALLIANCE,
        title="集团联盟成员院校分类招生工作研讨会",
        kind=Kind.CONFERENCE,
        place=("六（三）", 1),
        precision=YEAR,
        hosts=((Role.HOST, ALLIANCE),),
    ),
    Facts(
        body=ALLIANCE,
        title="分类招生政策宣讲",
        kind=Kind.PUBLICITY,
        place=("六（三）", 1),
        precision=YEAR,
        venue="合肥南、阜阳、淮南等地",
        hosts=((Role.ORGANIZER, ALLIANCE),),
    ),
    Facts(
        body=ROOT,
        title="“一网两刊”宣传",
        kind=Kind.PUBLICITY,
        place=("八（一）", 1),
        precision=YEAR,
        hosts=((Role.HOST, ROOT),),
        counts=((Counts.PROJECTS, "三大", "宣传阵地", ""),),
        summary="简报、会刊、网站三大宣传阵地；发挥学会QQ群、微信公众号和微信群的作用。",
    ),
)

ACTIVITIES = CONTESTS + RESEARCH_AND_HONORS + MEETINGS + GROUPS_AND_PUBLICITY
