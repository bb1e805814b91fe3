"""The mail server's address: what is accepted, and what stops the start with a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import read_mail

pytestmark = pytest.mark.pure


def test_without_a_server_e_mails_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAIL_URL", raising=False)
    assert read_mail("EMAIL_URL").backend.endswith("console.EmailBackend")


@pytest.mark.parametrize(
    ("url", "host", "port", "scheme"),
    [
        ("smtp://mail.example", "mail.example", 25, "smtp"),
        ("smtp+tls://u:p%40ss@mail.example", "mail.example", 587, "smtp+tls"),
        ("smtps://u:p%40ss@mail.example:9465", "mail.example", 9465, "smtps"),
    ],
)
def test_a_server_is_read(monkeypatch: pytest.MonkeyPatch, url: str, host: str, port: int, scheme: str) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    server = read_mail("EMAIL_URL")
    assert (server.host, server.port, server.scheme) == (host, port, scheme)
    assert server.backend.endswith("smtp.EmailBackend")
    assert server.password == ("p@ss" if "@mail" in url else "")


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:x"])
def test_anything_else_stops_the_start(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        read_mail("EMAIL_URL")
