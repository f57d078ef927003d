"""demo: a large made-up installation, for benchmarks and for looking around."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from random import Random, SystemRandom
from time import monotonic

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.made_up import made_up, organisations
from loops.commands.progress import Bar, progress
from loops.models import board
from loops.models.planting import Draft, plant
from loops.settings import Settings
from loops_tenants.models import Tenant
from loops_tenants.scope import connection, tenant_transaction
from loops_tenants.slugs import SlugTaken

BATCH = 1_000  # posts of one transaction
BATCH_VOTES = 20_000

How_many = click.IntRange(min=0, max=10_000_000)


@click.command()
@click.option("--tenants", type=click.IntRange(1, 100_000), default=1, show_default=True, help="How many new tenants.")
@click.option("--posts", type=How_many, default=1_000, show_default=True, help="How many posts each has.")
@click.option("--votes", type=How_many, default=10_000, show_default=True, help="How many votes its posts have in all.")
@click.option("--seed", type=int, help="Make what was made with the same seed before, but for the present time.")
@on_the_database
async def demo(settings: Settings, tenants: int, posts: int, votes: int, seed: int | None) -> Answer:
    """Make up a large installation, of tenants, posts and votes.

    The posts are in Turkish, English, German and Japanese, and up to two years old. All that counts them is as if
    they had come one by one, but there are no events and no deliveries of them. `loops tenant delete` takes a made-up
    tenant away again.
    """
    if votes and not posts:
        raise click.UsageError("Votes need posts: give --posts too, or --votes 0.")
    seed = SystemRandom().randrange(2**32) if seed is None else seed
    began = monotonic()
    with progress(tenants * posts, "Making posts") as bar:
        slugs = [slug async for slug in installation(seed, tenants=tenants, posts=posts, votes=votes, bar=bar)]
    seconds = monotonic() - began
    note = f"{tenants * posts} posts and {tenants * votes} votes in {seconds:.1f} s (--seed {seed} makes them again)"
    return Answer({"slugs": slugs}, [settings.home_of(slug) for slug in slugs], note)


async def installation(seed: int, *, tenants: int, posts: int, votes: int, bar: Bar) -> AsyncIterator[str]:
    """Gives the slug of each tenant when it is there."""
    names = organisations(Random(f"{seed}"))
    for nth in range(tenants):
        tenant = await founding(names)
        await fill(tenant, made_up(Random(f"{seed}/{nth}"), await now(tenant), posts=posts, votes=votes), bar)
        yield tenant.slug
    await counted_anew(tenant)


async def founding(names: Iterator[tuple[str, str]]) -> Tenant:
    """With the next name that is free."""
    while True:
        try:
            return await board.found(*next(names))
        except SlugTaken:
            continue


async def fill(tenant: Tenant, drafts: Iterable[Draft], bar: Bar) -> None:
    """Two batches at a time: while PostgreSQL is at one, the other is made up."""
    left = batches(drafts)

    async def plant_what_is_left() -> None:
        for batch in left:
            async with tenant_transaction(tenant.id):
                await plant(tenant, batch)
            bar.update(len(batch))

    await asyncio.gather(plant_what_is_left(), plant_what_is_left())


def batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    batch: list[Draft] = []
    votes = 0
    for draft in drafts:
        batch.append(draft)
        votes += len(draft.votes)
        if len(batch) >= BATCH or votes >= BATCH_VOTES:
            yield batch
            batch, votes = [], 0
    if batch:
        yield batch


async def now(tenant: Tenant) -> float:
    """By the database's clock, in seconds since 1970."""
    async with tenant_transaction(tenant.id):
        return float(await connection().fetchval("SELECT extract(epoch FROM loops_now())"))


async def counted_anew(tenant: Tenant) -> None:
    """Else the planner takes the tables for what they were, until autovacuum comes by."""
    async with tenant_transaction(tenant.id):
        await connection().execute("SET LOCAL statement_timeout = '60s'")
        await connection().execute("ANALYZE posts, votes, post_terms, post_totals, post_history, statuses, tenants")
