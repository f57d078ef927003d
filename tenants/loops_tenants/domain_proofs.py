"""What was found when a domain's DNS record was looked for, written down; and which are to be looked for again.

A proof takes a name from whoever had it, so it is written where all tenants' rows are seen.
"""

from typing import Literal, NamedTuple
from uuid import UUID

from loops_tenants import hosts
from loops_tenants.domains import PREFIX, SERVED, Domain, owner
from loops_tenants.scope import connection, system_transaction, tenant_transaction

AT_ONCE = 10  # looked for by one process

Found = Literal["proof", "nothing", "another", "no answer"]
PROBLEMS: dict[Found, str | None] = {
    "proof": None,
    "nothing": "There is no such TXT record yet. A new one may take a while to be seen everywhere.",
    "another": "There is a TXT record, but it holds something else.",
    "no answer": "The domain's name servers gave no answer: try again later.",
}


class Looked(NamedTuple):
    """A domain that is to be looked for; `name` and `text` are its DNS record's."""

    id: UUID
    tenant_id: UUID
    domain: str
    name: str
    text: str

    @classmethod
    def of(cls, domain: Domain) -> "Looked":
        return cls(domain.id, domain.tenant_id, domain.name, *domain.record)

    def found(self, texts: list[str]) -> Found:
        """Whoever pastes a record may have pasted its quotes too."""
        if any(text.strip().strip('"') == self.text for text in texts):
            return "proof"
        return "another" if any(text.startswith(PREFIX) for text in texts) else "nothing"


async def prove(looked: Looked) -> None:
    """It is the tenant's from now on, and nobody else's: the newest proof wins."""
    async with system_transaction():
        await connection().execute(ONE_PROOF_AT_A_TIME, looked.domain)
        await connection().execute(TAKE, looked.domain, looked.id, "Another board has proved since that it is theirs.")
        await connection().execute(PROVE, looked.id)
    forget()


async def miss(looked: Looked, found: Found) -> None:
    """What is served stays so for a week without."""
    async with tenant_transaction(looked.tenant_id):
        await connection().execute(MISS, looked.tenant_id, looked.id, PROBLEMS[found])
    forget()


async def due() -> list[Looked]:
    """Some that are to be looked for again. They are nobody else's for ten minutes, in case this process ends."""
    async with system_transaction():
        rows = await connection().fetch(DUE, AT_ONCE)
        return [Looked.of(await Domain.get(id=id)) for (id,) in rows]


async def see_again(looked: Looked) -> None:
    """Only where it is verified still: another tenant's proof may have come meanwhile."""
    async with tenant_transaction(looked.tenant_id):
        await connection().execute(SEE_AGAIN, looked.tenant_id, looked.id)


def forget() -> None:
    owner.forget()
    hosts.look_up.forget()


ONE_PROOF_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('loops domain ' || $1, 0))"
TAKE = """
UPDATE domains SET verified_at = NULL, next_look_at = NULL, problem = $3
WHERE name = $1 AND id <> $2 AND verified_at IS NOT NULL"""
SEEN = """
    seen_at = loops_now(), checked_at = loops_now(), problem = NULL, next_look_at = loops_now() + interval '1 day'"""
PROVE = f"UPDATE domains SET verified_at = coalesce(verified_at, loops_now()), {SEEN} WHERE id = $1"
SEE_AGAIN = f"UPDATE domains SET {SEEN} WHERE tenant_id = $1 AND id = $2 AND verified_at IS NOT NULL"
# What is verified is looked for again in an hour; when a week has gone by it is a mere claim again.
MISS = f"""
UPDATE domains SET checked_at = loops_now(), problem = $3,
    verified_at = CASE WHEN {SERVED} THEN verified_at END,
    next_look_at = CASE WHEN {SERVED} THEN loops_now() + interval '1 hour' END
WHERE tenant_id = $1 AND id = $2"""
DUE = """
UPDATE domains SET next_look_at = loops_now() + interval '10 minutes'
WHERE id IN (
    SELECT id FROM domains WHERE next_look_at <= loops_now() ORDER BY next_look_at LIMIT $1 FOR UPDATE SKIP LOCKED)
RETURNING id"""
