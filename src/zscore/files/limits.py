"""Limits on the size of files, above which they are refused."""

from __future__ import annotations

MAX_ENTRIES = 1_000
MAX_INFLATED = 2 << 30  # bytes, all parts together
MAX_RATIO = 100  # honest sheets have 8 to 15
RATIO_FREE = 100_000  # bytes of each part exempt from the ratio
MAX_POSITIONS = 30_000_000  # cells from A1 to the last row and column of one sheet
MAX_COLUMNS = 4_096  # with a heading or a cell; far more than surveys of children have
MAX_SHEET_COLUMNS = 16_384  # of a workbook, which may be empty
MAX_REPEATED = 2 << 30  # bytes of text, every repetition counted

# For a table in an archive, which is unpacked to disk.
MAX_UNPACKED = 16 << 30  # bytes
MAX_TABLE_RATIO = 60  # honest tables have 3 to 30
TABLE_RATIO_FREE = 1 << 20  # bytes exempt from the ratio

# For a column of Parquet, whose values may be very similar.
MAX_COLUMN_RATIO = 1_000
COLUMN_FREE = 256 << 20  # bytes of a row group exempt from the ratio
MAX_CELL = 1 << 24  # bytes
ROWS_FREE = 5_000_000
MAX_ROWS_PER_BYTE = 20  # above ROWS_FREE; a table of children holds less than one

PIECE = 1 << 20  # fits the processor's cache
MAX_TAG = 64 << 20  # bytes between two tags, or of one row of an .ods


class RefusedError(Exception):
    """Raised by a probe with the key of a message and its values."""

    def __init__(self, key: str, **values: int | str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
