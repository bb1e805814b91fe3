"""How well a reviewer fits an entry: by field of expertise, 0 to 100."""

from collections.abc import Collection, Sequence

import numpy as np

from reviews.methods.assignment_job import Array

# The own field; nothing is known of the one or the other; another field.
MATCHED, UNKNOWN, OTHER = 100, 40, 10


def match_topics(entries: Sequence[int | None], reviewers: Sequence[Collection[int]]) -> Array:
    """Return the worth (n, m) of each pair from the entries' field (or None) and the fields that reviewers know."""
    topics = sorted({topic for topic in entries if topic is not None})
    rows = {topic: number for number, topic in enumerate(topics)}
    known = np.full((len(topics) + 1, len(reviewers)), OTHER, dtype=np.int16)
    known[-1, :] = UNKNOWN
    for column, fields in enumerate(reviewers):
        if not fields:
            known[:, column] = UNKNOWN
        for topic in fields:
            if topic in rows:
                known[rows[topic], column] = MATCHED
    worth: Array = known[[len(topics) if topic is None else rows[topic] for topic in entries], :]
    return worth
