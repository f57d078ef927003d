"""What PostgreSQL may not forget when it falls: its worker may live on, and still be calling."""

import signal
import subprocess
import sys

import asyncpg

from loops import db
from postgres import cluster

OWED = """
WITH tenant AS (
    INSERT INTO tenants (slug, name) VALUES ('acme', 'Acme') RETURNING id
), endpoint AS (
    INSERT INTO webhooks (tenant_id, url, secret) SELECT id, '', '' FROM tenant RETURNING tenant_id, id
), event AS (
    INSERT INTO events (tenant_id, name, body) SELECT id, 'ping', '{}' FROM tenant RETURNING id
)
INSERT INTO deliveries (tenant_id, event_id, target_id) SELECT tenant_id, event.id, endpoint.id FROM endpoint, event"""
CLAIM = """
import asyncio, sys
from loops import db
from loops.models.claim import Rooms, claim

async def take():
    async with db.connected(sys.argv[1], pool_size=1, name="test"):
        print(len(await claim(Rooms(1, 0), lease=30)), flush=True)
        sys.stdin.read()

asyncio.run(take())
"""
HELD = "SELECT lease_token IS NOT NULL AND attempts = 1 FROM deliveries"


async def asked(url: str, sql: str) -> object:
    connection = await asyncpg.connect(**db.credentials(url))
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_a_claim_outlasts_a_postgres_that_falls_right_after_it() -> None:
    """Forgotten, it would be claimed again while the first call is under way: two at once."""
    with cluster() as fallible:
        await db.migrate(fallible.url)
        await asked(fallible.url, OWED)
        command = [sys.executable, "-c", CLAIM, fallible.url]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
            assert worker.stdout
            assert worker.stdout.readline() == b"1\n"
            assert fallible.server
            fallible.server.send_signal(signal.SIGQUIT)  # at once, as in a crash
            fallible.server.wait()
            worker.kill()
        fallible.start()
        assert await asked(fallible.url, HELD)
