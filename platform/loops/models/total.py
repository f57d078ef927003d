"""How many posts there are, kept as they come and go: no read ever counts rows."""

from collections import Counter
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from loops_tenants.scope import connection, ledger, read

ANY = ""
Place = tuple[str, str | None]  # status, tag


class PostTotal(Model):
    """The listed posts of a tenant: a row for each status, each tag, each pair, and all ('' stands for any)."""

    id = fields.BigIntField(primary_key=True)
    tenant_id: UUID = fields.UUIDField()
    status = fields.CharField(max_length=40)
    tag = fields.CharField(max_length=40)
    n = fields.IntField()

    class Meta:
        table = "post_totals"
        unique_together = (("tenant_id", "status", "tag"),)

    @staticmethod
    async def of(tenant_id: UUID, status: str | None, tag: str | None) -> int:
        found = await read(tenant_id, OF, status or ANY, tag or ANY)
        return int(found[0]) if found else 0

    @staticmethod
    def move(tenant_id: UUID, *, leaves: Place | None = None, enters: Place | None = None) -> None:
        """Note that one post leaves a place and enters another. None: it is not listed there, or not at all."""
        moves = ledger(Moves)
        for place, step in ((leaves, -1), (enters, 1)):
            for status, tag in counted(place) if place else ():
                moves.steps[tenant_id, status, tag] += step


class Moves:
    """What a transaction's changes come to. The row for all is everybody's: it is taken last, and held shortest."""

    def __init__(self) -> None:
        self.steps: Counter[tuple[UUID, str, str]] = Counter()

    async def settle(self) -> None:
        rows = [(*place, step) for place, step in self.steps.items() if step]
        if rows:
            await connection().execute(MOVE, *map(list, zip(*rows, strict=True)))


def counted(place: Place) -> set[tuple[str, str]]:
    """The rows that a post is counted in: four, or two without a tag."""
    status, tag = place[0], place[1] or ANY
    return {(ANY, ANY), (status, ANY), (ANY, tag), (status, tag)}


OF = "SELECT t.n FROM post_totals t WHERE t.tenant_id = scope.tenant_id AND t.status = $2 AND t.tag = $3"
# Sorted, so that two who move the same rows wait for each other and never deadlock.
MOVE = """
INSERT INTO post_totals (tenant_id, status, tag, n)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) AS moved (tenant_id, status, tag, step)
ORDER BY tenant_id, status, tag
ON CONFLICT (tenant_id, status, tag) DO UPDATE SET n = post_totals.n + excluded.n"""
