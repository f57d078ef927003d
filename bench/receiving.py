"""Who is told, and who makes happen what there is to tell: counter.py from outside, and calls of one board's API."""

import asyncio
import json
import time
from collections.abc import Iterable
from typing import NamedTuple
from urllib.request import Request, urlopen

import aiohttp
from installation import Board


class Came(NamedTuple):
    at: float
    event: str


class Receiver:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def came(self) -> list[Came]:
        with urlopen(self.url) as answer:
            return [Came(*one) for one in json.load(answer)["came"]]

    def many(self) -> int:
        with urlopen(f"{self.url}/?many") as answer:
            return int(json.load(answer)["came"])

    def forget(self) -> None:
        urlopen(Request(self.url, method="DELETE")).close()

    def wait_for(self, count: int, seconds: float = 120) -> list[Came]:
        deadline = time.monotonic() + seconds
        while (many := self.many()) < count:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{many} of {count} deliveries came within {seconds} s")
            time.sleep(0.1)
        return self.came()


class Call:
    """Who writes: through the API of one server."""

    def __init__(self, port: int, board: Board) -> None:
        self.where, self.board = f"http://127.0.0.1:{port}/api/v1", board
        self.headers = {"Host": board.host, "Authorization": f"Bearer {board.key}", "Content-Type": "application/json"}

    def __call__(self, method: str, path: str, body: object) -> None:
        urlopen(Request(f"{self.where}{path}", json.dumps(body).encode(), self.headers, method=method)).close()

    def subscribe(self, urls: Iterable[str]) -> None:
        for url in urls:
            self("POST", "/webhooks", {"url": url, "events": ["vote.created"]})

    def votes(self, names: Iterable[str], *, each_second: float = 1000) -> dict[str, float]:
        """When the vote of each had been answered. None waits for another one's answer."""
        return asyncio.run(self._votes(list(names), 1 / each_second))

    async def _votes(self, names: list[str], apart: float) -> dict[str, float]:
        began = time.monotonic()
        async with aiohttp.ClientSession(headers=self.headers) as session:

            async def vote(nth: int, name: str) -> tuple[str, float]:
                await asyncio.sleep(began + nth * apart - time.monotonic())
                path = f"/posts/{self.board.posts[nth % len(self.board.posts)]}/vote"
                async with session.put(self.where + path, json={"external_user_id": name}) as answer:
                    await answer.read()
                    answer.raise_for_status()
                return name, time.time()

            return dict(await asyncio.gather(*[vote(nth, name) for nth, name in enumerate(names)]))
