"""Count what waits for somebody: all lines of all apps in one query."""

from django.db.models import Count, DateField, IntegerField, Min, Value
from django.db.models.functions import Cast

from office.todo import Todo, Waiting


def count_waiting(items: list[Waiting]) -> list[Todo]:
    """Return the lines with their numbers and nearest deadlines, in their order; one query for any number of lines.

    Deadlines are dates: a date-time is given as ``TruncDate("closes_at")``, which counts in the office's time zone.
    """
    if not items:
        return []
    parts = []
    for position, item in enumerate(items):
        day = Min(item.due) if item.due is not None else Cast(Value(None), DateField())
        part = item.rows.order_by().annotate(todo_line=Value(position, output_field=IntegerField()))
        parts.append(
            part.values("todo_line")
            .annotate(todo_count=Count("pk", distinct=True), todo_day=Cast(day, DateField(null=True)))
            .values_list("todo_line", "todo_count", "todo_day")
        )
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    counted = {line: (count, day) for line, count, day in rows}
    todos = []
    for position, item in enumerate(items):
        count, day = counted.get(position, (0, None))
        todos.append(Todo(item.label, count, item.url, item.button, due_on=day))
    return todos
