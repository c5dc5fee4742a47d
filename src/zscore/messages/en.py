"""Sentences in English.

What stands in braces is filled in. id.py has the same keys, in the same order; a test holds it.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # --- wrong calls ---------------------------------------------------------------------
    "unknown_indicator": "unknown indicator '{name}'; known: {known}.",
    "unknown_profile": "unknown profile '{name}'; known: {known}.",
    "unknown_scheme": "unknown scheme '{name}'; known: {known}, or a Scheme of your own.",
    "labels_do_not_fit": (
        "'{name}': the labels do not fit. {n} different ones are needed in each language, "
        'as in labels={{"en": (…,)}}.'
    ),
    "cutoffs_do_not_fit": (
        "'{name}': the cut-offs must be numbers that rise, all of below before all of above, "
        "as in below=(-3.0, -2.0)."
    ),
    "patterns_do_not_fit": (
        "'{name}': patterns must name a label for each of the {n} outcomes of its tests."
    ),
    "names_do_not_fit": (
        "scheme '{name}': '{column}' is there twice. Every condition needs its own name."
    ),
    "labels_lacking": "'{name}' has no labels in '{lang}'. It has: {known}.",
    "bad_threads": (
        "threads is {value}. A whole number from 1 on is accepted, or None for all cores."
    ),
    "no_indicators": (
        "no indicator is asked for. Accepted: a list of some of {known}, or None for all."
    ),
    "nothing_to_classify": (
        "none of the columns that scheme '{scheme}' classifies is there: {columns}. "
        "Found: {found}. Score the table first, with score_children."
    ),
    "nothing_measured": "nothing of the child is measured. Accepted: any of {columns}.",
    "cannot_broadcast": (
        "the shapes do not go together: {shapes}. "
        "Scalars and arrays that broadcast as in numpy are accepted."
    ),
    "unknown_age_rule": "unknown age rule '{name}'; known: {known}.",
    "column_missing": (
        "column {lacking} is missing. Found: {found}. "
        'Rename one with columns={{"{first}": "{example}"}} (command line: '
        "--columns {first}={example})."
    ),
    "columns_missing": (
        "columns {lacking} are missing. Found: {found}. "
        'Rename with columns={{"{first}": "{example}"}} (command line: '
        "--columns {first}={example})."
    ),
    "unknown_rename": "'{name}' is not a column that is used here. Known: {known}.",
    "renamed_missing": "column '{column}' is missing. Found: {found}. Name one of these.",
    "column_doubled": (
        "column '{column}' is there twice. Every name may occur once. Rename one of the two."
    ),
    "column_taken": (
        "column '{column}' is in the table already and would be overwritten. Give the "
        "new columns another name (--prefix zs_), or let them replace yours (--replace); in "
        'Python prefix="zs_" or replace=True, or rename yours.'
    ),
    "number_unreadable": (
        "column '{column}': {n} of {rows} values are not numbers ({value} first, at row "
        "{row}). Accepted: numbers such as 10.4 or 10,4. Correct them, name what means missing "
        "with --missing, or count such cells as missing with --on-unreadable missing."
    ),
    "date_unreadable": (
        "column '{column}': {n} of {rows} values are not dates ({value} first, at row "
        "{row}). Accepted: 2024-08-17, 17 August 2024, and 17/08/2024 where the dates tell "
        "whether the day comes first; else say it with --dates dmy or --dates mdy. To count "
        "such cells as missing: --on-unreadable missing."
    ),
    "age_unreadable": (
        "column '{column}': {n} of {rows} values are not ages ({value} first, at row "
        "{row}). Accepted: '2 years 11 months 9 days', '2 Tahun - 11 Bulan - 9 Hari', '35 bulan'. "
        "Correct them, or count such cells as missing with --on-unreadable missing."
    ),
    "dates_exchanged": (
        "column '{column}': a spreadsheet that expects the month first seems to have read "
        "these dates: every date it understood has a day up to 12, the rest are above. To "
        "exchange day and month back: --dates exchanged; if the dates are right: --dates dmy."
    ),
    "warn_dates_exchanged": (
        "{file}: in '{heading}', every date a spreadsheet understood has a day up to 12, and "
        "the rest are above: day and month were probably exchanged. To exchange them back: "
        "--dates exchanged; if the dates are right: --dates dmy."
    ),
    "warn_order_of_few": (
        "{file}: hardly any date of '{heading}' tells whether the day or the month comes "
        "first; by those few they are read as {order}. Look at some, and say it: --dates dmy or "
        "--dates mdy."
    ),
    "foreign_z": (
        "z-scores in these files were not written by zscore: they are compared, and the "
        "measurements are scored. To count by them as they are: --trust-z"
    ),
    "not_numbers": "column '{column}' holds {kind}. Accepted: numbers. Convert it before.",
    "not_codes": "column '{column}' holds {kind}. Accepted: {accepted}. Recode it before.",
    "not_dates": "column '{column}' holds {kind}. Accepted: dates. Convert it before.",
    "unknown_code": (
        "column '{column}': {n} of {rows} values are not known ({value} first, at row "
        "{row}). Accepted: {accepted}. Nothing is guessed: say what a code means with --codes "
        "{option}, or count such cells as missing with --on-unreadable missing."
    ),
    "unequal_lengths": (
        "the columns are not equally long: {lengths}. Every column needs a value a child."
    ),
    "not_a_column": (
        "column '{column}' is no one-dimensional array. "
        "A dict of arrays is accepted. Give one value a child."
    ),
    "lazy_table": (
        "a {kind} is lazy and would be pulled into memory whole. "
        "Accepted: pandas, polars and pyarrow tables, dicts of arrays. Collect it before, or use "
        "zscore.engines.dask, zscore.engines.spark or a recipe of docs/engines.md."
    ),
    "engine_missing": (
        "{engine} is not installed. Install it with: pip install 'zscore-growth[{extra}]'."
    ),
    "not_of_engine": (
        "a {kind} is no DataFrame of {engine}. For tables in memory use the functions of "
        "zscore itself."
    ),
    "visits_apart": (
        "one_per_child and child cannot be used here: the visits of a child may be in "
        "different parts. Keep one visit of each child before."
    ),
    "unknown_table": (
        "a {kind} is no table. "
        "Accepted: pandas, polars and pyarrow tables, dicts of arrays, Arrow streams."
    ),
    "renamed_missing_near": "column '{column}' is missing; did you mean '{near}'? Found: {found}.",
    "unknown_rename_near": (
        "'{name}' is not a column that is used here; did you mean '{near}'? Known: {known}."
    ),
    "group_missing_near": "column '{column}' is missing; did you mean '{near}'? Found: {found}.",
    "codes_column": (
        "'{name}' is not a coded column. Codes may be given for {known}, as in --codes sex:0=f,1=m."
    ),
    "unknown_meaning": (
        "codes of '{column}': '{name}' is not known. A code may mean {known}, or be "
        "empty for missing."
    ),
    "unknown_unit": "'{name}' is not a unit of '{column}'. Accepted: {known}.",
    "unknown_order": "unknown order of dates '{name}'; known: {known}.",
    "unknown_on_unreadable": (
        "unknown choice '{name}' for cells that cannot be read; known: {known}."
    ),
    "mapping_unreadable": (
        "{file}: this mapping cannot be read ({why}). A TOML file is needed, as zscore "
        "inspect --write makes it."
    ),
    "mapping_key": "{file}: '{name}' is not a part of a mapping. Known: {known}.",
    "two_headings": (
        "two headings are for one column, '{column}': {headings}. Say which is meant: "
        "{option} (Python: {argument})."
    ),
    "oedema_codes": (
        "column '{column}' holds the code 2, and nothing says whether 1 or 2 is oedema. "
        "Say it: --codes oedema:{one} or --codes oedema:{other}."
    ),
    "only_foreign_z": (
        "the z-scores here were not made by zscore, and there is nothing to score: {lacking} "
        "is missing. To count by the z-scores as they are: --trust-z (Python: trust_z=True)."
    ),
    "help_trust_z": (
        "Count by the z-scores in the files as they are, where zscore did not make them."
    ),
    "age_split": (
        "columns '{first}' and '{second}' hold an age in two parts, which are not put "
        "together here. Give the whole age in one column (months or days), or both dates."
    ),
    "told_missing": (
        "'{column}' is told how to be read, but the table has no such column. Found: "
        "{found}. "
        "Leave it out, or say which column it is with --columns."
    ),
    "told_twice": "'{name}' is given twice, with two meanings. Give it once.",
    "table_on_its_side": (
        "{file}: the headings stand in the first column, one below the other. One row a "
        "child "
        "is needed, with the headings on top. Transpose the table."
    ),
    "age_unit_unknown": (
        "column '{column}' holds ages, and nothing says in which unit. They are read as "
        "months where some are above 20 and none above 240. Say it: --units age_months=months, "
        "--units age_months=years or --units age_days=days."
    ),
    "age_in_whole_years": (
        "column '{column}' holds ages in whole years, which is too coarse for a z-score: "
        "it needs months, days or the two dates. To score by them all the same: --units "
        "age_months=years."
    ),
    # --- prevalence ----------------------------------------------------------------------
    "not_scored": (
        "no {lacking} in the table. Found: {found}. Score the table first, with "
        "score_children, or name a condition whose columns are there."
    ),
    "unknown_condition": "unknown condition '{name}'; known: {known}.",
    "unknown_statistic": "unknown statistic '{name}'; known: {known}.",
    "unknown_interval": "unknown interval '{name}'; known: {known}.",
    "unknown_layout": "unknown layout '{name}'; known: {known}.",
    "unknown_period": "unknown period '{name}'; known: {known}, or a column of the table.",
    "unknown_reason": "unknown reason '{name}'; known: {known}.",
    "unknown_label": "unknown class '{name}'; known: {known}.",
    "unknown_rule": "unknown rule '{name}' for one_per_child; known: {known}.",
    "unknown_target": (
        "a target for '{name}' is no target of a condition that is estimated here: {known}. "
        "Name one of these, or a year if there is a period."
    ),
    "bad_target": "a target is {value}. Accepted: a percentage from 0 to 100.",
    "bad_min_n": "min_n is {value}. Accepted: a whole number from 1 on, or None to hide nothing.",
    "group_missing": "column '{column}' is missing. Found: {found}. Name one of these.",
    "group_kind": (
        "column '{column}' holds {kind}. Accepted for groups: text, numbers, dates. "
        "Convert it before."
    ),
    "no_conditions": "no condition is asked for. Accepted: some of {known}, or None for all.",
    "group_empty": (
        "column '{column}' holds no value at all. Groups need a column with values. Name another."
    ),
    "group_twice": "column '{column}' is named twice for groups or the design. Name it once.",
    "group_taken": (
        "a column of groups or of the population may not be called '{column}': the result "
        "has one of that name. Rename it."
    ),
    "bad_weight": (
        "column '{column}': {n} of {rows} weights are negative or infinite ({value} first, "
        "at row {row}). Accepted: 0 or more; a missing one counts as 0. Correct them."
    ),
    "no_weight": (
        "no weight in column '{column}' is above 0. Weights are needed, or none at all: "
        "leave them out."
    ),
    "cluster_split": (
        "column '{column}': {n} clusters are in more than one stratum. With nest=False each "
        "may be in one. Use nest=True if the numbers begin again in every stratum."
    ),
    "no_visit_date": (
        "period '{period}' needs column 'visit_date'. Found: {found}. "
        'Rename one with columns={{"visit_date": "…"}} (command line: --columns visit_date=…).'
    ),
    "no_age": (
        "'age_group' needs an age: birth_date and visit_date, age_days or age_months. "
        "Found: {found}."
    ),
    "no_identity": (
        "column {lacking} is missing, and children cannot be told apart. Found: {found}. "
        'Name the columns that tell, as child="child_id" (command line: --child child_id), or '
        'take all rows: one_per_child="all".'
    ),
    "no_population": (
        "the population has no column but those of the groups. Found: {found}. "
        "It needs at least one with how many children there should be."
    ),
    "bad_population": (
        "population, column '{column}': {n} values are missing, negative or "
        "infinite, the first at row {row}. Every group needs a number of children."
    ),
    "population_twice": (
        "the population has {n} groups twice. Every group may be there once. Add them up."
    ),
    "no_estimates": (
        "column '{column}' is missing. Found: {found}. The tidy table that "
        "estimate_prevalence returns is needed."
    ),
    "nothing_to_rank": (
        "the estimates have no groups to rank. Estimate by a column of groups, in rows."
    ),
    "target_columns": (
        "{file}: the targets need the columns year or condition, and target. Found: {found}."
    ),
    "target_doubled": (
        "{file}: data row {row} is for the same as one before. Each may have one target."
    ),
    "target_unreadable": (
        "{file}: {n} targets are no percentages, the first in data row {row}. "
        "Accepted: numbers from 0 to 100."
    ),
    "no_files": "there is no file. At least one is needed.",
    "no_tally": "there is no tally to add up. At least one is needed.",
    "tallies_differ": (
        "these tallies count other things and cannot be added. All need the same groups, "
        "design, conditions and columns with z-scores."
    ),
    "tally_has_groups": (
        "a Tally has its groups, design and conditions already. Give them to "
        "tally_children, not here."
    ),
    # --- files ---------------------------------------------------------------------------
    "file_irregular": (
        "{file}: this is no file on a disk. Accepted: files, no pipes or folders. Save it first."
    ),
    "key_unread": "the key in {file} cannot be read: {why}.",
    "key_too_short": (
        "the key in {file} has {n} bytes. At least {least} that nobody can guess are needed "
        "(head -c 32 /dev/urandom | base64 > key.txt)."
    ),
    "unit_is_identity": (
        "'{column}' says who a child is or where it lives. Units are wider, such as "
        "posyandu or puskesmas."
    ),
    "unknown_presentation": "unknown presentation '{name}'; known: {known}.",
    "file_changed": (
        "{file}: the file was changed while it was read. A file that stays as it is is "
        "needed. Score it again."
    ),
    "file_unopened": "{file}: cannot be opened ({why}). A readable file is needed.",
    "file_empty": "{file}: the file is empty. Export it again.",
    "file_of_other_kind": (
        "{file}: this is a {kind} file. Accepted: xlsx, xls, ods, csv, HTML tables, Parquet, "
        "dta, sav, por, xpt, also one of them in a gz or zip. Export it as one of these."
    ),
    "file_damaged": (
        "{file}: the {kind} file is damaged or cut off. A whole file is needed. "
        "Export or copy it again."
    ),
    "quote_unclosed": (
        "{file}: a quotation mark that is not closed in row {row} swallows rows after it. "
        "Every quotation mark needs its partner. Remove it or export again."
    ),
    "delimiter_changes": (
        "{file}: from row {row} on, cells are parted by another character than before. One is "
        "accepted for the whole file. Export it again, or make two files of it."
    ),
    "last_row_cut": (
        "{file}: the file ends in the middle of row {row}, which has {n} of {columns} columns, as "
        "a copy does that was broken off. Copy or export it again; if it is whole, end its last "
        "row with a line break."
    ),
    "decimals_apart": (
        "{file}: column {column} has no heading and holds one or two digits alone, as decimal "
        "commas leave them that were taken for delimiters. Put such numbers in quotation marks, "
        "or give the column a heading."
    ),
    "html_frameset": (
        "{file}: this is the frame of a saved web page and holds no data. "
        "The data lie in the folder saved beside it. Export again as xlsx or csv."
    ),
    "html_no_table": (
        "{file}: this web page holds no table. A page with a table is needed. Export again."
    ),
    "layout_unknown": (
        "{file} (read as {kind}): no header of an e-PPGBM export in the first {rows} rows. "
        "Found: {found}. Lacking: {lacking}. Name the columns with --columns {example}."
    ),
    "too_many_columns": (
        "{file}: a row of {n} cells. Accepted: up to {limit}. Export again, or remove that row."
    ),
    "too_many_cells": (
        "{file}: a few cells are spread over more than {limit} positions. "
        "A table is needed whose rows are about equally wide. Export again."
    ),
    "renamed_twice": (
        "column '{column}' is named for two columns. Each may stand for one. Name another."
    ),
    "headings_unknown": (
        "{file}: none of the headings is known. Found: {found}. Say which column is which: "
        "--columns weight_kg=…,length_height_cm=…,sex=…,age_months=…."
    ),
    "table_wide": (
        "{file}: several visits stand side by side in each row. One row a visit is needed. "
        "docs/reading.md has a recipe (Several visits side by side)."
    ),
    "table_long": (
        "{file}: each measurement has a row of its own. One row a visit is needed, with a "
        "column a measurement. docs/reading.md has a recipe (One row a measurement)."
    ),
    "no_header": (
        "{file}: no row of headings in the first {rows} rows, only data. "
        "A heading is needed for every column. Put a row of headings on top."
    ),
    "rows_too_wide": (
        "{file}: {n} rows have more cells than the {width} headings, the first is row {row}. "
        "A stray delimiter has moved their cells. Put such text in quotation marks."
    ),
    # --- archives -----------------------------------------------------------------------
    "archive_tables": (
        "{file}: {n} files of this archive may be the table. One is needed. Unpack it and "
        "name the files on the command line."
    ),
    "archive_empty": (
        "{file}: there is no table in this archive. Accepted: one file as csv, txt, xlsx, "
        "xls, ods, HTML, Parquet, dta, sav, por or xpt. Unpack it to see what it holds."
    ),
    "archive_password": (
        "{file}: the archive is protected with a password. Accepted: archives without one. "
        "Unpack it and name the file in it."
    ),
    "archive_method": (
        "{file}: the archive is compressed by a method that is not read here. Accepted: zip "
        "with deflate, and gzip. Unpack it and name the file in it."
    ),
    "archive_size": (
        "{file}: unpacked, the table is larger than {limit} MiB. Accepted: up to {limit} "
        "MiB. If you trust the file, unpack it and name the file in it."
    ),
    "archive_ratio": (
        "{file}: the table is compressed more than {limit} times, as in a zip bomb. "
        "Accepted: up to {limit} times. If you trust the file, unpack it and name the file in it."
    ),
    "rows_inflating": (
        "{file}: says that it holds {n} rows, far more than are in a file of its size. Accepted: "
        "up to {limit} rows, and more in larger files. Write it again as CSV."
    ),
    "archive_unwritten": (
        "{file}: the table cannot be unpacked ({why}). Room on the disk is needed in the "
        "folder for temporary files. Free some, or set TMPDIR to a folder that has it."
    ),
    # --- files that another process reads ------------------------------------------------
    "reading_unstarted": (
        "{file}: the process that reads files could not be started ({why}). Where none may "
        "be, set ZSCORE_NO_SUBPROCESS=1: files are then read without its limits."
    ),
    "memory_limited": (
        "this process may use no more than {limit} MiB of address space, with which the "
        "libraries it needs do not start reliably. Accepted: {least} MiB or more. Raise the limit, "
        "with 'ulimit -v unlimited' for one."
    ),
    "reading_memory": (
        "{file}: reading it takes more memory than there is. Accepted: files that are read "
        "in {limit} MiB. Split it into several files, or save it as CSV."
    ),
    "usage": "Usage: {usage}",
    "usage_help": "Try '{command} --help' for help.",
    "usage_error": "Error: {message}",
    "usage_no_option": "no such option: {name}",
    "usage_missing": "missing: {name}",
    "usage_choice": "known are {known}.",
    "usage_no_path": "'{file}' is not there, or cannot be used for this.",
    "usage_bad_value": "{name} is wrong: {why}",
    "argument_kind": "{argument} is of type {kind}. Accepted: {accepted}.",
    "unknown_language": "unknown language '{name}'; known: {known}.",
    "not_utf_8": (
        "column '{column}' holds texts that are not UTF-8. Accepted: text of Arrow, which "
        "is UTF-8. Read the table again in its own encoding."
    ),
    "line_too_long": (
        "{file}: a line or a cell has more than {limit} MB, as no table has. Accepted: one "
        "line for each child. Export the table again."
    ),
    "reading_time": (
        "{file}: reading it took more than {limit} seconds and was stopped. Accepted: files "
        "that are read in that time. Split it into several files, or save it as CSV."
    ),
    "reading_stopped": (
        "{file}: the file could not be read; the reading stopped halfway. Accepted: a "
        "complete file. Open it in the program that made it and save it again, or as CSV."
    ),
    "survey_kind": (
        "{file}: not a file of Stata, SPSS or SAS. Accepted: dta, sav, por and xpt. Save it "
        "as one of these, or as CSV."
    ),
    "survey_package": (
        "{file}: reading files of Stata, SPSS and SAS needs a package that is not installed. "
        "Type: pip install 'zscore-growth[survey]'"
    ),
    # --- workbooks -----------------------------------------------------------------------
    "workbook_kind": (
        "{file}: not a workbook. Accepted: .xlsx, .xls and .ods. "
        "Open it in Excel or LibreOffice and save it as .xlsx."
    ),
    "workbook_broken": (
        "{file}: the workbook is damaged or cut off. Accepted: a complete .xlsx, .xls or "
        ".ods. Download it again, or open it in Excel and save it as .xlsx."
    ),
    "workbook_password": (
        "{file}: the workbook is protected with a password. Accepted: workbooks without "
        "one. Open it in Excel, remove the password and save it."
    ),
    "workbook_entries": (
        "{file}: the archive has {n} parts. Accepted: up to {limit}. "
        "Copy the data into a new workbook and save it as .xlsx."
    ),
    "workbook_inflates": (
        "{file}: unpacked, the workbook is larger than {limit} MiB. Accepted: up to "
        "{limit} MiB. Split it into several files, or save it as CSV."
    ),
    "workbook_ratio": (
        "{file}: a part of the archive is compressed more than {limit} times, as in a zip "
        "bomb. Accepted: up to {limit} times. If you trust the file, open it in Excel and save "
        "the data as CSV."
    ),
    "workbook_spread": (
        "{file}: the cells of a sheet reach to row {rows}, column {columns}. Accepted: up "
        "to {limit} cells, empty ones included. Delete the stray cells far from the data, or "
        "split the sheet."
    ),
    "workbook_repeats": (
        "{file}: the text of the cells comes to more than {limit} MiB. Accepted: up to "
        "{limit} MiB. Split it into several files, or save it as CSV."
    ),
    # --- output --------------------------------------------------------------------------
    "output_ending": "{file}: the ending says no known kind of file. Accepted: {known}.",
    "output_folder": "{file}: the folder {folder} does not exist. Make it before.",
    "output_is_folder": "{file}: this is a folder. Name a file.",
    "output_exists": (
        "{file}: the file exists and is kept. Name another, or replace it with --force."
    ),
    "output_is_input": "{file}: this is one of the input files. Name another output.",
    "output_failed": "{file}: cannot be written ({why}). Nothing half-written is left.",
    "xlsx_columns": "{file}: {n} columns. An xlsx sheet holds {most}. Write csv or parquet.",
    "xlsx_text": (
        "column '{column}': a text of {n} characters. An xlsx cell holds {most}. "
        "Write csv or parquet."
    ),
    "demo_not_empty": (
        "{folder}: the folder is not empty, and is left as it is. "
        "Name another: zscore demo ANOTHER."
    ),
    "system_says": "the system says: {why}.",
    # --- the command's help --------------------------------------------------------------
    "help_zscore": "WHO growth z-scores and classes, for tables and e-PPGBM exports.",
    "help_score": (
        "Score FILES (xlsx, xls, ods, csv, HTML, Parquet; any number) into one file, "
        "one output row per input row, and print a summary.\n\n"
        "A table with sex, both dates and a measurement under headings of e-PPGBM is an export; "
        "any other needs the names {columns}, or --columns.\n\n"
        "Example: zscore score january.xlsx february.csv -o scored.parquet\n\n"
        "Exit code: 0 all scored; 2 wrong use; 65 a file was refused (the others are written)."
    ),
    "help_demo": (
        "Write a made-up month of e-PPGBM exports (20,000 children) into DIRECTORY and score it."
    ),
    "help_prevalence": (
        "Estimate the prevalence of stunting, wasting and more from FILES together: exports, "
        "tables, or files that zscore score wrote. Prints a table with 95 % intervals.\n\n"
        "Example: zscore prevalence january.xlsx --by subdistrict,village --rollup -o out.xlsx\n\n"
        "Exit code: 0 all counted; 2 wrong use; 65 a file was refused (the others are counted)."
    ),
    "help_verify": (
        "Find the rows of FILES that should be looked at again: impossible values, slips of "
        "the pen with a suggestion beside them, dates, NIKs and published z-scores that do not "
        "agree, rows that are there twice, growth that cannot be; and the units whose numbers "
        "should be. Nothing is changed.\n\n"
        "Example: zscore verify january.xlsx --by puskesmas,posyandu -o verified\n\n"
        "Exit code: 0 all verified; 2 wrong use; 65 a file was refused (the others are verified)."
    ),
    "help_verify_output": (
        "A folder for rows.csv, the rows to look at again; scorecard.csv and cliff.csv, of "
        "units; names.csv, posyandu that may be one; and summary.json."
    ),
    "help_verify_by": (
        "Columns of units, the widest first: subdistrict, puskesmas, village, posyandu, or "
        "any other of the files. Every level, and all together."
    ),
    "help_smart": "Also write smart.csv: SMART's ten tests with penalty points.",
    "help_key_file": "A secret file: rows get a child_id made with it, the same in every file.",
    "help_kind": "The kind of the files; with parquet only the rows are.",
    "help_with_identity": "Also write names, NIKs, parents, addresses and birth dates.",
    "help_estimates_output": "The estimates: .csv, .parquet, .xlsx or .json.",
    "help_by": (
        "Columns of groups, the widest first: province, district, subdistrict, puskesmas, "
        "village, posyandu, sex, age_group, or any other of the files."
    ),
    "help_rollup": "Every level of --by, and all together.",
    "help_rank": (
        "Rank the groups by the first condition, with the interval of each rank; with -o "
        "OUT also into OUT_ranks."
    ),
    "help_period": "Each month, quarter or year of visit_date (or a column), and the change.",
    "help_weights": "Sampling weights of a survey.",
    "help_strata": "Strata of a survey.",
    "help_cluster": "Clusters of a survey (within strata).",
    "help_interval": "Intervals of prevalence. Default: wilson; logit for a survey.",
    "help_conditions": "Some conditions only, such as stunting,wasting.",
    "help_shares_of_scheme": "Also the share of each class of this scheme.",
    "help_layout": "Rows of estimates, or WHO Anthro's 134 columns.",
    "help_one_per_child": (
        "Which visit of each child. Default: latest, where children can be told apart."
    ),
    "help_child": "Columns that tell children apart. Default: birth date, sex, name and place.",
    "help_within": (
        "Rank among the groups that share these columns, as villages within each district."
    ),
    "help_target": (
        "Target of stunting in %, or a file with the columns year (or condition) and target."
    ),
    "help_population": "File with the columns of --by and how many children there should be.",
    "help_min_n": "Hide groups with fewer children, and what would reveal them.",
    "target_option": "a percentage such as 14, or a file that exists.",
    "help_output": "The scored file: .csv, .parquet or .xlsx.",
    "help_profile": "Whose rules. By default eppgbm for an e-PPGBM export, who for other tables.",
    "help_columns": "Headings that are not known, as weight_kg=Berat,sex=Kelamin.",
    "help_mapping": (
        "A TOML file of columns, codes, units and dates, as zscore inspect --write makes it."
    ),
    "help_codes": "What codes mean, as sex:0=f,1=m or oedema:1=y,2=n.",
    "help_units": (
        "Units, as weight_kg=g or age_months=years: g, kg, kg10, lb; mm, cm, cm10, m, in; "
        "days, weeks, months, years."
    ),
    "help_dates": (
        "The order in dates such as 03/08/2023; by default the dates tell it. exchanged: a "
        "spreadsheet has exchanged day and month where it could."
    ),
    "help_missing": "Values that mean that nothing was measured, as 9994,9999.",
    "help_on_unreadable": (
        "Refuse a table with a cell that cannot be read, or count the cell as missing. "
        "Default: missing for e-PPGBM exports, else refuse."
    ),
    "help_prefix": "Begin the names of the new columns with this, as zs_.",
    "help_replace": "Let the new columns replace columns of their names.",
    "codes_option": "a column and its codes such as sex:0=f,1=m are accepted.",
    "help_scheme": "Classes in the output. By default eppgbm for an e-PPGBM export, else who.",
    "help_without_identity": (
        "Leave out names, numbers of identity, parents, contacts and addresses; the summary "
        "says which columns. Birth dates and places stay."
    ),
    "help_lang": "Language of the summary and the messages; by default that of the system (LANG).",
    "help_json": "Print the summary as JSON.",
    "help_force": "Replace an output that exists.",
    "columns_option": "pairs such as weight_kg=Berat,sex=Kelamin are accepted.",
    # --- the summary ---------------------------------------------------------------------
    "progress_start": "reading",
    "profile": "profile",
    "nothing_written": "Every file was refused; nothing was written.",
    "warn_unit": (
        "{file}: '{heading}' is read in {unit}, for no value can be in the unit of {column}. "
        "If that is wrong: --units {column}=…"
    ),
    "warn_implausible": (
        "{file}: {n} of {of} z-scores {indicator} are implausible. The units, the ages or "
        "the order of dates may be wrong: see what was read as what, and --units, --dates."
    ),
    "warn_implausible_unit": (
        "{file}: {n} of {of} z-scores {indicator} are implausible. {column} looks as if it "
        "were in {unit}; if so: --units {column}={unit}"
    ),
    "warn_extreme": (
        "{file}: {n} of {of} z-scores {indicator} are beyond ±3, which no population has. "
        "Unless these are patients, a unit or the ages may be wrong: see what was read as what, "
        "and --units."
    ),
    "warn_age_of_adults": (
        "{file}: all ages in '{heading}' lie between {low} and {high}, as those of mothers "
        "do. They are read as months. If that is wrong, say which column is the child's age: "
        "--columns age_months=…"
    ),
    "warn_no_age": (
        "{file}: no age is read. If '{heading}' is the child's age, or one of its dates, say "
        "it: --columns age_months=…, age_days=…, birth_date=… or visit_date=…"
    ),
    "warn_measurements": (
        "{file}: {n} of {of} values of {column} are outside of what a child under five can "
        "measure. The column or its unit may be wrong: see what was read as what."
    ),
    "warn_design": (
        "the files hold a survey's {columns}, which the estimates do not use. If this is a "
        "survey: {options}"
    ),
    "warn_hardly_readable": "{file}: {n} of {rows} cells of '{heading}' cannot be read.",
    "warn_same_rows": (
        "{one} and {other} hold the same rows (about {percent} %): these children are "
        "counted twice. Leave one of the two out."
    ),
    "warn_months": (
        "the visits are of {n} months ({first} to {last}), taken together. Estimate each "
        "month with --period month, or give the files of one month."
    ),
    "warn_districts": (
        "the children are of {n} districts, taken together. Tell them apart with --by district."
    ),
    "warn_exchanged": (
        "{file}: of {of} ages that do not fit the two dates, {n} fit once day and month are "
        "exchanged, as a spreadsheet may have done. To read the dates so: --dates exchanged."
    ),
    "warn_published_position": (
        "{file}: only {equal} of {n} z-scores in the file equal the computed ones. The file "
        "does not say who was measured lying or standing (Cara Ukur), which moves z-scores of "
        "length."
    ),
    "warn_published_ages": (
        "{file}: only {equal} of {n} z-scores in the file equal the computed ones, and many "
        "written ages do not fit the two dates. Look at the dates, and at --dates."
    ),
    "warn_published_other": (
        "{file}: only {equal} of {n} z-scores in the file equal the computed ones. Look at "
        "the units, the ages and what was read as what; zscore verify names the rows."
    ),
    "warn_other_layout": (
        "{file}: has not the columns that most of the other files have: {columns}."
    ),
    "warn_near_names": (
        "not used, for tables in Python need canonical names: {names}. Name them with "
        "columns=, or pass mapping=zs.recognise_columns(table)."
    ),
    "nothing_readable": "{file}: no cell of '{heading}' can be read.",
    "nothing_scored": (
        "{file}: no row could be scored. Look at what was read as what, and at why rows are "
        "not scored."
    ),
    "help_inspect": (
        "Show what each column of FILES is read as, in which unit and with which codes, and "
        "how many cells can be read; without a name or a NIK. Nothing is scored."
    ),
    "help_write_mapping": (
        "Write how the first table is read to a TOML file, for --mapping next month."
    ),
    "hint_unreadable": (
        "{n} cells of '{heading}' cannot be read, and the table would be refused. Say how: "
        "{option}, or count them as missing: --on-unreadable missing"
    ),
    "hint_taken": (
        "'{heading}' is the name of a column that is added. Keep both with --prefix zs_, or "
        "let it be replaced with --replace"
    ),
    "command_to_run": "To score these files:",
    "n_rows": "{n} rows",
    "heading_heading": "heading",
    "heading_unit": "unit",
    "heading_in_unit": "unit",
    "heading_readable": "readable",
    "heading_values": "values",
    "unknown_near": "? (near: {near})",
    "not_known": "not used",
    "unit_from_heading": "heading",
    "unit_from_values": "by the values",
    "unit_from_told": "told",
    "empty": "empty",
    "n_filled": "{n} filled",
    "n_readable": "{n} of {filled}",
    "identity_hidden": "identity, not shown",
    "n_different": "{n} different",
    "heading_file": "file",
    "heading_months": "months",
    "heading_districts": "districts",
    "heading_ages_disagree": "ages disagree",
    "heading_read_as": "read as",
    "profile_from_asked": "asked for",
    "profile_from_export": "an e-PPGBM export",
    "profile_from_table": "a table",
    "order_dmy": "day first",
    "order_mdy": "month first",
    "order_ymd": "year first",
    "order_exchanged": "day and month exchanged",
    "not_used": "not used: {names}",
    "not_used_near": "{heading} (near: {near})",
    "and_more_files": "and {n} more tables",
    "rows_in": "rows read",
    "rows_blank": "blank rows left out",
    "rows_out": "rows written",
    "files_and_sheets": "files: {files}, tables: {sheets}",
    "age_unknown": "no age",
    "files_refused": "files refused",
    "columns_left_out": "columns left out",
    "age_from": "age from {source}",
    "files_passed_over": "files passed over",
    "position_decides": "class depends on an unknown position",
    "by_without_space": (
        "'{name}' is neither a file nor a folder. Several columns are listed without a "
        "space: "
        "--by kecamatan,desa"
    ),
    "standing_doubted": "standing below 9 months (not believed)",
    "sheet_left_out": "rows in a sheet without header",
    "heading_z": "z-score",
    "heading_scored": "scored",
    "heading_flagged": "implausible",
    "heading_not_scored": "not scored",
    "heading_condition": "condition",
    "heading_children": "children",
    "heading_severe": "severe",
    "heading_of": "of measured",
    "heading_%": "%",
    "heading_published": "in the export",
    "heading_z_equal": "z equal",
    "heading_labels_equal": "labels equal",
    "heading_compared": "of compared",
    "heading_unreadable": "cells to verify",
    "heading_cells": "cells",
    "heading_reason": "why",
    "and_more": "and {n} more kinds",
    "verification": "rows to verify or measure again",
    "status_clean": "rows without an error or a doubt",
    "status_marked": "rows to look at again",
    "status_unreadable": "rows with a cell that cannot be read",
    "written_into": "written into {folder}: {rows} rows in {file}; {others}",
    "checks_not_done": "{n} checks were not done, for these columns are missing: {names}",
    "units_to_verify": (
        "Units that should be verified or measured again, the most marked first. Why a "
        "number is as it is, none of this says."
    ),
    "units_not_marked": (
        "No unit is marked: nothing lies beyond what is accepted by more than chance."
    ),
    "names_to_verify": (
        "names of posyandu that may be one, written in several ways: {n}; see {file}"
    ),
    "and_more_units": "and {n} more units",
    "heading_marks": "marks",
    "heading_marked_by": "because of",
    "all_units": "all together",
    "of_cutoff": "uneven beside {indicator} {cutoff}: {below} below, {above} above",
    "statistic_complete": "missing",
    "statistic_sex_ratio": "sex ratio",
    "statistic_age_ratio": "age ratio",
    "statistic_heaping_12_months": "ages in whole years",
    "statistic_heaping_6_months": "ages in half years",
    "statistic_heaping_birth_day": "days of birth",
    "statistic_heaping_birth_month": "months of birth",
    "statistic_born_on_day_1": "born on the 1st",
    "statistic_born_on_day_15": "born on the 15th",
    "statistic_digit_effect": "last digits",
    "statistic_whole_numbers": "whole numbers",
    "statistic_halves": "whole and half numbers",
    "statistic_implausible": "implausible",
    "statistic_sd": "standard deviation",
    "statistic_skewness": "skewness",
    "statistic_kurtosis": "kurtosis",
    "statistic_smart_flagged": "far from the mean",
    "statistic_position_against_age": "position against age",
    "statistic_published_differs": "published z differs",
    "statistic_duplicates": "there twice",
    "statistic_carried_forward": "carried forward",
    "heading_to_verify": "finding",
    "heading_rows": "rows",
    "heading_severity": "how grave",
    "severity_error": "cannot be",
    "severity_doubt": "in doubt",
    "severity_note": "note",
    "check_weight_outside": "weight outside 0.9-58 kg",
    "check_length_outside": "length or height outside 38-150 cm",
    "check_arm_outside": "arm circumference outside 6-35 cm",
    "check_head_outside": "head circumference outside 25-64 cm",
    "check_visit_before_birth": "visit before birth",
    "check_visit_in_the_future": "visit in the future",
    "check_too_old": "older than WHO's tables",
    "check_haz_implausible": "height-for-age implausible",
    "check_waz_implausible": "weight-for-age implausible",
    "check_whz_implausible": "weight-for-height implausible",
    "check_acz_implausible": "arm circumference-for-age implausible",
    "check_hcz_implausible": "head circumference-for-age implausible",
    "check_weight_in_grams": "weight as if in grams",
    "check_length_in_millimetres": "length as if in millimetres",
    "check_length_in_metres": "length as if in metres",
    "check_swapped": "weight and height as if swapped",
    "check_weight_ten_times": "weight as if ten times",
    "check_weight_tenth": "weight as if a tenth",
    "check_length_tenth": "length as if a tenth",
    "check_weight_digits": "digits of the weight as if exchanged",
    "check_length_digits": "digits of the length as if exchanged",
    "check_arm_in_millimetres": "arm circumference seems to be in millimetres",
    "check_arm_in_metres": "arm circumference seems to be in metres",
    "check_arm_tenth": "arm circumference looks ten times too small",
    "check_arm_digits": "two digits of the arm circumference seem to be exchanged",
    "check_head_in_millimetres": "head circumference seems to be in millimetres",
    "check_head_in_metres": "head circumference seems to be in metres",
    "check_head_tenth": "head circumference looks ten times too small",
    "check_head_digits": "two digits of the head circumference seem to be exchanged",
    "check_position_against_age": "standing below 24 months, or lying from there",
    "check_age_disagrees": "written age against the two dates",
    "check_nik_masked": "NIK masked",
    "check_nik_broken": "NIK not 16 digits with a date",
    "check_nik_of_other_birth": "NIK of another birth date",
    "check_nik_of_other_sex": "NIK of the other sex",
    "check_published_haz_differs": "published height-for-age z is another",
    "check_published_waz_differs": "published weight-for-age z is another",
    "check_published_whz_differs": "published weight-for-height z is another",
    "check_published_haz_label_differs": "published height-for-age label is not that of its z",
    "check_published_waz_label_differs": "published weight-for-age label is not that of its z",
    "check_published_whz_label_differs": "published weight-for-height label is not that of its z",
    "check_published_haz_class_differs": (
        "class of the height-for-age in the export would be another"
    ),
    "check_published_waz_class_differs": (
        "class of the weight-for-age in the export would be another"
    ),
    "check_published_whz_class_differs": (
        "class of the weight-for-height in the export would be another"
    ),
    "check_height_shrinks": "shorter than before by more than 0.5 cm",
    "check_height_shrinks_much": "shorter than before by more than 2.5 cm",
    "check_height_jumps": "grown more than a child can since the visit before",
    "check_weight_jumps": "gained or lost more weight than a child can since the visit before",
    "check_carried_forward": "weight and height the same as at the visit before",
    "check_height_carried_forward": "height the same at three visits or more",
    "check_haz_outlier": "height-for-age far from that of the child's other visits",
    "check_waz_outlier": "weight-for-age far from that of the child's other visits",
    "check_same_nik_and_date": "one NIK and birth date twice on a day",
    "check_nik_of_several": "one NIK for several children on a day",
    "check_same_child_and_date": "one child twice on a day",
    "check_same_measurements": "same birth date, sex, weight, height and visit",
    "prevalence": "prevalence with 95 % intervals",
    "of_register": "of all children in the files",
    "of_survey": "by the design of the survey",
    "of_files": "files: {n}",
    "rows_counted": "rows counted",
    "one_per_child_all": "all rows",
    "one_per_child_latest": "the latest visit of each child",
    "one_per_child_first": "the first visit of each child",
    "left_out_age_outside": "left out: over 5 years",
    "left_out_same_child": "left out: another visit of the same child",
    "left_out_no_period": "left out: without period",
    "left_out_no_stratum": "left out: without stratum",
    "left_out_no_cluster": "left out: without cluster",
    "estimates_written": "estimates written",
    "nothing_estimated": "no child has a z-score: nothing to estimate",
    "more_groups": "and {n} more groups",
    "group_unknown": "(not given)",
    "group_all": "all",
    "heading_measured": "n ({condition})",
    "heading_change": "{condition}: change",
    "heading_gap": "{condition}: to target",
    "heading_prevalence_class": "{condition}: WHO class",
    "heading_coverage": "{condition}: of {target}",
    "heading_rank": "rank, 1 highest (95 %)",
    "heading_prevalence_of": "{condition} %",
    "heading_shrunken": "shrunken %",
    "legend_hidden": "·  hidden: fewer children than --min-n, or it would tell of a group that is",
    "legend_nobody": "–  no child was measured",
    "legend_more": "{n} other conditions, and means: write them with -o",
    "no_target_for": "groups that --population lacks",
    "nobody_of": "groups of --population of which no child came",
    "cannot_tell": "all rows, for these cannot tell children apart: {files}",
    "ranks_written": "ranks written",
    "heading_against": "against the others",
    "compared_above": "above",
    "compared_below": "below",
    "compared_not_distinguishable": "not distinguishable",
    "class_very_low": "very low",
    "class_low": "low",
    "class_medium": "medium",
    "class_high": "high",
    "class_very_high": "very high",
    "met_yes": "met",
    "met_no": "not met",
    "met_uncertain": "uncertain",
    "column_province": "province",
    "column_district": "district",
    "column_subdistrict": "subdistrict",
    "column_puskesmas": "puskesmas",
    "column_village": "village",
    "column_posyandu": "posyandu",
    "column_sex": "sex",
    "column_age_group": "age group",
    "column_month": "month",
    "column_quarter": "quarter",
    "column_year": "year",
    "short_stunting": "stunted",
    "short_wasting": "wasted",
    "short_underweight": "underweight",
    "short_overweight": "overweight",
    "condition_stunting": "stunted",
    "condition_underweight": "underweight",
    "condition_wasting": "wasted",
    "condition_overweight": "overweight",
    "condition_acute_malnutrition_by_muac": "acute malnutrition by MUAC",
    # --- why a z is missing ----------------------------------------------------------------
    "reason_no_sex": "no sex",
    "reason_no_age": "no age",
    "reason_age_outside": "age out of range",
    "reason_no_measurement": "no measurement",
    "reason_measurement_not_positive": "measurement ≤ 0",
    "reason_measurement_not_finite": "no finite measurement",
    "reason_length_off_the_table": "length outside WHO's table",
    "reason_oedema": "oedema",
    # --- classes in words --------------------------------------------------------------------
    "class_below": "{title} below {high}",
    "class_at_most": "{title} at most {high}",
    "class_from_to_below": "{title} from {low} to below {high}",
    "class_from_to": "{title} from {low} to {high}",
    "class_above_to": "{title} above {low}, at most {high}",
    "class_at_least": "{title} {low} or above",
    "class_above": "{title} above {low}",
    "class_none_of": "none of: {tests}",
    "class_implausible": "the z-score is implausible",
    "class_by_oedema": "by oedema, whatever the weight",
    # --- why a cell could not be read ------------------------------------------------------
    "cell_spreadsheet_error": "an error of the spreadsheet, such as #N/A",
    "cell_not_a_number": "not a number",
    "cell_not_a_date": "not a date",
    "cell_not_an_age": "not an age",
    "cell_unknown_code": "unknown code",
    "cell_not_16_digits": "not 16 digits (kept as it is)",
    "cell_row_of_other_width": "row with too many cells (all its cells missing)",
}
