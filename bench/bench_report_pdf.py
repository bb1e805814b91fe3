"""CPU and memory of a generated 60-page report against plain WeasyPrint on the same HTML with the same options.

Plain WeasyPrint is what its manual shows, HTML(string=...).write_pdf(...), with the fonts that the machine has; the
second comparison lends it the light faces too, so that it shows what the tuning alone is worth. Every run is a process
of its own. The three of a round take turns in slices of a twentieth of a second (SIGSTOP, SIGCONT), so that all see the
same neighbours on the machine; ratios are taken within a round, and their median is printed.

    python bench/bench_report_pdf.py [--rounds 5] [--keep report.pdf]
"""

import argparse
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CPU_GOAL, MEMORY_GOAL_MB = 0.75, 250
PLAIN, PLAIN_LIGHT, ENGINE = "plain", "plain, light faces", "engine"
SIDES = (PLAIN, PLAIN_LIGHT, ENGINE)
SLICE_SECONDS = 0.05
SYSTEM_FONTS = "/etc/fonts/fonts.conf"
SCHOOLS = ("示例职业技术学院", "示例高等专科学校", "示例中等专业学校", "示例技师学院")
PHRASES = (
    "坚持围绕中心、服务大局，认真履行学术研究、活动交流、技能竞赛、宣传服务等基本职能",
    "组织会员单位开展专题调研和经验交流，形成了一批可推广的研究成果",
    "完善内部工作运行机制，主动向会员公开重大活动、财务收支和年度工作报告",
    "推动产教融合、校企合作，搭建“互联网+”背景下课程建设与教学诊断改进的平台",
    "指导职业院校开展技能大赛创新尝试，参赛规模和组织水平有了新的提高",
)


def build_report(*, chapters: int = 10, sections: int = 3, rows: int = 22, seed: int = 7) -> dict[str, Any]:
    """Return a context of about 60 pages: 30 tables of 22 rows by 6, 12 charts, contents with page numbers."""
    chance = random.Random(seed)
    blocks: list[dict[str, Any]] = []
    charts = 0
    for chapter in range(1, chapters + 1):
        blocks.append({"type": "heading", "level": 1, "text": f"第{chapter}部分工作开展情况"})
        for section in range(1, sections + 1):
            blocks.append({"type": "heading", "level": 2, "text": f"专项工作{chapter}·{section}的组织与成效"})
            blocks.extend(_paragraph(chance) for _ in range(6))
            blocks.append(_table(chance, chapter, section, rows))
            if charts < 12 and (chapter + section) % 5 < 2:
                charts += 1
                blocks.append(_chart(chance, charts))
    return {
        "kind": "bench",
        "title": "2020年度职业教育质量报告",
        "body_name": "示例职业与成人教育学会",
        "year": 2020,
        "date_text": "2020年12月31日",
        "state_label": "草稿",
        "blocks": blocks,
    }


def _paragraph(chance: random.Random) -> dict[str, Any]:
    runs: list[dict[str, Any]] = []
    for _ in range(3):
        runs.append({"text": chance.choice(PHRASES) + "，覆盖"})
        runs.append({"figure": "bench", "text": f"{chance.randint(5, 300)}所"})
        runs.append({"text": "院校。"})
    return {"type": "paragraph", "runs": runs}


def _table(chance: random.Random, chapter: int, section: int, rows: int) -> dict[str, Any]:
    return {
        "type": "table",
        "title": f"专项工作{chapter}·{section}分院校统计",
        "unit": "项",
        "heads": ["序号", "院校", "申报", "立项", "结题", "完成率"],
        "rows": [
            [
                number,
                f"{chance.choice(SCHOOLS)}{number:02d}",
                chance.randint(20, 99),
                chance.randint(10, 60),
                chance.randint(1, 40),
                f"{chance.randint(8000, 10300) / 100:.2f}%",
            ]
            for number in range(1, rows + 1)
        ],
        "source": "会员单位填报",
    }


def _chart(chance: random.Random, number: int) -> dict[str, Any]:
    kind = ("bar", "line", "grouped_bar")[number % 3]
    names = ["高职类"] if kind == "bar" else ["高职类", "中职类"]
    return {
        "type": "chart",
        "kind": kind,
        "title": f"近六年数量变化之{number}",
        "unit": "项",
        "source": "学会秘书处统计",
        "labels": [f"{year}年" for year in range(2015, 2021)],
        "series": [{"name": name, "values": [chance.randint(20, 300) for _ in range(6)]} for name in names],
    }


def run_side(side: str, html_file: str, target: str) -> None:
    """Render once in this process and print CPU seconds and peak memory as JSON."""
    html = Path(html_file).read_text(encoding="utf-8")
    if side != ENGINE:
        from weasyprint import HTML

        from reports.pdf.fetcher import PrintFetcher

        started = time.process_time()
        HTML(string=html, url_fetcher=PrintFetcher()).write_pdf(target, pdf_tags=True)
    else:
        from reports.pdf.engine import write_pdf

        started = time.process_time()
        write_pdf(html, Path(target))
    cpu = time.process_time() - started
    print(json.dumps({"cpu": cpu, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def run_round(html: Path, folder: Path, turn: int) -> dict[str, dict[str, float]]:
    """Run every side once, in turns of one slice each, and return what they measured."""
    runs: dict[str, subprocess.Popen[bytes]] = {}
    for side in SIDES[turn % 3 :] + SIDES[: turn % 3]:
        fonts = SYSTEM_FONTS if side == PLAIN else os.environ["FONTCONFIG_FILE"]
        command = [sys.executable, __file__, "--side", side, str(html), str(folder / f"{side}.pdf")]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "FONTCONFIG_FILE": fonts}
        runs[side] = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
        runs[side].send_signal(signal.SIGSTOP)
    while any(run.poll() is None for run in runs.values()):
        for run in runs.values():
            if run.poll() is None:
                run.send_signal(signal.SIGCONT)
                time.sleep(SLICE_SECONDS)
                if run.poll() is None:
                    run.send_signal(signal.SIGSTOP)
    return {side: json.loads(run.communicate()[0]) for side, run in runs.items()}


def compare(rounds: int, keep: str) -> int:
    """Alternate both sides, print the table and return 0 when both goals are met."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings

    from reports.pdf.fonts import prepare_fonts
    from reports.pdf.layout import lay_out

    prepare_fonts(settings.DATA_DIR)
    results: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "report.html"
        html.write_text(lay_out(build_report()), encoding="utf-8")
        for turn in range(rounds + 1):
            answers = run_round(html, Path(folder), turn)
            if turn:  # the first turn warms the file cache
                for side, answer in answers.items():
                    results[side].append(answer)
        sizes = {side: (Path(folder) / f"{side}.pdf").stat().st_size for side in results}
        pages = _count_pages(Path(folder) / "engine.pdf")
        if keep:
            Path(keep).write_bytes((Path(folder) / "engine.pdf").read_bytes())
    return _report(results, sizes, pages)


def _count_pages(path: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


def _report(results: dict[str, list[dict[str, float]]], sizes: dict[str, int], pages: int) -> int:
    for side, runs in results.items():
        spread = ", ".join(f"{run['cpu']:.2f}" for run in runs)
        peak = max(run["peak_mb"] for run in runs)
        print(f"{side:18} CPU s {spread}; peak {peak:.0f} MB, file {sizes[side] / 1e6:.2f} MB")
    ratio, alone = (_ratio(results[ENGINE], results[other]) for other in (PLAIN, PLAIN_LIGHT))
    memory = max(run["peak_mb"] for run in results[ENGINE])
    print(f"{pages} pages; CPU ratio {ratio:.2f} (goal <= {CPU_GOAL}; tuning alone {alone:.2f})", end="; ")
    print(f"peak {memory:.0f} MB (goal <= {MEMORY_GOAL_MB})")
    return 0 if ratio <= CPU_GOAL and memory <= MEMORY_GOAL_MB else 1


def _ratio(ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> float:
    return statistics.median(own["cpu"] / other["cpu"] for own, other in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", default="", help="where to put the engine's PDF")
    parser.add_argument("--side", nargs=3, metavar=("SIDE", "HTML", "TARGET"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        run_side(*arguments.side)
    else:
        sys.exit(compare(arguments.rounds, arguments.keep))
