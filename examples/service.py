"""A service that scores children, for systems not written in Python.

    pip install . fastapi uvicorn
    uvicorn service:app --app-dir examples

POST /child     one child, as in docs/scored_child.schema.json
POST /children  up to 10,000 of them
GET  /made-by   version, profile and figures

What is not given is missing, and a z-score that needs it has a reason. A field that is not known,
and a code, a date or a number that cannot be read, refuse the whole request: 422, with ``detail``,
the sentence that says what is accepted, in the language of Accept-Language (en or id). A body of
more than 8 MB, or of lists in lists, is refused before it is parsed.
"""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import Body, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, StrictBool, StrictFloat, StrictInt, StrictStr
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import zscore as zs

MOST_BYTES = 8 << 20  # of a body; 10,000 children with all fields take 4
MOST_DEPTH = 2  # a list of children
app = FastAPI(title="zscore", version=zs.__version__)
Profile = Literal["who", "eppgbm"]
# Texts of numbers, dates and codes are read by zscore, which says what it accepts.
Number: TypeAlias = StrictInt | StrictFloat | StrictStr | None
Code: TypeAlias = StrictStr | StrictInt | None
# Whoever has them: so what a child is told does not depend on the others.
ALWAYS = {"sex", "age_days", "weight_kg", "length_height_cm", "arm_circumference_cm"}
REFUSED = {
    "en": "the request does not fit at {where}. Accepted: JSON; of a child the fields {fields}; "
    "profile who or eppgbm; at most 10,000 children.",
    "id": "isi permintaan tidak cocok di {where}. Isi yang diterima: JSON; untuk setiap anak kolom "
    "{fields}; profile who atau eppgbm; paling banyak 10.000 anak.",
}


class Child(BaseModel):
    """What is known of one child; what is not is left out."""

    model_config = ConfigDict(extra="forbid")

    sex: Code = None
    birth_date: StrictStr | None = None
    visit_date: StrictStr | None = None
    age_days: Number = None
    age_months: Number = None
    weight_kg: Number = None
    length_height_cm: Number = None
    measured: Code = None
    oedema: Code | StrictBool = None
    head_circumference_cm: Number = None
    arm_circumference_cm: Number = None
    triceps_skinfold_mm: Number = None
    subscapular_skinfold_mm: Number = None


class Limits:
    """Refuse a body that is too long or too deep, while it comes and before it is parsed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False) and len(body) <= MOST_BYTES
        if len(body) > MOST_BYTES or depth_of(body) > MOST_DEPTH:
            lang = language(Request(scope))
            sentence = REFUSED[lang].format(where="body", fields=", ".join(Child.model_fields))
            status = 413 if len(body) > MOST_BYTES else 422
            await JSONResponse({"detail": sentence}, status_code=status)(scope, receive, send)
            return
        told = False

        async def again() -> Message:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self.app(scope, again, send)


def depth_of(body: bytes | bytearray) -> int:
    """Return how many lists and objects of a JSON text are in one another."""
    depth = deepest = 0
    for found in re.finditer(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', body):
        if found[0] in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif found[0] in b"]}":
            depth -= 1
    return deepest


app.add_middleware(Limits)


@app.exception_handler(zs.ZScoreError)
async def refuse(request: Request, error: zs.ZScoreError) -> JSONResponse:
    """Answer with the sentence of the error."""
    return JSONResponse({"detail": error.text(language(request))}, status_code=422)


@app.exception_handler(RequestValidationError)
@app.exception_handler(400)  # a body that is no JSON
async def refuse_form(request: Request, error: Exception) -> JSONResponse:
    """Answer where the request does not fit, without a word of what it holds."""
    known = {*Child.model_fields, "profile", "body", "query"}
    errors = error.errors() if isinstance(error, RequestValidationError) else [{"loc": ["body"]}]
    places = {
        "/".join(
            str(part) if part in known or isinstance(part, int) else "?" for part in one["loc"]
        )
        for one in errors[:3]
    }
    sentence = REFUSED[language(request)].format(
        where=", ".join(sorted(places)), fields=", ".join(Child.model_fields)
    )
    return JSONResponse({"detail": sentence}, status_code=422)


def language(request: Request) -> Literal["en", "id"]:
    """Return the language of the answer's sentences."""
    best, chosen = 0.0, "en"
    for part in request.headers.get("accept-language", "").lower().split(","):
        name, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        if name[:2] in {"en", "id"} and weight > best:
            best, chosen = weight, name[:2]
    return "id" if chosen == "id" else "en"


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
    if not children:
        return []
    given = ALWAYS.union(*(child.model_fields_set for child in children))
    table = {name: [getattr(child, name) for child in children] for name in given}
    result = zs.classify_children(zs.score_children(table, profile=profile))
    new = [name for name in result if name not in table]
    return [{name: plain(result[name][i]) for name in new} for i in range(len(children))]


def plain(value: Any) -> Any:
    """Return a value as JSON has it: null, never NaN."""
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and math.isnan(value) else value


# The first call loads the kernels, or compiles them: before anybody waits for it.
scored([Child(sex="f", age_days=0, weight_kg=3.2, length_height_cm=49)], "who")
