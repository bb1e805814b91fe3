"""What stands before the first call: the office's accounts, the records, the pool of experts."""

from collections.abc import Collection

from reports.demo.tables.contests import BIM_2020, STARTUP_2020, VIDEO_2020
from reports.demo.tables.finals import FINALS
from reports.demo.tables.honors import CRAFTSMEN_2020, INFORMATION_2020, SCHOOLS
from reports.demo.tables.organizations import ASSOCIATION
from reports.replay.bim import entered_teams
from reports.replay.finals import results_of
from reports.replay.people import open_office
from reports.replay.records import (
    activity_facts,
    expert_home,
    keep_bodies,
    keep_experts,
    keep_organizations,
    keep_regions,
    keep_schools,
)
from reports.replay.stage import Stage

CALLS = {
    "craftsmen": CRAFTSMEN_2020,
    "video": VIDEO_2020,
    "innovation": STARTUP_2020,
    "bim": BIM_2020,
    "information": INFORMATION_2020,
}
EXPERTS = 30
FEWEST_EXPERTS = 3


def experts_of(stage: Stage) -> int:
    """Return how many experts the pool has at the size of this replay."""
    return max(FEWEST_EXPERTS, stage.sized(EXPERTS))


def lay_base(stage: Stage, parts: Collection[str]) -> None:
    """Open the accounts of the office and enter what the chosen parts of the year refer to."""
    open_office(stage)
    stage.say("开通系统管理员与学会办公室账号")
    activities = [call.activity for part, call in CALLS.items() if part in parts]
    named, schools = {ASSOCIATION}, set()
    if "finals" in parts:
        activities += [final.activity for final in FINALS]
        named |= {school for final in FINALS for school, *_rest in results_of(stage, final)}
    if "bim" in parts:
        schools |= {school for school, _title in entered_teams(stage)}
    if "information" in parts:
        schools |= set(SCHOOLS[: stage.sized(len(SCHOOLS))])
    hosts = [activity_facts(title) for title in activities]
    named |= {host for facts in hosts for _role, host in facts.hosts}
    keep_regions(stage, named, {facts.region for facts in hosts})
    keep_organizations(stage, named)
    keep_bodies(stage)
    experts = experts_of(stage)
    schools |= {home for home in map(expert_home, range(1, experts + 1)) if home}
    keep_schools(stage, sorted(schools))
    keep_experts(stage, experts)
    stage.say(f"登记单位、活动主办方、分支机构与专家{experts}名")
