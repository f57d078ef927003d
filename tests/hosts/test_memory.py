import asyncio

import pytest

from loops_tenants import memory
from loops_tenants.memory import BELIEVED, FRESH, Remembered


class World:
    """What is looked up, how often it was, and a clock that is moved by hand."""

    def __init__(self) -> None:
        self.now, self.asked = 0.0, 0
        self.truth: str | None = "here"
        self.open = asyncio.Event()
        self.open.set()

    async def look_up(self, key: str) -> str | None:
        self.asked += 1
        seen = self.truth
        await self.open.wait()
        return seen


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    monkeypatch.setattr(memory, "monotonic", lambda: made.now)
    return made


async def test_what_was_found_is_believed_for_a_while(world: World) -> None:
    remembered = Remembered(world.look_up)
    assert [await remembered("a"), await remembered("a")] == ["here", "here"]
    world.truth, world.now = None, BELIEVED
    assert (await remembered("a"), world.asked) == (None, 2)


async def test_what_was_not_found_is_asked_again(world: World) -> None:
    remembered, world.truth = Remembered(world.look_up), None
    assert await remembered("a") is None
    world.truth = "here"
    assert await remembered("a") == "here"


async def test_one_caller_asks_again_while_the_others_still_believe(world: World) -> None:
    remembered = Remembered(world.look_up)
    await remembered("a")
    world.now, world.truth = FRESH, "changed"
    world.open.clear()
    asking = asyncio.ensure_future(remembered("a"))
    await asyncio.sleep(0)
    assert [await remembered("a") for _ in range(5)] == ["here"] * 5
    world.open.set()
    assert (await asking, await remembered("a"), world.asked) == ("changed", "changed", 2)


async def test_a_slow_answer_is_believed_from_when_it_was_asked_for(world: World) -> None:
    remembered = Remembered(world.look_up)
    world.open.clear()
    asking = asyncio.ensure_future(remembered("a"))
    await asyncio.sleep(0)
    world.now, world.truth = BELIEVED, None
    world.open.set()
    assert (await asking, await remembered("a")) == ("here", None)


async def test_a_look_up_that_failed_leaves_what_is_known_for_as_long_as_it_is_believed(world: World) -> None:
    remembered = Remembered(world.look_up)
    await remembered("a")
    world.now = FRESH
    world.open.clear()
    asking = asyncio.ensure_future(remembered("a"))
    await asyncio.sleep(0)
    asking.cancel()
    assert await remembered("a") == "here"
    world.open.set()
    world.now, world.truth = BELIEVED, None
    assert await remembered("a") is None


async def test_memory_is_bounded_and_forgets_the_oldest_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "ROOM", 3)
    remembered = Remembered(world.look_up)
    for key in "abcd":
        await remembered(key)
    assert world.asked == 4
    await remembered("b")
    assert world.asked == 4
    await remembered("a")
    assert world.asked == 5
