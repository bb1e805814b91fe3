"""Import of 10,000 untidy organizations: check and run together against what a Django developer would write.

The rival reads the same file with openpyxl (read-only, values only), cleans the cells with the same readers, validates
every record with ``full_clean()`` as ``create_record`` does, and stores them with ``bulk_create``. It keeps no
verdicts, asks nobody, leaves no audit trail and cannot be undone. A leaner rival leaves out the validation; it is shown
beside, without a goal. All sides take turns in one process on an empty table; ratios are of process CPU time.

    python bench/bench_import.py [--rows 10000] [--rounds 3]
"""

import argparse
import io
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
GOAL = 0.6
HEAD = ("序号", "学校名称", "类型", "办学层次", "统一社会信用代码", "邮编", "通讯地址", "成立时间")
CITIES = ("合肥", "芜湖", "蚌埠", "淮南", "马鞍山", "淮北", "铜陵", "安庆", "黄山", "阜阳")
SUBJECTS = ("机电", "工业经济", "交通", "水利水电", "城市管理", "电子信息", "医学", "财贸", "工商", "艺术")


def prepare(folder: str) -> None:
    """Point the settings at an empty database and make its tables."""
    os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": ""}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def untidy_sheet(rows: int) -> bytes:
    """Return a sheet as offices keep it: title, spaces, full width, dates in six ways, numbers for text, notes."""
    from openpyxl import Workbook

    chance = random.Random(11)
    book = Workbook()
    page: Any = book.active
    page.append(["会员单位基本信息一览表"])
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEAD))
    page.append([])
    page.append(list(HEAD))
    for number in range(1, rows + 1):
        page.append(untidy_row(number, chance))
    page.append(["注：成立时间以批文为准。"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def untidy_row(number: int, chance: random.Random) -> list[Any]:
    """Return one row; about one in fifty has an error."""
    name = f"{chance.choice(CITIES)}{chance.choice(SUBJECTS)}第{number}职业学校"
    spaced = name[:2] + chance.choice(("", " ", "　")) + name[2:] + chance.choice(("", "(本部)", "（本部）"))
    year, month, day = chance.randint(1950, 2020), chance.randint(2, 9), chance.randint(1, 28)
    founded = chance.choice(
        (f"{year}年{month}月", f"{year}.{month}.{day}", f"{year}-{month:02d}-{day:02d}", year, 20000 + number, None)
    )
    if number % 50 == 0:
        founded = "建国初期"
    return [
        number,
        spaced,
        chance.choice(("学校", "院校", None)),
        chance.choice(("中职", "高 职", "中专", None)),
        None,
        chance.choice((230000 + number % 1000, f"２３{number % 10000:04d}", None)),
        chance.choice((f"{chance.choice(CITIES)}市示例路{number}号 ", None)),
        founded,
    ]


def run_portal(content: bytes) -> dict[str, int]:
    """Check and import the sheet as the pages do."""
    from association.imports.organization import OrganizationImporter
    from office.actor import Actor
    from office.domain.import_batch import check_batch, map_columns, receive_sheet, run_batch
    from office.domain.transition import advance
    from office.models import User
    from office.workflow import IMPORT

    user, _made = User.objects.get_or_create(username="bench", defaults={"display_name": "bench"})
    actor = Actor(user_id=user.pk, name="bench", role="secretariat")
    batch = receive_sheet(content, name="名单.xlsx", kind=OrganizationImporter.name, actor=actor)
    map_columns(batch, batch.mapping, actor=actor)
    check_batch(batch, actor=actor)
    advance(batch, "run", actor=actor, workflow=IMPORT)
    run_batch(batch, actor=actor)
    return dict(batch.counts["outcomes"])


def run_rival(content: bytes, *, validate: bool) -> dict[str, int]:
    """Read, clean, validate and store the sheet as one would by hand."""
    from django.core.exceptions import ValidationError
    from django.db import transaction
    from openpyxl import load_workbook

    from association.models import Organization

    page: Any = load_workbook(io.BytesIO(content), read_only=True, data_only=True).active
    made, failed = [], 0
    for cells in page.iter_rows(min_row=4, values_only=True):
        if not cells[1]:
            continue
        try:
            row = clean_row(cells)
            row.derive()
            if validate:
                row.full_clean()
        except (ValueError, ValidationError):
            failed += 1
            continue
        made.append(row)
    with transaction.atomic():
        Organization.objects.bulk_create(made, batch_size=500)
    return {"created": len(made), "failed": failed}


def clean_row(cells: tuple[Any, ...]) -> Any:
    """Return the organization of a row, cleaned by the portal's own readers."""
    from association.imports.organization import KINDS, LEVELS
    from association.models import Organization
    from office.domain.import_kind import read_choice
    from office.methods.cells import read_code, read_date, read_name, read_postcode

    return Organization(
        name=read_name(cells[1]),
        kind=read_choice(KINDS)(cells[2]) or "school",
        school_level=read_choice(LEVELS)(cells[3]),
        uscc=read_code(cells[4]),
        postcode=read_postcode(cells[5]),
        address=read_name(cells[6]),
        founded_on=read_date(cells[7]),
    )


def measure(side: Callable[[], dict[str, int]]) -> tuple[float, float, dict[str, int]]:
    """Return CPU seconds, wall seconds and counts of one side on empty tables."""
    from django.db import connection

    from association.models import Organization
    from office.models import ImportBatch

    started, clock = time.process_time(), time.perf_counter()
    counts = side()
    taken = time.process_time() - started, time.perf_counter() - clock
    Organization.objects.all().delete()
    ImportBatch.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return *taken, counts


def main() -> int:
    """Run the sides in turn; fail when the goal is missed."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        prepare(folder)
        content = untidy_sheet(given.rows)
        sides: dict[str, Callable[[], dict[str, int]]] = {
            "portal, check and run": lambda: run_portal(content),
            "openpyxl + full_clean + bulk_create": lambda: run_rival(content, validate=True),
            "openpyxl + bulk_create, no validation": lambda: run_rival(content, validate=False),
        }
        taken: dict[str, list[float]] = {name: [] for name in sides}
        for number in range(given.rounds):
            for name, side in sides.items():
                cpu, wall, counts = measure(side)
                taken[name].append(cpu)
                print(f"round {number + 1}  {name:40s} {cpu:6.2f} s CPU {wall:6.2f} s  {counts}")
        portal, rival, lean = (taken[name] for name in sides)
        ratio = statistics.median(ours / theirs for ours, theirs in zip(portal, rival, strict=True))
        beside = statistics.median(ours / theirs for ours, theirs in zip(portal, lean, strict=True))
        print(f"import / openpyxl + clean + bulk_create: {ratio:.2f} (goal {GOAL}); without validation: {beside:.2f}")
        return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
