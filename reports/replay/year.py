"""The year: base data, then all contests and selections in the order of their days."""

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
PLAYS = (replay_craftsmen, replay_video, replay_innovation, replay_bim, replay_information, replay_finals)


def replay_year(stage: Stage) -> None:
    """Replay the year from the first account to the results of the national finals."""
    lay_base(stage)
    run_plays(stage, [play(stage) for play in PLAYS])
