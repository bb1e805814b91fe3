"""Figures of contests elsewhere are named by their prize, no longer by its place in the list.

A reference by place passed on to the next prize when one went. What was written and stored under the old names is
renamed; files that were printed keep the names they were printed with.
"""

import hashlib

from django.db import migrations


def key_of(words):
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def names_of(contest):
    """Yield the old and the new name of each figure that the contest's results stand for now."""
    by_prize = {}
    for result in contest.results.order_by("order", "pk"):
        by_prize.setdefault(result.prize_name, []).append(result.track_name)
    for number, (prize, tracks) in enumerate(by_prize.items(), start=1):
        old, new = f"external.results:{contest.pk}:{number}", f"external.results:{contest.pk}:{key_of(prize)}"
        yield old, new
        for position, track in enumerate(dict.fromkeys(tracks), start=1):
            yield f"{old}:{position}", f"{new}:{key_of(track)}"


def renamed(value, names):
    """Return plain data with every text, and every key, that is an old name replaced by the new one."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    if isinstance(value, dict):
        return {names.get(key, key): renamed(item, names) for key, item in value.items()}
    return value


def rename(apps, _schema_editor, *, back=False):
    contests = apps.get_model("competitions", "ExternalContest").objects.all()
    names = dict(pair[::-1] if back else pair for contest in contests for pair in names_of(contest))
    if not names:
        return
    for row in apps.get_model("reports", "FigureValue").objects.filter(name__in=list(names)):
        row.name = names[row.name]
        row.save(update_fields=["name"])
    kept = (("Section", "blocks"), ("SectionVersion", "blocks"), ("Proposal", "blocks"), ("ReadMark", "figures"))
    for model, field in kept:
        for row in apps.get_model("reports", model)._base_manager.all():
            before = getattr(row, field)
            after = renamed(before, names)
            if after != before:
                setattr(row, field, after)
                row.save(update_fields=[field])


def rename_back(apps, schema_editor):
    rename(apps, schema_editor, back=True)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_search"), ("competitions", "0002_referrals")]
    operations = [migrations.RunPython(rename, rename_back)]
