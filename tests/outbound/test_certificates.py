"""By https, nothing is sent to who is not the host of the URL."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from loops.outbound import Guard
from name_server import naming
from outbound.certificates import Authority
from outbound.ways import OUTSIDE, REFUSED, WORLD, Way
from receiver import Receiver, receiving


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


Served = Callable[..., AbstractAsyncContextManager[tuple[Receiver, str, Guard]]]


@pytest.fixture
def served(authority: Authority) -> Served:
    """A receiver at https://hooks.test, its URL, and a guard that finds it."""

    @asynccontextmanager
    async def served(host: str = "hooks.test", days: int = 1) -> AsyncIterator[tuple[Receiver, str, Guard]]:
        async with receiving(OUTSIDE, authority.serving(host, days=days)) as receiver, naming(OUTSIDE) as (_, where):
            guard = Guard(WORLD, https_only=True, nameservers=[where], tls=authority.trusting)
            yield receiver, f"https://hooks.test:{receiver.port}/", guard

    return served


async def test_who_has_the_certificate_is_sent_to(way: Way, served: Served) -> None:
    async with served() as (receiver, url, guard):
        assert await way(guard, url) == (200, b"noted")
        assert len(receiver.calls) == 1


@pytest.mark.parametrize(
    ("host", "days", "said"),
    [("other.test", 1, "Hostname mismatch"), (OUTSIDE, 1, "Hostname mismatch"), ("hooks.test", -1, "expired")],
)
async def test_a_certificate_of_another_or_of_old_is_refused(
    way: Way, served: Served, host: str, days: int, said: str
) -> None:
    async with served(host, days) as (receiver, url, guard):
        with pytest.raises(REFUSED, match=said):
            await way(guard, url)
        assert receiver.calls == []


async def test_an_address_is_not_the_name_in_the_certificate(way: Way, served: Served) -> None:
    async with served() as (receiver, url, guard):
        with pytest.raises(REFUSED, match="mismatch"):
            await way(guard, url.replace("hooks.test", OUTSIDE))
        assert receiver.calls == []


async def test_an_authority_that_nobody_knows_is_not_believed(way: Way, served: Served) -> None:
    async with served() as (receiver, url, _):
        with pytest.raises(REFUSED, match="verify failed"):
            await way(Guard(WORLD), url.replace("hooks.test", OUTSIDE))
        assert receiver.calls == []
