"""Sentences in English.

What stands in braces is filled in. id.py has the same keys, in the same order; a test holds it.
"""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # --- wrong calls ---------------------------------------------------------------------
    "unknown_indicator": "unknown indicator '{name}'; known: {known}.",
    "unknown_profile": "unknown profile '{name}'; known: {known}.",
    "unknown_standard": "unknown standard '{name}'; known: {known}.",
    "unknown_age_groups": "age groups '{name}' are not of standard {standard}; it has: {known}.",
    "other_standards_condition": (
        "condition '{name}' does not belong to standard {standard} but to {other}: choose "
        "standard='{other}' (--standard {other}). Conditions here: {known}."
    ),
    "z_or_percentile": "give either z or percentile, and not both.",
    "bad_percentile": "percentile is {value}. Accepted: numbers above 0 and below 100.",
    "no_age_equivalent": (
        "'{name}' has no age equivalent, because its median does not grow with age. "
        "Accepted: {known}."
    ),
    "measurement_needed": "'{name}' needs {column}=…; given: {given}.",
    "one_sex": "sex is missing. Accepted: one code, such as 'm' or 'f'.",
    "unknown_step": "unknown step '{name}'; known: {known}.",
    "unknown_measure": "unknown measure '{name}'; known: {known}.",
    "no_measures": "no measure requested. Accepted: some of {known}.",
    "unknown_interval_months": "interval_months is {value}. Accepted: {known}, or None.",
    "unknown_faltering": "unknown limit '{name}'; known: {known}.",
    "bad_until_months": "until_months is {value}. Accepted: {known}.",
    "unknown_scheme": "unknown scheme '{name}'; known: {known}, or a Scheme of your own.",
    "labels_do_not_fit": (
        "'{name}': wrong labels. Accepted: {n} different labels in each language, as in "
        'labels={{"en": (…,)}}.'
    ),
    "cutoffs_do_not_fit": (
        "'{name}': the cut-offs must be increasing numbers, and all of below must be smaller than "
        "all of above, as in below=(-3.0, -2.0)."
    ),
    "patterns_do_not_fit": (
        "'{name}': patterns must give a label for each of the {n} outcomes of its tests."
    ),
    "names_do_not_fit": (
        "scheme '{name}': '{column}' is used twice. Each condition needs its own name."
    ),
    "labels_lacking": "'{name}' has no labels in '{lang}'. Available: {known}.",
    "bad_threads": (
        "threads is {value}. Accepted: a whole number of at least 1, or None for all cores."
    ),
    "no_indicators": (
        "no indicators requested. Accepted: a list of some of {known}, or None for all."
    ),
    "nothing_to_classify": (
        "the table has none of the columns that scheme '{scheme}' classifies: {columns}. Found: "
        "{found}. Score the table first, with score_children."
    ),
    "nothing_measured": "no measurement given. Accepted: any of {columns}.",
    "cannot_broadcast": (
        "the shapes cannot be broadcast together: {shapes}. Accepted: scalars, and arrays that "
        "broadcast as in numpy."
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
    "unknown_rename": "'{name}' is not a column used here. Known: {known}.",
    "renamed_missing": "column '{column}' is missing. Found: {found}. Name one of these.",
    "column_doubled": (
        "column '{column}' occurs twice. Column names must be unique. Rename one of the two."
    ),
    "column_taken": (
        "column '{column}' already exists and would be overwritten. Give the new columns a prefix "
        '(--prefix zs_), or let them replace yours (--replace); in Python prefix="zs_" or '
        "replace=True, or rename yours."
    ),
    "number_unreadable": (
        "column '{column}': {n} of {rows} values are not numbers (first: {value}, at row {row}). "
        "Accepted: numbers such as 10.4 or 10,4. Correct them, declare codes for missing values "
        "with --missing, or treat such cells as missing with --on-unreadable missing."
    ),
    "date_unreadable": (
        "column '{column}': {n} of {rows} values are not dates (first: {value}, at row {row}). "
        "Accepted: 2024-08-17, 17 August 2024, and 17/08/2024 if the dates show whether the day "
        "comes first; otherwise specify --dates dmy or --dates mdy. To treat such cells as "
        "missing: --on-unreadable missing."
    ),
    "age_unreadable": (
        "column '{column}': {n} of {rows} values are not ages (first: {value}, at row {row}). "
        "Accepted: '2 years 11 months 9 days', '2 Tahun - 11 Bulan - 9 Hari', '35 bulan'. Correct "
        "them, or treat such cells as missing with --on-unreadable missing."
    ),
    "dates_exchanged": (
        "column '{column}': a spreadsheet that expects the month first seems to have read these "
        "dates: every date it recognised has a day of 12 or less, the rest a later one. To "
        "exchange day and month back: --dates exchanged; if the dates are right: --dates dmy."
    ),
    "warn_dates_exchanged": (
        "{file}: in '{heading}', every date that a spreadsheet recognised has a day of 12 or "
        "less, and the rest a later one: day and month were probably exchanged. To exchange them "
        "back: --dates exchanged; if the dates are right: --dates dmy."
    ),
    "warn_order_of_few": (
        "{file}: hardly any date in '{heading}' shows whether the day or the month comes first; "
        "judging by those few, they are read as {order}. Check some of them, and specify --dates "
        "dmy or --dates mdy."
    ),
    "foreign_z": (
        "zscore did not write the z-scores in these files: they are only compared, and the "
        "measurements are scored instead. To use them as they are: --trust-z"
    ),
    "not_numbers": "column '{column}' holds {kind}. Accepted: numbers. Convert it first.",
    "not_codes": "column '{column}' holds {kind}. Accepted: {accepted}. Recode it first.",
    "not_dates": "column '{column}' holds {kind}. Accepted: dates. Convert it first.",
    "unknown_code": (
        "column '{column}': {n} of {rows} values are not known (first: {value}, at row {row}). "
        "Accepted: {accepted}. Nothing is guessed: say what a code means with --codes {option}, "
        "or treat such cells as missing with --on-unreadable missing."
    ),
    "unequal_lengths": (
        "the columns differ in length: {lengths}. Every column needs one value per child."
    ),
    "not_a_column": (
        "column '{column}' is not a one-dimensional array. Accepted: a dict of arrays, each with "
        "one value per child."
    ),
    "lazy_table": (
        "a {kind} is lazy and would be loaded into memory whole. Accepted: pandas, polars and "
        "pyarrow tables, dicts of arrays. Collect it first, or use zscore.engines.dask, "
        "zscore.engines.spark or a recipe from docs/engines.md."
    ),
    "engine_missing": (
        "{engine} is not installed. Install it with: pip install 'zscore-growth[{extra}]'."
    ),
    "not_of_engine": (
        "a {kind} is not a DataFrame of {engine}. For tables in memory use the functions of "
        "zscore itself."
    ),
    "visits_apart": (
        "one_per_child and child cannot be used here: visits of the same child may be in "
        "different partitions. Select one visit of each child first."
    ),
    "unknown_table": (
        "a {kind} is not a table. Accepted: pandas, polars and pyarrow tables, dicts of arrays, "
        "Arrow streams."
    ),
    "renamed_missing_near": "column '{column}' is missing; did you mean '{near}'? Found: {found}.",
    "unknown_rename_near": (
        "'{name}' is not a column used here; did you mean '{near}'? Known: {known}."
    ),
    "group_missing_near": "column '{column}' is missing; did you mean '{near}'? Found: {found}.",
    "codes_column": (
        "'{name}' is not a coded column. Codes may be given for {known}, as in --codes sex:0=f,1=m."
    ),
    "unknown_meaning": (
        "codes of '{column}': '{name}' is not known. A code may mean {known}, or be empty if it "
        "means missing."
    ),
    "unknown_unit": "'{name}' is not a unit of '{column}'. Accepted: {known}.",
    "unknown_order": "unknown date order '{name}'; known: {known}.",
    "unknown_on_unreadable": "unknown choice '{name}' for unreadable cells; known: {known}.",
    "mapping_unreadable": (
        "{file}: this mapping cannot be read ({why}). Accepted: a TOML file like those that "
        "zscore inspect --write makes."
    ),
    "mapping_key": "{file}: '{name}' is not a key of a mapping. Known: {known}.",
    "two_headings": (
        "two headings match one column, '{column}': {headings}. Say which is meant: {option} "
        "(Python: {argument})."
    ),
    "oedema_codes": (
        "column '{column}' contains the code 2, and nothing shows whether 1 or 2 means oedema. "
        "Specify --codes oedema:{one} or --codes oedema:{other}."
    ),
    "only_foreign_z": (
        "zscore did not compute the z-scores here, and they cannot be recomputed: {lacking} is "
        "missing. To use the z-scores as they are: --trust-z (Python: trust_z=True)."
    ),
    "help_trust_z": (
        "Use the z-scores in the files as they are, even if zscore did not compute them."
    ),
    "age_split": (
        "columns '{first}' and '{second}' hold an age in two parts, which are not combined here. "
        "Give the whole age in one column (months or days), or both dates."
    ),
    "told_missing": (
        "the codes, units or dates of '{column}' are specified, but the table has no such column. "
        "Found: {found}. Leave it out, or say which column it is with --columns."
    ),
    "told_twice": "'{name}' is given twice, with different meanings. Give it once.",
    "table_on_its_side": (
        "{file}: the headings are in the first column, one below the other. One row per child is "
        "needed, with the headings at the top. Transpose the table."
    ),
    "age_unit_unknown": (
        "column '{column}' holds ages in an unknown unit. They are read as months if some are "
        "above 20 and none is above 240. Specify --units age_months=months, --units "
        "age_months=years or --units age_days=days."
    ),
    "age_in_whole_years": (
        "column '{column}' holds ages in whole years, which is too coarse for a z-score: months, "
        "days or both dates are needed. To score with them anyway: --units age_months=years."
    ),
    # --- prevalence ----------------------------------------------------------------------
    "not_scored": (
        "the table has no {lacking}. Found: {found}. Score the table first, with score_children, "
        "or name a condition whose columns it has."
    ),
    "unknown_condition": "unknown condition '{name}'; known: {known}.",
    "unknown_statistic": "unknown statistic '{name}'; known: {known}.",
    "unknown_interval": "unknown interval '{name}'; known: {known}.",
    "unknown_layout": "unknown layout '{name}'; known: {known}.",
    "unknown_period": "unknown period '{name}'; known: {known}, or a column of the table.",
    "bad_age_months": (
        "age_months must be two numbers of completed months, the lower one first, as in "
        "age_months=(6, 59)."
    ),
    "unknown_flags": "unknown flags '{name}'. Available: {known}.",
    "smart_apart": (
        "SMART's flags cannot be used here: they depend on the mean of all children, and each "
        'part has its own. Use one table, or flags="who".'
    ),
    "renamed_argument": "{old}= is deprecated and will be removed; use {new}=.",
    "groups_with": (
        "groups cannot be given together with {option}: it names the groupings itself, as in "
        'groups=[[], ["age_group"], ["sex"]]. Give one of the two.'
    ),
    "no_groups": (
        "no groupings given. Accepted: a list of lists of columns, as in groups=[[], "
        '["age_group"], ["age_group", "sex"]].'
    ),
    "unknown_reason": "unknown reason '{name}'; known: {known}.",
    "unknown_label": "unknown class '{name}'; known: {known}.",
    "unknown_rule": "unknown rule '{name}' for one_per_child; known: {known}.",
    "unknown_target": (
        "a target is given for '{name}', which is not one of the conditions estimated here: "
        "{known}. Name one of these, or a year if there is a period."
    ),
    "bad_target": "target is {value}. Accepted: a percentage from 0 to 100.",
    "bad_min_n": (
        "min_n is {value}. Accepted: a whole number of at least 1, or None to suppress nothing."
    ),
    "group_missing": "column '{column}' is missing. Found: {found}. Name one of these.",
    "group_kind": (
        "column '{column}' holds {kind}. Accepted for groups: text, numbers, dates. Convert it "
        "first."
    ),
    "no_conditions": "no conditions requested. Accepted: some of {known}, or None for all.",
    "group_empty": (
        "column '{column}' has no values at all. A column of groups needs values. Name another."
    ),
    "group_twice": "column '{column}' is named twice for groups or the design. Name it once.",
    "group_taken": (
        "a column of groups or of the population cannot be called '{column}': the result has a "
        "column of that name. Rename it."
    ),
    "bad_weight": (
        "column '{column}': {n} of {rows} weights are negative or infinite (first: {value}, at "
        "row {row}). Accepted: 0 or more; a missing one counts as 0. Correct them."
    ),
    "no_weight": (
        "no weight in column '{column}' is above 0. Accepted: weights of which some are positive, "
        "or no weights at all."
    ),
    "cluster_split": (
        "column '{column}': {n} clusters are in more than one stratum. With nest=False each may "
        "be in only one. Use nest=True if cluster numbers start again in every stratum."
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
        "column {lacking} is missing, so children cannot be told apart. Found: {found}. Name the "
        'columns that identify a child, as child="child_id" (command line: --child child_id), or '
        'count all rows: one_per_child="all".'
    ),
    "no_population": (
        "the population has only the columns of the groups. Found: {found}. It needs at least one "
        "more, with the expected number of children."
    ),
    "bad_population": (
        "population, column '{column}': {n} values are missing, negative or "
        "infinite, the first at row {row}. Every group needs a number of children."
    ),
    "population_twice": (
        "{n} groups occur twice in the population. Each may occur once. Add them up."
    ),
    "no_estimates": (
        "column '{column}' is missing. Found: {found}. Accepted: the tidy table that "
        "estimate_prevalence returns."
    ),
    "nothing_to_rank": (
        "the estimates have no groups to rank. Estimate by a column of groups, with one row per "
        "estimate."
    ),
    "target_columns": (
        "{file}: the targets need the columns year or condition, and target. Found: {found}."
    ),
    "target_doubled": (
        "{file}: data row {row} repeats the year or condition of an earlier row. Each may have "
        "one target."
    ),
    "target_unreadable": (
        "{file}: {n} targets are not percentages, the first in data row {row}. Accepted: numbers "
        "from 0 to 100."
    ),
    "no_files": "no files given. At least one is needed.",
    "no_tally": "no tallies given. At least one is needed.",
    "tallies_differ": (
        "these tallies count different things and cannot be added. All need the same groups, "
        "design, conditions and columns with z-scores."
    ),
    "tally_has_groups": (
        "a Tally already has its groups, design and conditions. Give them to tally_children, not "
        "here."
    ),
    # --- files ---------------------------------------------------------------------------
    "file_irregular": (
        "{file}: this is not a regular file. Accepted: files on a disk, not pipes or folders. "
        "Save it first."
    ),
    "key_unread": "the key in {file} cannot be read: {why}.",
    "key_too_short": (
        "the key in {file} has {n} bytes. At least {least} unguessable bytes are needed (head -c "
        "32 /dev/urandom | base64 > key.txt)."
    ),
    "unit_is_identity": (
        "'{column}' identifies a child or its home. Accepted: columns of larger units, such as "
        "posyandu or puskesmas."
    ),
    "unknown_presentation": "unknown presentation '{name}'; known: {known}.",
    "file_changed": (
        "{file}: the file changed while it was being read. Accepted: a file that stays as it is. "
        "Run the command again."
    ),
    "file_unopened": "{file}: cannot be opened ({why}). A readable file is needed.",
    "file_empty": "{file}: the file is empty. Export it again.",
    "file_of_other_kind": (
        "{file}: this is a {kind} file. Accepted: xlsx, xls, ods, csv, HTML tables, Parquet, dta, "
        "sav, por, xpt, or one of them in a gz or zip. Export it as one of these."
    ),
    "file_damaged": (
        "{file}: the {kind} file is damaged or cut off. A whole file is needed. "
        "Export or copy it again."
    ),
    "quote_unclosed": (
        "{file}: an unclosed quotation mark in row {row} swallows the rows after it. Every "
        "quotation mark needs a closing one. Remove it or export again."
    ),
    "delimiter_changes": (
        "{file}: from row {row} on, cells are separated by a different character. One delimiter "
        "is accepted for the whole file. Export it again, or split it into two files."
    ),
    "last_row_cut": (
        "{file}: the file ends in the middle of row {row}, which has {n} of {columns} columns, as "
        "if copying had been interrupted. Copy or export it again; if it is complete, end its "
        "last row with a line break."
    ),
    "decimals_apart": (
        "{file}: column {column} has no heading and holds only one or two digits, as happens when "
        "decimal commas are taken for delimiters. Put such numbers in quotation marks, or give "
        "the column a heading."
    ),
    "periods_wrong": (
        "before and after are two periods of one kind, the earlier one first: months such as "
        "'2024-07', quarters such as '2024-Q3' or years such as '2024'."
    ),
    "unknown_denominator": "unknown denominator '{name}' of incidence; known: {known}.",
    "reasons_wrong": (
        "reasons is of another type; accepted: a list of Reason, such as "
        "zscore.growth.follow_up_list.REASONS."
    ),
    "unknown_kbm": "unknown minimum weight gain '{name}'; known: {known}, or a table of your own.",
    "kbm_columns": (
        "the table of minimum weight gain lacks {lacking}; found: {found}. It needs 'sex', "
        "'completed_month' (1 to 60) and 'kbm_g' (grams)."
    ),
    "kbm_row": (
        "row {row} of the table of minimum weight gain cannot be used. It needs a sex (m or f), a "
        "completed month from 1 to 60 and a whole number of grams above 0."
    ),
    "kbm_months": (
        "the table of minimum weight gain has month {month} of sex '{sex}' {n} times. It needs "
        "each month from 1 to 60 once for each sex."
    ),
    "html_frameset": (
        "{file}: this is the frame of a saved web page and holds no data. The data are in the "
        "folder saved beside it. Export again as xlsx or csv."
    ),
    "html_no_table": (
        "{file}: this web page contains no table. Accepted: a page with a table. Export again."
    ),
    "layout_unknown": (
        "{file} (read as {kind}): no headings of an e-PPGBM export in the first {rows} rows. "
        "Found: {found}. Missing: {lacking}. Name the columns with --columns {example}."
    ),
    "too_many_columns": (
        "{file}: a row has {n} cells. Accepted: up to {limit}. Export again, or remove that row."
    ),
    "too_many_cells": (
        "{file}: a few cells are spread over more than {limit} positions. Accepted: tables whose "
        "rows are about equally wide. Export again."
    ),
    "renamed_twice": (
        "column '{column}' is named for two columns. It can stand for one only. Name another."
    ),
    "headings_unknown": (
        "{file}: no heading is recognised. Found: {found}. Say which column is which: --columns "
        "weight_kg=…,length_height_cm=…,sex=…,age_months=…."
    ),
    "table_wide": (
        "{file}: each row holds several visits side by side. One row per visit is needed. "
        "docs/reading.md has a recipe (Several visits side by side)."
    ),
    "table_long": (
        "{file}: each measurement has a row of its own. One row per visit is needed, with one "
        "column per measurement. docs/reading.md has a recipe (One row per measurement)."
    ),
    "no_header": (
        "{file}: no row of headings in the first {rows} rows, only data. Every column needs a "
        "heading. Add a row of headings at the top."
    ),
    "rows_too_wide": (
        "{file}: {n} rows have more cells than the {width} headings, the first at row {row}. A "
        "stray delimiter has shifted their cells. Put text that contains the delimiter in "
        "quotation marks."
    ),
    # --- archives -----------------------------------------------------------------------
    "archive_tables": (
        "{file}: {n} files in this archive could be the table. Accepted: one. Unpack it and name "
        "the files on the command line."
    ),
    "archive_empty": (
        "{file}: this archive contains no table. Accepted: one file as csv, txt, xlsx, xls, ods, "
        "HTML, Parquet, dta, sav, por or xpt. Unpack it to see what it contains."
    ),
    "archive_password": (
        "{file}: the archive is protected with a password. Accepted: archives without one. "
        "Unpack it and name the file in it."
    ),
    "archive_method": (
        "{file}: the archive is compressed with an unsupported method. Accepted: zip with "
        "deflate, and gzip. Unpack it and name the file in it."
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
        "{file}: claims to have {n} rows, far more than fit into a file of its size. Accepted: up "
        "to {limit} rows, and more in larger files. Save it again as CSV."
    ),
    "archive_unwritten": (
        "{file}: the table cannot be unpacked ({why}). Space is needed in the folder for "
        "temporary files. Free some, or set TMPDIR to a folder that has enough."
    ),
    # --- files that another process reads ------------------------------------------------
    "reading_unstarted": (
        "{file}: the process that reads files could not be started ({why}). Where subprocesses "
        "are not allowed, set ZSCORE_NO_SUBPROCESS=1: files are then read without limits of "
        "memory and time."
    ),
    "memory_limited": (
        "this process may use no more than {limit} MiB of address space, too little for its "
        "libraries to start reliably. Accepted: {least} MiB or more. Raise the limit, for example "
        "with 'ulimit -v unlimited'."
    ),
    "reading_memory": (
        "{file}: reading it takes more memory than is available. Accepted: files that can be read "
        "in {limit} MiB. Split it into several files, or save it as CSV."
    ),
    "help_options": "Options",
    "help_commands": "Commands",
    "help_help": "Show this message and exit.",
    "help_version": "Show the version and exit.",
    "help_required": "[required]",
    "usage": "Usage: {usage}",
    "usage_help": "Try '{command} --help' for help.",
    "usage_error": "Error: {message}",
    "usage_no_option": "no such option: {name}",
    "usage_missing": "missing: {name}",
    "usage_choice": "accepted: {known}.",
    "usage_no_path": "'{file}' does not exist, or cannot be used for this.",
    "usage_bad_value": "invalid value for {name}: {why}",
    "argument_kind": "{argument} is of type {kind}. Accepted: {accepted}.",
    "unknown_language": "unknown language '{name}'; known: {known}.",
    "not_utf_8": (
        "column '{column}' contains text that is not UTF-8. Accepted: Arrow text, which is always "
        "UTF-8. Read the table again in its own encoding."
    ),
    "line_too_long": (
        "{file}: a line or a cell is longer than {limit} MB, which no table needs. Accepted: one "
        "line per child. Export the table again."
    ),
    "reading_time": (
        "{file}: reading it took more than {limit} seconds and was stopped. Accepted: files that "
        "can be read in that time. Split it into several files, or save it as CSV."
    ),
    "reading_stopped": (
        "{file}: the file could not be read; reading stopped partway. Accepted: a complete file. "
        "Open it in the program that made it and save it again, or as CSV."
    ),
    "survey_kind": (
        "{file}: not a Stata, SPSS or SAS file. Accepted: dta, sav, por and xpt. Save it as one "
        "of these, or as CSV."
    ),
    "survey_package": (
        "{file}: reading Stata, SPSS and SAS files needs a package that is not installed. Type: "
        "pip install 'zscore-growth[survey]'"
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
        "{file}: the cells of a sheet extend to row {rows}, column {columns}. Accepted: up to "
        "{limit} cells, empty ones included. Delete the stray cells far from the data, or split "
        "the sheet."
    ),
    "workbook_repeats": (
        "{file}: the text of the cells adds up to more than {limit} MiB. Accepted: up to {limit} "
        "MiB. Split it into several files, or save it as CSV."
    ),
    # --- output --------------------------------------------------------------------------
    "output_ending": "{file}: unknown file extension. Accepted: {known}.",
    "output_folder": "{file}: the folder {folder} does not exist. Create it first.",
    "output_is_folder": "{file}: this is a folder. Name a file.",
    "output_exists": (
        "{file}: the file already exists and was left unchanged. Name another, or replace it with "
        "--force."
    ),
    "output_is_input": "{file}: this is one of the input files. Name another output.",
    "output_failed": "{file}: cannot be written ({why}). No partial file is left behind.",
    "xlsx_columns": (
        "{file}: {n} columns. An xlsx sheet holds at most {most}. Write csv or parquet."
    ),
    "xlsx_text": (
        "column '{column}': a text of {n} characters. An xlsx cell holds at most {most}. Write "
        "csv or parquet."
    ),
    "demo_not_empty": (
        "{folder}: the folder is not empty and was left unchanged. Name another: zscore demo "
        "ANOTHER."
    ),
    "system_says": "the system reports: {why}.",
    # --- the command's help --------------------------------------------------------------
    "help_zscore": "Compute WHO growth z-scores and classes for tables and e-PPGBM exports.",
    "help_score": (
        "Score FILES (xlsx, xls, ods, csv, HTML, Parquet; any number) into one file, with one "
        "output row per input row, and print a summary.\n\n"
        "A table with sex, both dates and a measurement under headings of e-PPGBM is an export. "
        "In any other table, columns are recognised by their headings, or named with --columns: "
        "{columns}.\n\n"
        "Example: zscore score january.xlsx february.csv -o scored.parquet\n\n"
        "Exit codes: 0 all files scored; 2 usage error; 65 a file was refused (the others are "
        "written)."
    ),
    "help_demo": (
        "Write a made-up month of e-PPGBM exports (20,000 children) into DIRECTORY and score it."
    ),
    "help_prevalence": (
        "Estimate the prevalence of stunting, wasting and other conditions from all FILES "
        "together: exports, tables, or files that zscore score wrote. Prints a table with 95 % "
        "intervals.\n\n"
        "Example: zscore prevalence january.xlsx --by subdistrict,village --rollup -o out.xlsx\n\n"
        "Exit codes: 0 all files counted; 2 usage error; 65 a file was refused (the others are "
        "counted)."
    ),
    "help_verify": (
        "Find the rows of FILES that should be checked again: impossible values, data-entry "
        "errors with a suggested correction, dates, NIKs and published z-scores that do not "
        "agree, duplicate rows, impossible growth; and the units whose data should be checked. "
        "Nothing is changed.\n\n"
        "Example: zscore verify january.xlsx --by puskesmas,posyandu -o verified\n\n"
        "Exit codes: 0 all files verified; 2 usage error; 65 a file was refused (the others are "
        "verified)."
    ),
    "help_verify_output": "A folder for the findings, or an .xlsx file: a workbook for people.",
    "help_verify_by": (
        "Columns of units, the largest first: subdistrict, puskesmas, village, posyandu, or any "
        "other column of the files. Each level is assessed, and all rows together."
    ),
    "help_smart": "Also write smart.csv: the ten SMART tests with penalty points.",
    "help_key_file": (
        "A file with a secret key: each row gets a child_id made with it, the same in every file."
    ),
    "help_kind": "The kind of the files; with parquet only the rows are.",
    "help_with_identity": "Also write names, NIKs, parents, addresses and birth dates.",
    "help_estimates_output": "The estimates: .csv, .parquet, .xlsx or .json.",
    "help_by": (
        "Columns of groups, the largest first: province, district, subdistrict, puskesmas, "
        "village, posyandu, sex, age_group, or any other column of the files."
    ),
    "help_rollup": "Estimate every level of --by, and all groups together.",
    "help_groups": (
        "Several groupings at once, such as all,sex,age_group+sex; "
        "who: WHO Anthro's standard groups."
    ),
    "help_rank": (
        "Rank the groups by the first condition, with an interval for each rank; with -o OUT, "
        "also write OUT_ranks."
    ),
    "help_period": (
        "Estimate each month, quarter or year of visit_date (or each value of a column), and the "
        "changes between them."
    ),
    "help_weights": "Column with the sampling weights of a survey.",
    "help_strata": "Columns with the strata of a survey.",
    "help_cluster": "Columns with the clusters of a survey (within strata).",
    "help_curves": "Write the reference curves of an indicator, for charts.",
    "help_curves_output": "The curves: .csv, .parquet, .xlsx or .json.",
    "help_curves_sex": "m or f. Default: both.",
    "help_curves_z": "Z-scores of the curves. Default: -3,-2,-1,0,1,2,3.",
    "help_curves_percentile": "Percentiles instead, such as 3,15,50,85,97.",
    "help_curves_by": "Unit of age. Default: day.",
    "curves_written": "{file}: {n} points of reference curves.",
    "numbers_option": "accepted: numbers separated by commas, such as -2,0,2.",
    "help_standard": "Ages and conditions: who2006, under five, or who2007, 5 to 19 years.",
    "help_interval": "Type of confidence interval. Default: wilson; logit for a survey.",
    "help_conditions": "Estimate only some conditions, such as stunting,wasting.",
    "help_shares_of_scheme": "Also estimate the share of each class of this scheme.",
    "help_layout": (
        "Rows of estimates (tidy), or WHO Anthro's 134 columns (who). By default an .xlsx is "
        "a workbook for people, and any other file tidy."
    ),
    "help_one_per_child": (
        "Which visit of each child to count. Default: latest, if children can be told apart."
    ),
    "help_child": "Columns that identify a child. Default: birth date, sex, name and place.",
    "help_within": (
        "Rank only among the groups that share these columns, such as villages within each "
        "district."
    ),
    "help_target": (
        "Target for stunting in %, or a file with the columns year (or condition) and target."
    ),
    "help_population": "File with the columns of --by and the expected number of children.",
    "help_age_months": "Only children of these completed months, such as 6-59.",
    "help_flags": (
        "Limits of implausible z-scores: WHO's, or also SMART's, 3 from the observed mean."
    ),
    "ages_option": "accepted: two numbers of completed months, such as 6-59.",
    "help_min_n": "Suppress groups with fewer children, and whatever would reveal them.",
    "target_option": "accepted: a percentage such as 14, or a file that exists.",
    "help_output": "The scored file: .csv, .parquet or .xlsx.",
    "help_profile": (
        "Rules to score by. Default: eppgbm for an e-PPGBM export, who for other tables."
    ),
    "help_columns": (
        "Headings of columns that are not recognised, such as weight_kg=Berat,sex=Kelamin."
    ),
    "help_mapping": (
        "A TOML file of columns, codes, units and dates, such as zscore inspect --write makes."
    ),
    "help_codes": "Meanings of codes, such as sex:0=f,1=m or oedema:1=y,2=n.",
    "help_units": (
        "Units, such as weight_kg=g or age_months=years: g, kg, kg10, lb; mm, cm, cm10, m, in; "
        "days, weeks, months, years."
    ),
    "help_dates": (
        "Order of day and month in dates such as 03/08/2023; by default it is detected. "
        "exchanged: a spreadsheet has exchanged day and month wherever it could."
    ),
    "help_missing": "Values that mean missing, such as 9994,9999.",
    "help_on_unreadable": (
        "Refuse a table with an unreadable cell, or treat the cell as missing. Default: missing "
        "for e-PPGBM exports, otherwise refuse."
    ),
    "help_prefix": "Prefix for the names of the new columns, such as zs_.",
    "help_replace": "Let the new columns replace existing ones of the same name.",
    "codes_option": "accepted: a column and its codes, such as sex:0=f,1=m.",
    "help_scheme": "Classes in the output. Default: eppgbm for an e-PPGBM export, otherwise who.",
    "help_without_identity": (
        "Leave out names, identity numbers, parents, contacts and addresses; the summary lists "
        "the columns left out. Birth dates and places stay."
    ),
    "help_lang": (
        "Language of the summary and messages. Default: the language of the system (LANG)."
    ),
    "help_json": "Print the summary as JSON.",
    "help_all": "Show every row and column, however long or wide.",
    "help_force": "Replace existing output.",
    "columns_option": "accepted: pairs such as weight_kg=Berat,sex=Kelamin.",
    # --- the summary ---------------------------------------------------------------------
    "progress_start": "reading",
    "profile": "profile",
    "nothing_written": "Every file was refused; nothing was written.",
    "warn_unit": (
        "{file}: '{heading}' is read in {unit}, because its values are impossible in the unit of "
        "{column}. If that is wrong: --units {column}=…"
    ),
    "warn_implausible": (
        "{file}: {n} of {of} z-scores {indicator} are implausible. The units, ages or date order "
        "may be wrong: check how the columns were read, and see --units and --dates."
    ),
    "warn_implausible_unit": (
        "{file}: {n} of {of} z-scores {indicator} are implausible. {column} looks as if it "
        "were in {unit}; if so: --units {column}={unit}"
    ),
    "warn_extreme": (
        "{file}: {n} of {of} z-scores {indicator} are beyond ±3, more than in any population. "
        "Unless these are patients, a unit or the ages may be wrong: check how the columns were "
        "read, and see --units."
    ),
    "warn_age_of_adults": (
        "{file}: all ages in '{heading}' are between {low} and {high}, like those of mothers. "
        "They are read as months. If that is wrong, say which column is the child's age: "
        "--columns age_months=…"
    ),
    "warn_no_age": (
        "{file}: no age was read. If '{heading}' is the child's age, or one of the dates needed "
        "for it, specify --columns age_months=…, age_days=…, birth_date=… or visit_date=…"
    ),
    "warn_measurements": (
        "{file}: {n} of {of} values of {column} are outside the range of children under five. The "
        "column or its unit may be wrong: check how the columns were read."
    ),
    "warn_design": (
        "the files contain the survey columns {columns}, which the estimates do not use. If this "
        "is a survey: {options}"
    ),
    "warn_hardly_readable": "{file}: {n} of {rows} cells of '{heading}' cannot be read.",
    "warn_same_rows": (
        "{one} and {other} contain the same rows (about {percent} %): these children are counted "
        "twice. Leave out one of the two."
    ),
    "warn_months": (
        "the visits are from {n} months ({first} to {last}), taken together. Estimate each month "
        "with --period month, or give the files of one month."
    ),
    "warn_districts": (
        "the children are from {n} districts, taken together. Separate them with --by district."
    ),
    "warn_exchanged": (
        "{file}: of {of} ages that do not match the two dates, {n} match once day and month are "
        "exchanged, as a spreadsheet may have done. To read the dates that way: --dates exchanged."
    ),
    "warn_published_position": (
        "{file}: only {equal} of {n} z-scores in the file equal the computed ones. The file does "
        "not say who was measured lying or standing (Cara Ukur), which affects z-scores based on "
        "length."
    ),
    "warn_published_ages": (
        "{file}: only {equal} of {n} z-scores in the file equal the computed ones, and many "
        "written ages do not match the two dates. Check the dates, and see --dates."
    ),
    "warn_published_other": (
        "{file}: only {equal} of {n} z-scores in the file equal the computed ones. Check the "
        "units, the ages and how the columns were read; zscore verify lists the rows."
    ),
    "warn_other_layout": "{file}: lacks columns that most of the other files have: {columns}.",
    "warn_near_names": (
        "not used, because tables in Python need canonical names: {names}. Name them with "
        "columns=, or pass mapping=zs.recognise_columns(table)."
    ),
    "nothing_readable": "{file}: no cell of '{heading}' can be read.",
    "nothing_scored": (
        "{file}: no row could be scored. Check how the columns were read, and why rows were not "
        "scored."
    ),
    "help_inspect": (
        "Show how each column of FILES is read, in which unit and with which codes, and how many "
        "cells can be read, without showing names or NIKs. Nothing is scored."
    ),
    "help_write_mapping": (
        "Write how the first table is read to a TOML file, for use with --mapping next month."
    ),
    "hint_unreadable": (
        "{n} cells of '{heading}' cannot be read, and the table would be refused. Say how to read "
        "them: {option}, or treat them as missing: --on-unreadable missing"
    ),
    "hint_taken": (
        "'{heading}' is also the name of a new column. Keep both with --prefix zs_, or replace it "
        "with --replace"
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
    "unit_from_values": "from the values",
    "unit_from_told": "specified",
    "empty": "empty",
    "n_filled": "{n} filled",
    "n_readable": "{n} of {filled}",
    "identity_hidden": "identity, not shown",
    "n_different": "{n} distinct",
    "heading_file": "file",
    "heading_months": "months",
    "heading_districts": "districts",
    "heading_ages_disagree": "ages disagree",
    "heading_read_as": "read as",
    "profile_from_asked": "requested",
    "profile_from_export": "an e-PPGBM export",
    "profile_from_table": "a table",
    "order_dmy": "day first",
    "order_mdy": "month first",
    "order_ymd": "year first",
    "order_exchanged": "day and month exchanged",
    "not_used": "not used: {names}",
    "not_used_near": "{heading} (near: {near})",
    "and_more_files": "and {n} more tables (see them with --all)",
    "rows_in": "rows read",
    "rows_blank": "blank rows left out",
    "rows_out": "rows written",
    "files_and_sheets": "files: {files}, tables: {sheets}",
    "age_unknown": "no age",
    "files_refused": "files refused",
    "columns_left_out": "columns left out",
    "age_from": "age from {source}",
    "files_passed_over": "files skipped",
    "position_decides": "class depends on an unknown position",
    "by_without_space": (
        "'{name}' is neither a file nor a folder. List several columns without spaces: --by "
        "kecamatan,desa"
    ),
    "standing_doubted": "standing below 9 months (position rejected)",
    "sheet_left_out": "rows in a sheet without headings",
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
    "and_more": "and {n} more kinds (see them with --all)",
    "verification": "rows to verify or measure again",
    "status_clean": "rows without errors or doubts",
    "status_marked": "rows to check again",
    "status_unreadable": "rows with unreadable cells",
    "written_into": "written into {folder}: {rows} rows in {file}; {others}",
    "checks_not_done": "{n} checks were skipped because these columns are missing: {names}",
    "units_to_verify": (
        "Units whose data should be verified or measured again, those with the most findings "
        "first. None of this says why a number is as it is."
    ),
    "units_not_marked": (
        "No unit stands out: every statistic is accepted, or differs by no more than chance."
    ),
    "names_to_verify": (
        "posyandu names that may be different spellings of the same one: {n}; see {file}"
    ),
    "and_more_units": "and {n} more units (see them with --all)",
    "heading_marks": "findings",
    "heading_marked_by": "because of",
    "all_units": "all together",
    "of_cutoff": "uneven around {indicator} {cutoff}: {below} below, {above} above",
    "heading_to_verify": "finding",
    "heading_rows": "rows",
    "heading_severity": "severity",
    "severity_error": "impossible",
    "severity_doubt": "doubtful",
    "severity_note": "note",
    "prevalence": "prevalence with 95 % intervals",
    "of_register": "of all children in the files",
    "of_survey": "using the survey design",
    "of_files": "files: {n}",
    "rows_counted": "rows counted",
    "one_per_child_all": "all rows",
    "one_per_child_latest": "the latest visit of each child",
    "one_per_child_first": "the first visit of each child",
    "left_out_age_outside": "left out: over 5 years",
    "left_out_other_age": "left out: outside the requested ages",
    "left_out_no_age": "left out: no age",
    "left_out_same_child": "left out: another visit of the same child",
    "left_out_no_period": "left out: no period",
    "left_out_no_stratum": "left out: no stratum",
    "left_out_no_cluster": "left out: no cluster",
    "estimates_written": "estimates written",
    "nothing_estimated": "no child has a z-score: nothing to estimate",
    "more_groups": "and {n} more groups (see them with --all)",
    "too_narrow": "not shown at this width: {names}. Use --all, a wider window, or -o",
    "group_unknown": "(not given)",
    "group_all": "all",
    "sex_male": "male",
    "sex_female": "female",
    "heading_measured": "n ({condition})",
    "heading_change": "{condition}: change",
    "heading_gap": "{condition}: gap to target",
    "heading_target_met": "{condition}: target",
    "heading_prevalence_class": "{condition}: WHO class",
    "heading_coverage": "{condition}: of {target}",
    "heading_rank": "rank, 1 highest (95 %)",
    "heading_low": "95 % lower limit",
    "heading_high": "95 % upper limit",
    "heading_prevalence_of": "{condition} %",
    "heading_shrunken": "shrunken %",
    "legend_hidden": (
        "·  suppressed: fewer than --min-n children, or would reveal a suppressed group"
    ),
    "legend_no_width": (
        "?: the survey shows no variation, so its interval has no width (see ci_note); "
        "--interval exact gives one at 0 % and 100 %"
    ),
    "legend_nobody": "–  no child was measured",
    "legend_more": "{n} other conditions, and means, are not shown: write them with -o",
    "no_target_for": "groups missing from --population",
    "nobody_of": "groups of --population without any children",
    "cannot_tell": "all rows counted, because children cannot be told apart in: {files}",
    "ranks_written": "ranks written",
    "heading_against": "compared with the others",
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
    "condition_stunting": "stunted",
    "condition_underweight": "underweight",
    "condition_wasting": "wasted",
    "condition_overweight": "overweight",
    "condition_short_stature": "short stature",
    "condition_low_birth_weight": "low birth weight",
    "condition_short_at_birth": "short at birth",
    "condition_thinness": "thinness",
    "condition_overweight_5_19": "overweight, 5–19 years",
    "condition_short_stature_5_19": "short stature, 5–19 years",
    "condition_thinness_5_19": "thinness, 5–19 years",
    "condition_acute_malnutrition_by_muac": "acute malnutrition by MUAC",
    # --- why a z is missing ----------------------------------------------------------------
    "reason_no_sex": "no sex",
    "reason_no_age": "no age",
    "reason_age_outside": "age out of range",
    "reason_no_measurement": "no measurement",
    "reason_measurement_not_positive": "measurement ≤ 0",
    "reason_measurement_not_finite": "measurement not finite",
    "reason_length_off_the_table": "length outside WHO's table",
    "reason_before_term": "before term by the corrected age",
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
    "class_by_oedema": "because of oedema, whatever the weight",
    # --- why a cell could not be read ------------------------------------------------------
    "cell_spreadsheet_error": "a spreadsheet error, such as #N/A",
    "cell_not_a_number": "not a number",
    "cell_not_a_date": "not a date",
    "cell_not_an_age": "not an age",
    "cell_unknown_code": "unknown code",
    "cell_not_16_digits": "not 16 digits (kept as is)",
    "cell_row_of_other_width": "row with too many cells (all its cells set to missing)",
    # --- workbooks -----------------------------------------------------------------------
    "sheet_estimates": "Prevalence",
    "sheet_ranks": "Ranks",
    "sheet_all": "All conditions",
    "sheet_summary": "Summary",
    "sheet_explanation": "Explanation",
    "heading_term": "term",
    "heading_meaning": "meaning",
    "heading_measure": "estimate of",
    "heading_of_indicator": "indicator",
    "heading_n": "children (n)",
    "heading_affected": "affected",
    "heading_estimate": "estimate",
    "heading_all_change": "change",
    "heading_all_gap": "gap to target",
    "heading_all_target_met": "target",
    "heading_all_prevalence_class": "WHO class",
    "heading_all_coverage": "coverage",
    "measure_mean": "mean z",
    "measure_sd": "standard deviation of z",
    "measure_prevalence": "prevalence",
    "term_prevalence_n": "n",
    "meaning_prevalence_n": (
        "Children counted: each one has a plausible z-score of the condition in its group."
    ),
    "term_prevalence_interval": "95 % limits",
    "meaning_prevalence_interval": (
        "The 95 % confidence interval of the estimate. Two groups whose intervals overlap "
        "widely may not differ."
    ),
    "term_prevalence_children": "who is counted",
    "meaning_prevalence_children": (
        "The children in the files, not those who were never measured. The Summary sheet says "
        "which visit of each child is counted and what was left out."
    ),
    "term_prevalence_class": "WHO class",
    "meaning_prevalence_class": (
        "WHO and UNICEF, 2018. Stunting: very low < 2.5 %, low < 10 %, medium < 20 %, high < "
        "30 %, very high. Wasting and overweight: < 2.5, < 5, < 10, < 15 %."
    ),
    "term_prevalence_target": "target",
    "meaning_prevalence_target": (
        "met or not met only if the whole interval lies on one side of the target; otherwise "
        "uncertain. The gap is estimate minus target, in percentage points."
    ),
    "term_prevalence_change": "change",
    "meaning_prevalence_change": (
        "Difference from the previous period, in percentage points, with its 95 % interval."
    ),
    "term_prevalence_signs": "signs",
    "meaning_prevalence_signs": (
        "· suppressed, because the group is small or would reveal a small one. – no child was "
        "measured."
    ),
    "term_prevalence_groups": "empty group",
    "meaning_prevalence_groups": (
        "An empty cell in a column of groups: all groups of that column together."
    ),
    "term_prevalence_ranks": "ranks",
    "meaning_prevalence_ranks": (
        "Rank 1 is the highest prevalence. The limits enclose the ranks compatible with the data; "
        "shrunken estimates are drawn toward the mean where a group is small."
    ),
    "workbook_written": "written: {file}",
    "sheet_units": "Units to verify",
    "sheet_findings": "Findings",
    "sheet_scorecard": "Score card",
    "sheet_cutoffs": "Around cut-offs",
    "sheet_names": "Names",
    "heading_suggested": "suggested {name}",
    "heading_in_export": "published {name}",
    "yes": "yes",
    "row_marked": "to check",
    "row_unreadable": "unreadable cell",
    "changes_class": "may change the child's class",
    "changes_counted": "may change whether the child is counted",
    "changes_twice": "may be counted twice",
    "changes_number": "may change a number",
    "changes_nothing": "changes no result",
    "measured_lying": "lying",
    "measured_standing": "standing",
    "sex_code_f": "female",
    "sex_code_m": "male",
    "column_source_file": "file",
    "column_source_sheet": "sheet",
    "column_source_row": "row",
    "column_visit_date": "visit date",
    "column_weight_kg": "weight (kg)",
    "column_length_height_cm": "length/height (cm)",
    "column_arm_circumference_cm": "arm circumference (cm)",
    "column_head_circumference_cm": "head circumference (cm)",
    "column_measured": "measured",
    "column_reading_notes": "unreadable cells",
    "column_verification": "row",
    "column_severity": "severity",
    "column_changes": "what checking may change",
    "column_checks": "findings",
    "column_carried_days": "days unchanged",
    "column_level": "level",
    "column_statistic": "statistic",
    "column_subject": "about",
    "column_n": "n",
    "column_value": "value",
    "column_low": "95 % lower limit",
    "column_high": "95 % upper limit",
    "column_accepted_low": "accepted from",
    "column_accepted_high": "accepted to",
    "column_marked": "stands out",
    "column_indicator": "indicator",
    "column_cutoff": "cut-off",
    "column_below": "just below",
    "column_above": "just above",
    "column_excess_ratio": "excess ratio",
    "column_excess_low": "excess ratio: lower",
    "column_excess_high": "excess ratio: upper",
    "column_p_adjusted": "p (adjusted)",
    "column_candidate": "candidate",
    "column_rows": "rows",
    "column_birth_date": "birth date",
    "term_verify_units": "Units to verify",
    "meaning_verify_units": (
        "Units whose statistics lie beyond what is accepted by more than chance, with the "
        "reasons. None of this says why a number is as it is."
    ),
    "term_verify_findings": "Findings",
    "meaning_verify_findings": (
        "Rows with an error, a doubt or an unreadable cell; by unit, and first those that may "
        "change most. Rows without findings are not listed."
    ),
    "term_verify_changes": "what checking may change",
    "meaning_verify_changes": (
        "What a corrected row could change: the child's class, whether the child is counted, "
        "or only a number."
    ),
    "term_verify_suggested": "suggested",
    "meaning_verify_suggested": (
        "What was probably meant, such as a weight in grams. A suggestion is never used: "
        "measure or look again first."
    ),
    "term_verify_scorecard": "Score card",
    "meaning_verify_scorecard": (
        "Every statistic of every unit, with its 95 % limits and what is accepted. A unit "
        "stands out only if the whole interval lies outside."
    ),
    "term_verify_cutoffs": "Around cut-offs",
    "meaning_verify_cutoffs": (
        "Children just below and just above each cut-off. Far fewer on one side than at other "
        "places of the scale stands out."
    ),
    "follow_up_title": "children to visit",
    "follow_up_children": "children",
    "follow_up_to_measure": "of these, to measure again first",
    "follow_up_written": "written: {files}.",
    "follow_up_all": "all",
    "follow_up_again": "measure again",
    "follow_up_priority": "priority",
    "follow_up_reason": "reason",
    "follow_up_measure_again": "measurement",
    "follow_up_boy": "boy",
    "follow_up_girl": "girl",
    "follow_up_child_name": "name",
    "follow_up_nik": "NIK",
    "follow_up_parent_name": "parent",
    "follow_up_rt": "RT",
    "follow_up_rw": "RW",
    "follow_up_address": "address",
    "follow_up_sex": "sex",
    "follow_up_birth_date": "born",
    "follow_up_visit_date": "measured on",
    "follow_up_weight_kg": "weight (kg)",
    "follow_up_length_height_cm": "height (cm)",
    "follow_up_arm_circumference_cm": "MUAC (cm)",
    "follow_up_age_months_today": "age (months)",
    "follow_up_haz": "height-for-age z",
    "follow_up_waz": "weight-for-age z",
    "follow_up_whz": "weight-for-height z",
    "follow_up_weight_gain_code": "N/T/O/B",
    "follow_up_previous_visit_date": "previous visit",
    "follow_up_previous_weight_kg": "previous weight",
    "follow_up_previous_length_height_cm": "previous height",
    "follow_up_next_visit_due": "next visit due",
    "follow_up_source_file": "file",
    "follow_up_source_row": "row",
    "follow_up_legend_word": "term",
    "follow_up_legend_meaning": "meaning",
    "follow_up_meaning_measure_again": (
        "The latest measurement or a date needs checking and may change the result: measure this "
        "child again before anything else."
    ),
    "follow_up_meaning_weight_gain_code": (
        "N: gained enough weight since last month. T: did not. O: not weighed last month. "
        "B: new this month."
    ),
    "follow_up_meaning_next_visit_due": "One month after the latest visit.",
    "follow_up_meaning_source_row": "Where the latest visit is in the file.",
    "help_follow_up": (
        "List the children of FILES who need a visit, each once, by the most serious reason: "
        "severe wasting, oedema or a thin arm first, then stunting, then no weight gain twice in "
        "a row. Give several months of the same children. A workbook for each puskesmas, with a "
        "sheet for each posyandu, is laid out to be printed."
    ),
    "help_follow_up_output": (
        "A folder for the workbooks, follow_up.csv with all children, and summary.json."
    ),
    "help_follow_up_by": (
        "One or two columns: a workbook for each value of the first, a sheet for each value of "
        "the second. Default: puskesmas,posyandu."
    ),
    "help_today": "The day the list is made for. Default: today.",
    "help_sheets_lang": "Language of the workbooks. Default: id.",
    "help_score_layout": (
        "Of an .xlsx output: write the scored rows alone (tidy). By default sheets with the "
        "summary and an explanation follow them."
    ),
    "term_score_z": "haz, waz, whz, baz, hcz, acz, tsz, ssz",
    "meaning_score_z": (
        "z-scores: length/height-for-age, weight-for-age, weight-for-length/height, BMI-for- "
        "age, head circumference, arm circumference, triceps and subscapular skinfold for "
        "age."
    ),
    "term_score_flag": "…_flag",
    "meaning_score_flag": (
        "True if the z-score is implausible (WHO's limits). It is kept, but counted in no "
        "prevalence."
    ),
    "term_score_reason": "…_reason",
    "meaning_score_reason": (
        "Why there is no z-score, such as no_measurement or age_outside. Empty if there is one."
    ),
    "term_score_class": "classes",
    "meaning_score_class": (
        "The nutritional status by the scheme named in the summary. Empty if the z-score is "
        "missing or implausible."
    ),
    "term_score_adjusted": "length_height_adjusted_cm",
    "meaning_score_adjusted": (
        "Length or height with 0.7 cm added or taken off where a child was not measured as "
        "the standard is."
    ),
    "term_score_source": "source_file, source_sheet, source_row",
    "meaning_score_source": "Where the row stands in the files that were read.",
}
