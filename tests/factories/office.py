"""Rows of the back office for tests."""

import factory

from office.models import User


class UserFactory(factory.django.DjangoModelFactory):
    """An account without a password: tests log in by ``client_of``."""

    class Meta:
        model = User

    username = factory.Sequence(lambda number: f"user{number:04d}")
    display_name = factory.Sequence(lambda number: f"用户{number:04d}")
