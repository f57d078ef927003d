"""A webhook receiver that only counts: `python counter.py PORT`. Under /hang nothing is ever answered."""

import asyncio
import sys
import time

from aiohttp import web

came: list[tuple[float, str]] = []


async def take(request: web.Request) -> web.Response:
    came.append((time.time(), request.headers.get("webhook-id", "")))
    await request.read()
    return web.Response()


async def hang(request: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError


async def report(request: web.Request) -> web.Response:
    """`{"came": [[seconds, webhook-id], …]}`, in the order of their coming; with ?many, only how many."""
    return web.json_response({"came": len(came) if "many" in request.query else came})


async def forget(request: web.Request) -> web.Response:
    came.clear()
    return web.Response()


def main() -> None:
    app = web.Application()
    app.add_routes([web.get("/", report), web.delete("/", forget), web.post("/{endpoint}", take)])
    app.add_routes([web.post("/hang/{endpoint}", hang)])
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None, shutdown_timeout=0.1)


if __name__ == "__main__":
    main()
