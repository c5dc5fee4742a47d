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
        ({**CHILD, "sex": "x"}, "id", "Diterima: 'm'"),
        ({**CHILD, "visit_date": "kemarin", "birth_date": "2024-01-01"}, "id", "visit_date"),
        ({"sex": "f"}, "en", "missing"),
        ({**CHILD, "berat": 9}, "en", "berat"),
        ({**CHILD, "weight_kg": "ten"}, "en", "weight_kg"),
    ],
)
def test_what_cannot_be_read__is_refused_with_our_sentence(
    service: Any, child: dict, lang: str, part: str
) -> None:
    answer = ask(service, "POST", "/child", json=child, headers={"accept-language": lang})
    assert answer.status_code == 422
    assert part in answer.text
    assert "Traceback" not in answer.text


def test_made_by__is_the_provenance(service: Any) -> None:
    answer = ask(service, "GET", "/made-by?profile=eppgbm").json()
    assert answer == zs.provenance("eppgbm")
