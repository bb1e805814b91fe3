"""A contest of 5,000 entries and 60 reviewers: CPU of its pages against a bare Django page, in one run.

Entries, their search, the qualification check, rankings, the reviewer's desk, opening and saving a score sheet. The
bare page is that of ``bench/lists``: one indexed query, 50 rows, one template, the portal's middleware. All sides take
turns in one process; ratios are of the medians of process CPU time a request. The same at 1,000 entries tells the
growth. Queries are counted at both sizes.

    python bench/bench_contest.py [--rounds 40] [--postgres]

SQLite, the default, does its work within the process and is counted; a PostgreSQL server's share is not. Told and not
judged: the page that counts a round's sheets, and how search grows on SQLite, which has no index for it.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SIZES = (1_000, 5_000)
PAGE_GOAL, SHEET_GOAL, GROWTH_GOAL, QUERY_GOAL = 5.0, 2.5, 1.3, 12
WARM_UP = 3


@dataclass(frozen=True)
class Side:
    """One page of the comparison: what asks for it, and how many times a bare page it may cost."""

    ask: Callable[[int], Any]
    goal: float
    judged: bool = True


def prepare(folder: Path, *, postgres: bool) -> None:
    """Point the settings at an empty database and make its tables."""
    os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "bench.lists.settings", "DATABASE_URL": ""}
    if postgres:
        from tests.servers import start_postgres

        folder.chmod(0o755)  # the server may run under another user
        os.environ["DATABASE_URL"] = start_postgres(folder / "server")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def log_in(user: Any) -> Any:
    """Return the browser of a user; it sends the token that forms carry."""
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def make_clerk() -> Any:
    """Return a user of the secretariat."""
    from association.models import RoleGrant
    from bench.contest.world import OPENED
    from office.models import User

    user = User.objects.create(username="clerk", display_name="秘书")
    RoleGrant.objects.create(user=user, role="secretariat", valid_from=OPENED.date())
    return user


def getting(client: Any, *addresses: str) -> Callable[[int], Any]:
    """Return what opens addresses in turn."""
    return lambda turn: client.get(addresses[turn % len(addresses)])


class Saving:
    """Saves the sheet of one entry again and again, each time on the revision that the last answer named."""

    def __init__(self, client: Any, address: str) -> None:
        from reviews.models import Criterion

        page = client.get(address).content.decode()
        self.client, self.address = client, f"{address}save/"
        self.revision = page.split('name="revision" value="')[1].split('"')[0]
        self.criteria = list(Criterion.objects.values_list("pk", flat=True))

    def __call__(self, turn: int) -> Any:
        sent = {f"exact-{key}": str(8 + (turn + key) % 8) for key in self.criteria}
        token = self.client.cookies["csrftoken"].value
        answer = self.client.post(
            self.address,
            {**sent, "revision": self.revision, "client_id": str(uuid.uuid4()), "comment": f"第{turn}次"},
            headers={"X-CSRFToken": token},
        )
        if answer.status_code == 200:
            self.revision = answer.json()["revision"]
        return answer


def sides_of(call: Any, clerk: Any, judge: Any) -> dict[str, Side]:
    """Return the pages to compare, as they are addressed at this size."""
    from reviews.models import Assignment, Ranking, Round, Submission

    staff, reviewer = log_in(clerk), log_in(judge)
    round_ = Round.objects.get(call=call)
    ranking = Ranking.objects.filter(round=round_).order_by("track__order", "-version").first()
    assert ranking is not None
    own = Assignment.objects.filter(member__user=judge, sheet__state="drafted").order_by("pk")
    codes = own.values_list("entry__code", flat=True)
    sheets = [f"/reviews/desk/{round_.pk}/{code}/" for code in codes[:5]]
    waiting = Submission.objects.order_by("pk").values_list("pk", flat=True)[:5]
    checks = [f"/reviews/qualification/{pk}/" for pk in waiting]
    pages = {
        "bare": getting(staff, "/bare/"),
        "entries": getting(staff, "/competitions/entries/"),
        "entries by word": getting(staff, "/competitions/entries/?q=护理"),
        "entries, last page": getting(staff, f"/competitions/entries/?page={Submission.objects.count() // 50}"),
        "search": getting(staff, "/search/?q=护理"),
        "qualification": getting(staff, "/reviews/qualification/"),
        "qualification, call": getting(staff, f"/reviews/qualification/?call={call.pk}"),
        "qualification, one": getting(staff, *checks),
        "results": getting(staff, f"/reviews/rounds/{round_.pk}/results/"),
        "ranking": getting(staff, f"/reviews/rankings/{ranking.pk}/"),
        "ranking rows": getting(staff, f"/reviews/ranking-rows/?ranking={ranking.pk}"),
        "reviewer's desk": getting(reviewer, "/reviews/desk/"),
    }
    found = {name: Side(ask, PAGE_GOAL) for name, ask in pages.items()}
    found["results"] = Side(found["results"].ask, PAGE_GOAL, judged=False)
    found["open a sheet"] = Side(getting(reviewer, *sheets), SHEET_GOAL)
    found["save a sheet"] = Side(Saving(reviewer, sheets[0]), SHEET_GOAL)
    return found


def measure(sides: dict[str, Side], rounds: int) -> dict[str, float]:
    """Return the median CPU milliseconds of a request for each side, taking turns."""
    samples: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(rounds + WARM_UP):
        for name, side in sides.items():
            start = time.process_time()
            answer = side.ask(turn)
            spent = (time.process_time() - start) * 1000
            assert answer.status_code == 200, (name, answer.status_code)
            if turn >= WARM_UP:
                samples[name].append(spent)
    return {name: statistics.median(values) for name, values in samples.items()}


def count_queries(side: Side) -> int:
    """Return how many queries one request makes, in a process that has answered before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    side.ask(0)
    with CaptureQueriesContext(connection) as queries:
        side.ask(1)
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in queries)


def report(size: int, sides: dict[str, Side], cpu: dict[str, float], queries: dict[str, int]) -> list[str]:
    """Print one line for each page and return what misses its goal."""
    missed = []
    print(f"{size} entries, bare page {cpu['bare']:.1f} ms CPU")
    for name, side in sides.items():
        ratio = cpu[name] / cpu["bare"]
        print(f"  {name:20} {cpu[name]:6.1f} ms CPU  {ratio:5.2f} (goal {side.goal})  {queries[name]:2} queries")
        if side.judged and ratio > side.goal:
            missed.append(f"{name} at {size}: {ratio:.2f} times a bare page, goal {side.goal}")
        if queries[name] > QUERY_GOAL:
            missed.append(f"{name} at {size}: {queries[name]} queries, goal {QUERY_GOAL}")
    return missed


def compare(rounds: int, *, postgres: bool) -> list[str]:
    """Measure both sizes and return what misses its goal."""
    from bench.contest.world import grow, make_contest
    from office.models import User

    call, clerk = make_contest(), make_clerk()
    judge = User.objects.get(username="judge007")
    missed, ratios = [], []
    for size in SIZES:
        grow(call, size)
        sides = sides_of(call, clerk, judge)
        queries = {name: count_queries(side) for name, side in sides.items()}
        cpu = measure(sides, rounds)
        missed += report(size, sides, cpu, queries)
        ratios.append({name: value / cpu["bare"] for name, value in cpu.items()})
    print(f"growth from {SIZES[0]} to {SIZES[1]} entries")
    for name in ratios[0]:
        growth = ratios[1][name] / ratios[0][name]
        print(f"  {name:20} {growth:5.2f} (goal {GROWTH_GOAL})")
        if growth > GROWTH_GOAL and sides[name].judged and (postgres or name != "search"):
            missed.append(f"{name}: grows by {growth:.2f}, goal {GROWTH_GOAL}")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-", ignore_cleanup_errors=True) as folder:
        prepare(Path(folder), postgres=options.postgres)
        missed = compare(options.rounds, postgres=options.postgres)
    print("\n".join(missed) or "All goals reached.")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
