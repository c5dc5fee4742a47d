"""The service of examples/, asked as a system in another language would ask it."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

fastapi = pytest.importorskip("fastapi")
httpx = pytest.importorskip("httpx")
jsonschema = pytest.importorskip("jsonschema")

import zscore as zs  # noqa: E402

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "scored_child.schema.json").read_text(encoding="utf-8"))
CHILD = {"sex": "f", "age_days": 683, "weight_kg": 10.4, "length_height_cm": 85.3}


@pytest.fixture(scope="module")
def service() -> Any:
    """Load the file as it stands."""
    sys.path.insert(0, str(ROOT / "examples"))
    try:
        import service
    finally:
        sys.path.pop(0)
    return service


def ask(service: Any, method: str, path: str, **options: Any) -> Any:
    """Ask the service in this process."""

    async def asked() -> Any:
        transport = httpx.ASGITransport(app=service.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            return await client.request(method, path, **options)

    return asyncio.run(asked())


def test_one_child__is_what_the_library_says_by_the_schema(service: Any) -> None:
    answer = ask(service, "POST", "/child", json=CHILD)
    assert answer.status_code == 200
    found = answer.json()
    jsonschema.validate(found, SCHEMA)
    assert (found["haz"], found["waz"], found["hcz"]) == (0.09, -0.57, None)
    assert found["hcz_reason"] == "no_measurement"
    assert set(found) == set(SCHEMA["properties"])


@pytest.mark.parametrize(
    "child",
    [
        {"sex": "m", "age_days": 5000, "weight_kg": 0, "length_height_cm": 80},
        {"sex": None, "age_days": 300, "weight_kg": 9.0, "length_height_cm": 50},
        {"sex": 1, "birth_date": "2024-01-05", "visit_date": "2024-06-05", "weight_kg": 17.0,
         "length_height_cm": 60, "measured": "standing", "oedema": "y"},
    ],
)  # fmt: skip
def test_any_child__is_answered_by_the_schema(service: Any, child: dict) -> None:
    answer = ask(service, "POST", "/child?profile=eppgbm", json=child)
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), SCHEMA)


def test_many_children__come_back_in_their_order(service: Any) -> None:
    children = [{**CHILD, "weight_kg": 8 + k / 10} for k in range(50)]
    answer = ask(service, "POST", "/children", json=children).json()
    expected = zs.score_children({name: [c[name] for c in children] for name in CHILD})["waz"]
    assert [child["waz"] for child in answer] == expected.tolist()
    assert ask(service, "POST", "/children", json=[]).json() == []
    assert ask(service, "POST", "/children", json=[CHILD] * 10_001).status_code == 422


@pytest.mark.parametrize(
    ("child", "lang", "part"),
    [
        ({**CHILD, "sex": "x"}, "en", "Accepted: 'm'"),
        ({**CHILD, "sex": "x"}, "id", "Kode yang diterima: 'm'"),
        ({**CHILD, "visit_date": "kemarin", "birth_date": "2024-01-01"}, "id", "visit_date"),
        ({**CHILD, "sex": "x"}, "ID-id,en;q=0.5", "Kode yang diterima: 'm'"),
        ({**CHILD, "sex": "x"}, "en;q=0.1, id;q=0.9", "Kode yang diterima: 'm'"),
        ({**CHILD, "sex": "x"}, "id;q=x, *;q=0.5", "Accepted: 'm'"),
        ({**CHILD, "berat": 9}, "en", "does not fit at body/?. Accepted: JSON"),
        ({**CHILD, "berat": 9}, "id", "tidak cocok di body/?. Isi yang diterima: JSON"),
        ({**CHILD, "weight_kg": "ten"}, "en", "weight_kg"),
        ({**CHILD, "weight_kg": "10,4,1"}, "id", "weight_kg"),
        ({**CHILD, "weight_kg": [9]}, "id", "body/weight_kg"),
        ({**CHILD, "sex": True}, "en", "body/sex"),
        ([CHILD], "en", "does not fit at body"),
    ],
)
def test_what_cannot_be_read__is_refused_with_our_sentence(
    service: Any, child: object, lang: str, part: str
) -> None:
    answer = ask(service, "POST", "/child", json=child, headers={"accept-language": lang})
    assert answer.status_code == 422
    assert part in answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b'{"sex": "f", "weight_kg": 1e999}',
        b"\xff",
        b"[]",
        b"NaN",
        b'{"sex": NaN}',
        b'{"x": NaN}',
        b'{"\\ud800": "x"}',
    ],
)
def test_what_is_no_child__is_refused_or_missing(service: Any, body: bytes) -> None:
    answer = ask(service, "POST", "/child", content=body,
                 headers={"content-type": "application/json"})  # fmt: skip
    assert answer.status_code == 422 or answer.json()["waz"] is None
    assert isinstance(answer.json(), dict)


def test_no_answer__repeats_what_was_sent(service: Any) -> None:
    child = {**CHILD, "nama": "Siti Aminah", "3201234567890123": 1, "weight_kg": "Siti Aminah"}
    for sent in (child, {**CHILD, "sex": "Siti Aminah"}, {**CHILD, "weight_kg": "Siti Aminah"}):
        answer = ask(service, "POST", "/child", json=sent)
        assert answer.status_code == 422
        assert "Siti" not in answer.text
        assert "3201234" not in answer.text


def test_a_child__is_told_the_same_whoever_is_beside_it(service: Any) -> None:
    children = [CHILD, {"sex": "f"}, {}, {"birth_date": "2024-01-05", "visit_date": "2024-06-05",
                "sex": "m", "triceps_skinfold_mm": 9.0, "oedema": True}]  # fmt: skip
    together = ask(service, "POST", "/children", json=children).json()
    assert together == [ask(service, "POST", "/child", json=child).json() for child in children]
    assert together[1]["waz_reason"] == "no_age"
    assert together[0]["waz"] == -0.57
    for answer in together:
        jsonschema.validate(answer, SCHEMA)


def test_made_by__is_the_provenance(service: Any) -> None:
    answer = ask(service, "GET", "/made-by?profile=eppgbm").json()
    assert answer == zs.provenance("eppgbm")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"sex": "' + b"x" * (9 << 20) + b'"}', 413),
        (b"[" * 100_000, 422),
        (b'{"sex": ' + b'{"a":' * 50 + b"1" + b"}" * 51, 422),
        (b'{"sex": "[[[[", "weight_kg": "\\"{{{"}', 422),  # only texts: said by zscore
    ],
)
def test_a_body_too_long_or_too_deep__is_refused_before_it_is_parsed(
    service: Any, body: bytes, status: int
) -> None:
    headers = {"content-type": "application/json", "accept-language": "id"}
    answer = ask(service, "POST", "/child", content=body, headers=headers)
    assert answer.status_code == status
    assert "diterima" in answer.json()["detail"].casefold()


def test_depth_of__counts_what_is_no_text(service: Any) -> None:
    assert service.depth_of(b'[{"a": "]]{{"}, {"b": "\\"[["}]') == 2
    assert service.depth_of(b"1") == 0
