"""Many posts at once, with their votes and their past, as if each had come by itself: without events."""

from collections.abc import Iterator, Sequence
from math import log2
from typing import NamedTuple

from loops.models.search import kept
from loops.models.terms import terms_of
from loops.models.total import PostTotal
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

WEEK = 604_800  # seconds


class Ballot(NamedTuple):
    """A vote: whose, whether it was proved, and when (seconds since 1970)."""

    external_user_id: str
    verified: bool
    at: float


class Draft(NamedTuple):
    """A post to be: times in seconds since 1970, `moved_at` when its status became what it is (None: it is new)."""

    title: str
    description: str | None
    tag: str | None
    status: str
    source: str | None
    external_user_id: str
    created_at: float
    moved_at: float | None
    votes: Sequence[Ballot]


async def plant(tenant: Tenant, drafts: Sequence[Draft]) -> None:
    """In the tenant's open transaction, by one statement (COPY is refused under row-level security)."""
    posts = zip(*map(row_of, drafts), strict=True)
    votes = zip(*ballots_of(drafts), strict=True) if any(draft.votes for draft in drafts) else [[]] * 4
    await connection().execute("SET LOCAL statement_timeout = '60s'")
    await connection().execute(PLANT, tenant.id, *map(list, posts), *map(list, votes))
    for draft in drafts:
        PostTotal.move(tenant.id, enters=(draft.status, draft.tag))


def row_of(draft: Draft) -> tuple[object, ...]:
    """Each vote is an event, as the post's coming and its moving are."""
    *shown, votes = draft
    terms = kept(terms_of(draft.title, draft.tag, draft.description))
    return *shown, len(votes), 1 + len(votes) + (draft.moved_at is not None), trend(draft), terms


def ballots_of(drafts: Sequence[Draft]) -> Iterator[tuple[int, str, bool, float]]:
    return ((place, *vote) for place, draft in enumerate(drafts, start=1) for vote in draft.votes)


def trend(draft: Draft) -> float:
    """log2(2^created + Σ 2^voted), times in weeks: see vote.py."""
    weeks = [at / WEEK for at in (draft.created_at, *(vote.at for vote in draft.votes))]
    newest = max(weeks)
    return newest + log2(sum(2.0 ** (week - newest) for week in weeks))


# Ids in the order of their rows' times, as they are when rows come one by one.
PLANT = """
WITH drafts AS MATERIALIZED (
    SELECT loops_uuid7() AS id, d.*, to_timestamp(created) AS created_at, to_timestamp(moved) AS moved_at
    FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::float8[],
        $10::int[], $11::bigint[], $12::float8[], $13::text[]) WITH ORDINALITY AS d (title, description, tag, status,
        source, external_user_id, created, moved, votes, version, trend, terms, place)
), planted AS (
    INSERT INTO posts (id, tenant_id, title, description, tag, status, source, external_user_id, author_verified,
        votes, version, trend, terms, created_at, updated_at, status_changed_at)
    SELECT id, $1, title, description, tag, status, source, external_user_id, true, votes, version, trend,
        terms, created_at, coalesce(moved_at, created_at), moved_at
    FROM drafts
), found_by AS (
    INSERT INTO post_terms (tenant_id, term, post_id)
    SELECT $1, term, id FROM drafts, string_to_table(terms, ' ') AS term WHERE term <> ''
    ORDER BY term COLLATE "C", place
), voted AS (
    INSERT INTO votes (tenant_id, post_id, voter, external_user_id, verified, created_at)
    SELECT $1, id, 'user:' || v.external_user_id, v.external_user_id, verified, to_timestamp(at)
    FROM unnest($14::int[], $15::text[], $16::bool[], $17::float8[]) AS v (place, external_user_id, verified, at)
    JOIN drafts USING (place) ORDER BY at
)
INSERT INTO post_history (tenant_id, post_id, event, changes, actor, created_at)
SELECT $1, id, 'post.created', NULL, jsonb_build_object('type', 'user', 'id', external_user_id, 'name', NULL),
    created_at
FROM drafts
UNION ALL
SELECT $1, id, 'post.status_changed', jsonb_build_object('status', jsonb_build_object('from', 'open', 'to', status)),
    jsonb_build_object('type', 'system', 'id', NULL, 'name', NULL), moved_at
FROM drafts WHERE moved_at IS NOT NULL"""
