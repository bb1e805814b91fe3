"""Print the portal's pages as one user sees them: ``python -m tests.office.show_pages USER ADDRESS...``.

Run in a process of its own, with the data folder and database of the environment: a JSON object of address and page,
without what differs at every look (form tokens).
"""

import json
import os
import re
import sys

TOKEN = re.compile(r'(csrfmiddlewaretoken" value="|x-csrftoken": "|form_token" value=")[0-9A-Za-z]+')


def main(username: str, *addresses: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(HTTP_HOST="portal.example")
    user = get_user_model().objects.get(username=username)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = {}
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        shown[address] = [answer.status_code, TOKEN.sub(r"\1", body.decode("utf-8", "replace"))]
    sys.stdout.write(json.dumps(shown))


if __name__ == "__main__":
    main(*sys.argv[1:])
