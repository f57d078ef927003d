"""What the processes of an installation tell each other, by Redis, of the calls that each has counted."""

from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from redis.asyncio import Redis

from loops.quota import Place, Quota, Tally

EVERY = 0.25  # seconds: a quota may be passed by what comes in that time
MOST = 200  # counts of one quota that are told at once, some 5 ms of work; what is left over waits for the next time


class Debt(NamedTuple):
    quota: Quota
    place: Place
    tally: Tally
    calls: int

    @property
    def key(self) -> str:
        return key_of(self.quota, self.place)

    @property
    def key_before(self) -> str:
        who, window = self.place
        return key_of(self.quota, (who, window - 1))


def take_debts(quotas: Iterable[Quota]) -> list[Debt]:
    """What is to be told; from here on it counts as told. Where the telling fails, it may have been heard
    nevertheless, and told twice it would lock out who did nothing: so the others are left a little behind."""
    debts = [
        Debt(quota, place, tally, tally.owed) for quota in quotas for place, tally in islice(quota.owing.items(), MOST)
    ]
    for quota, place, tally, calls in debts:
        tally.told, tally.owed = tally.told + calls, 0
        del quota.owing[place]
    return debts


async def tell(redis: Redis, debts: list[Debt]) -> None:
    """In one round trip; of a count that is new here, what the others had before is asked too."""
    pipeline = redis.pipeline(transaction=False)
    for debt in debts:
        pipeline.incrby(debt.key, debt.calls)
        if not debt.tally.shared:
            pipeline.expire(debt.key, 2 * debt.quota.seconds)
            pipeline.get(debt.key_before)
    answers = iter(await pipeline.execute())
    for debt in debts:
        # Never less than what was counted here: Redis may have been emptied.
        debt.tally.told = max(debt.tally.told, next(answers))
        if not debt.tally.shared:
            next(answers)
            debt.tally.before = max(debt.tally.before, int(next(answers) or 0))
            debt.tally.shared = True


def key_of(quota: Quota, place: Place) -> str:
    """Without the visitor's id or address: Redis may be anybody's to look into."""
    who, window = place
    digest = blake2b(":".join(map(str, who)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"loops:limit:{quota.name}:{digest}:{window}"
