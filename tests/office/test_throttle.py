"""Requests of one place are counted in the database, begin anew after their time, and are forgotten."""

import pytest

from office.domain.throttle import claim_request, forget_requests, place_of
from office.models import Throttle

pytestmark = pytest.mark.django_db


def test_counts_begin_anew_and_are_forgotten():
    for _number in range(2):
        assert claim_request("x", address="10.0.0.1", limit=2, seconds=60)
    assert not claim_request("x", address="10.0.0.1", limit=2, seconds=60)
    Throttle.objects.update(since="2020-01-01T00:00:00Z")
    assert claim_request("x", address="10.0.0.1", limit=2, seconds=60)
    Throttle.objects.update(since="2020-01-01T00:00:00Z")
    assert forget_requests() == 1
    assert not Throttle.objects.exists()


@pytest.mark.pure
@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_network_counts_as_one_place(address: str, place: str):
    assert place_of(address) == place
