"""The changelog: what has been done, told to everybody, with the posts that asked for it."""

from datetime import datetime
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import RawSQL
from tortoise.models import Model
from tortoise.queryset import QuerySet

from loops.models.changelog_shapes import EntryChange, EntryNotFound, NewEntry, PostsUnknown
from loops.models.publication import announce
from loops_tenants.access import Actor
from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant
from loops_tenants.scope import connection


class ChangelogEntry(Model):
    """`published_at` is when it was first, and stays when it is hidden again: `published` says whether it is shown."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    title = fields.CharField(max_length=140)
    body = fields.TextField(null=True)
    published = fields.BooleanField(db_default=False)
    published_at: datetime | None = fields.DatetimeField(null=True)
    created_at = born_at()
    updated_at = born_at()

    class Meta:
        table = "changelog_entries"

    @classmethod
    async def add(cls, tenant: Tenant, new: NewEntry, *, by: Actor) -> UUID:
        entry = await cls.locked(tenant, await connection().fetchval(ADD, tenant.id, new.title, new.body))
        await entry._link(new.posts)
        if new.published:
            await entry._publish(tenant, by)
        return entry.id

    @classmethod
    async def locked(cls, tenant: Tenant, id: UUID) -> Self:
        """Which nobody else changes until the transaction ends."""
        entry = await cls.filter(tenant_id=tenant.id, id=id).select_for_update(no_key=True).first()
        if entry is None:
            raise EntryNotFound
        return entry

    async def change(self, tenant: Tenant, change: EntryChange, *, by: Actor) -> None:
        """Set what is given. The first time that it is published is an event, and the only one."""
        given = {name: value for name, value in change.items() if name in ("title", "body")}
        new = {name: value for name, value in given.items() if value != getattr(self, name)}
        relinked = "posts" in change and change["posts"] != await self._links()
        if relinked:
            await self._link(change["posts"])
        if new or relinked:
            await self._row().update(**new, updated_at=RawSQL("loops_now()"))
        if change.get("published", self.published) != self.published:
            await (self._hide() if self.published else self._publish(tenant, by))

    async def _publish(self, tenant: Tenant, by: Actor) -> None:
        await self._row().update(published=True, published_at=self.published_at or RawSQL("loops_now()"))
        if self.published_at is None:
            await announce(tenant, self.id, by)

    async def _hide(self) -> None:
        await self._row().update(published=False)

    async def _links(self) -> list[UUID]:
        return [id for (id,) in await connection().fetch(LINKS, self.tenant_id, self.id)]

    async def _link(self, posts: list[UUID]) -> None:
        """To these, in this order, and no others."""
        await connection().execute(UNLINK, self.tenant_id, self.id)
        linked = {id for (id,) in await connection().fetch(LINK, self.tenant_id, self.id, posts)}
        if unknown := [id for id in posts if id not in linked]:
            raise PostsUnknown(unknown)

    def _row(self) -> QuerySet[Self]:
        return type(self).filter(tenant_id=self.tenant_id, id=self.id)


class ChangelogPost(Model):
    """A post that an entry tells of, `place` by place. It goes with either of the two."""

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    entry_id: UUID = fields.UUIDField()
    post_id: UUID = fields.UUIDField()
    place = fields.IntField()

    class Meta:
        table = "changelog_posts"
        unique_together = (("tenant_id", "entry_id", "post_id"),)


# One clock for both: what was never changed is as old as it is.
ADD = """
INSERT INTO changelog_entries (tenant_id, title, body, created_at, updated_at)
SELECT $1, $2, $3, now, now FROM loops_now() AS now RETURNING id"""
LINKS = "SELECT post_id FROM changelog_posts WHERE tenant_id = $1 AND entry_id = $2 ORDER BY place"
UNLINK = "DELETE FROM changelog_posts WHERE tenant_id = $1 AND entry_id = $2"
# A post that is deleted meanwhile is waited for, and then is none.
LINK = """
WITH known AS (
    SELECT p.id FROM posts p WHERE p.tenant_id = $1 AND p.id = ANY ($3::uuid[]) ORDER BY p.id FOR KEY SHARE
)
INSERT INTO changelog_posts (tenant_id, entry_id, post_id, place)
SELECT $1, $2, known.id, array_position($3::uuid[], known.id) FROM known RETURNING post_id"""
