"""The accounts of a replay: the first by ``create_admin``, the others opened by it, each password set by its owner."""

import re
from io import StringIO

from django.core.management import call_command

from office.enums import Role
from reports.replay.stage import PASSWORD, Colleague, Stage
from reports.replay.walker import Walker, at

LINK = re.compile(r"https?://[^/\s]+(/[^\s\"<]+)")
ADMINISTRATOR, CLERK, HEAD, AUDITOR = "重演系统管理员", "重演秘书", "重演秘书长", "重演审计"
# Name, user name, role of the association's own people.
OFFICE = (
    (CLERK, "fp-mishu", Role.SECRETARIAT),
    (HEAD, "fp-mishuzhang", Role.SECRETARIAT_HEAD),
    (AUDITOR, "fp-shenji", Role.AUDITOR),
)


def open_office(stage: Stage) -> None:
    """Open the portal: the first account by its one-time link, then those of the association's office."""
    out = StringIO()
    call_command("create_admin", "fp-guanli", ADMINISTRATOR, stdout=out)
    link = LINK.findall(out.getvalue())[-1]
    set_password(stage.stranger(ADMINISTRATOR).open(link))
    stage.person(ADMINISTRATOR, "fp-guanli")
    for name, username, role in OFFICE:
        open_account(stage, name, username, role)


def set_password(walker: Walker) -> None:
    """Set the password on the page behind a one-time link."""
    walker.send({"password1": PASSWORD, "password2": PASSWORD})


def open_account(stage: Stage, name: str, username: str, role: Role, *, school: str = "") -> Colleague:
    """Open an account with a role, hand its link over, and let its owner set the password."""
    administrator = stage.people[ADMINISTRATOR]
    administrator.open(at("association:account_create")).send({"display_name": name, "username": username})
    account = administrator.key()
    administrator.open(at("association:grant_create", user=account))
    values = {"role": role, "valid_from": f"{stage.clock.now():%Y-%m-%d}"}
    administrator.send(values | ({"organization": school} if school else {}))
    administrator.open(at("association:account_invite", account)).send()
    link = next(one for one in LINK.findall(administrator.text()) if "/accounts/invitation/" in one)
    set_password(stage.stranger(name).open(link))
    return stage.person(name, username)


def school_account(stage: Stage, school: str, role: Role) -> Colleague:
    """Return the teacher or administrator of a school, with an account that is opened the first time."""
    word, short = ("教师", "jiaoshi") if role == Role.SCHOOL_TEACHER else ("管理员", "guanliyuan")
    name = f"{school}{word}"
    return stage.people.get(name) or open_account(stage, name, f"{short}-{school[-2:]}", role, school=school)
