"""How the table is read and how its cells are asked for.

A line of the table::

    !submission_act:accept @submitted   L 22FF NF NF N NN NN N
    page        act         phase       | |    |  |  | |  |  system administrator
                                        | |    |  |  | |  group secretary, own and foreign object
                                        | |    |  |  | academic committee, own and foreign
                                        | |    |  |  reviewer
                                        | |    |  school teacher, own and foreign
                                        | |    school administrator, own and foreign
                                        | secretariat, its head, finance, auditor
                                        nobody logged in

One letter stands for both own and foreign where they do not differ. ``!`` in front: the page is sent (POST, empty).
2 page, > led on (302), L log-in asked (302 to it, 401 when something was sent), F 403, N 404, R 409 refused with a
sentence, E 422 form shown again, A 204 done without a page.
"""

from collections.abc import Callable
from copy import copy, deepcopy
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from association.web import actor as actor_module
from office.actor import ANONYMOUS, Actor
from office.domain.invitation import invite_user
from office.enums import Role
from office.models import LoginSession, User
from office.web.session import SessionStore
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.matrix.world import BUILD, World
from tests.matrix.world_forms import FORM_ARGUMENTS
from tests.matrix.world_panel import PANEL_ARGUMENTS
from tests.matrix.world_school import SCHOOL_ARGUMENTS

GROUPS = (
    ("",),
    (Role.SECRETARIAT, Role.SECRETARIAT_HEAD, Role.FINANCE, Role.AUDITOR),
    (Role.SCHOOL_ADMINISTRATOR,),
    (Role.SCHOOL_TEACHER,),
    (Role.REVIEWER,),
    (Role.ACADEMIC_COMMITTEE,),
    (Role.GROUP_SECRETARY,),
    (Role.SYSTEM_ADMINISTRATOR,),
)
# Of these the own object and a foreign one are asked for; for the others every object is alike.
SCOPED = {Role.SCHOOL_ADMINISTRATOR, Role.SCHOOL_TEACHER, Role.ACADEMIC_COMMITTEE, Role.GROUP_SECRETARY}
CODES = {200: "2", 204: "A", 302: ">", 401: "L", 403: "F", 404: "N", 409: "R", 422: "E", 405: "M"}


@dataclass(frozen=True)
class Line:
    """One line of the table: a page in a phase, and the expected code of every role, own and foreign."""

    page: str
    act: str
    phase: str
    sent: bool
    expected: dict[tuple[str, str], str]

    @property
    def text(self) -> str:
        """The beginning of the line as it is written."""
        mark, act = "!" if self.sent else "", f":{self.act}" if self.act else ""
        return f"{mark}{self.page}{act}" + (f" @{self.phase}" if self.phase else "")


def read_table(app: str, text: str) -> list[Line]:
    """Return the lines of an app's table."""
    return [read_line(app, line) for line in text.strip().splitlines() if line.strip() and not line.startswith("#")]


def read_line(app: str, text: str) -> Line:
    """Return one line; a wrong count of letters is an error that names it."""
    head, *rest = text.split()
    phase = rest.pop(0)[1:] if rest and rest[0].startswith("@") else ""
    page, _colon, act = head.removeprefix("!").partition(":")
    expected: dict[tuple[str, str], str] = {}
    assert len(rest) == len(GROUPS), text
    for roles, letters in zip(GROUPS, rest, strict=True):
        for position, role in enumerate(roles):
            own = letters[position]
            expected[role, "own"] = own
            if role in SCOPED:
                assert len(letters) in {1, 2}, text
                expected[role, "foreign"] = letters[-1]
            else:
                assert len(letters) == len(roles), text
    name = f"{app}:{page}" if app else page
    return Line(name, act, phase, head.startswith("!"), expected)


class Stage:
    """The two worlds and a browser for every role."""

    def __init__(self) -> None:
        self.worlds = {"own": World("本校"), "foreign": World("外校")}
        own = self.worlds["own"]
        self.clients: dict[str, Client] = {}
        self.answers: dict[tuple[str, str, str], str] = {}
        self.actors: dict[str, Actor] = {}
        for roles in GROUPS:
            for role in roles:
                self.actors[role] = self.act_as(role, own)
                self.clients[role] = client_of(self.actors[role])
                self.clients[role].raise_request_exception = False
        own.user = self.actors[Role.SCHOOL_ADMINISTRATOR].user_id

        # What is noted once a minute is undone with the request: each of some ten thousand would note it again.
        LoginSession.objects.update(seen_at=timezone.now() + timedelta(hours=1))

    def act_as(self, role: str, own: World) -> Actor:
        """Return an actor of a role whose school or body is the own one."""
        if not role:
            return ANONYMOUS
        if role in {Role.SCHOOL_ADMINISTRATOR, Role.SCHOOL_TEACHER}:
            return make_actor(role, organization=own.organization)
        if role in {Role.ACADEMIC_COMMITTEE, Role.GROUP_SECRETARY}:
            return make_actor(role, body=own.body)
        return make_actor(role)

    def ask(self, line: Line, role: str, whose: str) -> str:
        """Ask for a line's page as a role, undo what it did, and return the code of the answer."""
        address = address_of(line, self.worlds[whose])
        asked = (line.text, role, address)
        if asked not in self.answers:  # a page without an object has one address, own and foreign
            self.answers[asked] = self.send(line, role, address)
        return self.answers[asked]

    def send(self, line: Line, role: str, address: str) -> str:
        """Send one request and return the code of the answer; nothing stays of what it did."""
        client = copy(self.clients[role])  # what an answer does to the cookies is undone too
        client.cookies = deepcopy(client.cookies)
        with transaction.atomic():
            answer: Any = client.post(address) if line.sent else client.get(address)
            if answer.streaming:
                b"".join(answer.streaming_content)
            transaction.set_rollback(True)
        code = CODES.get(answer.status_code, str(answer.status_code))
        if code == ">" and answer.url.startswith(reverse("account_login")):
            return "L"
        return code


def keep_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each session, user and list of grants once: of ten thousand requests by a dozen people each is undone.

    What is kept is handed out as a copy: what a request does to it goes with the request.
    """
    for place, name in (
        (SessionStore, "_get_session_from_db"),
        (AuthenticationBackend, "get_user"),
        (actor_module, "valid_grants"),
    ):
        monkeypatch.setattr(place, name, kept_by_key(getattr(place, name)))


def kept_by_key(read: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function that asks once for each session, user id or user, and copies what it heard."""
    heard: dict[Any, Any] = {}

    def read_once(*who: Any) -> Any:
        key = getattr(who[-1], "session_key", who[-1])
        if key not in heard:
            heard[key] = read(*who)
        if isinstance(who[-1], SessionStore):
            who[-1].row = copy(heard[key])
            return who[-1].row
        return [copy(grant) for grant in heard[key]] if isinstance(heard[key], list) else copy(heard[key])

    return read_once


def noun_of(page: str) -> str:
    """Return the noun that a page is about: the longest one that its name begins with."""
    name = page.rpartition(":")[2]
    fitting = [noun for noun in BUILD if name == noun or name.startswith(f"{noun}_")]
    return max(fitting, key=len, default="")


def address_of(line: Line, world: World) -> str:
    """Return the address of a line's page for the object of a world."""
    wanted = ARGUMENTS.get(line.page)
    if wanted is not None:
        return reverse(line.page, args=wanted(world, line.phase))
    pattern = patterns_by_name()[line.page]
    arguments: list[Any] = []
    for name in pattern.pattern.converters:
        if name == "pk":
            arguments.append(world.find(noun_of(line.page), line.phase).pk)
        elif name == "action":
            arguments.append(line.act)
        elif name == "file_pk":
            arguments.append(world.find(f"{noun_of(line.page).removesuffix('_file')}_file", line.phase).pk)
    return reverse(line.page, args=arguments)


def report_of(world: World, phase: str) -> list[Any]:
    return [world.find("report", phase).pk]


def section_of(world: World, phase: str) -> list[Any]:
    return [world.find("section", phase).pk]


# Pages whose address is not made of their own noun's key.
ARGUMENTS: dict[str, Any] = {
    **FORM_ARGUMENTS,
    **SCHOOL_ARGUMENTS,
    **PANEL_ARGUMENTS,
    "account_invitation": lambda _world, _phase: [invite_user(User.objects.first(), actor=ANONYMOUS)],
    **{
        f"office:workday_{page}": lambda world, phase: [world.find("workday", phase).year]
        for page in ("year", "create", "change")
    },
    "account_end_session": lambda _world, _phase: ["0" * 24],
    "reports:work_hand_over": lambda world, phase: [world.find("account", phase).pk],
    "association:organization_merge": lambda world, _phase: [world.organization.pk, OrganizationFactory().pk],
    "association:person_merge": lambda world, _phase: [world.find("person").pk, PersonFactory().pk],
    "association:access_rights": lambda _world, _phase: ["auditor"],
    "mfa_edit_webauthn": lambda _world, _phase: [1],
    "mfa_remove_webauthn": lambda _world, _phase: [1],
    "reviews:ranking_tie": lambda world, phase: [world.find("ranking", phase).pk, 1],
    "reports:label_list": lambda _world, _phase: ["organizations"],
    "reports:label_request": lambda _world, _phase: ["organizations"],
    "reports:certificate_files": lambda world, _phase: [world.find("job").pk],
    "reports:certificate_file": lambda world, _phase: [world.find("job").pk, "all.pdf"],
    "reports:award_notice_file": lambda world, _phase: [world.find("job").pk],
    "reports:award_statistics": lambda _world, _phase: ["school"],
    "reports:award_statistics_export": lambda _world, _phase: ["city"],
    "reports:score_sheets": lambda world, _phase: [world.find("round").pk],
    "reports:round_papers": lambda world, _phase: [world.find("round").pk],
    "reports:award_statistics_print": lambda _world, _phase: ["school"],
    "reports:result_paper_file": lambda world, _phase: [world.find("job").pk],
    "reports:label_file": lambda world, _phase: [world.find("job").pk],
    "office:import_create": lambda _world, _phase: ["association.organization"],
    "office:import_template": lambda _world, _phase: ["association.organization"],
    "reports:calendar_ics": lambda _world, _phase: ["wrong"],
    "reports:year_charts": lambda world, _phase: [world.body.code, 2020],
    "reports:chart": lambda world, _phase: [world.body.code, 2020, "contests"],
    "reviews:sheet_return": lambda world, phase: [world.find("sheet", phase).pk],
    "reviews:paper_sheets": lambda world, phase: [world.find("round", phase).pk, world.find("panelmember", phase).pk],
    "reviews:paper_enter": lambda world, phase: [world.find("assignment", phase).pk],
    "reviews:paper_check": lambda world, phase: [world.find("assignment", phase).pk],
    **{
        f"reviews:desk_{page}": lambda world, phase, more=more: [world.find("round", phase).pk, "AAA333", *more]
        for page, more in (("sheet", ()), ("save", ()), ("file", ("AAA333-1.pdf",)))
    },
    "reports:section_create": report_of,
    "reports:section_removed": report_of,
    "reports:proposal_list": report_of,
    "reports:proposal_refresh": report_of,
    "reports:figure_list": report_of,
    "reports:figure_refresh": report_of,
    "reports:figure_detail": lambda world, phase: [*report_of(world, phase), world.find("figure", phase).pk],
    "reports:section_bring_back": lambda world, phase: [world.find("removed_section", phase).pk],
    "reports:section_restore": lambda world, phase: [*section_of(world, phase), world.find("version", phase).number],
    "reports:comment_create": section_of,
    "reports:exhibit": lambda world, phase: [*section_of(world, phase), "b1"],
    "reports:exhibit_chart": lambda world, phase: [*section_of(world, phase), "b1"],
    "reports:rendition_figure": lambda world, phase: [world.find("rendition", phase).pk, "contest.schools"],
}
ARGUMENTS |= {
    f"{app}:{noun}_{page}": (
        lambda world, phase, noun=noun, page=page: [
            world.find(noun, phase).pk,
            *([world.find(f"{noun}_file", phase).pk] if page != "file_add" else []),
        ]
    )
    for app, nouns in {
        "association": ("activity", "visit", "agreement", "publication"),
        "reviews": ("submission", "call", "objection"),
        "competitions": ("entry", "nomination", "contest", "honor"),
        "research": ("application", "paper"),
    }.items()
    for noun in nouns
    for page in ("file_add", "file_open", "file_remove")
}


@cache
def patterns_by_name() -> dict[str, URLPattern]:
    """Return every address pattern by its full name; the last of two that share one."""
    return dict(all_patterns())


@cache
def all_patterns() -> list[tuple[str, URLPattern]]:
    """Return every address pattern of the portal by its full name."""

    def walk(resolver: Any, space: str) -> list[tuple[str, URLPattern]]:
        found: list[tuple[str, URLPattern]] = []
        for item in resolver.url_patterns:
            if isinstance(item, URLResolver):
                inner = f"{space}{item.namespace}:" if item.namespace else space
                found += walk(item, inner)
            else:
                found.append((f"{space}{item.name}", item))
        return found

    return walk(get_resolver(), "")
