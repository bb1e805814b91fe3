"""Number series: consecutive, never twice, given back by a rollback."""

import threading

import pytest
from django.db import connection, transaction

from office.domain.numbering import take_next
from office.models import NumberSeries


@pytest.mark.django_db
def test_numbers_follow_each_other_in_each_series_and_year() -> None:
    assert list(take_next("certificate", year=2020)) == [1]
    assert list(take_next("certificate", year=2020, count=3)) == [2, 3, 4]
    assert list(take_next("certificate", year=2021)) == [1]
    assert list(take_next("receipt", year=2020)) == [1]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, -1])
def test_series_never_goes_back(count: int) -> None:
    take_next("certificate", year=2020, count=5)
    with pytest.raises(ValueError, match="cannot take"):
        take_next("certificate", year=2020, count=count)
    assert NumberSeries.objects.get().last == 5


@pytest.mark.django_db(transaction=True)
def test_rollback_gives_the_number_back() -> None:
    take_next("certificate", year=2020)
    with transaction.atomic():
        assert list(take_next("certificate", year=2020)) == [2]
        transaction.set_rollback(True)
    assert list(take_next("certificate", year=2020)) == [2]


@pytest.mark.django_db(transaction=True)
def test_takers_at_the_same_instant_never_share_a_number() -> None:
    takers, rounds = 4, 10
    barrier, taken = threading.Barrier(takers), list[int]()

    def take() -> None:
        barrier.wait()
        try:
            for number in range(rounds):
                taken.extend(take_next("certificate", year=2020, count=1 + number % 2))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _number in range(takers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, takers * rounds * 3 // 2 + 1))
