"""The export's own values against ours."""

from __future__ import annotations

import pyarrow as pa

from exports import make
from zscore.children.frames import Table
from zscore.classify.classification import classes_of
from zscore.classify.schemes import EPPGBM_SCHEME
from zscore.eppgbm.exports import exports_of
from zscore.eppgbm.published import Agreement, agreement_of, compared_z, published_classes
from zscore.files.opening import open_sheets
from zscore.who_lms.scoring import score_table


def test_published_classes__knows_every_spelling() -> None:
    waz, whz = (c for c in EPPGBM_SCHEME.conditions if c.value in {"waz", "whz"})
    labels = pa.chunked_array(
        [["Normal", "Berat Badan Normal", "Risiko Berat Badan Lebih", "Risiko Lebih", "-", None,
          "OUTLIER", "Gizi Baik"]]
    )  # fmt: skip
    assert published_classes(labels, waz).tolist() == [2, 2, 3, 3, -1, -1, 4, -1]
    labels = pa.chunked_array([["Normal", "Gizi Baik", "Berisiko Gizi Lebih", "\u00a0Gizi Buruk "]])
    assert published_classes(labels, whz).tolist() == [2, 2, 3, 0]


def test_agreement_of__counts_what_is_equal_of_what_is_there() -> None:
    path = make.FOLDER / "published.csv"
    (export,) = exports_of(path, open_sheets(path))
    table = Table(export.table())
    scores = score_table(table, profile="eppgbm")
    scored = Table(table.with_columns(scores.columns()))
    compared = {
        name: compared_z(table.native.column(f"published_{name}").to_numpy(), score.z)
        for name, score in scores.scores.items()
        if f"published_{name}" in table
    }
    found = agreement_of(table.native, compared, classes_of(scored, EPPGBM_SCHEME, "id"))
    assert found["waz"] == Agreement(z_compared=5, z_equal=4, labels_compared=5, labels_equal=4)
    assert found["haz"] == Agreement(z_compared=5, z_equal=4, labels_compared=4, labels_equal=4)
    assert found["whz"] == Agreement(z_compared=4, z_equal=4, labels_compared=5, labels_equal=4)


def test_agreement__adds_up() -> None:
    one = Agreement(z_compared=1, z_equal=1, labels_compared=2, labels_equal=0)
    assert one + one == Agreement(z_compared=2, z_equal=2, labels_compared=4, labels_equal=0)
    assert one + Agreement() == one
