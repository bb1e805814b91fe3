"""``manage.py create_admin``: the first account of a portal, opened by a link that works once."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from association.domain.administrator import invite_administrator
from office.workflow import Refusal


class Command(BaseCommand):
    """Make a system administrator without a password and print the one-time link that sets it."""

    help = (
        "Make a system administrator's account and print a link that works once, within 24 hours, to set its password."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="admin", help="user name (default: admin)")
        parser.add_argument("name", nargs="?", default="系统管理员", help="the person's name as pages show it")
        parser.add_argument("--head", action="store_true", help="give the grant of the secretariat's head too")
        parser.add_argument("--reset-factor", action="store_true", help="remove a lost second factor of the account")
        parser.add_argument("--base-url", default="", help="where the portal answers, such as https://portal.example")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user, token = invite_administrator(
                username=options["username"],
                name=options["name"],
                is_head=options["head"],
                without_factor=options["reset_factor"],
            )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        base = (options["base_url"] or portal_address()).rstrip("/")
        self.stdout.write(f"Account {user.username}. This link sets its password, once, within 24 hours:")
        self.stdout.write(f"{base}{reverse('account_invitation', args=[token])}")


def portal_address() -> str:
    """Return where the portal answers as far as the settings tell: its first named host, else this machine."""
    host = next((name for name in settings.ALLOWED_HOSTS if not name.startswith(("*", "."))), "")
    if host:
        return f"{'https' if settings.HTTPS else 'http'}://{host}"
    return f"http://127.0.0.1:{settings.PORT}"
