"""What happens to references of contests and honors when two organizations or persons become one."""

from typing import Any

from association.models import Recognition
from office.merging import move


def recognition_of(result: Any) -> Any:
    """Return the line of the lifetime list that a repeated result wrote: it goes with it."""
    return Recognition.objects.filter(source=result.recognition_source)


move("competitions.Nomination", "organization", "person")
move(
    "competitions.ExternalResult",
    "organization",
    same=("contest", "organization", "prize_name", "track_name", "work_title"),
    parts=recognition_of,
)
