"""A service that scores children, for systems not written in Python.

    pip install zscore-growth fastapi uvicorn
    uvicorn service:app --app-dir examples

POST /child     one child, as in docs/scored_child.schema.json
POST /children  up to 10,000 of them
GET  /made-by   version, profile and figures

A column that is not known, a code or a number that cannot be read is answered with 422 and the
sentence that says what is accepted, in the language of Accept-Language (en or id).
"""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from fastapi import Body, FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

import zscore as zs

app = FastAPI(title="zscore", version=zs.__version__)
Profile = Literal["who", "eppgbm"]


class Child(BaseModel):
    """What is known of one child; what is not is left out."""

    model_config = ConfigDict(extra="forbid")

    sex: str | int | None = None
    birth_date: str | None = None
    visit_date: str | None = None
    age_days: float | None = None
    weight_kg: float | None = None
    length_height_cm: float | None = None
    measured: str | None = None
    oedema: str | bool | None = None
    head_circumference_cm: float | None = None
    arm_circumference_cm: float | None = None


@app.exception_handler(zs.ZScoreError)
async def refuse(request: Request, error: zs.ZScoreError) -> JSONResponse:
    """Answer with the sentence of the error."""
    lang = "id" if request.headers.get("accept-language", "").startswith("id") else "en"
    return JSONResponse({"detail": error.text(lang)}, status_code=422)


@app.post("/child")
async def score_one(child: Child, profile: Profile = "who") -> dict[str, Any]:
    """Return the z-scores and classes of one child."""
    return scored([child], profile)[0]


@app.post("/children")
async def score_many(
    children: Annotated[list[Child], Body(max_length=10_000)], profile: Profile = "who"
) -> list[dict[str, Any]]:
    """Return the z-scores and classes of several children, in their order."""
    return scored(children, profile)


@app.get("/made-by")
async def made_by(profile: Profile = "who") -> dict[str, Any]:
    """Return by what the numbers are made."""
    return zs.provenance(profile)


def scored(children: list[Child], profile: Profile) -> list[dict[str, Any]]:
    """Score children together: a thousand take little longer than one."""
    given = {name for child in children for name in child.model_fields_set}
    rows = [child.model_dump() for child in children]
    table = {name: [row[name] for row in rows] for name in Child.model_fields if name in given}
    if not children:
        return []
    result = zs.classify_children(zs.score_children(table, profile=profile))
    new = [name for name in result if name not in table]
    return [{name: plain(result[name][i]) for name in new} for i in range(len(children))]


def plain(value: Any) -> Any:
    """Return a value as JSON has it: null, never NaN."""
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and math.isnan(value) else value


# The first call loads the kernels, or compiles them: before anybody waits for it.
scored([Child(sex="f", age_days=0, weight_kg=3.2, length_height_cm=49)], "who")
