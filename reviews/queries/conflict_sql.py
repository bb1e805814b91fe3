"""The statement that finds who must not judge what: one for both databases, in system scope.

Two units count as one when what became of them meets: a school and its successor by merger, split or upgrade, two
schools that were merged, a unit entered under a name that another had before. Two halves of a split do not, but who
worked there before the split has a former unit in both.

Employers are looked at on both sides: where the reviewer works or worked, and where the people of an entry worked
within the same years, when that is where the reviewer works now. Two who only worked at one place before do not count.
"""

from datetime import date

SEATS = """
WITH RECURSIVE
seat AS (
    SELECT m.id AS member_id, m.expert_id, m.user_id, m.organization_id, x.person_id,
           who.organization_id AS employer_id, who.name AS person_name
    FROM reviews_panelmember m
    JOIN reviews_panel panel ON panel.id = m.panel_id
    JOIN association_expert x ON x.id = m.expert_id
    JOIN association_person who ON who.id = x.person_id
    WHERE panel.call_id = %(call)s AND m.state IN ('invited', 'accepted') {member}
),
home(member_id, organization_id, kind) AS (
    SELECT member_id, organization_id, 'own_school' FROM seat WHERE organization_id IS NOT NULL
    UNION SELECT member_id, employer_id, 'own_school' FROM seat WHERE employer_id IS NOT NULL
    UNION SELECT seat.member_id, post.organization_id,
                 CASE WHEN post.until IS NULL OR post.until > %(day)s THEN 'own_school' ELSE 'former_school' END
    FROM seat JOIN association_employment post ON post.person_id = seat.person_id
    WHERE post.until IS NULL OR post.until > %(since)s
    UNION SELECT seat.member_id, held.organization_id,
                 CASE WHEN held.valid_until IS NULL OR held.valid_until >= %(day)s
                      THEN 'own_school' ELSE 'former_school' END
    FROM seat JOIN association_rolegrant held ON held.user_id = seat.user_id
    WHERE held.organization_id IS NOT NULL AND (held.valid_until IS NULL OR held.valid_until >= %(since)s)
    UNION SELECT seat.member_id, tie.organization_id, 'relation'
    FROM seat JOIN association_expertrelation tie ON tie.expert_id = seat.expert_id
    WHERE tie.organization_id IS NOT NULL
),
step(origin, target) AS (
    SELECT predecessor_id, successor_id FROM association_succession WHERE predecessor_id <> successor_id
    UNION SELECT unit.id, older.organization_id
    FROM association_formername older
    JOIN association_organization unit ON unit.name_plain = older.name_plain AND unit.id <> older.organization_id
    WHERE older.name_plain <> ''
),
down(home, target) AS (
    SELECT DISTINCT organization_id, organization_id FROM home
    UNION SELECT down.home, step.target FROM down JOIN step ON step.origin = down.target
),
kin(home, unit) AS (
    SELECT home, target FROM down
    UNION SELECT kin.home, step.origin FROM kin JOIN step ON step.target = kin.unit
),
near(member_id, kind, home, unit) AS (
    SELECT home.member_id, home.kind, home.organization_id, kin.unit
    FROM home JOIN kin ON kin.home = home.organization_id
)
"""
# Which units are as good as a member's own, former or related one.
NEAR = "SELECT member_id, kind, home, unit FROM near"
# Of one member the few units near are looked through ({then} keeps SQLite to that order), of all the entries.
FIND = """
SELECT near.member_id, s.id, near.kind, 'unit', near.home, near.unit
FROM near {then} reviews_submission s
WHERE s.organization_id = near.unit AND {entry}
UNION ALL
SELECT near.member_id, s.id, near.kind, 'unit', near.home, near.unit
FROM near {then} reviews_participant p {then} reviews_submission s
WHERE p.organization_id = near.unit AND s.id = p.submission_id
  AND COALESCE(s.organization_id, 0) <> p.organization_id AND {entry}
UNION ALL
SELECT near.member_id, s.id, near.kind, 'unit', near.home, near.unit
FROM near {then} seat {then} association_person who {then} reviews_participant p {then} reviews_submission s
WHERE seat.member_id = near.member_id AND who.organization_id = near.unit AND who.id <> seat.person_id
  AND p.person_id = who.id AND p.organization_id IS NULL AND s.id = p.submission_id
  AND COALESCE(s.organization_id, 0) <> who.organization_id AND {entry}
UNION ALL
SELECT near.member_id, s.id,
       CASE WHEN post.until IS NULL OR post.until > %(day)s THEN 'own_school' ELSE 'former_school' END,
       'worked', post.person_id, near.unit
FROM {posts}
WHERE near.kind = 'own_school' AND post.organization_id = near.unit
  AND (post.until IS NULL OR post.until > %(since)s)
  AND p.person_id = post.person_id AND COALESCE(p.organization_id, 0) <> post.organization_id
  AND s.id = p.submission_id AND COALESCE(s.organization_id, 0) <> post.organization_id AND {entry}
  AND NOT EXISTS (SELECT 1 FROM seat WHERE seat.member_id = near.member_id AND seat.person_id = post.person_id)
UNION ALL
SELECT seat.member_id, s.id, CASE p.role WHEN 'adviser' THEN 'adviser' ELSE 'team' END, 'self', seat.person_id, 0
FROM seat {then} reviews_participant p {then} reviews_submission s
WHERE p.person_id = seat.person_id AND s.id = p.submission_id AND {entry}
UNION ALL
SELECT seat.member_id, s.id, 'team', 'sender', seat.person_id, 0
FROM seat {then} reviews_submission s
WHERE s.submitted_by_id = seat.user_id AND {entry}
UNION ALL
SELECT seat.member_id, s.id, 'relation', 'tie', p.person_id, 0
FROM seat {then} association_expertrelation tie {then} reviews_participant p {then} reviews_submission s
WHERE tie.expert_id = seat.expert_id AND p.person_id = tie.person_id AND s.id = p.submission_id AND {entry}
UNION ALL
SELECT seat.member_id, s.id,
       CASE WHEN mine.role = 'adviser' OR theirs.role = 'adviser' THEN 'adviser' ELSE 'team' END,
       'together', p.person_id, other.id
FROM seat {then} reviews_participant mine {then} reviews_submission other {then} reviews_call past
     {then} reviews_participant theirs {then} reviews_participant p {then} reviews_submission s
WHERE mine.person_id = seat.person_id
  AND other.id = mine.submission_id AND other.state NOT IN ('drafted', 'withdrawn')
  AND past.id = other.call_id AND past.year >= %(year)s
  AND theirs.submission_id = other.id AND theirs.person_id <> seat.person_id
  AND p.person_id = theirs.person_id AND p.submission_id <> other.id
  AND s.id = p.submission_id AND {entry}
"""
# The people of the entries and where they worked: from the units near to one member, from the entries to all of them.
POSTS = ("near", "association_employment post", "reviews_participant p", "reviews_submission s")
ENTRY = "s.call_id = %(call)s AND s.state <> 'withdrawn'"


def near_statement(*, member: bool) -> str:
    """Return the statement that tells the units near to each member, of one member only when asked."""
    return SEATS.format(member="AND m.id = %(member)s" if member else "") + NEAR


def find_statement(*, member: bool, submission: bool) -> str:
    """Return the statement that finds the pairs, of one member or one submission only when asked."""
    entry = f"{ENTRY} AND s.id = %(submission)s" if submission else ENTRY
    seats = SEATS.format(member="AND m.id = %(member)s" if member else "")
    posts = " CROSS JOIN ".join(POSTS if member else reversed(POSTS))
    return seats + FIND.format(entry=entry, then="CROSS JOIN" if member else ",", posts=posts)


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier, in the year 1 at the earliest; the 28th of February where no 29th is."""
    year = max(day.year - years, 1)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
