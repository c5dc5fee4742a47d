"""The service of examples/service.py under load: ``python benchmarks/service.py``.

Requests are sent at their time whether the earlier ones were answered or not, as strangers send
them, and a request's time runs from when it was due. Client and server share the machine.
"""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import numpy as np

ROOT = Path(__file__).parents[1]
RATES = (50, 200)  # requests a second
SECONDS = 20
BATCH = 100
CHILD = {"sex": "f", "age_days": 683, "weight_kg": 10.4, "length_height_cm": 85.3,
         "measured": "h"}  # fmt: skip


def body(number: int) -> tuple[str, object]:
    """Return the path and the body of a request: of twenty, one is a batch."""
    children = [CHILD | {"age_days": (37 * (number + k)) % 1800} for k in range(BATCH)]
    return ("/children", children) if number % 20 == 0 else ("/child", children[0])


async def load(client: httpx.AsyncClient, rate: int, seconds: float) -> list[float]:
    """Send requests for some seconds, and return how long each took."""
    start = time.perf_counter()

    async def ask(number: int) -> float:
        due = start + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        path, children = body(number)
        answer = await client.post(path, json=children)
        answer.raise_for_status()
        return time.perf_counter() - due

    return await asyncio.gather(*(ask(number) for number in range(int(rate * seconds))))


async def measure(address: str) -> None:
    """Print the times at each rate."""
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(base_url=address, limits=limits) as client:
        for _ in range(100):
            try:
                await client.post("/child", json=CHILD)
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
        await load(client, RATES[0], 2)
        print("| requests/s | answered/s | median ms | p99 ms | longest ms |")
        print("|---|---|---|---|---|")
        for rate in RATES:
            start = time.perf_counter()
            took = 1000 * np.array(await load(client, rate, SECONDS))
            answered = len(took) / (time.perf_counter() - start)
            figures = (np.median(took), np.quantile(took, 0.99), took.max())
            print(f"| {rate} | {answered:.0f} | " + " | ".join(f"{f:.1f}" for f in figures) + " |")


def main() -> None:
    """Start the service, ask it, and stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "service:app", "--app-dir", str(ROOT / "examples"),
               "--port", str(port), "--no-access-log", "--log-level", "warning"]  # fmt: skip
    with subprocess.Popen(command) as server:
        try:
            asyncio.run(measure(f"http://127.0.0.1:{port}"))
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
