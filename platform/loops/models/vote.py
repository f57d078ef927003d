"""One vote, one voter."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.models import Model
from typing_extensions import TypedDict

from loops.models.copies import copy_voter
from loops.models.event import Event
from loops.models.post import Target
from loops_tenants.access import Actor, VoterUnknown
from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant
from loops_tenants.scope import connection
from loops_tenants.visitors import admit_voter

Wish = Literal["toggle", "give", "take back"]


class VoteJson(TypedDict):
    """`post_id` is where the vote went: of a merged post, to what it was merged into."""

    post_id: UUID
    voted: bool
    votes: int


class Vote(Model):
    """`voter` is who it is by (see Actor.voter), `verified` whether that was proved or only claimed.

    `via`: the duplicate that it came through when that was merged; null for one's own.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    post_id: UUID = fields.UUIDField()
    voter = fields.CharField(max_length=210)
    external_user_id = fields.CharField(max_length=200, null=True)
    verified = fields.BooleanField()
    via: UUID | None = fields.UUIDField(null=True)
    created_at: datetime = born_at()

    class Meta:
        table = "votes"
        unique_together = (("tenant_id", "post_id", "voter", "verified"),)

    @classmethod
    async def cast(cls, tenant: Tenant, post: Target, wish: Wish, *, by: Actor) -> VoteJson:
        """Toggle, give or take back. `post` is locked, so two toggles at once are a vote and its taking back.

        What is proved takes over what was claimed for the same id; a claim never touches what was proved. A copy is
        its voter's vote: given, it becomes one's own; taken back, it leaves a mark (see copies.py).
        """
        if by.voter is None:
            raise VoterUnknown
        admit_voter(by, tenant)
        votes = post.votes + (await copy_voter(tenant.id, post.id, by.voter) if post.copying else 0)
        who = tenant.id, post.id, by.voter, by.external_user_id, by.trusted
        moved = await connection().fetch(CAST, *who, wish)
        for nth, (event, _, vote) in enumerate(moved, start=1):
            await Event.record(event, tenant, post.id, by, back=len(moved) - nth, vote=orjson.Fragment(vote))
        voted = any(m["event"] == "vote.created" for m in moved) if moved else wish == "give"
        return VoteJson(post_id=post.id, voted=voted, votes=votes + sum(m["step"] for m in moved))


# The counter moves by the rows that came or went, and by nothing else. The trend is the logarithm (to base 2) of
# 2^created + Σ 2^voted, times in weeks: it is moved when a vote comes or goes, and never by time.
CAST = """
WITH gone AS (
    DELETE FROM votes WHERE tenant_id = $1 AND post_id = $2 AND voter = $3 AND $6 <> 'give' AND ($5 OR NOT verified)
    RETURNING id, external_user_id, verified, via, created_at
), marked AS (
    INSERT INTO vote_marks (tenant_id, post_id, voter, verified)
    SELECT $1, $2, $3, verified FROM gone WHERE via IS NOT NULL ON CONFLICT DO NOTHING
), come AS (
    INSERT INTO votes (tenant_id, post_id, voter, external_user_id, verified)
    SELECT $1, $2, $3, $4, $5
    WHERE $6 <> 'take back' AND NOT EXISTS (SELECT FROM gone) AND NOT ($5 AND EXISTS (
        SELECT FROM votes WHERE tenant_id = $1 AND post_id = $2 AND voter = $3))
    ON CONFLICT DO NOTHING RETURNING id, external_user_id, verified, via, created_at
), owned AS (
    UPDATE votes SET verified = $5, via = NULL
    WHERE tenant_id = $1 AND post_id = $2 AND voter = $3 AND $6 = 'give' AND CASE WHEN verified = $5
        THEN via IS NOT NULL
        ELSE $5 AND NOT EXISTS (
            SELECT FROM votes WHERE tenant_id = $1 AND post_id = $2 AND voter = $3 AND verified) END
), unmarked AS (
    DELETE FROM vote_marks WHERE tenant_id = $1 AND post_id = $2 AND voter = $3 AND verified = $5
        AND ($6 = 'give' OR EXISTS (SELECT FROM come))
), moved AS (
    SELECT 'vote.created' AS event, 1 AS step, * FROM come UNION ALL SELECT 'vote.deleted', -1, * FROM gone
), counted AS (
    UPDATE posts p SET votes = votes + steps, version = version + n, trend = CASE
        WHEN steps > 0 THEN trend_with(trend, times[1])
        ELSE coalesce(trend_without(trend, times), trend_of_newest(p.tenant_id, p.id, p.created_at, ids)) END
    FROM (
        SELECT sum(step) AS steps, count(*) AS n, array_agg(loops_weeks(created_at)) AS times, array_agg(id) AS ids
        FROM moved
    ) AS sums
    WHERE p.tenant_id = $1 AND p.id = $2 AND n > 0
)
SELECT event, step, (SELECT to_json(v)::text FROM (SELECT external_user_id, verified, created_at) AS v) AS vote
FROM moved ORDER BY id"""
