"""The list of children to visit of any number of files: a workbook for each puskesmas."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Unpack

import pyarrow as pa
import pyarrow.compute as pc

from zscore.arguments import check_flags, language_in, names_in, path_in
from zscore.children.mapping import ReadingOptions, told
from zscore.children.measurement_units import DAYS_PER_MONTH
from zscore.classify.schemes import EPPGBM_SCHEME, WHO_SCHEME, Scheme, scheme_named
from zscore.errors import OutputError
from zscore.files.grids import text_column
from zscore.files.writing import output_file, replaced_whole
from zscore.files.xlsx import SheetColumn, Workbook
from zscore.growth.follow_up_list import REASONS, Reason, follow_up
from zscore.messages import text
from zscore.pipeline.facts import TableFacts
from zscore.pipeline.folder import SUMMARY, write_json
from zscore.pipeline.results import OfFiles
from zscore.pipeline.run import Progress, Run, as_paths, passed_over
from zscore.pipeline.run_warnings import warnings_of
from zscore.pipeline.scoring_job import ScoredBlock, ScoringJob, scoring_job
from zscore.pipeline.sources import Block, Source
from zscore.who_lms.profiles import profile_named

SCHEMA = "zscore.follow_up/1"
LIST = "follow_up.csv"
BY = ("puskesmas", "posyandu")
_ORIGIN = ("source_file", "source_sheet", "source_row")
_ABOVE = {"posyandu": "village", "village": "subdistrict", "puskesmas": "district",
          "subdistrict": "district", "district": "province"}  # fmt: skip
_LONGEST_SHEET = 31
_NOT_IN_NAMES = re.compile(r'[\\/*?:\[\]"<>|\x00-\x1f]')
# Of a printed sheet, with its columns' styles; those that a table lacks are left out.
_PRINTED = {
    "priority": "plain", "reason": "plain", "measure_again": "plain", "child_name": "plain",
    "nik": "plain", "parent_name": "plain", "rt": "plain", "rw": "plain", "address": "plain",
    "sex": "plain", "birth_date": "day_first",
    "age_months_today": "plain", "visit_date": "day_first", "weight_kg": "tenths",
    "length_height_cm": "tenths", "arm_circumference_cm": "tenths", "haz": "hundredths",
    "waz": "hundredths", "whz": "hundredths", "weight_gain_code": "plain",
    "previous_visit_date": "day_first", "previous_weight_kg": "tenths",
    "previous_length_height_cm": "tenths", "next_visit_due": "day_first", "source_file": "plain",
    "source_row": "plain",
}  # fmt: skip


@dataclass(kw_only=True, repr=False)
class FollowUpFiles(OfFiles):
    """What follow_up_files found.

    Parameters
    ----------
    rows, children
        Rows read, and children on the list.
    reasons
        Children by the reason they are on it for.
    measure_again
        Children whose latest measurement is to be taken again before anything else.
    table
        The list, as a pyarrow table; None if no file could be read.
    written
        The files in the folder.
    files, failed, passed_over, facts, warnings, output
        As in Summary.
    """

    rows: int = 0
    children: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    measure_again: int = 0
    table: pa.Table | None = None
    written: list[str] = field(default_factory=list)

    def as_json(self, lang: str = "en") -> dict[str, Any]:
        """Return the counts, with a stable schema; messages in ``lang``."""
        return {
            **self._as_json(SCHEMA, lang),
            "rows": self.rows,
            "children": self.children,
            "reasons": {reason.name: self.reasons[reason.name] for reason in REASONS},
            "measure_again": self.measure_again,
        }


def follow_up_files(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    by: str | Sequence[str] = BY,
    *,
    profile: str | None = None,
    scheme: str | Scheme | None = None,
    reasons: Sequence[Reason] = REASONS,
    kbm: str | Any = "kms",
    today: date | None = None,
    child: str | Sequence[str] = (),
    keep_identity: bool = False,
    lang: str = "id",
    force: bool = False,
    progress: Progress = lambda _what, _done, _all: None,
    **reading: Unpack[ReadingOptions],
) -> FollowUpFiles:
    """Write the list of children to visit of any number of files.

    Parameters
    ----------
    paths
        Exports of e-PPGBM or tables with known headings: the months of the same children, for
        weight gain. What is needed of all rows is held in memory.
    folder
        Where the list is written; made if it is not there. ``follow_up.csv``: all children, for
        programs. A workbook for each value of the first column of ``by``, with a sheet for each of
        the second, laid out to be printed on A4. ``summary.json``: counts.
    by
        One or two columns; those that the files lack are passed over.
    profile, scheme, force, progress, **reading
        As in score_files.
    reasons, kbm, today, child
        As in follow_up.
    keep_identity
        Also write NIK, names, parents and addresses; else a child is found by the file and the row
        of its latest visit.
    lang
        Language of the workbooks, ``"id"`` or ``"en"``.

    Returns
    -------
    FollowUpFiles
        With ``failed``: the files that were refused; nothing of them is on the list.

    Raises
    ------
    OutputError
        If the folder cannot be written as asked.
    ColumnError
        If a column is missing.

    Examples
    --------
    >>> import tempfile, pathlib, zscore as zs
    >>> from datetime import date
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "august.csv")
    ...     _ = path.write_text(
    ...         "id,sex,birth_date,visit_date,weight_kg,length_height_cm,puskesmas,posyandu\\n"
    ...         "1,f,2023-01-05,2024-08-05,9.9,74,Awan,Melati\\n")
    ...     found = zs.follow_up_files(path, pathlib.Path(folder, "list"), child="id",
    ...                                today=date(2024, 8, 31))
    >>> found.children, found.written
    (1, ['Awan.xlsx', 'follow_up.csv', 'summary.json'])
    """
    check_flags(keep_identity=keep_identity, force=force)
    language_in(lang)
    units = names_in(by, "by")
    if profile is not None:
        profile_named(profile)
    chosen = None if scheme is None else scheme_named(scheme)
    files, output = as_paths(paths), path_in(folder, "folder")
    mapping = told(**reading)
    _make_folder(output, files, force=force)
    jobs: dict[Source, ScoringJob] = {}
    asked_for = (*units, *names_in(child, "child"))

    def prepare(_index: int, sources: Sequence[Source]) -> None:
        for source in sources:
            jobs[source] = scoring_job(source, profile, chosen, [])

    run = Run(files, mapping, progress)
    run.open(prepare)
    blocks: dict[int, list[pa.Table]] = {}
    facts: dict[int, dict[Source, TableFacts]] = {}
    for file in run.each_file():
        known = facts[file.index] = {}

        def take(source: Source, block: Block, known: dict[Source, TableFacts] = known) -> pa.Table:
            job = jobs[source]
            if source not in known:
                known[source] = TableFacts.of(source, job.profile, asked=job.asked)
            scored = job.score(block)
            known[source].add(block)
            known[source].add_z(block.needed, {n: z.z for n, z in scored.result.scores.items()})
            return _needed(scored, asked_for)

        blocks[file.index] = list(file.blocks(take))
    found = FollowUpFiles(
        files=run.done,
        failed=run.refused,
        passed_over=passed_over(paths),
        facts=[entry for index in run.opened for entry in facts[index].values()],
    )
    found.warnings = warnings_of(found.facts, counts=False)
    if run.opened:
        whole = pa.concat_tables(
            [table for index in run.opened for table in blocks[index]], promote_options="permissive"
        )
        of_register = all(source.of_register for source in run.sources)
        found.rows = len(whole)
        table = found.table = _listed(
            whole,
            units,
            keep_identity=keep_identity,
            reasons=reasons,
            scheme=chosen or (EPPGBM_SCHEME if of_register else WHO_SCHEME),
            kbm=kbm,
            today=today,
            child=child,
        )
        _write(found, table, output, units, reasons, lang)
    return found


def _make_folder(folder: Path, files: Sequence[Path], *, force: bool) -> None:
    """Make the folder, and refuse it if something in it would be lost.

    Raises
    ------
    OutputError
        Saying what is in the way.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise OutputError("output_failed", file=folder.name, why=error.strerror or "") from None
    if there and not force:
        raise OutputError("output_exists", file=f"{folder.name}/{there[0]}")
    inputs = {os.path.realpath(path) for path in files}
    for name in there:
        if os.path.realpath(folder / name) in inputs:
            raise OutputError("output_is_input", file=name)


def _needed(scored: ScoredBlock, names: Sequence[str]) -> pa.Table:
    """Return the canonical columns of some rows with their z-scores, and where they stand."""
    source, block = scored.job.source, scored.block
    table = source.aliased(block, names)
    columns = {name: table.column(name) for name in table.column_names}
    columns |= {
        name: pa.chunked_array([pa.array(found.z, from_pandas=True)])
        for name, found in scored.result.scores.items()
    }
    origin = source.origin(block)
    columns |= {name: origin.column(name) for name in _ORIGIN}
    return pa.table(
        {
            name: text_column(column) if pa.types.is_dictionary(column.type) else column
            for name, column in columns.items()
        }
    )


def _listed(whole: pa.Table, units: Sequence[str], **asked: Any) -> pa.Table:
    """Return the list, with where each child's latest visit stands."""
    found = follow_up(whole, **asked)
    at = pc.subtract(found["row"], 1)
    for name in (*_ORIGIN, *units):
        if name in whole.column_names and name not in found.column_names:
            found = found.append_column(name, whole[name].take(at))
    return found.drop_columns("row")


# --- what is written -----------------------------------------------------------------------------


def _write(
    found: FollowUpFiles,
    table: pa.Table,
    folder: Path,
    units: Sequence[str],
    reasons: Sequence[Reason],
    lang: str,
) -> None:
    """Write the list, a workbook for each unit, and the summary; remove those of an older list."""
    found.children = len(table)
    found.reasons = Counter(table["reason"].to_pylist())
    found.measure_again = int(pc.sum(table["measure_again"]).as_py() or 0)
    found.output = str(folder)
    older = _written_before(folder)
    there = [name for name in units if name in table.column_names]
    taken: set[str] = set()
    for unit, of_unit in _parts(table, there[:1], lang):
        name = _file_name(unit, taken)
        with replaced_whole(folder / name, force=True) as part, Workbook(part) as book:
            _write_sheets(book, of_unit, there[1:], reasons, lang)
        found.written.append(name)
    with output_file(folder / LIST, table.schema, force=True) as write:
        write(table)
    found.written += [LIST, SUMMARY]
    write_json(folder / SUMMARY, {**found.as_json(), "written": found.written})
    for name in older - set(found.written):
        (folder / name).unlink(missing_ok=True)


def _written_before(folder: Path) -> set[str]:
    """Return the files of an older list in the folder."""
    try:
        summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        if summary.get("schema") != SCHEMA:
            return set()
        return {name for name in summary["written"] if Path(name).name == name}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return set()


def _parts(table: pa.Table, by: Sequence[str], lang: str) -> Iterator[tuple[str, pa.Table]]:
    """Yield the rows of each unit, in order, with its name.

    Two units of one name are two: where they lie is told beside the name.
    """
    if not by:
        yield text("follow_up_all", lang), table
        return
    above = _ABOVE.get(by[0])
    names = text_column(table[by[0]]).to_pylist()
    where = (
        text_column(table[above]).to_pylist()
        if above in table.column_names
        else [None] * len(names)
    )
    rows: dict[tuple[str | None, str | None], list[int]] = {}
    for row, unit in enumerate(zip(names, where, strict=True)):
        rows.setdefault(unit, []).append(row)
    times = Counter(name for name, _ in rows)
    for (name, place), some in rows.items():
        shown = f"{name} ({place})" if name and place and times[name] > 1 else name
        yield shown or text("group_unknown", lang), table.take(pa.array(some))


def _file_name(unit: str, taken: set[str]) -> str:
    """Return the name of a unit's workbook, which no other has on any system."""
    return f"{_unlike(_NOT_IN_NAMES.sub('_', unit).strip(' .')[:80] or '_', taken)}.xlsx"


def _unlike(name: str, taken: set[str], longest: int = 90) -> str:
    """Return a name, with a number if one like it is taken, and remember it."""
    number, unlike = 1, name[:longest]
    while unicodedata.normalize("NFKC", unlike).casefold() in taken:
        number += 1
        end = f" ({number})"
        unlike = name[: longest - len(end)] + end
    taken.add(unicodedata.normalize("NFKC", unlike).casefold())
    return unlike


def _write_sheets(
    book: Workbook, table: pa.Table, by: Sequence[str], reasons: Sequence[Reason], lang: str
) -> None:
    taken: set[str] = {"history"}  # Excel keeps this name for itself
    for unit, of_sheet in _parts(table, by, lang):
        title = _NOT_IN_NAMES.sub("_", unit).strip("' ") or "_"
        shown = _shown(of_sheet, reasons, lang)
        columns = [
            SheetColumn(heading=text(f"follow_up_{name}", lang), style=_PRINTED[name])
            for name in shown.column_names
        ]
        with book.sheet(columns, _unlike(title, taken, _LONGEST_SHEET)) as sheet:
            sheet.append(shown)
    legend = [SheetColumn(heading=text(f"follow_up_legend_{name}", lang), style="text", width=width)
              for name, width in (("word", 30.0), ("meaning", 100.0))]  # fmt: skip
    with book.sheet(
        legend, _unlike(text("sheet_explanation", lang), taken, _LONGEST_SHEET)
    ) as sheet:
        sheet.append_rows([(f"P{r.priority}", r.titles[lang]) for r in reasons])
        sheet.append_rows(
            [(text(f"follow_up_{name}", lang), text(f"follow_up_meaning_{name}", lang))
             for name in ("measure_again", "weight_gain_code", "next_visit_due", "source_row")]
        )  # fmt: skip


def _shown(table: pa.Table, reasons: Sequence[Reason], lang: str) -> pa.Table:
    """Return the columns that are printed, in words."""
    titles = {reason.name: reason.titles[lang] for reason in reasons}
    sexes = {"m": text("follow_up_boy", lang), "f": text("follow_up_girl", lang)}
    again = text("follow_up_again", lang)
    columns: dict[str, Any] = {name: table[name] for name in _PRINTED if name in table.column_names}
    columns["priority"] = pa.array([f"P{n}" for n in table["priority"].to_pylist()], pa.string())
    columns["reason"] = pa.array([titles[n] for n in table["reason"].to_pylist()], pa.string())
    columns["measure_again"] = pa.array(
        [again if is_again else None for is_again in table["measure_again"].to_pylist()],
        pa.string(),
    )
    if "sex" in columns:
        codes = text_column(table["sex"]).to_pylist()
        columns["sex"] = pa.array([sexes.get(code or "", code) for code in codes], pa.string())
    months = pc.floor(pc.divide(table["age_days"], DAYS_PER_MONTH))
    columns["age_months_today"] = months.cast(pa.int32())
    if "child_name" in columns:  # who a child is, is told already
        columns = {name: column for name, column in columns.items() if name not in _ORIGIN}
    filled = [name for name, column in columns.items() if column.null_count < len(table)]
    ordered = [name for name in _PRINTED if name in {*filled, "measure_again"}]
    return pa.table({name: columns[name] for name in ordered})
