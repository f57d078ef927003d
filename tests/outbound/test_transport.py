"""What an httpx client sends and gets by way of the guard."""

import asyncio
import gzip

import httpx2
import pytest
from aiohttp import web

from loops.outbound import Guard
from loops.outbound.transport import LONGEST
from name_server import naming
from nonsense import NONSENSE, talking
from outbound.ways import OUTSIDE, WORLD, calling
from receiver import Behaviour, Receiver, until


async def test_a_call_and_its_answer_come_whole(outside: Receiver) -> None:
    async def token(request: web.Request) -> web.Response:
        return web.json_response({"error": "invalid_grant"}, status=400, headers={"X-Kind": "token"})

    outside.behave = token
    async with calling(Guard(WORLD)) as client:
        answer = await client.post(outside.url, data={"code": "a b"}, headers={"Authorization": "Basic YTpi"})
    assert (answer.status_code, answer.headers["X-Kind"]) == (400, "token")
    assert answer.json() == {"error": "invalid_grant"}
    ((headers, body, _),) = outside.calls
    assert (headers["Authorization"], body) == ("Basic YTpi", b"code=a+b")
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["User-Agent"].startswith("Loops/")


async def test_no_cookie_comes_back(outside: Receiver) -> None:
    async def biscuit(request: web.Request) -> web.Response:
        return web.Response(headers={"Set-Cookie": "a=b"})

    outside.behave = biscuit
    async with calling(Guard(WORLD)) as client:
        for _ in range(2):
            await client.get(outside.url)
    assert len(outside.calls) == 2
    assert not any("Cookie" in call.headers for call in outside.calls)


async def test_a_redirect_is_named_and_not_followed(outside: Receiver) -> None:
    async def elsewhere(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": outside.url + "/elsewhere"})

    outside.behave = elsewhere
    async with calling(Guard(WORLD)) as client:
        with pytest.raises(httpx2.TransportError, match=r"redirect to .*/elsewhere is not followed"):
            await client.get(outside.url)
    assert len(outside.calls) == 1


async def test_what_is_compressed_is_not_unpacked(outside: Receiver) -> None:
    async def bomb(request: web.Request) -> web.Response:
        assert request.headers.getall("Accept-Encoding") == ["identity"]
        return web.Response(body=gzip.compress(b"0" * 10_000_000), headers={"Content-Encoding": "gzip"})

    outside.behave = bomb
    async with calling(Guard(WORLD)) as client:
        with pytest.raises(httpx2.TransportError, match="compressed"):
            await client.get(outside.url, headers={"Accept-Encoding": "gzip"})


@pytest.mark.parametrize("length", [{"Content-Length": str(10 * 1024**3)}, {}], ids=["announced", "chunked"])
async def test_of_a_huge_answer_little_is_read(outside: Receiver, length: dict[str, str]) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers=length)
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65536)
            sent += 65536

    outside.behave = endless
    async with calling(Guard(WORLD)) as client:
        with pytest.raises(httpx2.TransportError, match="longer than 256 KiB"):
            await client.get(outside.url)
        await until(lambda: not outside.busy)
    assert sent < 20 * 1024**2  # what the system's buffers take


async def test_the_longest_that_is_read(outside: Receiver) -> None:
    async def long(request: web.Request) -> web.Response:
        return web.Response(body=b"x" * LONGEST)

    outside.behave = long
    async with calling(Guard(WORLD)) as client:
        assert len((await client.get(outside.url)).content) == LONGEST


async def never(request: web.Request) -> web.StreamResponse:
    await asyncio.Event().wait()
    raise AssertionError


async def drip(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b".")
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("behave", [never, drip])
async def test_the_deadline_ends_who_holds_us(outside: Receiver, behave: Behaviour) -> None:
    outside.behave = behave
    async with calling(Guard(WORLD), deadline=1) as client:
        with pytest.raises(httpx2.TimeoutException, match="within 1 s"):
            await client.get(outside.url)
        await until(lambda: outside.calls and not outside.busy)


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_the_deadline_ends_a_silent_connection(scheme: str) -> None:
    async with talking(b"", OUTSIDE, keep=True) as port, calling(Guard(WORLD), deadline=1) as client:
        with pytest.raises(httpx2.TimeoutException):
            await client.get(f"{scheme}://{OUTSIDE}:{port}/")


async def test_the_deadline_ends_a_look_up() -> None:
    async with naming(OUTSIDE) as (_, where), calling(Guard(WORLD, nameservers=[where]), deadline=1) as client:
        with pytest.raises(httpx2.TimeoutException):
            await client.get("http://silent.test/")


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE.keys())
async def test_nonsense_is_a_transport_error(answer: bytes) -> None:
    async with talking(answer, OUTSIDE) as port, calling(Guard(WORLD)) as client:
        with pytest.raises(httpx2.TransportError):
            await client.get(f"http://{OUTSIDE}:{port}/")
