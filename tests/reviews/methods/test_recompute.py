"""The independent script and the engine give the same bytes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reviews.methods.results import canonical, fingerprint_of, read_plan, results_of, write_plan
from tests.reviews.methods.contests import document, hand_cases, random_document

pytestmark = pytest.mark.pure

SCRIPT = Path(__file__).resolve().parents[3] / "script" / "recompute_results.py"


def recompute(source: dict[str, Any]) -> bytes:
    return subprocess.run(
        [sys.executable, "-I", str(SCRIPT)], input=canonical(source).encode(), capture_output=True, check=True
    ).stdout


def together(sources: list[dict[str, Any]]) -> bytes:
    """Ask the script once for many contests: it starts once."""
    program = (
        "import io, json, sys\n"
        f"code = compile(open({str(SCRIPT)!r}, encoding='utf-8').read(), 'script', 'exec')\n"
        "for line in sys.stdin.buffer.readlines():\n"
        "    class Source: buffer = io.BytesIO(line)\n"
        "    sys.stdin = Source\n"
        "    exec(code, {'__name__': 'again'})\n"
    )
    text = "".join(canonical(source) for source in sources).encode()
    return subprocess.run([sys.executable, "-I", "-c", program], input=text, capture_output=True, check=True).stdout


def test_the_script_is_short_and_has_none_of_our_code() -> None:
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 100
    assert max(map(len, lines)) <= 120
    imports = [line for line in lines if line.startswith(("import ", "from "))]
    assert imports == [
        "import decimal, json, statistics, sys",
        "from collections import Counter",
        "from fractions import Fraction as F",
    ]


def test_the_hand_cases_agree_to_the_byte() -> None:
    cases = list(hand_cases().values())
    assert together(cases) == "".join(canonical(results_of(case)) for case in cases).encode()


def test_a_file_of_several_tracks_goes_through_the_script_as_it_is_called() -> None:
    cases = hand_cases()
    tracks = [{**cases[name]["tracks"][0], "code": f"t{at}"} for at, name in enumerate(("53 half up", "cap", "nobody"))]
    plans = [
        {**cases["53 half up"]["plans"][0], "tracks": ["t0", "t2"]},
        {**cases["cap"]["plans"][0], "tracks": ["t1"]},
    ]
    source = document(tracks, plans)
    assert recompute(source) == canonical(results_of(source)).encode()


def test_random_contests_agree_to_the_byte() -> None:
    sources = [random_document(seed) for seed in range(120)]
    assert together(sources).splitlines() == [canonical(results_of(one)).encode().strip() for one in sources]


@pytest.mark.verify
def test_many_random_contests_agree_to_the_byte() -> None:
    for start in range(0, 12000, 1000):
        sources = [random_document(seed) for seed in range(start, start + 1000)]
        assert together(sources).splitlines() == [canonical(results_of(one)).encode().strip() for one in sources]


def test_the_text_and_its_mark_are_settled() -> None:
    assert canonical({"b": "一等奖", "a": None}) == '{"a":null,"b":"一等奖"}\n'
    assert fingerprint_of({"a": 1}) == fingerprint_of(json.loads('{"a": 1}'))
    plan = hand_cases()["minimum moved"]["plans"][0]
    assert write_plan(read_plan(plan)) == plan
