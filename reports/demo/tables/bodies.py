"""The association and its branches, committees, office and alliance, by code."""

from association.enums import BodyKind as Kind

ROOT = "anhui"
SECONDARY_BRANCH = "anhui-zhongzhi"
INFORMATION_COMMITTEE = "anhui-xinxihua"
MOTOR_COMMITTEE = "anhui-qiche"
ACADEMIC_COMMITTEE = "anhui-xueshu"
OFFICE = "anhui-mishuchu"
ALLIANCE = "anhui-lianmeng"

# Code, short name as the source writes it, kind; the full name begins with the association's.
PARTS = (
    (SECONDARY_BRANCH, "中职分会", Kind.BRANCH),
    (INFORMATION_COMMITTEE, "信息化专业委员会", Kind.COMMITTEE),
    (MOTOR_COMMITTEE, "汽车专业委员会", Kind.COMMITTEE),
    (ACADEMIC_COMMITTEE, "学术委员会", Kind.COMMITTEE),
    (OFFICE, "秘书处办公室", Kind.OFFICE),
    (ALLIANCE, "职教集团联盟", Kind.ALLIANCE),
)
