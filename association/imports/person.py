"""Import persons: a name alone is no person, so the employer or the phone must agree, or somebody decides."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

from association.imports.names import OrganizationNames, persons_named
from association.models import Person
from office.domain.import_kind import ImportColumn, Importer, Values, change_or_none, register
from office.domain.import_piece import Piece
from office.methods.cells import name_key, read_name, read_person_name, read_phone, read_text


@register
class PersonImporter(Importer):
    """A sheet of teachers, heads, liaisons, experts."""

    name = "association.person"
    label = gettext_lazy("Persons")
    permission = "association.add_person"
    twins = True
    columns = (
        ImportColumn(
            "name",
            gettext_lazy("Full name"),
            ("姓名", "名字", "人员姓名", "专家姓名", "教师姓名", "联系人", "姓　名"),
            read_person_name,
            required=True,
            example="张三",
        ),
        ImportColumn(
            "organization",
            gettext_lazy("Employer"),
            ("工作单位", "所在单位", "单位名称", "单位", "所在学校", "学校名称", "学校", "院校", "任职单位"),
            read_name,
            example="安徽示例职业技术学院",
            note=gettext_lazy("A present, short or former name of an organization on record."),
        ),
        ImportColumn(
            "position",
            gettext_lazy("Position"),
            ("职务", "职务职称", "职务/职称", "职位", "岗位", "现任职务", "职称"),
            read_text,
            example="教务处处长",
        ),
        ImportColumn(
            "phone",
            gettext_lazy("Phone"),
            ("手机", "手机号", "手机号码", "联系电话", "电话", "联系方式", "电话号码", "移动电话"),
            read_phone,
            example="13800000000",
            note=gettext_lazy("Kept as text; it is masked on every page."),
            personal=True,
        ),
    )

    def load(self, rows: Sequence[Values]) -> None:
        """Read all organizations with their names, and the persons of the sheet's names."""
        self.names = OrganizationNames()
        self.persons = persons_named(row.get("name", "") for row in rows)

    def complete(self, values: Values) -> Values:
        """Find the employer."""
        return {**values, "organization": self.names.get(values.get("organization", ""))}

    def title(self, values: Values) -> str:
        """The name with the employer's."""
        employer = values.get("organization")
        return f"{values['name']}（{employer}）" if employer else str(values["name"])

    def identity(self, values: Values) -> Any:
        """Name and employer: two rows with both are about one person, or about namesakes whom somebody tells apart."""
        employer = values.get("organization")
        return name_key(values["name"]), employer.pk if employer else None

    def candidates(self, values: Values) -> list[models.Model]:
        """Return whom a row may mean: by name and phone, else by name and employer, else by name alone."""
        namesakes = self.persons.get(name_key(values["name"]), [])
        phone, employer = plain_phone(values.get("phone", "")), values.get("organization")
        by_phone = [person for person in namesakes if phone and plain_phone(person.phone) == phone]
        if by_phone:
            return by_phone
        colleagues = [person for person in namesakes if employer and person.organization_id == employer.pk]
        if colleagues or (employer and phone):
            return colleagues or [person for person in namesakes if person.organization_id is None]
        if employer:
            return [person for person in namesakes if person.organization_id is None]
        return list(namesakes)

    def certain(self, values: Values, found: list[models.Model]) -> bool:
        """One found is the one if the phone agrees, or the employer does and the phones do not speak against it."""
        if len(found) != 1:
            return False
        stored: Any = found[0]
        phone, employer = plain_phone(values.get("phone", "")), values.get("organization")
        if phone and plain_phone(stored.phone) == phone:
            return employer is None or stored.organization_id in {None, employer.pk}
        if phone and stored.phone:
            return False
        return employer is not None and stored.organization_id == employer.pk

    def pieces(self, values: Values, target: Any) -> list[Piece]:
        """Make or change the person; the stored spelling of the name stays."""
        told = {name: value for name, value in values.items() if value not in (None, "")}
        if target is None:
            return [Piece(Person(**told))]
        told.pop("name")
        if told.get("phone") and plain_phone(told["phone"]) == plain_phone(target.phone):
            told.pop("phone")
        return change_or_none(target, told)


def plain_phone(phone: str) -> str:
    """Return the digits of a phone number, without the country's 86 before a mobile number."""
    digits = "".join(mark for mark in phone if mark.isdigit())
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
