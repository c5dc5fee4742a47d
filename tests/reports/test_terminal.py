"""Parts on a terminal: nothing broken inside a word, nothing left out without a word."""

from __future__ import annotations

import io

import pytest
from click import unstyle
from hypothesis import given
from hypothesis import strategies as st

from zscore.reports.sections import Column, Interval, Marked, Table, Text
from zscore.reports.terminal import lines_of, print_report

TABLE = Table(
    key="t",
    title="A table",
    columns=(
        Column(title="village"),
        Column(title="n (stunted)", kind="whole"),
        Column(title="stunted %", kind="tenths", limits=("from", "to")),
        Column(title="wasted %", kind="tenths", optional=1),
        Column(title="change", kind="signed", optional=2),
    ),
    rows=[
        ("Suka Maju", 1234, Interval(14.26, 12.0, None), "–", Interval(-1.0, -2.0, 0.5)),
        ("Sukamaju", 5, Marked(Interval(3.0, 1.0, 9.0), "grave"), 2.25, 3.0),
        (None, 7, "·", None, None),
    ],
    most=2,
    rest="more_groups",
    notes=("· hidden",),
)


def test_lines_of__a_pipe_gets_all_of_it() -> None:
    assert [unstyle(line) for line in lines_of(TABLE, "en", None)] == [
        "A table",
        "village    n (stunted)      stunted %  wasted %             change",
        "Suka Maju        1,234  14.3 (12.0–?)         –  -1.0 (-2.0; +0.5)",
        "Sukamaju             5  3.0 (1.0–9.0)       2.2               +3.0",
        "                     7              ·",
        "· hidden",
    ]


def test_lines_of__a_pipe_that_is_too_narrow_breaks_no_name() -> None:
    heads = [Column(title=f"{n:-^40}", kind="whole") for n in range(4)]
    table = Table(key="t", columns=(Column(title="x"), *heads), rows=[("Suka Maju", 1, 2, 3, 4)])
    assert len(list(lines_of(table, "en", None))) == 2


def test_lines_of__columns_go_by_their_order_and_are_named() -> None:
    assert [unstyle(line) for line in lines_of(TABLE, "en", 46)] == [
        "A table",
        "                    n",
        "village     (stunted)      stunted %  wasted %",
        "Suka Maju       1,234  14.3 (12.0–?)         –",
        "Sukamaju            5  3.0 (1.0–9.0)       2.2",
        "not shown at this width: change. Use --all, a",
        "wider window, or -o",
        "and 1 more groups (see them with --all)",
        "· hidden",
    ]


WORDS = st.text("abcdefghij", min_size=1, max_size=9)


@given(
    rows=st.lists(
        st.tuples(
            st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
            st.integers(0, 10**6),
            st.lists(WORDS, min_size=1, max_size=9).map(" ".join),
        ),
        min_size=1,
        max_size=4,
    ),
    width=st.integers(12, 90),
)
def test_lines_of__no_line_is_too_long_and_no_word_broken(
    rows: list[tuple[str, int, str]], width: int
) -> None:
    columns = (Column(title="unit"), Column(title="n", kind="whole"), Column(title="why"))
    lines = list(lines_of(Table(key="t", columns=columns, rows=rows), "en", width))
    assert max(map(len, lines)) <= width
    told = " ".join(lines).split()
    for unit, n, why in rows:
        assert {*unit.split(), f"{n:,}", *why.split()} <= {word.strip(",·") for word in told}


def test_lines_of__wide_characters_are_aligned() -> None:
    columns = (Column(title="a"), Column(title="n", kind="whole"))
    table = Table(key="t", columns=columns, rows=[("漢字", 1), ("abcd", 2)])
    assert list(lines_of(table, "en", 40)) == ["a     n", "漢字  1", "abcd  2"]


def test_lines_of__nothing_steers_the_terminal() -> None:
    table = Table(key="t", columns=(Column(title="a"),), rows=[("x\x1b[2Jy",)])
    assert "\x1b" not in "".join(lines_of(table, "en", None))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_print_report__colours_only_where_they_are_wanted(
    environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout", Terminal())
    import sys

    print_report([Text(key="a", lines=("not met",), mark="grave")], "en")
    assert ("\x1b[31m" in sys.stdout.getvalue()) == coloured


def test_print_report__a_pipe_has_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    print_report([Text(key="a", lines=("not met",), mark="grave")], "en")
    assert capsys.readouterr().out == "not met\n\n"
