"""Visits out and in, and the memorandum signed."""

from dataclasses import dataclass
from datetime import date

from association.enums import (
    ActivityState,
    AgreementKind,
    AgreementState,
    CountKind,
    DatePrecision,
    VisitDirection,
    VisitSide,
)
from association.models import Agreement, AgreementParty, StatedCount, Visit, VisitDay, VisitParty
from reports.demo.ledger import Ledger
from reports.demo.sources import cite
from reports.demo.tables.bodies import ALLIANCE, MOTOR_COMMITTEE, ROOT, SECONDARY_BRANCH

DAY, MONTH = DatePrecision.DAY, DatePrecision.MONTH
OUT, IN = VisitDirection.OUTGOING, VisitDirection.INCOMING
OURS, THEIRS = VisitSide.OURS, VisitSide.THEIRS
INSPUR, INSPUR_EDUCATION = "浪潮集团", "山东浪潮优派科技教育有限公司"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One visit. ``parties`` are side, organization, person, position, bare name ("" where not given)."""

    body: str
    title: str
    direction: VisitDirection
    place: tuple[str, int]
    start: date
    end: date | None = None
    precision: DatePrecision = DAY
    purpose: str = ""
    venue: str = ""
    leader: str = ""
    days: tuple[date, ...] = ()
    parties: tuple[tuple[VisitSide, str, str, str, str], ...] = ()
    counts: tuple[tuple[CountKind, str, str, str], ...] = ()


INSPUR_TALKS = "双方共商在专业共建、师资培训、就业创业、1+X职业等级证书等方面展开合作"
INSPUR_PARTIES = (
    (OURS, "", "李兴旺", "会长", ""),
    (THEIRS, INSPUR, "冷严凌", "执行总裁", ""),
    (THEIRS, "", "", "", "山东浪潮集团"),
)
VISITS = (
    Facts(
        body=ROOT,
        title="会见来皖访问交流的英国北安普顿大学校长",
        direction=IN,
        place=("七（二）", 1),
        start=date(2020, 1, 7),
        purpose="就中外合作办学、欧盟留学生到安徽短期留学、教师培训基地、海外专升本等项目进行意向性洽谈",
        parties=(
            (OURS, "", "孙中义", "学会常务副会长兼秘书长", ""),
            (THEIRS, "英国北安普顿大学", "尼克•佩特福德", "校长", ""),
        ),
    ),
    Facts(
        body=MOTOR_COMMITTEE,
        title="赴淮南师范学院应用技术学院研讨论证",
        direction=OUT,
        place=("七（三）", 1),
        start=date(2020, 6, 3),
        end=date(2020, 7, 10),
        purpose="开展新能源汽车专业课程体系建设研讨和专业建设方案论证",
        venue="淮南师范学院应用技术学院",
        days=(date(2020, 6, 3), date(2020, 7, 10)),
        parties=((OURS, "", "", "", "汽车专业委员会专家组"), (THEIRS, "淮南师范学院应用技术学院", "", "", "")),
    ),
    Facts(
        body=SECONDARY_BRANCH,
        title="部分中职学校赴广州考察",
        direction=OUT,
        place=("七（三）", 2),
        start=date(2020, 7, 1),
        precision=MONTH,
        venue="广州",
        parties=(
            (OURS, "", "", "", "部分中职学校"),
            (THEIRS, "广东三向智能科技股份有限公司", "", "", ""),
            (THEIRS, "广州欧维德教学设备有限公司", "", "", ""),
            (THEIRS, "白云技师学院", "", "", ""),
        ),
    ),
    Facts(
        body=ROOT,
        title="赴山东浪潮集团考察访问（9月）",
        direction=OUT,
        place=("七（一）", 1),
        start=date(2020, 9, 1),
        precision=MONTH,
        purpose=INSPUR_TALKS,
        venue="山东",
        leader="李兴旺会长等学会领导",
        parties=INSPUR_PARTIES,
    ),
    Facts(
        body=ROOT,
        title="浪潮集团山东浪潮优派科技教育有限公司来皖考察交流",
        direction=IN,
        place=("七（一）", 1),
        start=date(2020, 10, 19),
        end=date(2020, 10, 22),
        purpose="就计算机类专业共建、师资培训、现代学徒制人才培养、“1+X”职业技能等级证书、科研项目合作，"
        "学生实训就业、校园信息化建设等方面进行合作探讨",
        venue="安徽",
        leader="许国彬",
        parties=(
            (OURS, "安徽工商职业学院", "李雪", "校长", ""),
            (OURS, "淮南联合大学", "李辉", "校长", ""),
            (OURS, "安徽国际商务职业学院", "张卿", "校长", ""),
            (OURS, "安徽交通职业技术学院", "张国栋", "校长", ""),
            (OURS, "安徽中澳科技职业学院", "汪源浩", "党委书记", ""),
            (OURS, "安徽审计职业学院", "王向东", "副校长", ""),
            (OURS, "", "", "", "其他院校相关负责人"),
            (THEIRS, INSPUR_EDUCATION, "许国彬", "总经理", ""),
        ),
    ),
    Facts(
        body=ALLIANCE,
        title="联盟院校赴杭州新华三集团、浙江商业职教集团考察和交流研讨",
        direction=OUT,
        place=("六（一）", 1),
        start=date(2020, 11, 5),
        venue="杭州",
        leader="杨祖涛主席",
        parties=(
            (OURS, "", "杨祖涛", "职教集团联盟主席", ""),
            (THEIRS, "杭州新华三集团", "", "", ""),
            (THEIRS, "浙江商业职教集团", "", "", ""),
        ),
        counts=((CountKind.PARTICIPANTS, "60余人", "", ""),),
    ),
    Facts(
        body=SECONDARY_BRANCH,
        title="部分中职校长到华为杭州培训中心、华为杭州研究院考察",
        direction=OUT,
        place=("七（三）", 2),
        start=date(2020, 11, 1),
        precision=MONTH,
        venue="杭州",
        parties=(
            (OURS, "", "", "", "部分中职校长"),
            (THEIRS, "华为杭州培训中心", "", "", ""),
            (THEIRS, "华为杭州研究院", "", "", ""),
        ),
    ),
    Facts(
        body=ROOT,
        title="赴山东浪潮集团考察访问（12月）",
        direction=OUT,
        place=("七（一）", 1),
        start=date(2020, 12, 1),
        precision=MONTH,
        purpose=INSPUR_TALKS,
        venue="山东",
        leader="李兴旺会长等学会领导",
        parties=INSPUR_PARTIES,
    ),
    Facts(
        body=MOTOR_COMMITTEE,
        title="组团前往广州观摩第一届全国技能大赛",
        direction=OUT,
        place=("七（三）", 1),
        start=date(2020, 12, 10),
        end=date(2020, 12, 13),
        purpose="观摩第一届全国技能大赛，走访广东省办学先进的职业院校和汽车职教装备一流企业",
        venue="广州",
    ),
    Facts(
        body=SECONDARY_BRANCH,
        title="与信息化专委会联合组织部分中职校长到山东济南浪潮公司考察",
        direction=OUT,
        place=("七（三）", 2),
        start=date(2020, 12, 1),
        precision=MONTH,
        venue="济南",
        leader="中职分会、信息化专委会",
        parties=(
            (OURS, "", "", "", "部分中职校长"),
            (OURS, "", "", "", "信息化专业委员会"),
            (THEIRS, "济南浪潮公司", "", "", ""),
        ),
    ),
)

MEMORANDUM = "安徽省职业与成人教育学会和浪潮集团山东浪潮优派科技教育有限公司合作备忘录"


def load(ledger: Ledger) -> None:
    """Load the visits with their days, parties and counts, then the memorandum."""
    stored = ledger.ensure(
        Visit,
        (
            {
                "body": ledger.bodies[facts.body],
                "title": facts.title,
                "direction": facts.direction,
                "purpose": facts.purpose,
                "place": facts.venue,
                "leader": facts.leader,
                "start_on": facts.start,
                "end_on": facts.end,
                "date_precision": facts.precision,
                "state": ActivityState.HELD,
            }
            for facts in VISITS
        ),
        key=["body", "title"],
        within={"year": 2020},
    )
    for facts in VISITS:
        load_details(ledger, stored[ledger.bodies[facts.body].pk, facts.title], facts)
    load_memorandum(ledger)


def load_details(ledger: Ledger, visit: Visit, facts: Facts) -> None:
    """Load what belongs to one visit."""
    own = {"visit": visit}
    ledger.ensure(VisitDay, ({"on": day, "place": facts.venue} for day in facts.days), key=["on"], within=own)
    ledger.ensure(
        VisitParty,
        (
            {
                "side": side,
                "organization": ledger.organizations[unit] if unit else None,
                "person": ledger.persons[person] if person else None,
                "position": position,
                "name": name,
                "order": order,
            }
            for order, (side, unit, person, position, name) in enumerate(facts.parties, start=1)
        ),
        key=["order"],
        within=own,
    )
    ledger.ensure(
        StatedCount,
        (
            {"kind": kind, "quantity": quantity, "noun": noun, "note": note, "source": cite(*facts.place)}
            for kind, quantity, noun, note in facts.counts
        ),
        key=["kind", "noun"],
        within=own,
    )


def load_memorandum(ledger: Ledger) -> None:
    """Load the memorandum: signed during the visits of 2020, the source gives no day."""
    agreement = ledger.ensure_one(
        Agreement,
        {
            "body": ledger.bodies[ROOT],
            "title": MEMORANDUM,
            "kind": AgreementKind.MEMORANDUM,
            "state": AgreementState.SIGNED,
            "signed_on": date(2020, 12, 1),
            "date_precision": DatePrecision.YEAR,
            "summary": INSPUR_TALKS,
        },
        key=["body", "title"],
    )
    ledger.ensure(
        AgreementParty,
        (
            {"body": ledger.bodies[ROOT], "order": 1},
            {"organization": ledger.organizations[INSPUR_EDUCATION], "order": 2},
        ),
        key=["order"],
        within={"agreement": agreement},
    )
