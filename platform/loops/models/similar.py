"""Similar posts: likely duplicates of what somebody is about to post."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import orjson
from pydantic import Field
from typing_extensions import TypedDict

from loops.models.likeness import Word, Wording, words_of
from loops.models.query import Query
from loops.models.search import LAST
from loops.models.shown import PostJson, shown_to
from loops.models.writing import Text, UserId
from loops_tenants.access import Actor
from loops_tenants.models import Tenant
from loops_tenants.scope import read

MOST = 5
ENOUGH = 0.35  # likeness, from which on a post is offered
PROBED = 10  # words of a title that are looked for: the weightiest
COUNTED = 300  # posts of each of them, the newest of its longest form first
WEIGHED = 24  # posts of which the title is read


class SimilarTo(Query):
    title: Annotated[Text, Field(min_length=1, max_length=140)]
    external_user_id: UserId = None


class SimilarPosts(TypedDict):
    """Best first."""

    posts: list[PostJson]


async def similar_to(tenant: Tenant, title: str, by: Actor, *, but: UUID | None = None) -> str:
    """JSON text, shaped like SimilarPosts. `but`: a post that is not one of them."""
    best = await likely(tenant, title, but)
    found = await read(tenant.id, SHOWN.format(shown=shown_to(by)), tenant.home, by.voter, best)
    assert found  # an aggregate always is a row
    return f'{{"posts":{found[0]}}}'


async def likely(tenant: Tenant, title: str, but: UUID | None) -> list[UUID]:
    probes = sorted(words_of(title), key=lambda word: -word.weight)[:PROBED]
    if not probes:
        return []
    found = await read(tenant.id, CANDIDATES, *columns(probes), but)
    assert found
    counts, posts, candidates = (orjson.loads(column) for column in found)
    wording = Wording(title, {word.text: n for word, n in zip(probes, counts, strict=True)}, posts)
    return ranked(wording, candidates)


def columns(probes: Sequence[Word]) -> list[list[Any]]:
    """Where a range of terms begins and ends for each, and its weight."""
    beginnings = [word.beginning for word in probes]
    ends = [begins + ("\1" if word.is_whole else LAST) for word, begins in zip(probes, beginnings, strict=True)]
    return [beginnings, ends, [word.weight for word in probes]]


def ranked(wording: Wording, candidates: list[tuple[str, str, str]]) -> list[UUID]:
    """Of equals the newest first."""
    rated = [(wording.likeness(title, terms.split()), UUID(id)) for id, title, terms in candidates]
    return [id for alike, id in sorted(rated, reverse=True)[:MOST] if alike >= ENOUGH]


# A range of the index for each word, read so far and no further; who has the weightiest and rarest is looked at.
CANDIDATES = f"""
WITH probe AS MATERIALIZED (
    SELECT * FROM unnest($2::text[], $3::text[], $4::float8[]) WITH ORDINALITY AS probe (begins, beyond, weight, place)
), hit AS MATERIALIZED (
    SELECT DISTINCT place, weight, post_id FROM probe, LATERAL (
        SELECT t.post_id FROM post_terms t
        WHERE t.tenant_id = scope.tenant_id AND t.term >= begins AND t.term < beyond
        ORDER BY t.term DESC, t.post_id DESC LIMIT {COUNTED}) AS hits
), counted AS MATERIALIZED (
    SELECT place, count(hit.post_id) AS hits FROM probe LEFT JOIN hit USING (place) GROUP BY place
), likely AS MATERIALIZED (
    SELECT post_id FROM hit JOIN counted USING (place)
    GROUP BY post_id ORDER BY sum(weight / (1 + ln(1 + hits))) DESC, post_id DESC LIMIT {WEIGHED}
), candidate AS (
    SELECT p.id, p.title, p.terms FROM (
        SELECT * FROM posts p WHERE p.tenant_id = scope.tenant_id
            AND p.id = ANY (ARRAY(SELECT post_id FROM likely ORDER BY post_id)) OFFSET 0) AS p
    WHERE p.merged_into IS NULL AND NOT p.held AND ($5::uuid IS NULL OR p.id <> $5)
)
SELECT (SELECT json_agg(hits ORDER BY place)::text FROM counted),
    coalesce((SELECT n FROM post_totals t WHERE t.tenant_id = scope.tenant_id AND status = '' AND tag = ''), 0)::text,
    (SELECT coalesce(json_agg(json_build_array(id, title, terms)), '[]')::text FROM candidate)"""
SHOWN = """
SELECT coalesce(json_agg(post ORDER BY place), '[]') FROM unnest($4::uuid[]) WITH ORDINALITY AS best (id, place),
    LATERAL (SELECT {shown} AS post FROM posts p WHERE p.tenant_id = scope.tenant_id AND p.id = best.id
        AND p.merged_into IS NULL AND NOT p.held LIMIT 1) AS found"""
