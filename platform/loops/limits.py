"""How often the API serves whom: a secret key, a visitor, an address, and who tries keys."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Literal, cast
from uuid import UUID

from quart import Quart, Response

from loops import errors
from loops.quota import Quota, Taken
from loops.redis import Redis
from loops.settings import Settings
from loops.settling import EVERY, take_debts, tell
from loops_tenants.access import Actor, actor
from loops_tenants.at_hand import asked, known, serving
from loops_tenants.errors import Refused, Unauthorized
from loops_tenants.hosts import caller, tenant
from loops_tenants.names import address, household

MINUTE = 60
READING = frozenset(("GET", "HEAD"))
Written = Literal["write", "post", "comment"]
NEW: dict[str, Written] = {"api.posts.create_post": "post", "api.comments.create_comment": "comment"}


class RateLimited(Refused):
    status, code = 429, "rate_limited"
    message = "Too many requests: the next is served in {} s."

    def __init__(self, refused: Taken) -> None:
        super().__init__(self.message.format(refused.seconds))
        self.headers = {"Retry-After": str(refused.seconds)}


class TooManyNewVisitors(RateLimited):
    message = "Many visitors were new here from your address: sign in, or try again in {} s."


class Limits:
    """One per process. `clock` gives seconds since 1970."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        def quota(name: str, most: int, seconds: int = MINUTE) -> Quota:
            return Quota(name, most, seconds, clock)

        factor = settings.limit_address_factor
        self.secret_key = quota("secret-key", settings.limit_secret_key)
        self.reads = quota("reads", settings.limit_reads)
        self.writes = quota("writes", settings.limit_writes)
        self.writes_of_address = quota("address-writes", settings.limit_writes * factor)
        self.posts = quota("posts", settings.limit_posts, 10 * MINUTE)
        self.posts_of_address = quota("address-posts", settings.limit_posts * factor, 10 * MINUTE)
        self.comments = quota("comments", settings.limit_posts, 10 * MINUTE)
        self.comments_of_address = quota("address-comments", settings.limit_posts * factor, 10 * MINUTE)
        self.of_visitor: dict[Written, tuple[Quota, ...]] = {
            "write": (self.writes,),
            "post": (self.writes, self.posts),
            "comment": (self.writes, self.comments),
        }
        self.of_address: dict[Written, tuple[Quota, ...]] = {
            "write": (self.writes_of_address,),
            "post": (self.writes_of_address, self.posts_of_address),
            "comment": (self.writes_of_address, self.comments_of_address),
        }
        self.refused_keys = quota("refused-keys", settings.limit_refused_keys)
        self.sign_ins = quota("sign-ins", settings.limit_sign_ins)
        self.pages = quota("pages", settings.limit_pages)
        self.new_visitors = quota("new-visitors", settings.limit_new_visitors, 60 * MINUTE)
        self.quotas = [made for made in vars(self).values() if isinstance(made, Quota)]
        self._embedded = settings.embedded

    def exempt(self) -> bool:
        """Whether the caller is the one who tries Loops out: a proxy on the same machine would be many."""
        by = caller()
        return self._embedded and not by.proxied and (found := address(by.address)) is not None and found.is_loopback

    async def settle(self, redis: Redis) -> None:
        """Tell the other processes what was counted here, and learn what they counted. Raises nothing."""
        for quota in self.quotas:
            quota.tidy()
        if redis.answers() and (debts := take_debts(self.quotas)):
            await redis.ask(lambda connected: tell(connected, debts))


def init_app(app: Quart, limits: Limits) -> None:
    app.extensions["limits"] = limits


async def count_call() -> None:
    """Before a call is read: by which key and from where it comes is known, for which visitor is not."""
    limits, request, g = of_app(), asked(), known()
    if request.method == "OPTIONS" or limits.exempt():
        return
    by = actor()
    if by.team or g.tenant is None:  # the team's work is not counted as visitors' is, nor is one's own at the apex
        charge(limits.secret_key, cast(UUID, by.id))
    elif request.method in READING:
        charge(limits.reads, tenant().id, household(caller().address))
    else:
        g.visitors = count_address(NEW.get(str(request.endpoint), "write"))


def count_address(what: Written) -> tuple[Quota, ...]:
    """A visitor's write, for where it comes from; gives what is still to be counted, for the visitor."""
    limits = of_app()
    for quota in limits.of_address[what]:
        charge(quota, tenant().id, household(caller().address))
    return limits.of_visitor[what]


def count_visitor(external_user_id: str | None) -> None:
    """Once a write is read: for the visitor whom it names, else for its address."""
    if quotas := known().get("visitors"):
        count_for(actor(external_user_id), quotas)


def count_for(by: Actor, quotas: Iterable[Quota]) -> None:
    user = ("proved" if by.trusted else "claimed", by.external_user_id) if by.external_user_id else None
    for quota in quotas:
        charge(quota, tenant().id, *(user or (household(caller().address),)))


def count_reading() -> None:
    """Of what costs more than a page does, whoever asks: as a stranger's call."""
    if not of_app().exempt():
        charge(of_app().reads, tenant().id, household(caller().address))


async def count_page() -> None:
    """Before a page is made, whoever asks: so many that neither people nor their crawlers come near it.

    All readers behind a proxy that nobody has listed have one address, and are not counted by it.
    """
    if asked().method in READING and not caller().unlisted and not of_app().exempt():
        of = known().tenant
        charge(of_app().pages, of.id if of else "apex", household(caller().address))


def count_sign_in() -> None:
    """Each step of one that asks a provider: it costs a row, and a call out into the world."""
    if not of_app().exempt():
        charge(of_app().sign_ins, household(caller().address))


def count_new_visitor() -> None:
    """Who drops a cookie is another visitor, with another vote: not as often as they like. See count_page."""
    if not caller().unlisted:
        charge(of_app().new_visitors, tenant().id, household(caller().address), refusal=TooManyNewVisitors)


async def refused_key(error: Unauthorized) -> Response:
    """Who tries one key after the other is no longer told whether the next was good; a good one always passes."""
    try:
        if not of_app().exempt():
            charge(of_app().refused_keys, household(caller().address))
    except RateLimited as too_many:
        return await errors.refused(too_many)
    return await errors.refused(error)


def charge(quota: Quota, *who: UUID | str, refusal: type[RateLimited] = RateLimited) -> None:
    if quota.most:
        taken = quota.take(who)
        known().setdefault("taken", []).append(taken)
        if not taken.served:
            raise refusal(taken)


async def announce(response: Response) -> Response:
    """What is left, in the fields of draft-ietf-httpapi-ratelimit-headers-11."""
    if taken := known().get("taken"):
        response.headers["RateLimit-Policy"] = ", ".join(one.quota.policy for one in taken)
        response.headers["RateLimit"] = ", ".join(f'"{one.quota.name}";r={one.left};t={one.seconds}' for one in taken)
    return response


def of_app() -> Limits:
    return cast(Limits, serving().extensions["limits"])


@contextlib.asynccontextmanager
async def settling(limits: Limits, redis: Redis) -> AsyncIterator[None]:
    """In the background, never on a request's path."""

    async def settle() -> None:
        while True:
            await asyncio.sleep(EVERY)
            await limits.settle(redis)

    task = asyncio.create_task(settle())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
