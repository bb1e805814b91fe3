"""Read what would give the makers of an entry away: names of schools, of their people, of everybody in it."""

from collections.abc import Iterable, Iterator

from association.models import FormerName, Organization
from office.models import User
from reviews.methods.disclosure import Word
from reviews.models import Participant, Submission

# Shorter forms of other schools' names are everyday words too often (师大, 工院).
OTHERS_AT_LEAST = 4


def school_words() -> list[Word]:
    """Return the names of every organization: in force, short and former. Two queries."""
    names: list[str] = []
    for name, short in Organization.objects.values_list("name", "short_name"):
        names += [name, short]
    names += FormerName.objects.values_list("name", flat=True)
    return [Word("school", name) for name in names if len(name.strip()) >= OTHERS_AT_LEAST]


def words_of(submission: Submission) -> list[Word]:
    """Return what would identify one submission: its schools under all names, its people, its identifying answers."""
    people = list(Participant.objects.filter(submission=submission))
    schools = {submission.organization_id, *(person.organization_id for person in people)} - {None}
    words = [Word("person", person.name) for person in people]
    words += [Word("own_school", person.organization_name) for person in people if person.organization_name]
    for name, short in Organization.objects.filter(pk__in=schools).values_list("name", "short_name"):
        words += [Word("own_school", name), Word("own_school", short)]
    former = FormerName.objects.filter(organization_id__in=schools).values_list("name", flat=True)
    words += [Word("own_school", name) for name in former]
    if submission.submitted_by_id:
        author = User.objects.get(pk=submission.submitted_by_id)
        words.append(Word("person", author.display_name))
    return [word for word in [*words, *dossier_words(submission)] if word.text.strip()]


def dossier_words(submission: Submission) -> Iterator[Word]:
    """Yield what stands in the identifying fields of a dossier, and the people as they were frozen."""
    for item in submission.dossier.get("fields", ()):
        if item.get("identifying"):
            yield from (Word("other", part) for part in parts_of(str(item.get("value", ""))))
    for person in submission.dossier.get("participants", ()):
        yield Word("person", str(person.get("name", "")))
        yield Word("own_school", str(person.get("organization", "")))


def parts_of(value: str) -> Iterable[str]:
    """Return the parts of a field's text that are worth looking for: names, not sentences."""
    for sign in "、，,;；/\n":
        value = value.replace(sign, " ")
    return [part for part in value.split() if 2 <= len(part) <= 40 and not part.isdecimal()]
