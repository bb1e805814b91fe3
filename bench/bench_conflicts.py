"""Conflicts of 5,000 entries and 400 experts: the whole derivation, storing it, a second run, one member, one entry.

A throw-away SQLite database (or PostgreSQL with --postgres) holds 120 schools of skewed size with former names, mergers
and splits, 20,000 participants, employments of the last years on both sides and declared relations. Prints CPU and
wall seconds; the goals are of the CPU on SQLite, which does its work within the process, and of the wall on PostgreSQL.

    python bench/bench_conflicts.py [--entries 5000] [--experts 400] [--postgres]
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SCHOOLS = 120
WHOLE_GOAL, SINGLE_GOAL = 1.0, 0.05


def start(folder: Path, *, postgres: bool) -> None:
    """Make the empty database."""
    os.environ |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    if postgres:
        from tests.servers import start_postgres

        folder.chmod(0o755)  # the server may run under another user
        os.environ["DATABASE_URL"] = start_postgres(folder / "server")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(entries: int, experts: int) -> Any:
    """Fill the database with a call of that size; returns the call."""
    from association.models import Person
    from tests.factories.reviews import CallFactory

    chance = random.Random(20201212)
    schools, former = fill_schools()
    call = CallFactory()
    pool = fill_experts(call, schools, experts, chance)
    others = [Person(name=f"师生{n}", name_key=f"x{n:06d}") for n in range(entries * 2)]
    Person.objects.bulk_create(others, batch_size=2000)
    employ(others, schools, random.Random(2020))
    fill_entries(call, schools, former, others, chance, entries=entries)
    relate(pool, others, chance)
    return call


def weights_of(schools: list[Any]) -> list[float]:
    """Return how often each school is drawn: a few send most."""
    return [1 / (n + 3) for n in range(len(schools))]


def fill_schools() -> tuple[list[Any], dict[int, str]]:
    """Store the schools with former names and mergers; returns them and the former names by school."""
    from association.models import FormerName, Organization, Succession

    schools = [Organization(kind="school", name=f"示例第{n}职业学院") for n in range(SCHOOLS)]
    for school in schools:
        school.derive()
    Organization.objects.bulk_create(schools)
    names = [
        FormerName(organization=school, name=f"示例原{n}学校", until=date(2019, 1, 1))
        for n, school in enumerate(schools)
    ]
    for name in names:
        name.derive()
    FormerName.objects.bulk_create(names)
    for n in range(40, 60, 2):
        Succession.objects.create(
            predecessor=schools[n],
            successor=schools[n + 1],
            kind="merge",
            on=date(2019, 9, 1),
            predecessor_name=schools[n].name,
            successor_name=schools[n + 1].name,
        )
    return schools, {name.organization_id: name.name for name in names}


def fill_experts(call: Any, schools: list[Any], experts: int, chance: random.Random) -> list[Any]:
    """Store the call's panel of experts with their employments of the last years; returns the experts."""
    from django.utils import timezone

    from association.models import Employment, Expert, Person
    from reviews.models import Panel, PanelMember
    from tests.factories.reviews import PanelFactory

    today, weights = timezone.localdate(), weights_of(schools)
    panel: Panel = PanelFactory(call=call)
    people = [
        Person(name=f"示例专家{n}", name_key=f"{n:06d}", organization=chance.choices(schools, weights)[0])
        for n in range(experts)
    ]
    Person.objects.bulk_create(people)
    Employment.objects.bulk_create(
        Employment(
            person=person,
            organization=chance.choice(schools),
            until=today - timedelta(days=chance.randrange(4000)),
        )
        for person in people
    )
    pool = [Expert(person=person) for person in people]
    Expert.objects.bulk_create(pool)
    PanelMember.objects.bulk_create(
        PanelMember(panel=panel, expert=expert, organization=expert.person.organization, state="accepted")
        for expert in pool
    )
    return pool


def employ(others: list[Any], schools: list[Any], chance: random.Random) -> None:
    """Let each fifth of the people have worked elsewhere, some of them until lately."""
    from django.utils import timezone

    from association.models import Employment

    today = timezone.localdate()
    Employment.objects.bulk_create(
        Employment(
            person=person, organization=chance.choice(schools), until=today - timedelta(days=chance.randrange(4000))
        )
        for person in others[::5]
    )


def fill_entries(
    call: Any, schools: list[Any], former: dict[int, str], others: list[Any], chance: random.Random, *, entries: int
) -> None:
    """Store the entries, each with four people of whom three are known."""
    from reviews.models import Participant, Submission

    weights = weights_of(schools)
    sent = [
        Submission(
            call=call,
            title=f"作品{n}",
            number=f"N{n:05d}",
            organization=chance.choices(schools, weights)[0],
            state="submitted",
            submitted_at=call.opens_at,
        )
        for n in range(entries)
    ]
    Submission.objects.bulk_create(sent, batch_size=2000)
    parts = []
    for n, row in enumerate(sent):
        for order in range(4):
            known = others[chance.randrange(len(others))] if order else None
            parts.append(
                Participant(
                    submission=row,
                    person=known,
                    name=known.name if known else f"学生{n}",
                    role="adviser" if order == 3 else "contestant",
                    order=order + 1,
                    organization=row.organization if order < 3 else None,
                    organization_name=row.organization.name if order < 3 else former[row.organization_id],
                )
            )
    Participant.objects.bulk_create(parts, batch_size=2000)


def relate(pool: list[Any], others: list[Any], chance: random.Random) -> None:
    """Let each expert declare one relation."""
    from association.models import ExpertRelation

    ExpertRelation.objects.bulk_create(
        ExpertRelation(expert=expert, kind="teacher", person=others[chance.randrange(len(others))]) for expert in pool
    )


def measure(work: Callable[[], Any], rounds: int) -> tuple[float, float, Any]:
    """Return the median CPU and wall seconds of a piece of work and its last result."""
    used, passed, result = [], [], None
    for _round in range(rounds):
        begun, clock = time.process_time(), time.perf_counter()
        result = work()
        used.append(time.process_time() - begun)
        passed.append(time.perf_counter() - clock)
    return statistics.median(used), statistics.median(passed), result


def main() -> int:
    """Run the bench; the exit code says whether the goals are reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--experts", type=int, default=400)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-", ignore_cleanup_errors=True) as name:
        start(Path(name), postgres=options.postgres)
        call = fill(options.entries, options.experts)
        from reviews.domain.conflict import refresh_conflicts
        from reviews.models import Conflict, PanelMember, Submission
        from reviews.queries.conflict import derive_conflicts

        member = PanelMember.objects.order_by("pk")[options.experts // 2].pk
        entry = Submission.objects.order_by("pk")[options.entries // 2].pk
        results = [
            ("derive all", *measure(lambda: len(derive_conflicts(call)), 5), WHOLE_GOAL),
            ("derive and store all", *measure(lambda: refresh_conflicts(call), 1), None),
            ("again, nothing new", *measure(lambda: refresh_conflicts(call), 3), WHOLE_GOAL),
            ("one member", *measure(lambda: refresh_conflicts(call, member=member), 5), SINGLE_GOAL),
            ("one entry", *measure(lambda: refresh_conflicts(call, submission=entry), 5), SINGLE_GOAL),
        ]
        print(f"{options.entries} entries, {options.experts} experts, {Conflict.objects.count()} conflicts")
        for label, used, passed, result, goal in results:
            wanted = f"  (goal {goal} s)" if goal else ""
            print(f"{label:22} {used:7.3f} s CPU {passed:7.3f} s wall  {result}{wanted}")
        spent = [(passed if options.postgres else used, goal) for _label, used, passed, _result, goal in results]
        return int(any(goal and seconds > goal for seconds, goal in spent))


if __name__ == "__main__":
    sys.exit(main())
