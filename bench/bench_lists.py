"""CPU of the organization and entry lists against a bare Django page and Django admin's list of the same rows.

In one process, the sides taking turns; ratios are of the medians of process CPU time a request, with the whole stack of
middleware, log-in and permissions on the portal's side. At 1,000 and 5,000 rows; queries are counted.

    python bench/bench_lists.py [--rounds 40]
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SIZES = (1_000, 5_000)
BARE_GOAL, GROWTH_GOAL, QUERY_GOAL = 5.0, 1.3, 12
PAGES = {"organizations": "/association/organizations/", "entries": "/competitions/entries/"}
ADMIN = {"organizations": "/admin/association/organization/", "entries": "/admin/competitions/entry/"}


def prepare(folder: str) -> None:
    """Point the settings at an empty database and make its tables."""
    os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "bench.lists.settings", "DATABASE_URL": ""}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def fill(total: int) -> None:
    """Add organizations and entries up to a total of each."""
    from association.models import Body, Organization
    from competitions.models import Contest
    from reviews.models import Call, Track

    have = Organization.objects.count()
    Organization.objects.bulk_create(
        Organization(name=f"示例院校{n:05d}", kind="school", school_level="secondary", name_key=f"shili{n:05d}")
        for n in range(have, total)
    )
    body, _made = Body.objects.get_or_create(code="bench", defaults={"name": "示例学会", "kind": "association"})
    opened = datetime(2020, 1, 1, tzinfo=UTC)
    call, _made = Call.objects.get_or_create(
        code="bench",
        defaults={
            "body": body,
            "kind": "contest",
            "title": "示例大赛",
            "year": 2020,
            "state": "open",
            "opens_at": opened,
        },
    )
    _contest, _made = Contest.objects.get_or_create(call=call)
    track, _made = Track.objects.get_or_create(call=call, code="a", defaults={"name": "高职组"})
    fill_entries(call, track, total, opened)


def fill_entries(call: Any, track: Any, total: int, opened: datetime) -> None:
    """Add entries of the organizations in turn up to a total."""
    from association.models import Organization
    from competitions.models import Entry
    from reviews.models import Submission

    schools = list(Organization.objects.values_list("pk", flat=True))
    have = Entry.objects.count()
    submissions = Submission.objects.bulk_create(
        Submission(
            call=call,
            track=track,
            number=f"{n:05d}",
            title=f"参赛作品{n:05d}",
            organization_id=schools[n % len(schools)],
            state="submitted",
            submitted_at=opened,
        )
        for n in range(have, total)
    )
    Entry.objects.bulk_create(Entry(submission=submission) for submission in submissions)


def log_in() -> Any:
    """Return a browser of a secretary who may also see Django admin."""
    from django.test import Client

    from association.models import RoleGrant
    from office.models import User

    user = User.objects.filter(username="bench").first()
    if user is None:
        user = User.objects.create_superuser("bench", password="x", display_name="秘书")
        RoleGrant.objects.create(user=user, role="secretariat", valid_from=datetime(2020, 1, 1, tzinfo=UTC).date())
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def measure(client: Any, sides: dict[str, str], rounds: int) -> dict[str, float]:
    """Return the median CPU milliseconds of a request for each address, taking turns."""
    samples: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds + 3):
        for name, address in sides.items():
            start = time.process_time()
            response = client.get(address)
            spent = (time.process_time() - start) * 1000
            assert response.status_code == 200, (address, response.status_code)
            if turn >= 3:
                samples[name].append(spent)
    return {name: statistics.median(values) for name, values in samples.items()}


def count_queries(client: Any, address: str) -> int:
    """Return how many queries one request makes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        results: dict[tuple[str, int], dict[str, float]] = {}
        for size in SIZES:
            fill(size)
            client = log_in()
            for page, address in PAGES.items():
                queries = count_queries(client, address)
                cpu = measure(client, {"bare": "/bare/", "admin": ADMIN[page], "portal": address}, rounds)
                results[page, size] = cpu
                print(
                    f"{page:14} {size:5} rows  bare {cpu['bare']:5.1f}  admin {cpu['admin']:6.1f}  "
                    f"portal {cpu['portal']:6.1f} ms CPU  portal:bare {cpu['portal'] / cpu['bare']:.2f}  "
                    f"portal:admin {cpu['portal'] / cpu['admin']:.2f}  {queries} queries"
                )
                if queries > QUERY_GOAL:
                    failures.append(f"{page}: {queries} queries")
        for page in PAGES:
            small, large = (results[page, size] for size in SIZES)
            growth = (large["portal"] / large["bare"]) / (small["portal"] / small["bare"])
            print(f"{page:14} growth {SIZES[0]} -> {SIZES[1]}: {growth:.2f}")
            if large["portal"] > BARE_GOAL * large["bare"]:
                failures.append(f"{page}: {large['portal'] / large['bare']:.2f} times a bare page, goal {BARE_GOAL}")
            if large["portal"] >= large["admin"]:
                failures.append(f"{page}: not below Django admin")
            if growth > GROWTH_GOAL:
                failures.append(f"{page}: grows by {growth:.2f}, goal {GROWTH_GOAL}")
    print("\n".join(failures) or "All goals reached.")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
