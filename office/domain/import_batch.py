"""The life of an import: a sheet comes in, its columns are confirmed, its rows checked, decided and imported.

The check plans every row and writes nothing but the verdicts; the run plans again by the same code, writes only the
rows whose plan is still the one that was shown, and reports the others. A run goes on where a killed worker left it:
each slice of rows is one transaction with what came of them.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor, pack_actor, unpack_actor
from office.domain.audit import record_act
from office.domain.import_check import SKIP, plan_rows
from office.domain.import_kind import IMPORTERS, Importer, RowPlan, guess_mapping, score_heading
from office.domain.import_undo import undo_effects
from office.domain.import_write import CHUNK, save_rows, write_rows
from office.domain.job import JobRun, LeaseLost, handles, request_job
from office.domain.record import change_record, create_record
from office.domain.transition import advance
from office.enums import JOB_OPEN_STATES, ImportOutcome, ImportState, ImportVerdict
from office.methods.tables import Layout, Table, UnreadableFile, data_rows, find_layout, read_tables
from office.models import ImportBatch, ImportRow, Job
from office.workflow import IMPORT, Refusal, list_words, refuse_unless

CHECK_JOB, RUN_JOB, UNDO_JOB = "office.import_check", "office.import_run", "office.import_undo"
# Up to so many rows the page itself does the work: it takes less than a second, and nobody waits for a worker.
ROWS_AT_ONCE = 300
MAX_ROWS = 50_000
Tell = Callable[[float], None]


class SheetRefused(Refusal):
    """The file is no sheet from which this can be imported."""


def receive_sheet(
    content: bytes,
    *,
    name: str,
    kind: str,
    actor: Actor,
    options: Mapping[str, Any] | None = None,
    about: str = "",
    sheet: str = "",
) -> ImportBatch:
    """Store a sheet as it was sent, with a guess which column is what; raises ``SheetRefused`` with the reason.

    Of several sheets the one named ``sheet`` is taken, else the one whose head names most columns.
    """
    importer = IMPORTERS[kind]
    table, layout = choose_table(content, name=name, importer=importer, wanted=sheet)
    rows = data_rows(table, layout)
    refuse_length(len(rows))
    batch = ImportBatch(
        kind=kind,
        file_name=name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        sheet=table.sheet[:100],
        options=dict(options or {}),
        about=about[:200],
        layout=frame_of(table, layout),
        mapping=guess_mapping(importer.columns, layout.heads),
        row_count=len(rows),
        requested_by_id=actor.user_id,
    )
    with transaction.atomic():
        create_record(batch, actor=actor)
        ImportRow.objects.bulk_create(
            [ImportRow(batch=batch, line=number + 1, raw=raw) for number, raw in rows], batch_size=CHUNK
        )
    return batch


def refuse_length(rows: int) -> None:
    """Refuse a sheet without rows, and one that is too long."""
    refuse_unless(rows > 0, _("Below its head the sheet has no rows."), error=SheetRefused)
    refuse_unless(
        rows <= MAX_ROWS,
        _("The sheet has %(rows)s rows; at most %(limit)s can be imported at once.")
        % {"rows": rows, "limit": MAX_ROWS},
        error=SheetRefused,
    )


def choose_table(content: bytes, *, name: str, importer: type[Importer], wanted: str) -> tuple[Table, Layout]:
    """Return the sheet to import and where things stand in it."""
    try:
        tables = read_tables(content, name)
    except UnreadableFile as error:
        raise SheetRefused(explain_file(error.code)) from error
    named = [table for table in tables if table.sheet == wanted]
    refuse_unless(
        bool(named) or not wanted,
        _("The file has no sheet “%(name)s”; it has: %(names)s.")
        % {"name": wanted, "names": list_words(table.sheet for table in tables)},
        error=SheetRefused,
    )

    def score(heading: str) -> int:
        return score_heading(importer.columns, heading)

    found = [(table, layout) for table in named or tables if (layout := find_layout(table, score))]
    first = str(importer.columns[0].headings[0])
    refuse_unless(
        bool(found),
        _("No line of the sheet looks like a head. It needs a column “%(column)s”; take the template.")
        % {"column": first},
        error=SheetRefused,
    )
    return max(found, key=lambda pair: sum(score(head) for head in pair[1].heads))


def explain_file(code: str) -> str:
    """Return the sentence for a file that is no sheet."""
    sentences = {
        "empty": _("The file is empty."),
        "password": _("The file is locked by a password; save it without one."),
        "encoding": _("The text's encoding is unknown; save it as UTF-8 or as an Excel file."),
    }
    return sentences.get(code, _("This is no sheet: Excel and WPS files (xlsx, xls) and CSV can be read."))


def frame_of(table: Table, layout: Layout) -> dict[str, Any]:
    """Return what stands around the rows, so that bad rows can go back as they came."""
    return {
        "above": table.lines[: layout.head_last],
        "below": [table.lines[number] for number in layout.notes if number >= layout.head_last],
        "merges": [list(merge) for merge in table.merges if merge[2] < layout.head_last],
        "head_first": layout.head_first,
        "heads": layout.heads,
        "encoding": table.encoding,
    }


def map_columns(batch: ImportBatch, mapping: Sequence[str], *, actor: Actor) -> ImportBatch:
    """Say which column is what; every known column at most once, the required ones at least."""
    importer = IMPORTERS[batch.kind]
    labels = {column.name: str(column.label) for column in importer.columns}
    refuse_unless(
        batch.state in {ImportState.MAPPING, ImportState.CHECKED},
        _("The columns of this import can no longer be changed."),
    )
    counted = Counter(name for name in mapping if name)
    twice = [labels.get(name, name) for name, number in counted.items() if number > 1]
    refuse_unless(not twice, _("More than one column is called %(columns)s.") % {"columns": list_words(twice)})
    refuse_unless(set(counted) <= set(labels), _("Choose the columns from the list."))
    missing = [labels[column.name] for column in importer.columns if column.required and column.name not in counted]
    refuse_unless(not missing, _("No column is %(columns)s.") % {"columns": list_words(missing)})
    refuse_unless(len(mapping) == len(batch.layout["heads"]), _("Choose the columns from the list."))
    change_record(batch, actor=actor, changes={"mapping": list(mapping)}, revision=batch.revision)
    return batch


def decide_rows(batch: ImportBatch, decisions: Mapping[int, str], *, actor: Actor) -> int:
    """Keep what was decided about open rows, by their keys: "new", "skip", a candidate's key, or "" for not yet.

    Returns how many decisions changed; the check that follows takes them up. A word that the row does not offer is
    refused.
    """
    refuse_unless(batch.state == ImportState.CHECKED, _("Rows can be decided between the check and the import."))
    changed = []
    for row in batch.rows.filter(pk__in=list(decisions), verdict__in=[ImportVerdict.CONFLICT, *DECIDED]):
        decision = decisions[row.pk]
        offered = {"", "new", SKIP, *(str(key) for key, _text in row.candidates)}
        refuse_unless(decision in offered or decision == row.decision, _("Choose one of what the row offers."))
        if decision != row.decision:
            row.decision = decision
            changed.append(row)
    with transaction.atomic():
        ImportRow.objects.bulk_update(changed, ["decision"])
        if changed:
            after = {str(row.line): row.decision for row in changed}
            record_act(batch, "decide", actor=actor, after={"rows": after}, batch=batch.key)
    return len(changed)


DECIDED = (ImportVerdict.NEW, ImportVerdict.UPDATE, ImportVerdict.SAME, ImportVerdict.ERROR)


# ---------------------------------------------------------------- check


def check_batch(batch: ImportBatch, *, actor: Actor, tell: Tell = lambda _done: None) -> ImportBatch:
    """Plan all rows and keep their verdicts (dry run): no table of the association's records is written."""
    IMPORT.find("check")
    refuse_unless(
        batch.state in {ImportState.MAPPING, ImportState.CHECKED}, _("This import has been run or discarded already.")
    )
    rows = list(batch.rows.order_by("line"))
    importer = IMPORTERS[batch.kind](batch.options, actor=actor)
    plans = plan_rows(importer, rows, batch.mapping, tell=lambda done: tell(0.8 * done))
    for row, plan in zip(rows, plans, strict=True):
        keep_plan(row, plan)
    with transaction.atomic():
        save_rows(rows)
        keep_counts(batch, {"verdicts": dict(Counter(row.verdict for row in rows))})
        advance(batch, "check", actor=actor, workflow=IMPORT)
    tell(1)
    return batch


def keep_plan(row: ImportRow, plan: RowPlan) -> None:
    """Write a plan's verdict onto its row."""
    row.verdict, row.title, row.message = plan.verdict, plan.title, plan.message
    row.target, row.diff = target_of(plan), diff_of(plan)
    if plan.candidates:
        row.candidates = [[str(candidate.pk), str(candidate)] for candidate in plan.candidates[:20]]
    elif not row.decision:
        row.candidates = []
    row.outcome, row.effects = "", []


def target_of(plan: RowPlan) -> str:
    """Return the key of the record that a plan means, "" for a new one."""
    return str(plan.target.pk) if plan.target is not None and plan.target.pk is not None else ""


def diff_of(plan: RowPlan) -> list[list[str]]:
    """Return what a plan changes, as (label, old, new)."""
    return [list(line) for piece in plan.pieces for line in piece.diff]


def keep_counts(batch: ImportBatch, counts: dict[str, Any]) -> None:
    """Keep how many rows have which verdict or outcome."""
    batch.counts = counts
    ImportBatch.objects.filter(pk=batch.pk).update(counts=counts)


def count_undecided_rows(batch: ImportBatch) -> int:
    """Return how many stored rows still wait for a decision."""
    return int(batch.rows.filter(verdict=ImportVerdict.CONFLICT, decision="").count())


# ---------------------------------------------------------------- run


def run_batch(batch: ImportBatch, *, actor: Actor, tell: Tell = lambda _done: None) -> ImportBatch:
    """Import the rows that have no outcome yet; to be called in the state running, repeats harmlessly."""
    rows = list(batch.rows.filter(outcome="").order_by("line"))
    importer = IMPORTERS[batch.kind](batch.options, actor=actor)
    plans = plan_rows(importer, rows, batch.mapping, tell=lambda done: tell(0.4 * done))
    writing, resting = [], []
    for row, plan in zip(rows, plans, strict=True):
        if row.verdict in {ImportVerdict.NEW, ImportVerdict.UPDATE} and still_stands(row, plan):
            writing.append((row, plan))
        else:
            rest(row, plan)
            resting.append(row)
    save_rows(resting)
    for start in range(0, len(writing), CHUNK):
        write_rows(importer, writing[start : start + CHUNK], actor=actor, batch=batch.key)
        tell(0.4 + 0.6 * min(len(writing), start + CHUNK) / len(writing))
    outcomes = dict(Counter(batch.rows.values_list("outcome", flat=True)))
    with transaction.atomic():
        keep_counts(batch, {**batch.counts, "outcomes": outcomes})
        advance(batch, "finish", actor=actor, workflow=IMPORT)
    return batch


def still_stands(row: ImportRow, plan: RowPlan) -> bool:
    """Tell whether a row would do what the check has shown."""
    return (row.verdict, row.target, row.diff) == (plan.verdict, target_of(plan), diff_of(plan))


def rest(row: ImportRow, plan: RowPlan) -> None:
    """Note on a row that nothing is written for it, and why."""
    if row.verdict == ImportVerdict.CONFLICT:
        row.outcome = ImportOutcome.SKIPPED
    elif row.verdict == ImportVerdict.ERROR:
        row.outcome = ImportOutcome.FAILED
    elif row.verdict == plan.verdict == ImportVerdict.SAME:
        row.outcome = ImportOutcome.SAME
    else:
        row.outcome = ImportOutcome.FAILED
        row.message = plan.message or _(
            "The records have changed since the check; the row would now be: %(verdict)s. Import the sheet once more."
        ) % {"verdict": ImportVerdict(plan.verdict).label}


# ---------------------------------------------------------------- who does it


def start_check(batch: ImportBatch, *, actor: Actor) -> Job | None:
    """Check a short sheet now, a long one by a job; returns the job, None when it is done."""
    return start(batch, CHECK_JOB, _("Check of “%(file)s”"), actor=actor)


def start_run(batch: ImportBatch, *, actor: Actor) -> Job | None:
    """Import a short sheet now, a long one by a job; refused when it is running already."""
    settle_run(batch, actor=actor)
    with transaction.atomic():
        advance(batch, "run", actor=actor, workflow=IMPORT)
        ImportBatch.objects.filter(pk=batch.pk).update(job=None)
        batch.job = None
    return start(batch, RUN_JOB, _("Import of “%(file)s”"), actor=actor)


def start_undo(batch: ImportBatch, *, actor: Actor, reason: str) -> Job | None:
    """Take a short import back now, a long one by a job; what stands against it is said at once."""
    return start(batch, UNDO_JOB, _("Undoing of “%(file)s”"), actor=actor, reason=reason)


def start(batch: ImportBatch, kind: str, title: str, *, actor: Actor, reason: str = "") -> Job | None:
    """Do a piece of work now or ask a worker for it."""
    refuse_unless(not has_open_job(batch), _("A job for this import has not ended yet."))
    if batch.row_count <= ROWS_AT_ONCE:
        work(kind, batch, actor=actor, reason=reason)
        return None
    with transaction.atomic():
        arguments = {"batch": batch.pk, "actor": pack_actor(actor), "reason": reason}
        job = request_job(kind, actor=actor, title=title % {"file": batch.file_name}, arguments=arguments)
        ImportBatch.objects.filter(pk=batch.pk).update(job=job)
    return job


def has_open_job(batch: ImportBatch) -> bool:
    """Tell whether a job works on the import."""
    return batch.job_id is not None and Job.objects.filter(pk=batch.job_id, state__in=JOB_OPEN_STATES).exists()


def settle_run(batch: ImportBatch, *, actor: Actor) -> ImportBatch:
    """Note that a run has stopped whose job ended before it was through, so that it can go on or be undone."""
    if batch.state == ImportState.RUNNING and batch.job_id is not None and not has_open_job(batch):
        advance(batch, "stop", actor=actor, workflow=IMPORT)
    return batch


def work(kind: str, batch: ImportBatch, *, actor: Actor, reason: str = "", tell: Tell = lambda _done: None) -> None:
    """Do a piece of work; a run that breaks off is marked as stopped."""
    if kind == CHECK_JOB:
        check_batch(batch, actor=actor, tell=tell)
    elif kind == UNDO_JOB:
        undo_batch(batch, actor=actor, reason=reason, tell=tell)
    else:
        try:
            run_batch(batch, actor=actor, tell=tell)
        except LeaseLost:
            raise  # another worker goes on with it
        except Exception:
            batch.refresh_from_db()
            if batch.state == ImportState.RUNNING:
                advance(batch, "stop", actor=actor, workflow=IMPORT)
            raise


def undo_batch(batch: ImportBatch, *, actor: Actor, reason: str, tell: Tell = lambda _done: None) -> ImportBatch:
    """Take back everything that an import wrote, in one transaction; refused, naming the rows, after later edits."""
    try:
        with transaction.atomic():
            advance(batch, "undo", actor=actor, workflow=IMPORT, reason=reason)
            undo_effects(batch, actor=actor, reason=reason, tell=tell)
    except Exception:
        batch.refresh_from_db()  # what was rolled back is not what the object holds
        raise
    return batch


def discard_batch(batch: ImportBatch, *, actor: Actor, reason: str = "") -> ImportBatch:
    """Throw a sheet away that was not imported: its rows go, the entry in the list stays."""
    with transaction.atomic():
        advance(batch, "discard", actor=actor, workflow=IMPORT, reason=reason)
        batch.rows.all().delete()
    return batch


def handle(run: JobRun) -> dict[str, Any]:
    """Do the job of an import; a repeat after a killed worker goes on where it stopped."""
    arguments = run.job.arguments
    batch = ImportBatch.objects.get(pk=arguments["batch"])
    actor = unpack_actor(arguments["actor"])
    stage = {CHECK_JOB: "check", RUN_JOB: "import", UNDO_JOB: "undo"}[run.job.kind]
    if run.job.kind == UNDO_JOB and batch.state == ImportState.UNDONE:
        return {"url": batch.get_absolute_url()}
    if run.job.kind == RUN_JOB and batch.state != ImportState.RUNNING:
        return {"url": batch.get_absolute_url()}

    def tell(done: float) -> None:
        run.report(stage, min(99, int(100 * done)))

    work(run.job.kind, batch, actor=actor, reason=arguments["reason"], tell=tell)
    return {"url": batch.get_absolute_url()}


for job_kind in (CHECK_JOB, RUN_JOB, UNDO_JOB):
    handles(job_kind)(handle)
