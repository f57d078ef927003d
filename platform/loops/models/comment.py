"""A comment: what somebody has to say about a post, or the team to itself."""

from datetime import datetime
from typing import Self
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.models import Model

from loops.models.authorship import is_own
from loops.models.comment_shown import TOLD, CommentChange, NewComment, fields_for, shape
from loops.models.event import Event, EventName
from loops.models.post import Post, PostNotFound, Target
from loops_tenants.access import Actor
from loops_tenants.errors import Forbidden, NotFound
from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant
from loops_tenants.permitted import demand_permission, permits
from loops_tenants.roles import Permission
from loops_tenants.scope import connection, read
from loops_tenants.visitors import admit_poster

MODERATING: Permission = "posts.moderate"


class CommentNotFound(NotFound):
    """One that the caller may not see, too."""


class NotTheAuthor(Forbidden):
    message = "This comment is somebody else's: its author may change it, and whoever may moderate."


class Comment(Model):
    """`by_team` and `author_name` are what is shown of its author; who that is, `external_user_id` says, as of posts.

    `held`: waits until the team lets it through. What is `internal` or held is not counted, and no event tells of it.
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    post_id: UUID = fields.UUIDField()
    body = fields.TextField()
    internal = fields.BooleanField(db_default=False)
    held = fields.BooleanField(db_default=False)
    external_user_id = fields.CharField(max_length=200, null=True)
    author_verified = fields.BooleanField(db_default=False)
    by_team = fields.BooleanField(db_default=False)
    author_name = fields.CharField(max_length=200, null=True)
    created_at: datetime = born_at()
    updated_at: datetime = born_at()

    class Meta:
        table = "comments"
        indexes = (("tenant_id", "post_id", "id"),)

    @classmethod
    async def add(cls, tenant: Tenant, post: Target, new: NewComment, *, by: Actor) -> UUID:
        """`post` is locked, so its comments are counted one after the other. A visitor's may have to wait."""
        admit_poster(by, tenant)
        if new.internal:
            demand_permission(by, MODERATING)
        written = await Post.get(tenant_id=tenant.id, id=post.id)
        if not is_seen(written, by):
            raise PostNotFound
        author = by.external_user_id, bool(by.external_user_id and by.trusted), by.speaks_for_team, by.public_name
        held = must_wait(tenant, by) and not new.internal
        id, told = await connection().fetchrow(ADD, tenant.id, post.id, new.body, new.internal, held, *author)
        if not (new.internal or held):
            await count("comment.created", tenant, post.id, told, by=by)
        return UUID(str(id))

    @classmethod
    async def locked(cls, tenant: Tenant, id: UUID, *, by: Actor) -> Self:
        """By its post, which whoever counts comments changes; only what `by` sees."""
        if (found := await cls.get_or_none(tenant_id=tenant.id, id=id)) is None:
            raise CommentNotFound
        post = await Post.locked(tenant, found.post_id)
        comment = await cls.get_or_none(tenant_id=tenant.id, id=id)  # what became of it while the post was waited for
        if comment is None or not (is_seen(post, by) and comment.is_seen(by)):
            raise CommentNotFound
        if not (is_own(comment, by) or permits(by, MODERATING)):
            raise NotTheAuthor
        return comment

    @classmethod
    async def shown(cls, tenant: Tenant, id: UUID, *, to: Actor) -> str:
        """JSON text, shaped like CommentJson."""
        sql = f"SELECT {shape(fields_for(to))} FROM comments c WHERE c.tenant_id = scope.tenant_id AND c.id = $2"
        if (row := await read(tenant.id, sql, id)) is None:
            raise CommentNotFound
        return str(row[0])

    async def change(self, tenant: Tenant, change: CommentChange, *, by: Actor) -> None:
        """Its text, without an event; or it is let through, which is when the world hears of it.

        What the team has looked at is not this text: where visitors' comments wait, it waits again.
        """
        if "held" in change:
            demand_permission(by, MODERATING)
        if (body := change.get("body", self.body)) != self.body:
            if must_wait(tenant, by) and not (self.internal or self.held):
                await self._hold(tenant, by=by)
            await connection().execute(REWRITE, tenant.id, self.id, body)
        if "held" in change and self.held:
            told = await connection().fetchval(LET_THROUGH, tenant.id, self.id)
            await count("comment.created", tenant, self.post_id, told, by=by)

    async def _hold(self, tenant: Tenant, *, by: Actor) -> None:
        self.held = True
        told = await connection().fetchval(HOLD, tenant.id, self.id)
        await count("comment.deleted", tenant, self.post_id, told, by=by)

    async def remove(self, tenant: Tenant, *, by: Actor) -> None:
        told = await connection().fetchval(REMOVE, tenant.id, self.id)
        if not (self.internal or self.held):
            await count("comment.deleted", tenant, self.post_id, told, by=by)

    def is_seen(self, by: Actor) -> bool:
        if self.internal:
            return permits(by, MODERATING)
        return is_seen(self, by)


def must_wait(tenant: Tenant, by: Actor) -> bool:
    return tenant.moderation and not by.speaks_for_team


def is_seen(written: Post | Comment, by: Actor) -> bool:
    """What is held its author and the team see, and nobody else."""
    return not written.held or by.team or is_own(written, by)


async def count(event: EventName, tenant: Tenant, post_id: UUID, told: str, *, by: Actor) -> None:
    """In the post's number of comments; and told of, unless nobody has heard of the post yet."""
    step = 1 if event == "comment.created" else -1
    if await connection().fetchval(COUNT, tenant.id, post_id, step):
        await Event.record(event, tenant, post_id, by, comment=orjson.Fragment(told))


ADD = f"""
WITH clock AS (SELECT loops_now() AS now OFFSET 0)
INSERT INTO comments AS c (tenant_id, post_id, body, internal, held,
    external_user_id, author_verified, by_team, author_name, created_at, updated_at)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, now, now FROM clock RETURNING c.id, {TOLD}::text"""
REWRITE = "UPDATE comments SET body = $3, updated_at = loops_now() WHERE tenant_id = $1 AND id = $2"
HOLD = f"UPDATE comments c SET held = true WHERE c.tenant_id = $1 AND c.id = $2 RETURNING {TOLD}::text"
LET_THROUGH = f"UPDATE comments c SET held = false WHERE c.tenant_id = $1 AND c.id = $2 RETURNING {TOLD}::text"
REMOVE = f"DELETE FROM comments c WHERE c.tenant_id = $1 AND c.id = $2 RETURNING {TOLD}::text"
COUNT = """
UPDATE posts SET comments = comments + $3, version = version + (NOT held)::int
WHERE tenant_id = $1 AND id = $2 RETURNING NOT held"""
