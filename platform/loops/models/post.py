"""A post: one idea, one complaint, one wish."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import F
from tortoise.models import Model

from loops.models import history
from loops.models.event import Event, EventName
from loops.models.held import seen_by
from loops.models.search import kept, reword
from loops.models.shown import shown_to
from loops.models.status import Status
from loops.models.tag import welcome
from loops.models.terms import terms_of
from loops.models.total import Place, PostTotal
from loops.models.writing import NewPost, PostChange
from loops_tenants.access import Actor
from loops_tenants.errors import NotFound
from loops_tenants.ids import born_at, row_id
from loops_tenants.models import Tenant
from loops_tenants.scope import Asked, connection, read
from loops_tenants.visitors import admit_poster


class PostNotFound(NotFound):
    """Another tenant's post, too: nobody learns that it exists."""


class Post(Model):
    """`version` rises with every event of the post; `trend` is the logarithm of its decaying score (see vote.py).

    One that is `held` has no event, is in no total and found by no word: to all but its author and the team it is not
    there, until it is let through.
    `copying`: voters of its duplicates are still on their way (see copying.py).
    """

    id = row_id()
    tenant_id: UUID = fields.UUIDField()
    title = fields.CharField(max_length=140)
    description = fields.TextField(null=True)
    status = fields.CharField(max_length=40, db_default="open")
    tag = fields.CharField(max_length=40, null=True)
    votes = fields.IntField(db_default=0)
    comments = fields.IntField(db_default=0)
    source = fields.CharField(max_length=40, null=True)
    external_user_id = fields.CharField(max_length=200, null=True)
    author_verified = fields.BooleanField(db_default=False)
    merged_into: UUID | None = fields.UUIDField(null=True)
    held = fields.BooleanField(db_default=False)
    copying = fields.BooleanField(db_default=False)
    version = fields.BigIntField(db_default=1)
    trend = fields.FloatField()
    terms = fields.TextField(db_default="")
    created_at = born_at()
    updated_at = born_at()
    status_changed_at: datetime | None = fields.DatetimeField(null=True)

    class Meta:
        table = "posts"

    @classmethod
    async def locked(cls, tenant: Tenant, id: UUID) -> Self:
        """The post, which nobody else changes until the transaction ends."""
        post = await cls.filter(tenant_id=tenant.id, id=id).select_for_update(no_key=True).first()
        if post is None:
            raise PostNotFound
        return post

    @classmethod
    async def target(cls, tenant: Tenant, id: UUID, *, held: bool = False) -> "Target":
        """Where votes and comments on a post go: to itself, or to what it was merged into. That one post is locked.

        `held`: also one that is; whether that is seen, whoever asks for it has to look.

        What was merged is only looked at, never locked: whoever merges holds two posts, and nobody else more than one.
        In SQL, because every vote comes by here and a query of Tortoise's takes three times as long.
        """
        while (locked := await connection().fetchrow(LOCK, tenant.id, id, held)) is None:
            if not await connection().fetchval(EXISTS, tenant.id, id, held):
                raise PostNotFound
        return Target(*locked)

    @classmethod
    async def seen(cls, tenant: Tenant, id: UUID, *, by: Actor) -> str:
        """JSON text, shaped like PostJson, for who may see it."""
        asked = cls.asked(tenant, id, to=by, where=seen_by(by))
        return cls.told(await read(tenant.id, asked.sql, *asked.values))

    @classmethod
    async def shown(cls, tenant: Tenant, id: UUID, *, to: Actor) -> str:
        """The same, for who has just written it."""
        asked = cls.asked(tenant, id, to=to)
        return cls.told(await read(tenant.id, asked.sql, *asked.values))

    @staticmethod
    def asked(tenant: Tenant, id: UUID, *, to: Actor, where: str = "true") -> Asked:
        sql = f"SELECT {shown_to(to)} FROM posts p WHERE p.tenant_id = scope.tenant_id AND p.id = $4 AND {where}"
        return Asked(sql, (tenant.home, to.voter, id))

    @staticmethod
    def told(row: Sequence[Any] | None) -> str:
        if row is None:
            raise PostNotFound
        return str(row[0])

    @classmethod
    async def submit(cls, tenant: Tenant, new: NewPost, *, by: Actor) -> UUID:
        admit_poster(by, tenant)
        tag = await welcome(tenant, new.tag, by=by)
        author = by.external_user_id, bool(by.external_user_id and by.trusted)
        held = tenant.moderation and not by.speaks_for_team
        terms = [] if held else terms_of(new.title, tag, new.description)
        id: UUID = await connection().fetchval(
            SUBMIT, tenant.id, new.title, new.description, tag, new.source, *author, kept(terms), terms, held
        )
        if not held:
            await Event.record("post.created", tenant, id, by)
            PostTotal.move(tenant.id, enters=("open", tag))
        return id

    async def change(self, tenant: Tenant, change: PostChange, *, by: Actor) -> None:
        """Set what is given. One `post.status_changed` if the status moved, one `post.updated` if anything else did."""
        new = {name: value for name, value in change.items() if value != getattr(self, name)}
        if not new:
            return
        if self.held:
            await self._change_held(tenant, new, by=by)
            return
        was, listed = self.place(), self.is_listed()
        changes = {name: {"from": getattr(self, name), "to": value} for name, value in new.items()}
        moved = changes.pop("status", None)
        if moved:
            await Status.hold(tenant, str(moved["to"]))
        self.update_from_dict(new)
        if changes:
            new["terms"] = await reword(tenant, self.id, self.terms, terms_of(self.title, self.tag, self.description))
        await self._write(new, events=bool(moved) + bool(changes))
        if moved:
            status = {"status": moved}
            await Event.record("post.status_changed", tenant, self.id, by, back=bool(changes), changes=status)
        if changes:
            await Event.record("post.updated", tenant, self.id, by, changes=changes)
        if listed:
            PostTotal.move(tenant.id, leaves=was, enters=self.place())

    async def _change_held(self, tenant: Tenant, new: dict[str, Any], *, by: Actor) -> None:
        """There is nothing to tell of what nobody has heard of. Let through it is new, as it is then."""
        if "status" in new:
            await Status.hold(tenant, new["status"])
        moves = bool(new.keys() - {"held"})
        self.update_from_dict(new)
        if not self.held:
            new["terms"] = await reword(tenant, self.id, "", terms_of(self.title, self.tag, self.description))
        await self._write(new, events=0, moves=moves)
        if not self.held:
            await Event.record("post.created", tenant, self.id, by, changes={"held": {"from": True, "to": False}})
            PostTotal.move(tenant.id, enters=self.place())

    async def point(self, tenant: Tenant, into: UUID | None, event: EventName, *, by: Actor) -> None:
        """Say what it is merged into, or that it is no more. Merging does the rest."""
        listed, changes = self.is_listed(), {"merged_into": {"from": self.merged_into, "to": into}}
        self.merged_into = into
        await self._write({"merged_into": into}, events=1, moves=False)
        await Event.record(event, tenant, self.id, by, changes=changes)
        PostTotal.move(
            tenant.id,
            leaves=self.place() if listed else None,
            enters=self.place() if self.is_listed() else None,
        )

    async def remove(self, tenant: Tenant, *, by: Actor) -> None:
        """Gone, with its votes and comments, and what its history says that it said.

        What merging has to do before, `merging.detached` does.
        """
        if not self.held:
            await self._write({}, events=1, moves=False)
            await Event.record("post.deleted", tenant, self.id, by)
        await history.forget_texts(tenant, [self.id])
        await reword(tenant, self.id, self.terms, [])
        await connection().execute("DELETE FROM posts WHERE tenant_id = $1 AND id = $2", tenant.id, self.id)
        if self.is_listed():
            PostTotal.move(tenant.id, leaves=self.place())

    async def _write(self, values: dict[str, object], *, events: int, moves: bool = True) -> None:
        """To the row, whose version rises by as many as there will be events: their `sequence`."""
        now: datetime = await connection().fetchval("SELECT loops_now()")
        times = {"updated_at": now} if moves else {}
        if "status" in values:
            times["status_changed_at"] = now
        row = Post.filter(tenant_id=self.tenant_id, id=self.id)
        await row.update(**values, **times, version=F("version") + events)

    def place(self) -> Place:
        return self.status, self.tag

    def is_listed(self) -> bool:
        return not self.held and self.merged_into is None


class Target(NamedTuple):
    """`copying`: see Post."""

    id: UUID
    votes: int
    copying: bool = False


EXISTS = "SELECT EXISTS (SELECT FROM posts WHERE tenant_id = $1 AND id = $2 AND ($3 OR NOT held))"
# Whoever waited here looks again at what was waited for: one that was merged meanwhile is not it, and the next
# statement sees where it went.
LOCK = """
SELECT p.id, p.votes, p.copying FROM posts p
WHERE p.tenant_id = $1 AND p.merged_into IS NULL AND ($3 OR NOT p.held)
    AND p.id = (SELECT coalesce(d.merged_into, d.id) FROM posts d WHERE d.tenant_id = $1 AND d.id = $2)
FOR NO KEY UPDATE OF p"""
SUBMIT = """
WITH clock AS (SELECT loops_now() AS now OFFSET 0), post AS (
    INSERT INTO posts (tenant_id, title, description, tag, source, external_user_id, author_verified, terms,
        held, trend, created_at, updated_at)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $10, loops_weeks(now), now, now FROM clock RETURNING id
), found_by AS (
    INSERT INTO post_terms (tenant_id, term, post_id) SELECT $1, term, id FROM post, unnest($9::text[]) AS term
) SELECT id FROM post"""
