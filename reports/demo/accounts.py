"""Demo log-ins: one user to a role, one with two grants, two schools; never loaded in production."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from association.models import RoleGrant
from office.enums import Role
from office.models import User
from reports.demo.groups import group_code
from reports.demo.ledger import Ledger
from reports.demo.tables.bodies import ROOT
from reports.demo.tables.organizations import school_name

# The one password of all demo log-ins; it is printed at each start of a demo portal and opens nothing else.
PASSWORD = "yanshi-2020-anhui"  # noqa: S105
MAIL_HOST = "demo.example"
VALID_FROM = date(2020, 1, 1)
FIRST_SCHOOL, SECOND_SCHOOL = school_name(1), school_name(2)
FIRST_GROUP = group_code(1)
# How the list of log-ins names a body.
BODY_NAMES = {ROOT: "学会", FIRST_GROUP: "示例职教集团01"}


@dataclass(frozen=True)
class Login:
    """One demo account. ``grants`` are role and scope: an organization's name, a body's code, or "" for neither."""

    username: str
    display_name: str
    phone: str
    grants: tuple[tuple[Role, str], ...]

    @property
    def email(self) -> str:
        """The address, in a domain that no mail reaches."""
        return f"{self.username}@{MAIL_HOST}"


LOGINS = (
    Login("mishuchu", "演示秘书", "13800000001", ((Role.SECRETARIAT, ""),)),
    Login("mishuzhang", "演示秘书长", "13800000002", ((Role.SECRETARIAT_HEAD, ""),)),
    Login("caiwu", "演示财务", "13800000003", ((Role.FINANCE, ""),)),
    Login("xuexiao", "演示学校管理员", "13800000004", ((Role.SCHOOL_ADMINISTRATOR, FIRST_SCHOOL),)),
    Login("xuexiao2", "演示学校管理员二", "13800000005", ((Role.SCHOOL_ADMINISTRATOR, SECOND_SCHOOL),)),
    Login(
        "jiaoshi",
        "演示教师",
        "13800000006",
        ((Role.SCHOOL_TEACHER, FIRST_SCHOOL), (Role.REVIEWER, "")),
    ),
    Login("zhuanjia", "演示评审专家", "13800000007", ((Role.REVIEWER, ""),)),
    Login("xueshu", "演示学术委员", "13800000008", ((Role.ACADEMIC_COMMITTEE, ROOT),)),
    Login("jituan", "演示职教集团秘书长", "13800000009", ((Role.GROUP_SECRETARY, FIRST_GROUP),)),
    Login("shenji", "演示审计", "13800000010", ((Role.AUDITOR, ""),)),
    Login("guanli", "演示系统管理员", "13800000011", ((Role.SYSTEM_ADMINISTRATOR, ""),)),
)


def load(ledger: Ledger) -> None:
    """Load the accounts with their grants; an account that is there keeps its password."""
    hashed = make_password(PASSWORD)  # one hash for all: hashing eleven times would take seconds
    users = ledger.ensure(
        User,
        (
            {
                "username": login.username,
                "display_name": login.display_name,
                "email": login.email,
                "phone": login.phone,
                "password": hashed,
            }
            for login in LOGINS
        ),
        key=["username"],
    )
    rows = []
    for login in LOGINS:
        for role, scope in login.grants:
            rows.append(
                {
                    "user": users[login.username],
                    "role": role,
                    "organization": ledger.organizations.get(scope),
                    "body": ledger.bodies.get(scope),
                }
            )
    ledger.ensure(
        RoleGrant,
        ({**row, "valid_from": VALID_FROM, "note": "演示"} for row in rows),
        key=["user", "role", "organization", "body"],
    )


def login_lines() -> list[str]:
    """Return one line for each account: user name, phone, e-mail, roles with their scope."""
    lines = []
    for login in LOGINS:
        grants = ((str(role.label), BODY_NAMES.get(scope, scope)) for role, scope in login.grants)
        roles = "、".join(f"{role}（{scope}）" if scope else role for role, scope in grants)
        lines.append(f"{login.username:<11} {login.phone}  {login.email:<25} {roles}")
    return lines
