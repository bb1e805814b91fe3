"""Fields of expertise, and how the illustrative experts are named: the source names none."""

# What tells an invented expert from a real one.
NOTE = "示例数据，非真实人员。"
TOPICS = (
    ("information", "电子与信息"),
    ("construction", "土木建筑"),
    ("manufacturing", "装备制造"),
    ("health", "医药卫生"),
    ("finance", "财经商贸"),
    ("culture", "文化艺术"),
    ("education", "教育与体育"),
    ("innovation", "创新创业"),
)
TITLES = ("教授", "副教授", "高级讲师", "高级工程师")
EXPERTS = 12
# Every fourth comes from an enterprise: no invented enterprise is entered for them.
FROM_ENTERPRISE = 4


def expert_name(number: int) -> str:
    """Return the name of an invented expert."""
    return f"示例专家{number:02d}"
