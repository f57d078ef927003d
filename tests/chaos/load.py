"""People who write at a steady rate, to whichever web process there is, and what each of them was told."""

import asyncio
import itertools
import random
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from chaos.installation import Installation
from chaos.writing import Asking, Write
from processes.harness import until

PATIENCE = 10  # seconds that somebody waits for an answer
TURNS = (
    *("post", "vote", "linger", "status", "vote", "doomed", "rename"),
    *("post", "vote", "invalid", "linger", "status", "unheard"),
)


class Load:
    """`rate`: writes a second. In a thread of its own, so that whoever strikes may wait."""

    def __init__(self, home: Installation, rate: float) -> None:
        self.writes: list[Write] = []
        self._home = home
        self._pause = 1 / rate
        self._stop = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._go_on()))
        self._posts = defaultdict[str, list[str]](list)
        self._unmoved = defaultdict[str, list[str]](list)

    def __enter__(self) -> "Load":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    def more(self, count: int) -> None:
        """Until so many more were accepted."""
        have = self.accepted()
        until(lambda: self.accepted() >= have + count)

    def accepted(self) -> int:
        return sum(one.accepted for one in self.writes)

    def lingering_at(self, port: int) -> bool:
        """Whether a write there waits for its COMMIT."""
        return any(one.port == port and one.lingers() for one in self.writes[-100:])

    async def _go_on(self) -> None:
        turns = itertools.cycle(itertools.product(TURNS, self._home.keys))
        patience = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(timeout=patience) as session, asyncio.TaskGroup() as people:
            for nth, (kind, tenant) in enumerate(turns):
                people.create_task(self._write(session, tenant, kind, f"{kind} {nth:06}"))
                await asyncio.sleep(self._pause)
                if self._stop.is_set():
                    return

    async def _write(self, session: aiohttp.ClientSession, tenant: str, kind: str, mark: str) -> None:
        ask = Asking(session, self._home, tenant)
        if self._posts[tenant]:
            await KINDS[kind](self, ask, tenant, mark)
        else:
            await create(self, ask, tenant, f"first of all: {mark}")

    async def note(self, write: Write, answer: Awaitable[tuple[int, Any]]) -> Any:
        self.writes.append(write)
        write.status, made = await answer
        return made

    def post(self, tenant: str) -> str:
        return random.choice(self._posts[tenant][-50:])

    def unmoved(self, tenant: str) -> str | None:
        """One that nobody moved yet, once."""
        return self._unmoved[tenant].pop() if self._unmoved[tenant] else None

    def made(self, tenant: str, post: str) -> None:
        self._posts[tenant].append(post)
        self._unmoved[tenant].append(post)


async def create(load: Load, ask: Asking, tenant: str, mark: str) -> None:
    write = Write(tenant, "post.created", mark, ask.port)
    if (post := await load.note(write, ask("POST", "/posts", {"title": mark}))) and write.accepted:
        load.made(tenant, post["id"])


async def vote(load: Load, ask: Asking, tenant: str, mark: str) -> None:
    path = f"/posts/{load.post(tenant)}/vote"
    await load.note(Write(tenant, "vote.created", mark, ask.port), ask("PUT", path, {"external_user_id": mark}))


async def move(load: Load, ask: Asking, tenant: str, mark: str) -> None:
    if (post := load.unmoved(tenant)) is None:
        return await create(load, ask, tenant, mark)
    write = Write(tenant, "post.status_changed", post, ask.port)
    await load.note(write, ask("PATCH", f"/posts/{post}", {"status": "planned"}))
    return None


async def rename(load: Load, ask: Asking, tenant: str, mark: str) -> None:
    path = f"/posts/{load.post(tenant)}"
    await load.note(Write(tenant, "post.updated", mark, ask.port), ask("PATCH", path, {"title": mark}))


async def doomed(load: Load, ask: Asking, tenant: str, mark: str) -> None:
    write = Write(tenant, "post.created", mark, ask.port, doomed=True)
    await load.note(write, ask("POST", "/posts", {"title": mark}))


async def invalid(load: Load, ask: Asking, tenant: str, mark: str) -> None:
    write = Write(tenant, "post.created", mark, ask.port)
    await load.note(write, ask("POST", "/posts", {"title": mark, "tag": "long" * 20}))


async def unheard(load: Load, ask: Asking, tenant: str, mark: str) -> None:
    write = Write(tenant, "post.updated", mark, ask.port)
    await load.note(write, ask("PATCH", f"/posts/{load.post(tenant)}", {"title": mark, "status": "unheard-of"}))


KINDS: dict[str, Callable[[Load, Asking, str, str], Awaitable[None]]] = {
    "post": create,
    "linger": create,
    "vote": vote,
    "status": move,
    "rename": rename,
    "doomed": doomed,
    "invalid": invalid,
    "unheard": unheard,
}
