"""Divisions, organizations and persons in public office that the source names, and illustrative schools."""

from association.enums import OrganizationKind as Kind
from association.enums import SchoolLevel

ANHUI = "安徽省"
ASSOCIATION = "安徽省职业与成人教育学会"

# Divisions of the national code table (GB/T 2260) in which the source places something.
PROVINCES = (
    ("340000", "安徽省"),
    ("330000", "浙江省"),
    ("370000", "山东省"),
    ("440000", "广东省"),
    ("500000", "重庆市"),
)
CITIES = (
    ("340100", "合肥市"),
    ("340200", "芜湖市"),
    ("340300", "蚌埠市"),
    ("340400", "淮南市"),
    ("340500", "马鞍山市"),
    ("340600", "淮北市"),
    ("340700", "铜陵市"),
    ("340800", "安庆市"),
    ("341000", "黄山市"),
    ("341100", "滁州市"),
    ("341200", "阜阳市"),
    ("341300", "宿州市"),
    ("341500", "六安市"),
    ("341600", "亳州市"),
    ("341700", "池州市"),
    ("341800", "宣城市"),
    ("330100", "杭州市"),
    ("370100", "济南市"),
    ("440100", "广州市"),
)

HIGHER, SECONDARY = SchoolLevel.HIGHER_VOCATIONAL, SchoolLevel.SECONDARY
UNDERGRADUATE, TECHNICIAN = SchoolLevel.UNDERGRADUATE, SchoolLevel.TECHNICIAN

# Name, level, region where the name tells it.
SCHOOLS = (
    ("安徽水利水电职业技术学院", HIGHER, ANHUI),
    ("安徽国际商务职业学院", HIGHER, ANHUI),
    ("宣城职业技术学院", HIGHER, "宣城市"),
    ("安徽城市管理职业学院", HIGHER, ANHUI),
    ("滁州城市职业学院", HIGHER, "滁州市"),
    ("安徽工商职业学院", HIGHER, ANHUI),
    ("合肥财经职业学院", HIGHER, "合肥市"),
    ("亳州职业技术学院", HIGHER, "亳州市"),
    ("安徽冶金科技职业学院", HIGHER, ANHUI),
    ("淮南联合大学", HIGHER, "淮南市"),
    ("安徽交通职业技术学院", HIGHER, ANHUI),
    ("安徽中澳科技职业学院", HIGHER, ANHUI),
    ("安徽审计职业学院", HIGHER, ANHUI),
    ("安徽电气工程学校", SECONDARY, ANHUI),
    ("亳州中药科技学校", SECONDARY, "亳州市"),
    ("合肥理工学校", SECONDARY, "合肥市"),
    ("合肥铁路工程学校", SECONDARY, "合肥市"),
    ("芜湖电缆工业学校", SECONDARY, "芜湖市"),
    ("安徽建设学校", SECONDARY, ANHUI),
    ("安徽行知学校", SECONDARY, ANHUI),
    ("合肥学院", UNDERGRADUATE, "合肥市"),
    ("安徽科技学院", UNDERGRADUATE, ANHUI),
    ("淮南师范学院应用技术学院", UNDERGRADUATE, "淮南市"),
    ("白云技师学院", TECHNICIAN, "广东省"),
    ("英国北安普顿大学", "", None),
)

# Name, short name, kind, region.
OTHERS = (
    (ASSOCIATION, "学会", Kind.ASSOCIATION, ANHUI),
    ("中国职业技术教育学会", "", Kind.ASSOCIATION, None),
    ("中国成人教育协会", "", Kind.ASSOCIATION, None),
    ("安徽省中华职业教育社", "省中华职业教育社", Kind.ASSOCIATION, ANHUI),
    ("教育部", "", Kind.GOVERNMENT, None),
    ("安徽省教育厅", "省教育厅", Kind.GOVERNMENT, ANHUI),
    ("安徽省民政厅", "省民政厅", Kind.GOVERNMENT, ANHUI),
    ("安徽省人力资源和社会保障厅", "省人力资源和社会保障厅", Kind.GOVERNMENT, ANHUI),
    ("安徽省财政厅", "省财政厅", Kind.GOVERNMENT, ANHUI),
    ("安徽省经信委", "省经信委", Kind.GOVERNMENT, ANHUI),
    ("安徽省政协", "省政协", Kind.GOVERNMENT, ANHUI),
    ("安徽大学出版社", "", Kind.PUBLISHER, ANHUI),
    ("高教出版社", "", Kind.PUBLISHER, None),
    ("中国宝武马钢集团公司", "", Kind.ENTERPRISE, None),
    ("浪潮集团", "", Kind.ENTERPRISE, "山东省"),
    ("山东浪潮优派科技教育有限公司", "浪潮优派", Kind.ENTERPRISE, "山东省"),
    ("济南浪潮公司", "", Kind.ENTERPRISE, "济南市"),
    ("杭州新华三集团", "", Kind.ENTERPRISE, "杭州市"),
    ("浙江商业职教集团", "", Kind.OTHER, "浙江省"),
    ("广东三向智能科技股份有限公司", "", Kind.ENTERPRISE, "广东省"),
    ("广州欧维德教学设备有限公司", "", Kind.ENTERPRISE, "广州市"),
    ("华为杭州培训中心", "", Kind.ENTERPRISE, "杭州市"),
    ("华为杭州研究院", "", Kind.ENTERPRISE, "杭州市"),
)

# Name, employer ("" where the source names a body of the association instead), position.
PERSONS = (
    ("李兴旺", ASSOCIATION, "会长"),
    ("孙中义", ASSOCIATION, "常务副会长兼秘书长"),
    ("方润生", ASSOCIATION, "常务副秘书长、中职分会会长"),
    ("杨祖涛", "", "职教集团联盟主席"),
    ("李光浩", "安徽省中华职业教育社", "专职副主任"),
    ("李修松", "安徽省政协", "副主席"),
    ("陈来", "安徽大学出版社", "社长"),
    ("朱丽琴", "安徽大学出版社", "副总编辑"),
    ("唐琪明", "中国宝武马钢集团公司", "党委常委、副总经理"),
    ("牛树刚", "安徽冶金科技职业学院", "党委副书记、院长"),
    ("冷严凌", "浪潮集团", "执行总裁"),
    ("许国彬", "山东浪潮优派科技教育有限公司", "总经理"),
    ("李雪", "安徽工商职业学院", "校长"),
    ("李辉", "淮南联合大学", "校长"),
    ("张卿", "安徽国际商务职业学院", "校长"),
    ("张国栋", "安徽交通职业技术学院", "校长"),
    ("汪源浩", "安徽中澳科技职业学院", "党委书记"),
    ("王向东", "安徽审计职业学院", "副校长"),
    ("尼克•佩特福德", "英国北安普顿大学", "校长"),
)
# Posts held beside the one above.
SECOND_POSTS = (("李修松", "安徽省中华职业教育社", "主任"),)

# As many invented schools as the counts need: 27 colleges in a contest, 47 groups with a lead school each.
HIGHER_COUNT, SCHOOL_COUNT = 27, 47


def school_name(number: int) -> str:
    """Return the name of an invented school."""
    return f"示例院校{number:02d}"


HIGHER_SCHOOLS = tuple(school_name(number) for number in range(1, HIGHER_COUNT + 1))
SECONDARY_SCHOOLS = tuple(school_name(number) for number in range(HIGHER_COUNT + 1, SCHOOL_COUNT + 1))


def illustrative_address(name: str) -> str:
    """Return the address of an invented school: it says itself that nobody lives there, as its postcode does."""
    return f"示例市示例区示例路{int(name[-2:])}号（示例地址）"
