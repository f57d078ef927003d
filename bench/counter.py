"""A webhook receiver that only counts: `python counter.py PORT`. GET / says how many came, and when the last did."""

import sys
import time

from aiohttp import web

came: list[float] = []


async def take(request: web.Request) -> web.Response:
    await request.read()
    came.append(time.time())
    return web.Response()


async def report(request: web.Request) -> web.Response:
    """`{"came": n, "last": seconds}`, and with ?times=1 the time of each."""
    times = came if request.query.get("times") else []
    return web.json_response({"came": len(came), "last": came[-1] if came else 0, "times": times})


async def forget(request: web.Request) -> web.Response:
    came.clear()
    return web.Response()


def main() -> None:
    app = web.Application()
    app.add_routes([web.get("/", report), web.delete("/", forget), web.post("/{endpoint}", take)])
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
