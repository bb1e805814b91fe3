"""Read entries in system scope."""

from collections.abc import Collection

from competitions.models import Entry


def parts_of_teams(keys: Collection[int]) -> set[int]:
    """Return which of these submissions are a team's entry in one event: the team itself is what quotas count."""
    return set(Entry.objects.filter(pk__in=keys, team__isnull=False).values_list("pk", flat=True))
