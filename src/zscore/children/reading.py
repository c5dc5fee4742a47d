"""Decision on how a table is read, from its headings, its values and the user's options.

``decide`` makes a ``Reading`` from a ``Probe``. If a table is streamed, only its first rows are
probed; once all rows are read, they must lead to the same decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from zscore.children.ages import (
    age_of,
    ages_of_adults,
    has_age,
    refuse_parts,
    refuse_whole_years,
    without_years,
)
from zscore.children.arrays import CellReader
from zscore.children.cells import BLANKS, OEDEMA, VOCABULARIES
from zscore.children.columns import BY_NAME
from zscore.children.date_cells import EARLIEST, Order
from zscore.children.mapping import ColumnMapping, told_vocabulary
from zscore.children.probe import DATES, Probe, orders_of
from zscore.children.recognition import ReadAs, Recognition
from zscore.children.rivals import refuse_another_heading, refuse_two
from zscore.errors import ColumnError, listed

NEEDED = ("child", "measurement")  # groups whose cells must be readable


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a table is read: columns, units, codes and date orders.

    Parameters
    ----------
    columns
        By canonical name.
    units
        By canonical name: the unit that numbers are read in, if not the column's own.
    by_values
        Columns whose unit is inferred from the values, against their heading.
    orders
        By column, the order of dates such as 03/08/2023; None: such dates cannot be read.
    two_readings
        Columns with such dates.
    orders_of_few
        Columns in which hardly any date shows the order.
    exchanged
        Columns in which a spreadsheet has exchanged day and month of some dates.
    ages_of_adults
        The minimum and maximum of ages without a unit, if they are typical of mothers.
    undecided
        Why the table cannot be read in this way, or None.
    """

    found: Recognition
    columns: Mapping[str, ReadAs]
    units: Mapping[str, str] = field(default_factory=dict)
    by_values: tuple[str, ...] = ()
    orders: Mapping[str, Order | None] = field(default_factory=dict)
    two_readings: frozenset[str] = field(default=frozenset(), compare=False)
    orders_of_few: tuple[str, ...] = ()
    exchanged: tuple[str, ...] = ()
    ages_of_adults: tuple[float, float] | None = None
    told: ColumnMapping = field(default_factory=ColumnMapping)
    is_export: bool = False
    undecided: ColumnError | None = field(default=None, compare=False)

    @property
    def refuses(self) -> bool:
        """Whether a table with an unreadable cell is refused."""
        default = "missing" if self.is_export else "refuse"
        return (self.told.on_unreadable or default) == "refuse"

    @property
    def unknown(self) -> tuple[int, ...]:
        """Indices of columns that are not used."""
        used = {entry.index for entry in self.columns.values()}
        ages = [entry.index for entry in self.found.ages if entry.index not in used]
        return tuple(sorted({*self.found.unknown, *ages}))

    def not_used(self) -> dict[str, str | None]:
        """Return the headings that are not used, each with the nearest known one."""
        return replace(self.found, unknown=self.unknown).not_used()

    def mapping(self) -> ColumnMapping:
        """Return the reading as a mapping that a user could pass."""
        codes = {
            name: dict(entry.meaning.codes)
            for name, entry in self.columns.items()
            if entry.meaning.codes
        }
        return ColumnMapping(
            columns={name: self.found.told_apart(entry) for name, entry in self.columns.items()},
            codes={**codes, **self.told.codes},
            units={
                **{name: unit for name, unit in self.units.items() if BY_NAME[name].unit},
                **self._age_unit(),
                **self.told.units,
            },
            dates=self.told.dates or self._one_order(),
            missing=tuple(dict.fromkeys([*self.told.missing, *self._stated_missing()])),
            on_unreadable=self.told.on_unreadable,
            not_used=self.not_used(),
        )

    def _age_unit(self) -> dict[str, str]:
        """Return the unit of an age whose heading does not state one."""
        ages = {entry.index for entry in self.found.ages}
        return {
            name: str(self.unit(name))
            for name in ("age_months", "age_days")
            if name in self.columns and self.columns[name].index in ages
        }

    def _stated_missing(self) -> list[str]:
        stated = (entry.meaning.missing for entry in self.columns.values())
        return sorted(set[str]().union(*stated))

    def _dates(self) -> list[str]:
        return [name for name, entry in self.columns.items() if entry.entry.kind == "date"]

    def _one_order(self) -> Order | None:
        """Return the common order of all dates, or None if there is none or several."""
        orders = {self.order_of(name) for name in self._dates()}
        return orders.pop() if len(orders) == 1 else None

    def order_of(self, name: str) -> Order | None:
        """Return the date order of a column: specified, or from its heading or its values."""
        return self.told.order or self.columns[name].meaning.order or self.orders.get(name)

    @property
    def shown_orders(self) -> dict[str, Order]:
        """The date orders of columns whose dates could be read either way."""
        return {
            name: order
            for name in self._dates()
            if (order := self.order_of(name)) is not None
            and (name in self.two_readings or self.told.dates is not None)
        }

    @property
    def day_first(self) -> bool | None:
        """Whether the day comes first in dates such as 03/08/2023, or None if unknown."""
        order = self._one_order()
        return None if order is None else order == "dmy"

    def unit_from(self, name: str) -> str:
        """Return the source of a column's unit: told (specified), values, heading or name."""
        if name in self.told.units:
            return "told"
        if name in self.by_values or self.columns[name].index in {e.index for e in self.found.ages}:
            return "values"
        return "heading" if self.columns[name].meaning.unit else "name"

    def unit(self, name: str) -> str | None:
        """Return the unit that a column is read in."""
        return self.told.units.get(name) or self.units.get(name) or BY_NAME[name].unit

    def reader(self, name: str) -> CellReader:
        """Return the reader of a column."""
        entry = self.columns[name]
        column = entry.entry
        missing = (*self.told.missing, *entry.meaning.missing)
        if column.kind in VOCABULARIES:
            codes = {**entry.meaning.codes, **self.told.codes.get(name, {})}
            vocabulary = told_vocabulary(VOCABULARIES[column.kind], codes, name)
            return CellReader(entry.heading, column.kind, vocabulary=vocabulary, missing=missing)
        if column.kind == "date":
            earliest = EARLIEST if self.is_export else None
            return CellReader(
                entry.heading,
                "date",
                order=self.order_of(name),
                earliest=earliest,
                missing=missing,
            )
        # In an export, a circumference of 0 means not measured.
        kind = "number" if column.kind == "size" and not self.is_export else column.kind
        return CellReader(
            entry.heading,
            kind,
            unit=self.unit(name),
            own_unit=column.unit,
            missing=missing,
        )


def decide(
    found: Recognition,
    probe: Probe,
    told: ColumnMapping,
    *,
    is_export: bool = False,
    lenient: bool = False,
) -> Reading:
    """Return how a table is read; if ``lenient``, as far as possible, noting what is undecided.

    Raises
    ------
    ColumnError
        If two headings match one column, or the unit of an age is unknown.
    """
    try:
        return _decided(found, probe, told, is_export=is_export)
    except ColumnError as error:
        if not lenient:
            raise
        orders = orders_of(found.columns, probe, is_export=is_export)
        return Reading(
            found=found,
            columns=found.columns,
            units=_stated_units(found.columns),
            orders=orders,
            told=told,
            is_export=is_export,
            undecided=error,
        )


def _decided(found: Recognition, probe: Probe, told: ColumnMapping, *, is_export: bool) -> Reading:
    found = without_years(found, probe)
    _refuse_rivals(found)
    unsaid = probe.oedema - BLANKS - OEDEMA.told.keys() - set(told.missing)
    if "2" in unsaid and not found.columns["oedema"].meaning.codes:  # in SMART for R: no
        grades = "0" in unsaid
        options = ("0=n,1=y,2=y", "0=n,1=y,2=n") if grades else ("1=y,2=n", "1=n,2=y")
        raise ColumnError(
            "oedema_codes", column=found.heading_of("oedema"), one=options[0], other=options[1]
        )
    columns = dict(found.columns)
    age = age_of(found, probe, told, is_export=is_export)
    if age is not None:
        columns[age.meaning.column] = age
    told.refuse_unused(columns, found.headings)
    if not has_age(columns, but="age_months"):
        refuse_whole_years(columns, probe, told)
    if not all(name in columns for name in DATES) and "age_at_visit" not in columns:
        refuse_parts(columns, probe, found)
    if not is_export:
        _refuse_exchanged(found, probe)
        for name in ("sex", "weight_kg", "length_height_cm"):
            if name in found and not found.columns[name].told:
                refuse_another_heading(found, name, found.columns[name].heading)
    units = _stated_units(columns)
    by_values = {
        name: unit
        for name, spread in probe.spreads.items()
        if name in columns and (unit := spread.unit()) is not None
    }
    return Reading(
        found=found,
        columns=columns,
        units={**units, **by_values},
        by_values=tuple(by_values),
        orders=orders_of(columns, probe, is_export=is_export),
        two_readings=frozenset(name for name, dates in probe.dates.items() if dates.seen),
        orders_of_few=probe.orders_of_few,
        exchanged=tuple(name for name, dates in probe.dates.items() if dates.exchanged),
        ages_of_adults=ages_of_adults(columns.get("age_months"), found, probe),
        told=told,
        is_export=is_export,
    )


def _stated_units(columns: Mapping[str, ReadAs]) -> dict[str, str]:
    return {
        name: entry.meaning.unit
        for name, entry in columns.items()
        if entry.meaning.unit and entry.meaning.unit != entry.entry.unit
    }


def _refuse_exchanged(found: Recognition, probe: Probe) -> None:
    """Refuse dates in which a spreadsheet has exchanged day and month."""
    for name, dates in probe.dates.items():
        if dates.exchanged:
            raise ColumnError("dates_exchanged", column=listed([found.heading_of(name)]))


def _refuse_rivals(found: Recognition) -> None:
    for name, some in found.rivals.items():
        if BY_NAME[name].group in NEEDED:
            refuse_two(name, [entry.heading for entry in some])
