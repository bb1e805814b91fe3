"""Checks that hold for every noun's pages: rows and rule agree, doors, and the number of queries."""

from collections.abc import Callable, Iterable
from typing import Any
from unittest import mock

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from association.enums import BODY_ROLES
from office.actor import ANONYMOUS, Actor
from office.enums import SCHOOL_ROLES, Role
from office.rules import may
from office.web.noun import Noun
from tests.actors import client_of, make_actor

MOST_QUERIES = 12


def actors_of(*, organization: Any, body: Any) -> list[Actor]:
    """Return one actor of each role, school and body roles with the given scope."""
    actors = [ANONYMOUS]
    for role in Role:
        scope = {"organization": organization} if role in SCHOOL_ROLES else {"body": body} if role in BODY_ROLES else {}
        actors.append(make_actor(role, **scope))
    return actors


def check_rows_agree_with_rule(noun: Noun, rows: Iterable[Any], actors: Iterable[Actor]) -> None:
    """Assert that a role's rows are exactly those that the object rule lets it see."""
    wanted = list(rows)
    for actor in actors:
        visible = set(noun.visible_rows(actor).values_list("pk", flat=True))
        allowed = {row.pk for row in wanted if may(actor, noun.permission("view"), row)}
        assert visible == allowed, f"{actor.role or 'nobody'}: list and rule differ"


def check_doors(noun: Noun, rows: Iterable[Any], actors: Iterable[Actor]) -> None:
    """Assert what the pages answer: a visible row opens, another is not found, a forbidden act is forbidden."""
    # Who may open a page is decided before its template.
    with mock.patch("django.template.loader.render_to_string", return_value=""):
        open_doors(noun, list(rows), actors)


def open_doors(noun: Noun, wanted: list[Any], actors: Iterable[Actor]) -> None:
    """Open the pages of rows as each actor."""
    for actor in actors:
        client = client_of(actor)
        if actor.user_id is None:
            assert client.get(noun.address("detail", wanted[0].pk)).status_code == 302
            continue
        shown = [row for row in wanted if may(actor, noun.permission("view"), row)]
        hidden = [row for row in wanted if row not in shown]
        for row in shown[:2]:
            assert client.get(noun.address("detail", row.pk)).status_code == 200, (actor.role, row)
            may_change = may(actor, noun.permission("change"), row)
            expected = 200 if may_change else 403
            assert client.get(noun.address("change", row.pk)).status_code == expected, (actor.role, row)
        for row in hidden[:1]:
            for page in ("detail", "change"):
                assert client.get(noun.address(page, row.pk)).status_code == 404, (actor.role, row)
        lists = 200 if may(actor, noun.permission("list")) else 403
        assert client.get(noun.address("list")).status_code == lists, actor.role


def count_queries(client: Client, url: str) -> int:
    """Return the number of queries of a page that answers 200, content types and the like already read."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(queries)


def check_query_counts(noun: Noun, make: Callable[[], Any], client: Client) -> None:
    """Assert at most twelve queries, the same at 3 and at 50 rows, of the list and of a row's page."""
    first, *_rest = [make() for _ in range(3)]
    counts = [count_queries(client, noun.address("list")), count_queries(client, noun.address("detail", first.pk))]
    for _ in range(47):
        make()
    again = [count_queries(client, noun.address("list")), count_queries(client, noun.address("detail", first.pk))]
    assert again == counts
    assert max(again) <= MOST_QUERIES
