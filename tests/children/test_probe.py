"""What the values of a table tell, as sums over its rows and the sheets of a workbook."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zscore.children.mapping import ColumnMapping
from zscore.children.probe import DatesProbe, Probe
from zscore.children.recognition import recognise


@given(st.data())
def test_dates__add_up_in_any_order(data: st.DataObject) -> None:
    text = st.builds(
        "{:02}/{:02}/{}".format, st.integers(1, 31), st.integers(1, 31), st.sampled_from([22, 2023])
    )
    texts = data.draw(st.lists(text | st.just("2023-08-03"), max_size=30))
    whole = DatesProbe()
    whole.observe(texts)
    at = data.draw(st.integers(0, len(texts)))
    first, second = DatesProbe(), DatesProbe()
    first.observe(texts[at:])
    second.observe(texts[:at])
    first.add(second)
    assert first == whole


def probed(table: dict[str, list[str]]) -> Probe:
    """Return what the values of a table tell."""
    probe, columns = Probe(), list(table.values())
    probe.at(recognise(list(table)), ColumnMapping(), columns.__getitem__)
    return probe


@given(st.permutations(["3", "4", "31", "41", "12"]), st.integers(1, 11))
def test_with_others__a_sheet_of_few_rows_is_read_as_the_others(umur: list[str], n: int) -> None:
    one = probed({"umur": umur[:2], "weight": ["9800"] * n, "dob": ["03/08/2022"]})
    other = probed({"umur": umur[2:], "weight": ["9.8"] * 30, "dob": ["08/13/2022"]})
    found = one.with_others([other])
    assert found.spreads["weight_kg"].unit() == ("g" if n > 9 else None)
    assert found.spreads["weight_kg"].n == (n if n > 9 else n + 30)
    assert found.ages["umur"].high == (41 if one.ages["umur"].high < 21 else one.ages["umur"].high)
    assert found.orders() == {"birth_date": "mdy"}
    assert one == probed({"umur": umur[:2], "weight": ["9800"] * n, "dob": ["03/08/2022"]})
