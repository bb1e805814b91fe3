"""Write signs of life: one row for each process, moved forward; rows of processes long gone are cleared away."""

from datetime import timedelta

from django.utils import timezone

from office.models import Heartbeat

FORGET_AFTER = timedelta(days=1)


def beat(name: str, *, kind: str) -> None:
    """Note that a process is alive now; one upsert, harmless at any rhythm."""
    now = timezone.now()
    if Heartbeat.objects.filter(name=name[:120]).update(at=now, kind=kind) == 0:
        Heartbeat.objects.bulk_create(
            [Heartbeat(name=name[:120], kind=kind, at=now, started_at=now)],
            update_conflicts=True,
            update_fields=["at"],
            unique_fields=["name"],
        )
        Heartbeat.objects.filter(at__lt=now - FORGET_AFTER).delete()
