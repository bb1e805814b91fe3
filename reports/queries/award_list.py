"""The final awards of a call as the tables of a printed list: a table a prize, columns only where one fills them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from reviews.enums import AwardState, ParticipantRole, PrizeKind
from reviews.models import Award, Call, Participant
from reviews.queries.public_notice import awards_to_publish, group_lines

KINDS = {PrizeKind.INDIVIDUAL: "个人奖", PrizeKind.TEAM: "团队奖"}
NAME_HEADS = {
    PrizeKind.INDIVIDUAL: "姓名",
    PrizeKind.PAPER: "作者",
    PrizeKind.HONOR: "名称（姓名）",
    PrizeKind.ADVISER: "姓名",
    PrizeKind.UNIT: "单位名称",
}
PEOPLE = (
    ("members", "参赛人员", (ParticipantRole.CONTESTANT, ParticipantRole.HOST, ParticipantRole.MEMBER)),
    ("advisers", "指导教师", (ParticipantRole.ADVISER,)),
)
NUMBER = "序号"


@dataclass(frozen=True)
class AwardTable:
    """One prize: its title with the count, how many, and a row for each award; the first column numbers them."""

    title: str
    counted: str
    heads: list[str]
    rows: list[list[str]] = field(default_factory=list)

    @property
    def is_names(self) -> bool:
        """True where nothing but names is known: they are printed several in a line."""
        return len(self.heads) == 2


def award_tables(call: Call) -> list[AwardTable]:
    """Return a call's final awards in the order of its public notice; names and schools only; four queries."""
    final = dict(Award.objects.filter(prize__call=call, state=AwardState.FINAL).values_list("pk", "submission_id"))
    lines = [line for line in awards_to_publish(call) if line["award"] in final]
    people = names_by_submission(set(final.values()))
    full = (line | people[final[line["award"]]] for line in lines)
    return [table_of(group) for group in group_lines(full)]


def names_by_submission(submissions: set[int]) -> defaultdict[int, dict[str, str]]:
    """Return those who took part and their advisers by submission, in the order of the certificate."""
    found: defaultdict[int, dict[str, list[str]]] = defaultdict(lambda: {key: [] for key, _head, _roles in PEOPLE})
    rows = Participant.objects.filter(submission__in=submissions).order_by("order", "id")
    for submission, role, name in rows.values_list("submission_id", "role", "name"):
        for key, _head, roles in PEOPLE:
            if role in roles:
                found[submission][key].append(name)
    joined: defaultdict[int, dict[str, str]] = defaultdict(lambda: {key: "" for key, _head, _roles in PEOPLE})
    for submission, names in found.items():
        joined[submission] = {key: "、".join(dict.fromkeys(some)) for key, some in names.items()}
    return joined


def table_of(group: dict[str, Any]) -> AwardTable:
    """Return the table of one prize."""
    kind, lines = PrizeKind(group["kind"]), group["lines"]
    title = f"{KINDS.get(kind, '')}{group['track']}{group['prize']}"
    columns = [("name", NAME_HEADS.get(kind, "名称"))]
    if kind not in {PrizeKind.UNIT, PrizeKind.HONOR}:
        columns.append(("work", "作品名称"))
    columns.append(("school", "单位"))
    if kind in {PrizeKind.TEAM, PrizeKind.WORK}:
        columns.append(("members", "参赛人员"))
    if kind not in {PrizeKind.UNIT, PrizeKind.HONOR, PrizeKind.ADVISER}:
        columns.append(("advisers", "指导教师"))
    filled = [column for column in columns if column[0] == "name" or any(line[column[0]] for line in lines)]
    rows = [[str(place), *(line[key] for key, _head in filled)] for place, line in enumerate(lines, start=1)]
    counted = f"{len(lines)}{group['measure']}"
    return AwardTable(title, counted, [NUMBER, *(head for _key, head in filled)], rows)
