"""One contest that is judged: schools, entries with people and dossiers, reviewers, sheets, rankings; all in bulk.

``grow`` adds up to a size, so that the small and the large contest lie in one database and are measured in one run.
Half of the sheets are submitted, some saved; the text that reviewers read and the dossier have the length of real
ones. The rows are such as the domain functions make; rankings are computed by them.
"""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

OPENED = datetime(2020, 10, 1, tzinfo=UTC)
SCHOOLS, REVIEWERS, READERS, CRITERIA = 120, 60, 3, 6
SIGNS = "智能护理电子会计机械物流建筑汽车烹饪服装设计园艺数控焊接财税旅游"
LEVELS = [
    {"label": label, "descriptor": f"{label}：内容、方法与效果均达到相应要求", "points": points}
    for label, points in (("优", "16"), ("良", "13"), ("中", "10"), ("差", "6"))
]


def code_of(number: int) -> str:
    """Return the review code of an entry."""
    return f"K{number:05d}"


def make_contest() -> Any:
    """Return the contest's call with its tracks, conditions, panel of reviewers and its round in scoring."""
    from association.models import Body
    from competitions.models import Contest
    from reviews.models import Call, Eligibility, Panel, Round, Track

    body = Body.objects.create(code="bench", name="示例学会", kind="association")
    call = Call.objects.create(
        body=body, code="bench", kind="contest", title="示例大赛", year=2020, state="closed", opens_at=OPENED
    )
    Contest.objects.create(call=call)
    for order, (code, name) in enumerate((("gz", "高职组"), ("zz", "中职组")), start=1):
        Track.objects.create(call=call, code=code, name=name, order=order)
    Eligibility.objects.create(
        call=call, school_levels=["secondary", "higher_vocational"], contestants_minimum=1, contestants_maximum=4
    )
    add_schools()
    panel = Panel.objects.create(call=call, name="评审组")
    round_ = Round.objects.create(
        call=call,
        order=1,
        name="网络评审",
        kind="online",
        state="scoring",
        panel=panel,
        readers=READERS,
        opens_at=OPENED,
        tie_chain=["c1"],
    )
    add_rubric(round_)
    add_reviewers(panel)
    return call


def add_schools() -> None:
    """Add the schools that send entries in."""
    from association.models import Organization

    schools = [
        Organization(name=f"示例第{n:03d}职业学院", kind="school", school_level="secondary", name_key=f"shili{n:03d}")
        for n in range(SCHOOLS)
    ]
    for school in schools:
        school.derive()
    Organization.objects.bulk_create(schools)


def add_rubric(round_: Any) -> None:
    """Add the criteria of the round, each with four levels."""
    from reviews.models import Criterion, Rubric

    rubric = Rubric.objects.create(round=round_, note="请按评分标准独立评分。")
    Criterion.objects.bulk_create(
        Criterion(
            rubric=rubric,
            order=n,
            code=f"c{n}",
            name=f"评分项{n}",
            description="考察作品在这一方面的完成情况。",
            points=16,
            levels=LEVELS,
            comment_below=7,
        )
        for n in range(1, CRITERIA + 1)
    )


def add_reviewers(panel: Any) -> None:
    """Add reviewers with accounts, each of a unit of the own."""
    from association.models import Expert, Organization, Person, RoleGrant
    from office.models import User
    from reviews.models import PanelMember

    for n in range(REVIEWERS):
        unit = Organization.objects.create(name=f"示例企业{n:03d}", kind="enterprise", name_key=f"qiye{n:03d}")
        person = Person.objects.create(name=f"专家{n:03d}", name_key=f"zj{n:03d}", organization=unit)
        user = User.objects.create(username=f"judge{n:03d}", display_name=person.name)
        RoleGrant.objects.create(user=user, role="reviewer", valid_from=OPENED.date())
        expert = Expert.objects.create(person=person)
        PanelMember.objects.create(
            panel=panel, expert=expert, user=user, organization=unit, state="accepted", answered_at=OPENED
        )


def grow(call: Any, total: int) -> None:
    """Add entries up to a total, with all that hangs on them, and rank them anew."""
    from reviews.models import Submission

    have = Submission.objects.filter(call=call).count()
    sent = add_entries(call, have, total)
    add_people(sent)
    add_judgments(call, sent)
    rank(call)


def add_entries(call: Any, have: int, total: int) -> list[Any]:
    """Add submissions with their dossier, and the contest's entries beside them."""
    from association.models import Organization
    from competitions.models import Entry
    from reviews.models import Submission

    chance = random.Random(have)
    schools = list(Organization.objects.filter(kind="school").order_by("pk"))
    tracks = list(call.tracks.all())
    rows = []
    for n in range(have, total):
        school, track = chance.choice(schools), tracks[n % 5 // 3]
        title = "".join(chance.choices(SIGNS, k=12)) + f"作品{n}"
        fields = [
            {"code": "title", "label": "名称", "value": title, "identifying": False},
            {"code": "unit", "label": "单位", "value": school.name, "identifying": True},
            {"code": "note", "label": "简介", "value": "".join(chance.choices(SIGNS, k=400)), "identifying": False},
        ]
        rows.append(
            Submission(
                call=call,
                track=track,
                number=f"S{n:05d}",
                title=title,
                organization=school,
                state="submitted",
                submitted_at=OPENED + timedelta(minutes=n),
                dossier={"version": 1, "fields": fields, "participants": [], "files": []},
            )
        )
    sent = Submission.objects.bulk_create(rows, batch_size=500)
    Entry.objects.bulk_create((Entry(submission=row) for row in sent), batch_size=1000)
    return sent


def add_people(sent: list[Any]) -> None:
    """Add three contestants and an adviser to each entry."""
    from reviews.models import Participant

    Participant.objects.bulk_create(
        (
            Participant(
                submission=row,
                name=f"{'导师' if order == 4 else '学生'}{row.pk}{order}",
                role="adviser" if order == 4 else "contestant",
                order=order,
                organization_id=row.organization_id,
                organization_name=row.organization.name,
            )
            for row in sent
            for order in range(1, 5)
        ),
        batch_size=1000,
    )


def add_judgments(call: Any, sent: list[Any]) -> None:
    """Put entries into the round, with the text to read, three reviewers each, and what these gave so far."""
    from reviews.models import Assignment, AssignmentBatch, BlindCopy, PanelMember, Round, RoundEntry

    round_ = Round.objects.get(call=call)
    batch, _made = AssignmentBatch.objects.get_or_create(round=round_, number=1, defaults={"state": "published"})
    members = list(PanelMember.objects.filter(panel__call=call).order_by("pk"))
    entries = RoundEntry.objects.bulk_create(
        (RoundEntry(round=round_, submission=row, code=code_of(row.pk)) for row in sent), batch_size=1000
    )
    BlindCopy.objects.bulk_create(
        (
            BlindCopy(
                entry=entry,
                number=0,
                state="cleared",
                fields=[line for line in row.dossier["fields"] if not line["identifying"]],
            )
            for entry, row in zip(entries, sent, strict=True)
        ),
        batch_size=500,
    )
    assignments = Assignment.objects.bulk_create(
        (
            Assignment(
                batch=batch,
                entry=entry,
                member=members[(n * READERS + seat) % REVIEWERS],
                entry_school=row.organization_id,
                reviewer_school=members[(n * READERS + seat) % REVIEWERS].organization_id,
                state="active",
            )
            for n, (entry, row) in enumerate(zip(entries, sent, strict=True))
            for seat in range(READERS)
        ),
        batch_size=1000,
    )
    add_sheets(round_, assignments)


def add_sheets(round_: Any, assignments: list[Any]) -> None:
    """Give half of the assignments a submitted sheet and a third of the others a saved one."""
    from reviews.models import Criterion, Score, ScoreSheet

    criteria = list(Criterion.objects.filter(rubric__round=round_))
    chance = random.Random(len(assignments))
    sheets, points = [], []
    for n, assignment in enumerate(assignments):
        # Of six of a reviewer's own entries three are submitted, one is saved, two are not opened yet.
        place = n // REVIEWERS % 6
        done = place % 2 == 0
        if not done and place > 1:
            continue
        given = [Decimal(chance.randint(8, 16)) for _item in criteria]
        sheets.append(
            ScoreSheet(
                assignment=assignment,
                state="submitted" if done else "drafted",
                total=sum(given) if done else None,
                submitted_at=OPENED if done else None,
            )
        )
        points.append(given)
    stored = ScoreSheet.objects.bulk_create(sheets, batch_size=1000)
    Score.objects.bulk_create(
        (
            Score(sheet=sheet, criterion=item, points=value)
            for sheet, given in zip(stored, points, strict=True)
            for item, value in zip(criteria, given, strict=True)
        ),
        batch_size=1000,
    )


def rank(call: Any) -> None:
    """Rank the round by what is submitted, as if scoring were closed, and let scoring go on."""
    from office.actor import system_actor
    from reviews.domain.ranking import compute_ranking
    from reviews.models import Round

    round_ = Round.objects.get(call=call)
    round_.state = "closed"
    compute_ranking(round_, actor=system_actor("bench"))
