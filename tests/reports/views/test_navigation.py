"""The left navigation shows each role what its rules open, and keeps nothing that tells one person from another."""

import itertools
from dataclasses import replace
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse, set_script_prefix

from office.actor import ANONYMOUS, Actor
from office.enums import Role
from office.rules import may
from reports.web.navigation import SECTIONS, navigation, seat_of

ENTRIES = [entry for _label, entries in SECTIONS for entry in entries]
# Roles with and without a school, a body and a second grant.
PEOPLE = [
    Actor(7, "甲", role, grant_id, school, body, grants=(role, *more) if role else ())
    for role, grant_id, school, body, more in itertools.product(
        ["", *Role.values], [None, 31], [None, 5], [None, 6], [(), (Role.REVIEWER.value,)]
    )
]


def shown(actor: Actor, path: str = "/") -> dict[str, Any]:
    request: Any = RequestFactory().get(path)
    request.actor = actor
    request.grants = []
    found: dict[str, Any] = navigation(request)["navigation"]
    return found


def lines(actor: Actor, path: str = "/") -> list[dict[str, Any]]:
    return [item for section in shown(actor, path)["sections"] for item in section["items"]]


@pytest.mark.pure
def test_rules_asked_without_an_object_see_the_seat_alone() -> None:
    """Also: none of them reads the database, which a pure test may not touch."""
    for actor in PEOPLE:
        for entry in ENTRIES:
            assert may(seat_of(actor), entry.permission) == may(actor, entry.permission), (actor, entry.permission)


@pytest.mark.pure
def test_people_in_the_same_place_share_a_seat_and_others_do_not() -> None:
    one = Actor(7, "甲", Role.SCHOOL_TEACHER, 31, 5, grants=(Role.SCHOOL_TEACHER, Role.REVIEWER))
    other = Actor(8, "乙", Role.SCHOOL_TEACHER, 32, 9, grants=(Role.REVIEWER, Role.SCHOOL_TEACHER))
    assert seat_of(one) == seat_of(other)
    for different in (
        replace(one, role=Role.SCHOOL_ADMINISTRATOR),
        replace(one, grants=(Role.SCHOOL_TEACHER,)),
        replace(one, organization_id=None),
        replace(one, grant_id=None),
        replace(one, body_id=3),
    ):
        assert seat_of(one) != seat_of(different)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_lines_are_what_the_rules_open(role: str) -> None:
    actor = Actor(7, "甲", role, 31, 5, 6, grants=(role,))
    wanted = [reverse(entry.address) for entry in ENTRIES if may(actor, entry.permission)]
    assert [line["url"] for line in lines(actor)] == wanted
    assert wanted


@pytest.mark.django_db
def test_the_line_of_one_page_is_not_marked_on_the_next() -> None:
    actor = Actor(7, "甲", Role.SECRETARIAT, 31, grants=(Role.SECRETARIAT,))
    for page in ("association:person_list", "association:body_list"):
        assert [line["url"] for line in lines(actor, reverse(page)) if line["active"]] == [reverse(page)]


@pytest.mark.django_db
def test_addresses_follow_the_place_where_the_portal_is_mounted() -> None:
    actor = Actor(7, "甲", Role.SECRETARIAT, 31, grants=(Role.SECRETARIAT,))
    assert lines(actor)[0]["url"] == "/"
    set_script_prefix("/portal/")
    try:
        assert lines(actor)[0]["url"] == "/portal/"
    finally:
        set_script_prefix("/")
    assert lines(actor)[0]["url"] == "/"


@pytest.mark.pure
def test_nobody_finds_nothing() -> None:
    assert shown(ANONYMOUS)["sections"] == []
