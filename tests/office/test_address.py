"""Addresses put together from a remembered pattern are those that Django makes."""

import pytest
from django.urls import get_script_prefix, reverse, set_script_prefix

from office.address import record_address

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("page", "keys"), [("reviews:submission_detail", (10,)), ("reviews:ranking_tie", (70, 1)), ("reports:home", ())]
)
def test_it_is_the_address_that_django_makes(page: str, keys: tuple[int, ...]) -> None:
    before = get_script_prefix()
    try:
        for prefix in ("/", "/portal/"):
            set_script_prefix(prefix)
            assert record_address(page, *keys) == reverse(page, args=keys)
    finally:
        set_script_prefix(before)
