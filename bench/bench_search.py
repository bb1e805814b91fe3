"""Search of a Chinese word in 1,000,000 titles on PostgreSQL: the index of pairs against Django's ``icontains``.

Both sides run on one table of a throw-away server, taking turns, and ask what a column of the search page asks: at most
21 rows of those that may be seen (no drafts; then also: of one school). Words of 2, 3, 4 and 8 signs that are absent,
rare (20 rows), middling (1 %) and frequent (20 %), and one that is absent though each of its pairs stands in every
fifth title. Prints medians in milliseconds and their ratio, the size of the index and the time it takes.

    python bench/bench_search.py [--rows 1000000] [--rounds 5]
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
# How many times faster what is rare or absent must be; the slowest word of all against icontains' slowest.
RARE_GOAL, WORST_GOAL = 20, 5
SCHOOLS = 400
CITIES = ("合肥", "芜湖", "蚌埠", "淮南", "马鞍山", "淮北", "铜陵", "安庆", "黄山", "阜阳", "宿州", "滁州", "六安")
SUBJECTS = ("机电", "工业经济", "交通", "水利水电", "城市管理", "电子信息", "医学", "财贸", "工商", "艺术", "汽车")
ENDS = ("论文", "作品", "报告", "方案", "课程", "微课", "案例")
# What stands in which share of the titles; the words are its beginnings.
FREQUENT, MIDDLING, RARE = "职业教育技能大赛成果", "护理专业教学改革探索", "聊斋志异研读心得汇编"
OTHERS = ("高职教育技术与实训", "中职业教融合研究")
WORDS = {
    **{f"absent {n}": "鼋鼍蛟螭魑魅魍魉"[:n] for n in (2, 3, 4, 8)},
    **{f"rare {n}": RARE[:n] for n in (2, 3, 4, 8)},
    **{f"middling {n}": MIDDLING[:n] for n in (2, 3, 4, 8)},
    **{f"frequent {n}": FREQUENT[:n] for n in (2, 3, 4, 8)},
    "absent, frequent pairs 5": "业教育技术",
}


def start(folder: Path) -> None:
    """Start the server and point the settings at it; no table of the portal is needed."""
    from tests.servers import start_postgres

    os.environ |= {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": start_postgres(folder / "server"),
    }
    import django

    django.setup()


def make_model() -> Any:
    """Return the model of the titles: what a noun's table has of its own."""
    from django.db import models

    class Title(models.Model):
        title = models.CharField(max_length=200)
        school = models.IntegerField(db_index=True)
        state = models.CharField(max_length=10)

        class Meta:
            app_label = "reports"
            db_table = "bench_title"
            managed = False

    return Title


def titles(total: int) -> Iterator[str]:
    """Yield the lines of the table: title, school and state parted by tabs."""
    chance = random.Random(20)
    rare_rows = {chance.randrange(total) for _ in range(20)}
    for number in range(total):
        share = chance.random()
        middle = chance.choice(SUBJECTS)
        if number in rare_rows:
            middle += RARE
        elif share < 0.2:
            middle += FREQUENT
        elif share < 0.21:
            middle += MIDDLING
        elif share < 0.61:
            middle += OTHERS[share < 0.41]
        title = f"{chance.choice(CITIES)}{middle}{chance.choice(ENDS)}{number:07d}"
        yield f"{title}\t{chance.randrange(SCHOOLS)}\t{'draft' if chance.random() < 0.05 else 'submitted'}\n"


def fill(model: Any, total: int) -> None:
    """Make, fill and index the table; print what the index costs."""
    from django.db import connection

    from reports.migrations._search import PAIRS, PLAIN

    with connection.schema_editor() as editor:
        editor.create_model(model)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(
            "COPY bench_title (title, school, state) FROM STDIN", StringIO("".join(titles(total)))
        )
        cursor.execute(PLAIN)
        cursor.execute(PAIRS)
        begin = time.perf_counter()
        cursor.execute("CREATE INDEX bench_title_pairs ON bench_title USING gin (search_pairs(title))")
        spent = time.perf_counter() - begin
        cursor.execute("VACUUM ANALYZE bench_title")
        cursor.execute(
            "SELECT pg_relation_size('bench_title_pairs') / 1048576, pg_relation_size('bench_title') / 1048576"
        )
        index, table = cursor.fetchone()
    print(f"{total} rows, table {table} MB, index {index} MB made in {spent:.1f} s\n")


def spent_ms(ask: Callable[[], Any]) -> float:
    """Return how many milliseconds one question takes."""
    begin = time.perf_counter()
    ask()
    return (time.perf_counter() - begin) * 1000


def compare(rows: Any, word: str, rounds: int) -> tuple[float, float, int]:
    """Return the medians of the index of pairs and of ``icontains``, taking turns, and how many rows were found."""
    from django.db.models import F

    from reports.queries.holds import Holds

    ours = rows.filter(Holds(F("title"), word)).values_list("pk", "title")
    theirs = rows.filter(title__icontains=word).values_list("pk", "title")
    assert len(ours[:21]) == len(theirs[:21]), word
    mine, naive = [], []
    for _ in range(rounds):
        mine.append(spent_ms(lambda: list(ours[:21])))
        naive.append(spent_ms(lambda: list(theirs[:21])))
    return statistics.median(mine), statistics.median(naive), len(ours[:21])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    failures: list[str] = []
    slowest = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        start(folder)
        model = make_model()
        fill(model, options.rows)
        seen = model.objects.exclude(state="draft")
        page = statistics.median(spent_ms(lambda: list(seen.order_by("-pk")[:50])) for _ in range(20))
        print(f"first page of the list by its key: {page:.2f} ms\n")
        for scope, rows in {"no drafts": seen, "of one school, no drafts": seen.filter(school=7)}.items():
            print(f"{scope:28} {'found':>5} {'pairs ms':>10} {'icontains ms':>13} {'ratio':>8}")
            for label, word in WORDS.items():
                mine, naive, found = compare(rows, word, options.rounds)
                shown = f"{found}" if found < 21 else "20+"
                print(f"{label:28} {shown:>5} {mine:10.2f} {naive:13.2f} {naive / mine:8.1f}", flush=True)
                slowest = [max(pair) for pair in zip(slowest, (mine, naive), strict=True)]
                if rows is seen and label.startswith(("rare", "absent 2")) and naive < RARE_GOAL * mine:
                    failures.append(f"{label}: only {naive / mine:.1f} times faster than icontains")
            print()
    print(
        f"slowest word: pairs {slowest[0]:.1f} ms, icontains {slowest[1]:.1f} ms, {slowest[1] / slowest[0]:.1f} times\n"
    )
    if slowest[1] < WORST_GOAL * slowest[0]:
        failures.append(f"the slowest word is less than {WORST_GOAL} times faster")
    print("\n".join(failures) or "All goals held.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
