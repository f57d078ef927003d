"""How a stream ends: with what let it in, with the next one too many, with the hour."""

from collections.abc import Callable

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from loops.streaming.feed import Streams, feeding
from loops_tenants import hosts
from loops_tenants.models import Tenant
from people import person, signed_in
from streaming.conftest import Listen
from streams import listening

ENDS = {
    "a revoked key": "UPDATE api_keys SET revoked_at = now() WHERE kind = 'publishable'",
    "a key whose time is over": "UPDATE api_keys SET expires_at = now() WHERE kind = 'publishable'",
    "a deleted key": "DELETE FROM api_keys WHERE kind = 'publishable'",
    "a suspended tenant": "UPDATE tenants SET suspended_at = now()",
    "a deleted tenant": "UPDATE tenants SET deleted_at = now()",
    "another privacy": "UPDATE tenants SET privacy = 'members'",
}


@pytest.mark.parametrize("change", ENDS.values(), ids=ENDS)
async def test_it_ends_with_what_let_it_in(bob: Caller, listen: Listen, sql: asyncpg.Connection, change: str) -> None:
    async with listen(bob) as ear:
        await sql.execute(change)
        assert await ear.ended()


async def test_the_others_go_on(ada: Caller, bob: Caller, globex: Caller, listen: Listen) -> None:
    made = (await ada("POST", "/keys", {"kind": "secret", "scopes": ["read"]})).json
    carol = ada.saying({"Authorization": f"Bearer {made['key']}"})
    async with listen(carol) as ear, listen(bob) as other, listen(globex) as theirs:
        await ada("DELETE", f"/keys/{made['id']}")
        assert await ear.ended()
        assert (other.status, theirs.status, other.over.is_set(), theirs.over.is_set()) == (200, 200, False, False)


MEMBERS_ENDS = ["UPDATE sessions SET revoked_at = now()", "DELETE FROM memberships"]


@pytest.mark.parametrize("change", MEMBERS_ENDS)
@pytest.mark.parametrize("url", ["/api/v1/stream", "/stream"])
async def test_a_members_ends_with_the_session_and_with_the_membership(
    app: Quart, acme: Tenant, streams: Streams, sql: asyncpg.Connection, url: str, change: str
) -> None:
    await sql.execute("UPDATE tenants SET privacy = 'members'")
    hosts.look_up.forget()
    member = await signed_in(app, await person(of=acme, role="member"), acme)
    async with listening(app, member.headers, url) as ear:
        assert ear.status == 200
        await sql.execute(change)
        assert await ear.ended()


async def test_who_may_not_read_may_not_listen(
    app: Quart, acme: Tenant, bob: Caller, listen: Listen, sql: asyncpg.Connection
) -> None:
    await sql.execute("UPDATE tenants SET privacy = 'members'")
    hosts.look_up.forget()
    async with listen(bob) as ear, listening(app, {"Host": bob.headers["Host"]}, "/stream") as page:
        assert (ear.status, page.status) == (403, 403)
    async with listening(app, {"Host": DOMAIN}, "/stream") as apex:
        assert apex.status == 404


async def test_a_board_has_a_bounded_number_of_streams(
    serving: Callable[..., Quart], bob: Caller, globex: Caller
) -> None:
    app = serving(limit_streams=2)
    async with feeding(app.extensions["streams"], ""), listening(app, bob.headers):
        async with listening(app, bob.headers):
            for url in ("/api/v1/stream", "/stream"):
                async with listening(app, bob.headers, url) as refused:
                    assert (refused.status, refused.headers["Retry-After"]) == (429, "10")
            async with listening(app, globex.headers) as theirs:
                assert theirs.status == 200
        async with listening(app, bob.headers) as again:
            assert again.status == 200


async def test_nobody_takes_all_streams_of_a_board(serving: Callable[..., Quart], bob: Caller) -> None:
    app = serving(limit_streams_of_address=1)
    async with feeding(app.extensions["streams"], ""), listening(app, bob.headers):
        for url in ("/api/v1/stream", "/stream"):
            async with listening(app, bob.headers, url) as refused:
                assert (refused.status, refused.headers["Retry-After"]) == (429, "10")
        async with listening(app, bob.headers, peer="203.0.113.8") as another:
            assert another.status == 200


async def test_it_lasts_its_time_and_not_longer(bob: Caller, listen: Listen, streams: Streams) -> None:
    streams.longest = 0.05
    async with listen(bob) as ear:
        assert await ear.ended()
    assert ear.status == 200


async def test_silence_is_broken_now_and_again(bob: Caller, listen: Listen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loops.streaming.listener.HEARTBEAT", 0.02)
    async with listen(bob) as ear:
        while ear.texts.count(":") < 3:
            await ear.pause()


async def test_who_hangs_up_leaves_nothing_behind(bob: Caller, listen: Listen, streams: Streams) -> None:
    async with listen(bob), listen(bob):
        assert len(streams._listeners()) == 2
    assert streams._channels == {}


async def test_at_a_stop_all_end_and_no_other_begins(serving: Callable[..., Quart], bob: Caller) -> None:
    app = serving()
    async with feeding(app.extensions["streams"], ""), listening(app, bob.headers) as ear:
        app.extensions["streams"].end()
        assert await ear.ended()
        async with listening(app, bob.headers) as late:
            assert await late.ended()
