"""The home page of every role: what it shows, what it hides, how much it asks."""

import re

import pytest
from django.core.cache import cache
from django.test import TestCase
from django.urls import reverse

from association.models import Activity, Body, Organization
from office.domain.record import change_record
from office.enums import Role
from reports.models import FigureValue
from tests.actors import client_of, make_actor
from tests.demo_year import put_demo_year

MOST_QUERIES = 12


@pytest.mark.once
class HomeOf2020(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        put_demo_year()
        cls.body = Body.objects.get(code="anhui")
        cls.clients = {role: make_actor(role) for role in Role.values}

    def read(self, role: str) -> str:
        response = client_of(self.clients[role]).get(reverse("reports:home"))
        assert response.status_code == 200, role
        return response.content.decode()

    def test_every_role_has_a_home_page(self) -> None:
        for role in Role.values:
            assert "<h1" in self.read(role)

    def test_secretariat_sees_the_year_in_figures_that_open(self) -> None:
        page = self.read("secretariat")
        for number in ("27", "288", "287", "101", "147", "47"):
            assert f'class="value">{number}' in page
        client = client_of(self.clients["secretariat"])
        value = FigureValue.objects.get(name="contest.schools:bim-2020")
        address = next(link for link in re.findall(r'href="([^"]+)"', page) if link.endswith(f"/figures/{value.pk}/"))
        assert client.get(address).status_code == 200

    def test_charts_are_pictures_without_script_or_style(self) -> None:
        client = client_of(self.clients["auditor"])
        charts = reverse("reports:year_charts", args=["anhui", 2020])
        assert charts in self.read("auditor")
        page = client.get(charts).content.decode()
        part = client.get(charts, headers={"HX-Request": "true"}).content.decode()
        assert "<html" in page
        assert "<html" not in part
        addresses = re.findall(r'src="(/charts/[^"]+)"', page)
        assert len(addresses) == 2
        for address in addresses:
            response = client.get(address)
            assert response["Content-Type"] == "image/svg+xml"
            assert b"<svg" in response.content
            assert b"<script" not in response.content

    def test_reviewer_and_administrator_see_no_figures(self) -> None:
        for role in ("reviewer", "system_administrator", "school_teacher"):
            assert "288" not in self.read(role)

    def test_a_fresh_year_tells_what_was_held_last_until_people_act(self) -> None:
        client = client_of(self.clients["secretariat"])
        page = client.get(reverse("reports:home"))
        assert page.context["changes"] == [], "what a program loaded is no act of anybody"
        told = [line["url"] for line in page.context["activities"]]
        rows = Activity.objects.filter(state="held", start_on__isnull=False).order_by("-start_on", "-pk")
        assert told == [row.get_absolute_url() for row in rows[: len(told)]]
        assert "2020年12月12日至13日" in page.content.decode()
        actor = self.clients["secretariat"]
        for activity in rows[:3]:
            change_record(activity, actor=actor, changes={"summary": "已办结。"})
        page = client.get(reverse("reports:home"))
        assert len(page.context["changes"]) == 3
        assert "activities" not in page.context, "their own acts say enough"

    def test_school_sees_its_own_year_only(self) -> None:
        school = Organization.objects.get(name="示例院校01")
        actor = make_actor("school_administrator", organization=school)
        page = client_of(actor).get(reverse("reports:home")).content.decode()
        assert "2020" in page
        assert "288" not in page

    def test_it_asks_at_most_twelve_queries(self) -> None:
        for role in ("secretariat", "secretariat_head", "school_administrator", "auditor"):
            client = client_of(self.clients[role])
            client.get(reverse("reports:home"))
            with self.subTest(role), self.assertNumQueriesAtMost(MOST_QUERIES):
                client.get(reverse("reports:home"))
        client = client_of(self.clients["auditor"])
        with self.assertNumQueriesAtMost(MOST_QUERIES):
            client.get(reverse("reports:year_charts", args=["anhui", 2020]))

    def assertNumQueriesAtMost(self, most: int):  # noqa: ANN201, N802 - named like Django's own assertion
        from contextlib import contextmanager

        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        @contextmanager
        def counted():
            with CaptureQueriesContext(connection) as queries:
                yield
            assert len(queries) <= most, "\n".join(query["sql"][:150] for query in queries.captured_queries)

        return counted()


@pytest.mark.django_db
def test_somebody_not_logged_in_is_led_to_the_log_in(client) -> None:  # noqa: ANN001
    cache.clear()
    response = client.get(reverse("reports:home"))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]
