"""Import organizations: a school by its code or any of its names; an import never renames."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.enums import OrganizationKind, SchoolLevel
from association.imports.names import OrganizationNames, RegionNames
from association.models import Organization
from office.domain.import_kind import (
    ImportColumn,
    Importer,
    RowError,
    Values,
    change_or_none,
    read_choice,
    register,
)
from office.domain.import_piece import Piece
from office.methods.cells import name_key, read_code, read_date, read_name, read_postcode

KINDS = {
    "学校": OrganizationKind.SCHOOL,
    "院校": OrganizationKind.SCHOOL,
    "高职院校": OrganizationKind.SCHOOL,
    "中职学校": OrganizationKind.SCHOOL,
    "高校": OrganizationKind.SCHOOL,
    "企业": OrganizationKind.ENTERPRISE,
    "公司": OrganizationKind.ENTERPRISE,
    "行政机关": OrganizationKind.GOVERNMENT,
    "机关": OrganizationKind.GOVERNMENT,
    "政府部门": OrganizationKind.GOVERNMENT,
    "社会组织": OrganizationKind.ASSOCIATION,
    "社会团体": OrganizationKind.ASSOCIATION,
    "行业协会": OrganizationKind.ASSOCIATION,
    "出版社": OrganizationKind.PUBLISHER,
    "出版单位": OrganizationKind.PUBLISHER,
    "其他": OrganizationKind.OTHER,
}
LEVELS = {
    "中职": SchoolLevel.SECONDARY,
    "中等职业教育": SchoolLevel.SECONDARY,
    "中等职业学校": SchoolLevel.SECONDARY,
    "中专": SchoolLevel.SECONDARY,
    "高职": SchoolLevel.HIGHER_VOCATIONAL,
    "高等职业教育": SchoolLevel.HIGHER_VOCATIONAL,
    "高职高专": SchoolLevel.HIGHER_VOCATIONAL,
    "高职（专科）": SchoolLevel.HIGHER_VOCATIONAL,
    "专科": SchoolLevel.HIGHER_VOCATIONAL,
    "本科": SchoolLevel.UNDERGRADUATE,
    "职业本科": SchoolLevel.UNDERGRADUATE,
    "普通本科": SchoolLevel.UNDERGRADUATE,
    "技师": SchoolLevel.TECHNICIAN,
    "技工": SchoolLevel.TECHNICIAN,
    "技工教育": SchoolLevel.TECHNICIAN,
    "技师学院": SchoolLevel.TECHNICIAN,
}
# How a name ends tells the kind where the sheet does not.
ENDINGS = (
    (("学校", "学院", "大学", "中专", "职教中心", "教育中心", "职高", "分校", "校区"), OrganizationKind.SCHOOL),
    (("出版社",), OrganizationKind.PUBLISHER),
    (("公司", "集团", "厂", "中心有限合伙"), OrganizationKind.ENTERPRISE),
    (("协会", "学会", "研究会", "促进会", "联合会", "基金会", "商会"), OrganizationKind.ASSOCIATION),
    (("厅", "局", "委员会", "人民政府", "教体局"), OrganizationKind.GOVERNMENT),
)


def kind_by_name(name: str) -> str:
    """Return the kind that the end of a name tells, "" when it tells none."""
    plain = name.split("（", maxsplit=1)[0]
    for endings, kind in ENDINGS:
        if plain.endswith(endings):
            return str(kind)
    return ""


@register
class OrganizationImporter(Importer):
    """A sheet of schools, enterprises and offices."""

    name = "association.organization"
    label = gettext_lazy("Organizations")
    permission = "association.add_organization"
    columns = (
        ImportColumn(
            "name",
            gettext_lazy("Name"),
            (
                "单位名称",
                "学校名称",
                "院校名称",
                "名称",
                "单位全称",
                "学校全称",
                "会员单位",
                "成员单位",
                "企业名称",
                "单位",
                "学校",
                "院校",
            ),
            read_name,
            required=True,
            example="安徽示例职业技术学院",
            note=gettext_lazy("The full name; former and short names are found too."),
        ),
        ImportColumn(
            "kind",
            gettext_lazy("Kind"),
            ("单位类型", "单位类别", "单位性质", "类型", "类别", "性质"),
            read_choice(KINDS),
            example="学校",
            note=gettext_lazy("Empty: told by the end of the name."),
            choices=("学校", "企业", "行政机关", "社会组织", "出版社", "其他"),
        ),
        ImportColumn(
            "school_level",
            gettext_lazy("School level"),
            ("办学层次", "学校层次", "层次", "办学类型", "学校类型", "学校类别", "组别"),
            read_choice(LEVELS),
            example="高职",
            choices=("中职", "高职", "本科", "技师"),
        ),
        ImportColumn("short_name", gettext_lazy("Short name"), ("简称", "学校简称", "单位简称"), read_name),
        ImportColumn(
            "uscc",
            gettext_lazy("Social credit code"),
            ("统一社会信用代码", "社会信用代码", "信用代码", "机构代码", "统一代码"),
            read_code,
            note=gettext_lazy("18 characters, kept as text."),
        ),
        ImportColumn(
            "region",
            gettext_lazy("Region"),
            ("所在地", "所在市", "地市", "所属地市", "所在地区", "行政区划", "地区", "市", "城市", "区县"),
            read_name,
            example="合肥市",
        ),
        ImportColumn("postcode", gettext_lazy("Postcode"), ("邮编", "邮政编码"), read_postcode, example="230001"),
        ImportColumn(
            "address",
            gettext_lazy("Postal address"),
            ("通讯地址", "通信地址", "地址", "邮寄地址", "单位地址", "详细地址"),
            read_name,
        ),
        ImportColumn(
            "founded_on",
            gettext_lazy("Founded on"),
            ("成立时间", "成立日期", "建校时间", "建校日期", "创办时间", "设立时间"),
            read_date,
            example="1958年9月",
        ),
    )

    def load(self, rows: Sequence[Values]) -> None:
        """Read all organizations and regions with their names."""
        self.names, self.regions = OrganizationNames(), RegionNames()

    def complete(self, values: Values) -> Values:
        """Find the region."""
        region = self.regions.get(values.get("region", ""))
        return {**values, "region": region}

    def identity(self, values: Values) -> Any:
        """Two rows with one name are about one organization."""
        return name_key(values["name"])

    def candidates(self, values: Values) -> list[models.Model]:
        """Return the organization of the code, else those of the name."""
        return list(self.names.find(values["name"], code=values.get("uscc", "")))

    def certain(self, values: Values, found: list[models.Model]) -> bool:
        """One found is the one, unless both have codes and they differ, or it is closed."""
        if len(found) != 1:
            return False
        stored: Any = found[0]
        code = values.get("uscc", "")
        return stored.closed_on is None and not (code and stored.uscc and code != stored.uscc)

    def pieces(self, values: Values, target: Any) -> list[Piece]:
        """Make or change the organization; its name stays, because a rename is an act of its own."""
        told = {name: value for name, value in values.items() if value not in (None, "")}
        if target is not None:
            told.pop("name")
            if told.get("short_name") and name_key(told["short_name"]) == name_key(target.short_name):
                told.pop("short_name")
            return change_or_none(target, told)
        kind = told.pop("kind", "") or kind_by_name(told["name"])
        if not kind and told.get("school_level"):
            kind = OrganizationKind.SCHOOL
        if not kind:
            raise RowError(_("Say what kind of unit it is: the name does not tell."))
        return [Piece(Organization(kind=kind, **told))]
