"""What stands before the first call: the office's accounts, the records, the pool of experts."""

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

EXPERTS = 30
FEWEST_EXPERTS = 3


def experts_of(stage: Stage) -> int:
    """Return how many experts the pool has at the size of this replay."""
    return max(FEWEST_EXPERTS, stage.sized(EXPERTS))


def lay_base(stage: Stage) -> None:
    """Open the accounts of the office and enter what the calls refer to."""
    open_office(stage)
    stage.say("开通系统管理员与学会办公室账号")
    named = {ASSOCIATION} | {school for final in FINALS for school, *_rest in results_of(stage, final)}
    calls = (BIM_2020, VIDEO_2020, STARTUP_2020, CRAFTSMEN_2020, INFORMATION_2020)
    hosts = [activity_facts(title) for title in (*(call.activity for call in calls), *(one.activity for one in FINALS))]
    named |= {host for facts in hosts for _role, host in facts.hosts}
    keep_regions(stage, named, {facts.region for facts in hosts})
    keep_organizations(stage, named)
    keep_bodies(stage)
    schools = {school for school, _title in entered_teams(stage)} | set(SCHOOLS[: stage.sized(len(SCHOOLS))])
    schools |= {home for home in map(expert_home, range(1, experts_of(stage) + 1)) if home}
    keep_schools(stage, sorted(schools))
    keep_experts(stage, experts_of(stage))
    stage.say(f"登记单位、活动主办方、分支机构与专家{experts_of(stage)}名")
