"""The start-up check of printing refuses with the remedy, and is silent where all is there."""

import pytest
from django.core.management import CommandError, call_command

from reports import checks

pytestmark = pytest.mark.pdf


def test_machine_of_the_tests_prints_right() -> None:
    call_command("check", tags=[checks.PDF_TAG], deploy=True)


def test_missing_part_refuses_the_start_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    remedy = "No font for 楷体: apt-get install fonts-lxgw-wenkai."
    monkeypatch.setattr(checks, "missing_parts", lambda: [remedy])
    with pytest.raises(CommandError, match="apt-get install fonts-lxgw-wenkai"):
        call_command("check", tags=[checks.PDF_TAG], deploy=True)


def test_daily_commands_do_not_pay_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "missing_parts", lambda: pytest.fail("Pango was loaded"))
    call_command("check")
