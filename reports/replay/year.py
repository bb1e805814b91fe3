"""The year: base data, then all contests and selections in the order of their days."""

from collections.abc import Collection
from datetime import date

from reports.replay.base import lay_base
from reports.replay.bim import replay_bim
from reports.replay.finals import replay_finals
from reports.replay.honors import replay_craftsmen, replay_information
from reports.replay.innovation import replay_innovation
from reports.replay.plays import run_plays
from reports.replay.stage import Stage
from reports.replay.video import replay_video

BEGIN = date(2020, 3, 2)
PLAYS = {
    "craftsmen": replay_craftsmen,
    "video": replay_video,
    "innovation": replay_innovation,
    "bim": replay_bim,
    "information": replay_information,
    "finals": replay_finals,
}
# The finals name the selections that chose who went there.
NEEDS = {"finals": ("video", "innovation")}


def replay_year(stage: Stage, only: Collection[str] = ()) -> None:
    """Replay the year from the first account to the results of the national finals; ``only`` names parts of it."""
    chosen = set(only or PLAYS)
    for name in list(chosen):
        chosen.update(NEEDS.get(name, ()))
    lay_base(stage, chosen)
    run_plays(stage, [play(stage) for name, play in PLAYS.items() if name in chosen])
