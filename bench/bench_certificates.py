"""Print many certificates as separate files, against one WeasyPrint rendering for each.

    python bench/bench_certificates.py [NUMBER] [DATA_DIR]

Prints the CPU time of both for one certificate, their ratio (at most 0.25), the largest file (at most 200 KB) and the
number of faces (at most two). Names, schools and works are drawn from three thousand characters at random, which makes
fonts larger than real lists do.
"""

import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ALONE = 20
SIGNS = 3000


def make_sheets(number: int) -> list[Any]:
    """Return certificates of invented people, always the same."""
    from reports.pdf.certificates import Sheet, salutation, sentence_of

    chance = random.Random(1)
    signs = (ROOT / "reports/pdf/characters.txt").read_text(encoding="utf-8").replace("\n", "")[:SIGNS]

    def word(length: int) -> str:
        return "".join(chance.choice(signs) for _place in range(length))

    sheets = []
    for place in range(number):
        holder = "、".join(word(chance.choice([2, 3])) for _person in range(chance.choice([1, 1, 2, 3])))
        unit, work = f"{word(6)}职业技术学院", word(8)
        sheet = Sheet(
            file=f"{place}.pdf",
            head="获奖证书",
            holder=salutation(holder, unit, work=work),
            sentence=sentence_of("award", holder=holder, unit=unit, work=work, occasion="示例省大学生应用技能大赛"),
            prize="高职组一等奖",
            people=[["指导教师", f"{word(3)}、{word(2)}"]],
            issuer="示例省职业与成人教育学会",
            date_text="二〇二〇年十二月二十日",
            number=f"ZS-2020-{place:05d}",
            code="8K2M-7QPA-3RTV-X0W9",
            address="https://portal.example.org/verify/?code=8K2M-7QPA-3RTV-X0W9",
        )
        sheets.append(sheet)
    return sheets


def print_run(sheets: list[Any], folder: Path) -> float:
    """Print certificates in one run; returns CPU seconds."""
    from reports.pdf.certificate_child import print_certificates
    from reports.pdf.certificates import certificates_context

    context = certificates_context(sheets, folder=str(folder), title="证书", check_page="portal.example.org/verify")
    started = time.process_time()
    print_certificates(context, folder / "all.pdf", lambda *_told: None)
    return time.process_time() - started


def main() -> int:
    """Measure, print, and return 1 when a figure is missed."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    data_dir = Path(sys.argv[2] if len(sys.argv) > 2 else os.environ.get("DATA_DIR", str(ROOT / "var"))).resolve()

    from django.conf import settings

    settings.configure(DATA_DIR=data_dir, USE_I18N=False)

    import pikepdf

    from reports.pdf.fonts import prepare_fonts

    prepare_fonts(data_dir)
    sheets = make_sheets(max(number, ALONE))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print_run(sheets[:1], folder)
        alone = sum(print_run([replace(sheet, file="one.pdf")], folder) for sheet in sheets[:ALONE]) / ALONE
        together = print_run(sheets[:number], folder) / number
        largest = max((folder / sheet.file).stat().st_size for sheet in sheets[:number])
        with pikepdf.open(folder / sheets[0].file) as pdf:
            faces = len(pdf.pages[0].Resources.Font)
    ratio = together / alone
    print(f"{number} certificates: {together * 1000:.1f} ms each, alone {alone * 1000:.1f} ms, ratio {ratio:.3f}")
    print(f"largest file {largest / 1000:.0f} KB, faces {faces}")
    return int(ratio > 0.25 or largest > 200_000 or faces > 2)


if __name__ == "__main__":
    sys.exit(main())
