"""What another process reads: its end, its time, its next order, and none at all."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

import zscore as zs
from zscore.errors import FileError
from zscore.files import guarded, orders, reading_process
from zscore.files.guarded import MAX_SECONDS, answers_to, seconds_for
from zscore.files.opening import open_sheets
from zscore.files.orders import Order
from zscore.files.reading_process import IN_THIS_PROCESS, ReadingProcess, stop_all

ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
ROWS = "sex,age_days,weight_kg\nf,683,10.4\nm,100,6.1\n"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes that are started from now on."""
    processes: list[subprocess.Popen[bytes]] = []

    class Popen(subprocess.Popen):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            processes.append(self)

    stop_all()
    monkeypatch.setattr(subprocess, "Popen", Popen)
    yield processes
    stop_all()


def rows_of(path: Path) -> list[list[str | None]]:
    """Return all rows of the only sheet."""
    (sheet,) = open_sheets(path)
    return [row for block in sheet.blocks(None) for row in block.rows()]


def csv(path: Path, rows: int = 2) -> Path:
    """Write a text of some rows."""
    path.write_text("a;b\n" + "".join(f"{i};x\n" for i in range(rows)))
    return path


# --- the end of it ---------------------------------------------------------------------------


@pytest.mark.parametrize("reader", ["workbook", "text", "parquet"])
@pytest.mark.parametrize(
    ("work", "key"),
    [
        ("import time; time.sleep(60)", "reading_time"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "reading_memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "reading_stopped"),
        ("raise SystemExit(1)", "reading_stopped"),
        ('print(\'{"sheet": "a"}\')', "reading_stopped"),
        ("print('noise')", "reading_stopped"),
    ],
)
@pytest.mark.usefixtures("started")
def test_answers_to__survives_the_end_of_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: str, work: str, key: str
) -> None:
    monkeypatch.setattr(reading_process, "_START", f"import sys; sys.stdin.readline(); {work}")
    monkeypatch.setattr(guarded, "MAX_SECONDS", 1 if key == "reading_time" else 60)
    with pytest.raises(FileError) as refused:
        list(answers_to(Order(reader=reader, path=csv(tmp_path / "a.csv"))))
    assert refused.value.key == key


def test_answers_to__says_how_to_do_without_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_all()
    path = csv(tmp_path / "a.csv")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(FileError, match="set ZSCORE_NO_SUBPROCESS=1") as refused:
        open_sheets(path)
    assert refused.value.key == "reading_unstarted"
    monkeypatch.setenv(IN_THIS_PROCESS, "1")
    assert rows_of(path) == [["a", "b"], ["0", "x"], ["1", "x"]]


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_answers_to__takes_the_process_along_when_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading_process, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(guarded, "_next_answer", interrupted)
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        open_sheets(csv(tmp_path / "a.csv"))
    assert time.monotonic() - begin < 10
    assert started[0].returncode < 0


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux'")
def test_a_process__dies_with_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "spins.ods"
    path.write_bytes(unclosed_table())
    program = (
        "import sys; from pathlib import Path; from zscore.files.opening import open_sheets; "
        "open_sheets(Path(sys.argv[1]))"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(path)], stderr=subprocess.DEVNULL)
    child = None
    until = time.monotonic() + 30
    while child is None and time.monotonic() < until:
        child = next(iter(children_of(parent.pid)), None)
    assert child is not None
    time.sleep(1)  # it has its order, and calamine does not come back
    parent.kill()
    parent.wait()
    until = time.monotonic() + 10
    while is_running(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(child)


def children_of(pid: int) -> list[int]:
    """Return the children of all threads of a process."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in found for child in path.read_text().split()]


def is_running(pid: int) -> bool:
    """Is a process there, and no zombie?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def unclosed_table() -> bytes:
    """Return a small .ods whose table is never closed, which calamine reads for ever."""
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="a"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>sex</text:p></table:table-cell>'
        "</table:table-row>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="'
        'application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", content)
        parts.writestr("META-INF/manifest.xml", manifest)
    return packed.getvalue()


# --- what it takes ---------------------------------------------------------------------------


def test_seconds_for__small_files_get_little_time() -> None:
    assert seconds_for(645, "workbook") == 20
    assert seconds_for(20 << 20, "workbook") == seconds_for(20 << 20, "text") == 30
    assert seconds_for(60 << 20, "workbook") == 350  # an honest one may take five minutes
    assert seconds_for(20 << 20, "parquet_rows") == 30
    assert seconds_for(10 << 30, "workbook") == MAX_SECONDS


def test_answers_to__only_waiting_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MAX_SECONDS", 2)
    path = csv(tmp_path / "a.csv", 200_000)
    read = answers_to(Order(reader="text_rows", path=path))
    first = next(read)[1].num_rows
    time.sleep(3)  # as long as whoever asks likes to think
    assert first + sum(cells.num_rows for _, cells in read) == 200_001


# --- one order after another -----------------------------------------------------------------


def test_answers_to__one_process_reads_one_file_after_another(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    for i in range(3):
        assert len(rows_of(csv(tmp_path / f"{i}.csv", i))) == 1 + i
    parquet.write_table(pa.table({"a": [1]}), tmp_path / "a.parquet")
    assert rows_of(tmp_path / "a.parquet") == [["a"], ["1"]]
    assert len(started) == 1


def test_start_one__starts_one_however_often_it_is_called(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    for _ in range(3):
        reading_process.start_one()
    assert len(rows_of(csv(tmp_path / "a.csv"))) == 3
    zs.inspect_files(csv(tmp_path / "a.csv"))
    assert len(started) == 1


def test_answers_to__a_refused_file_does_not_cost_the_process(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 no more of it")
    for _ in range(2):
        with pytest.raises(FileError, match="Parquet file is damaged"):
            open_sheets(path)
    assert len(started) == 1


def test_answers_to__who_stops_early_leaves_it_ready_for_the_next(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    path = csv(tmp_path / "a.csv", 200_000)
    (sheet,) = open_sheets(path)
    for n in (1, 2, 9):
        blocks = sheet.blocks(None)
        for _, _block in zip(range(n), blocks, strict=False):
            pass
        blocks.close()
    assert len(rows_of(path)) == 200_001
    assert len(started) == 1


def test_answers_to__two_at_a_time_have_a_process_each(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    path = csv(tmp_path / "a.csv", 200_000)
    first, second = (answers_to(Order(reader="text_rows", path=path)) for _ in range(2))
    next(first)
    next(second)
    assert len(started) == 2
    first.close()
    second.close()


def test_answers_to__from_a_thread_that_ends(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    path = csv(tmp_path / "a.csv")
    thread = threading.Thread(target=rows_of, args=[path])  # Linux would kill what it started
    thread.start()
    thread.join()
    time.sleep(0.1)
    assert len(rows_of(path)) == 3
    assert len(started) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_answers_to__in_a_forked_process(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    path = csv(tmp_path / "a.csv")
    assert len(rows_of(path)) == 3
    child = os.fork()
    if not child:
        try:
            fine = len(rows_of(path)) == 3 and len(started) == 2
            stop_all()
            os._exit(0 if fine else 1)
        except BaseException:  # noqa: BLE001
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(rows_of(path)) == 3
    assert len(started) == 1


def test_a_process__that_is_not_used_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]]
) -> None:
    monkeypatch.setattr(reading_process, "_IDLE_SECONDS", 0.2)
    assert len(rows_of(csv(tmp_path / "a.csv"))) == 3
    assert started[0].wait(timeout=10) < 0
    assert len(rows_of(csv(tmp_path / "a.csv"))) == 3
    assert len(started) == 2


def test_a_process__that_died_while_idle_is_replaced(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    assert len(rows_of(csv(tmp_path / "a.csv"))) == 3
    started[0].kill()
    started[0].wait()
    assert len(rows_of(csv(tmp_path / "a.csv"))) == 3


# --- files that change -----------------------------------------------------------------------


@pytest.mark.parametrize("here", [True, False])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_open_sheets__a_file_exchanged_between_two_readings_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, here: bool
) -> None:
    if here:
        monkeypatch.setenv(IN_THIS_PROCESS, "1")
    path, other = tmp_path / f"a.{kind}", tmp_path / "other"
    for file, name in ((path, "Qanari"), (other, "Qonari")):  # of one size
        if kind == "csv":
            file.write_text(f"name;n\n{name};1\n")
        else:
            parquet.write_table(pa.table({"name": [name], "n": ["1"]}), file)
        os.utime(file, (1e9, 1e9))
    (sheet,) = open_sheets(path)
    assert [row for block in sheet.blocks(None) for row in block.rows()][1] == ["Qanari", "1"]
    other.replace(path)
    with pytest.raises(FileError) as refused:
        list(sheet.blocks(None))
    assert refused.value.key == "file_changed"


def test_score_files__a_parquet_file_exchanged_while_it_is_read(tmp_path: Path) -> None:
    path, other = tmp_path / "a.parquet", tmp_path / "b.parquet"
    table = pa.table({"sex": ["m"], "age_days": [100], "weight_kg": [6.1]})
    parquet.write_table(table, path)
    parquet.write_table(table, other)

    def progress(_what: str, done: int, _steps: int) -> None:
        if done == 1:  # the first file was looked at
            parquet.write_table(pa.concat_tables([table] * 2), tmp_path / "new")
            (tmp_path / "new").replace(path)

    summary = zs.score_files([path, other], tmp_path / "o.csv", progress=progress)
    ((name, error),) = summary.failed
    assert (name, error.key, summary.rows) == ("a.parquet", "file_changed", 1)


# --- any exception ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raised", "key"),
    [
        (RuntimeError("Qanari"), "reading_stopped"),
        (UnicodeDecodeError("utf-8", b"Qanari", 0, 1, "Qanari"), "reading_stopped"),
        (MemoryError("Qanari"), "reading_memory"),
        (PermissionError(13, "not allowed", "Qanari"), "file_unopened"),
        (pa.ArrowInvalid("Qanari"), "reading_stopped"),
    ],
)
def test_carry_out__whatever_is_raised_becomes_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: Exception, key: str
) -> None:
    def answers(*_: object) -> None:
        raise raised

    monkeypatch.setattr(orders, "_answers", answers)
    with pytest.raises(FileError) as refused:
        list(orders.carry_out(Order(reader="text", path=csv(tmp_path / "a.csv")), 1 << 30))
    assert refused.value.key == key
    assert "Qanari" not in repr(refused.value) + str(refused.value.values)
    assert refused.value.__cause__ is refused.value.__context__ is None


def test_reading_process__path_entries_that_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [Path("/nowhere"), *sys.path])
    ReadingProcess().stop()


def test_reading_process__is_stopped_twice_without_harm() -> None:
    process = ReadingProcess()
    process.stop()
    process.stop()
    assert not process.is_alive()
