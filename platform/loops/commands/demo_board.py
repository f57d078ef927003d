"""The first run: a board to try, where there never was one, and what to tell whoever started it."""

import os
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from shlex import quote
from shutil import which

from loops import db
from loops.commands import sign_in_link
from loops.commands.made_up import ballot
from loops.models import board
from loops.models.planting import Draft, plant
from loops.settings import Settings
from loops_tenants import keys, registry
from loops_tenants.access import SYSTEM
from loops_tenants.models import ApiKey, Tenant
from loops_tenants.scope import connection, system_transaction, tenant_transaction

SLUG, NAME = "demo", "Demo"
DAY = 86_400  # seconds


async def first_run(settings: Settings) -> list[str]:
    """Makes the tenant `demo` in an installation that never had one; gives the lines to print, at every start."""
    async with db.connected(settings.database_url, pool_size=2, name="loops first run"):
        return await greeting(settings)


async def greeting(settings: Settings) -> list[str]:
    if await registry.is_empty():
        return await begun(settings)
    living = await registry.living()
    return await told_again(settings, living[0]) if living else nobody_lives_here(settings)


async def begun(settings: Settings) -> list[str]:
    """All of it or nothing: what was stopped half-way is begun again at the next start."""
    async with system_transaction():
        demo = await board.founded(SLUG, NAME)
        await plant(demo, list(samples(await now())))
        secret = await made_key(demo, "secret")
        publishable = await made_key(demo, "publishable")
        link = await sign_in_link.made(settings, demo, "owner")
    post = """-H 'Content-Type: application/json' -d '{"title": "My first idea"}'"""
    return [
        f"Board            {settings.home_of(SLUG)}",
        f"Sign in          {link}  (works once, for its owner)",
        f"Secret key       {secret}  (for servers; not shown again)",
        f"  {curl(settings, secret)} {post}",
        *publishable_lines(settings, publishable),
    ]


async def made_key(tenant: Tenant, kind: keys.Kind) -> str:
    scopes = keys.SCOPES if kind == "secret" else ()
    _, key = await keys.create(tenant.id, kind, name="first run", scopes=scopes, created_by=SYSTEM.as_json())
    return key


async def told_again(settings: Settings, tenant: Tenant) -> list[str]:
    async with tenant_transaction(tenant.id):
        kept = ApiKey.filter(tenant_id=tenant.id, kind="publishable", revoked_at=None, expires_at=None)
        known = await kept.exclude(publishable=None).order_by("id").first()
    return [
        f"Board            {settings.home_of(tenant.slug)}",
        *(publishable_lines(settings, str(known.publishable)) if known else []),
        f"Sign in          {command(settings)} sign-in-link --tenant {tenant.slug}",
        f"Another key      {command(settings)} key create --tenant {tenant.slug} --kind secret",
    ]


def nobody_lives_here(settings: Settings) -> list[str]:
    return [f"There is no board: {command(settings)} tenant create SLUG --name NAME makes one"]


def publishable_lines(settings: Settings, key: str) -> list[str]:
    return [f"Publishable key  {key}  (for web pages)", f"  {curl(settings, key)}"]


def curl(settings: Settings, key: str) -> str:
    """At the apex, where the key says whose board it is: not every program knows `demo.localhost`."""
    return f"curl {settings.link_scheme}://{settings.apex}/api/v1/posts -H 'Authorization: Bearer {key}'"


def command(settings: Settings) -> str:
    """`loops` as a shell finds it, with the data folder where that is not the one it would take."""
    ours = Path(sys.executable).with_name("loops")
    found = which("loops") == str(ours) or not ours.exists()
    word = "loops" if found else quote(min(os.path.relpath(ours), str(ours), key=len))
    elsewhere = settings.data_dir != Path("var").absolute()
    return f"LOOPS_DATA_DIR={quote(str(settings.data_dir))} {word}" if elsewhere else word


async def now() -> float:
    return float(await connection().fetchval("SELECT extract(epoch FROM loops_now())"))


def samples(now: float) -> Iterator[Draft]:
    """What sample_posts.toml holds, as old as it says, the oldest first."""
    chance = Random("samples")
    posts = tomllib.loads(Path(__file__).with_name("sample_posts.toml").read_text("utf-8"))["posts"]
    for post in sorted(posts, key=lambda post: post["days"][0], reverse=True):
        born, *moved = [now - days * DAY for days in post["days"]]
        voters = chance.sample(range(60), post["votes"])
        yield Draft(
            post["title"],
            post.get("description"),
            post["tag"],
            post["status"],
            post["source"],
            post["author"],
            born,
            next(iter(moved), None),
            [ballot(chance, voter, born, now) for voter in voters],
        )
