"""Visitors: who of them may read and write a board, and what they must prove of who they are.

What a publishable key says of its user is a claim. An identity token makes it a proof. A tenant may demand one
(`require_identity`), and on a board that is not public always does.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from loops_tenants import identity_token
from loops_tenants.at_hand import asked, serving
from loops_tenants.errors import Detail, Forbidden, Unauthorized, ValidationFailed
from loops_tenants.models import Tenant

if TYPE_CHECKING:
    from loops_tenants.access import Actor

ANONYMOUS = "anon:"  # what a visitor's id begins with whom nobody knows: a widget made it up, or visitor_cookie.py
Opener = Callable[[Tenant, str], str | None]  # a kept identity secret to its text; None where it cannot be read


class IdentityNeeded(Unauthorized):
    message = f"This board asks who you are: send a signed identity token in {identity_token.HEADER}."


class SignInFirst(Unauthorized):
    message = "This board asks who you are: sign in first."


class MembersOnly(Forbidden):
    message = "This board is for its members alone."


class NotPublic(Forbidden):
    message = "This board is not public: its own site, or its team, says how to get in."


class AnotherVisitor(ValidationFailed):
    def __init__(self) -> None:
        message = f"Is another one than the identity token's `sub` ({identity_token.HEADER}): leave it out."
        super().__init__(details=[Detail(field="external_user_id", message=message)])


class NoStrangers(Forbidden):
    message = "Nobody does this anonymously on this board: say who you are by `external_user_id`, or sign in."


def init_app(extensions: dict[str, object], opener: Opener) -> None:
    extensions["identity_opener"] = opener


def identified(actor: "Actor", tenant: Tenant) -> "Actor":
    """The same, speaking for whom the request's identity token names, if it has one."""
    if not (token := asked().headers.get(identity_token.HEADER)):
        return actor
    by = identity_token.read(token, secrets_of(tenant), now=tenant.asked_at.timestamp())
    return replace(actor, trusted=True, identified=True, external_user_id=by.user, user_name=by.name)


def secrets_of(tenant: Tenant) -> list[str]:
    """Those that are believed, the newest first; opened once for as long as the tenant is remembered."""
    if "opened" not in vars(tenant):
        opener = cast(Opener, serving().extensions["identity_opener"])
        kept = [(opener(tenant, one["secret"]), one["until"]) for one in tenant.identity_secrets]
        vars(tenant)["opened"] = [secret for secret, until in kept if secret and holds(until, tenant.asked_at)]
    return cast(list[str], vars(tenant)["opened"])


def holds(until: str | None, now: datetime) -> bool:
    return until is None or datetime.fromisoformat(until) > now


def admit(actor: "Actor", tenant: Tenant) -> None:
    """Refuse whoever may not even read. The team's own keys, and its members, always may."""
    if actor.team or actor.role or tenant.privacy == "public":
        return
    if tenant.privacy == "members":
        raise MembersOnly
    if not actor.trusted:
        raise IdentityNeeded


def admit_reader(tenant: Tenant) -> None:
    """The same for who looks at a page and is not signed in."""
    if tenant.privacy != "public":
        raise NotPublic


def demand_claimable(user: str, actor: "Actor", tenant: Tenant) -> None:
    """Refuse to let a call speak for `user`, whom its body, query or header names."""
    if actor.identified and user != actor.external_user_id:
        raise AnotherVisitor
    if not actor.trusted and tenant.require_identity:
        raise IdentityNeeded


def demand_no_identity(tenant: Tenant) -> None:
    """Refuse a page's visitor where nobody is believed without proof of who they are: a cookie proves only the same."""
    if tenant.require_identity:
        raise SignInFirst


def admit_poster(actor: "Actor", tenant: Tenant) -> None:
    if not may_post(actor, tenant):
        raise NoStrangers


def may_post(actor: "Actor", tenant: Tenant) -> bool:
    return tenant.anonymous_posting or not is_stranger(actor)


def admit_voter(actor: "Actor", tenant: Tenant) -> None:
    if not tenant.anonymous_voting and is_stranger(actor):
        raise NoStrangers


def is_stranger(actor: "Actor") -> bool:
    """Who names nobody, or a visitor whom nobody knows. What the team's own keys do is the team's."""
    return not actor.team and (actor.external_user_id or ANONYMOUS).startswith(ANONYMOUS)
