"""/sign-in-provider: a board's own OpenID Connect issuer, whom its people sign in with."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field
from quart import Blueprint, current_app
from tortoise.expressions import RawSQL
from typing_extensions import TypedDict

from loops.api.contract import allow
from loops.models.writing import Text
from loops.outbound import Guard, UnwelcomeUrl
from loops.own_provider import owner
from loops.safe import Safe
from loops_tenants.errors import Detail, ValidationFailed
from loops_tenants.hosts import tenant
from loops_tenants.models import TenantProvider
from loops_tenants.names import ascii_name
from loops_tenants.roles import Role
from loops_tenants.scope import connection

sign_in_provider = Blueprint("sign_in_provider", __name__)

ISSUER = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")


class WrongField(ValidationFailed):
    def __init__(self, field: str, message: str) -> None:
        super().__init__(details=[Detail(field=field, message=message)])


def is_issuer(url: str) -> str:
    if not ISSUER.fullmatch(url):
        raise ValueError("Must look like https://id.example.com, without anything after ? or #.")
    return url


def is_domain(domain: str | None) -> str | None:
    if not domain:
        return None
    if (name := ascii_name(domain)) is None or "." not in name:
        raise ValueError("Must be a bare domain, like example.com.")
    return name


class NewProvider(BaseModel):
    """`client_secret` may be left out where the issuer and the client stay. `role` null makes newcomers visitors."""

    name: Annotated[Text, Field(min_length=1, max_length=60)]
    issuer: Annotated[Text, Field(max_length=500), AfterValidator(is_issuer)]
    client_id: Annotated[Text, Field(min_length=1, max_length=255)]
    client_secret: Annotated[Text, Field(min_length=1, max_length=1000)] | None = None
    email_domain: Annotated[Text | None, AfterValidator(is_domain)] = None
    role: Literal["member", "moderator", "admin"] | None = "member"


class ProviderJson(TypedDict):
    """`redirect_uri` is what the issuer has to know. The secret is never shown."""

    id: UUID
    name: str
    issuer: str
    client_id: str
    email_domain: str | None
    role: Role | None
    redirect_uri: str
    created_at: datetime
    updated_at: datetime


async def is_outside(body: NewProvider) -> None:
    try:
        await cast(Guard, current_app.extensions["guard"]).welcome(tenant().id, body.issuer)
    except UnwelcomeUrl as fault:
        raise WrongField("issuer", (fault.details or [])[0]["message"]) from None


@sign_in_provider.put("/sign-in-provider")
@allow("admin", permission="tenant.change", before=is_outside)
async def set_sign_in_provider(body: NewProvider) -> ProviderJson:
    """Set the board's own provider, in place of the one it has.

    Another issuer or client ends the sessions that came by the old one.
    """
    row = await TenantProvider.filter(tenant_id=tenant().id).select_for_update().first()
    same = row is not None and (row.issuer, row.client_id) == (body.issuer, body.client_id)
    if not same and body.client_secret is None:
        raise WrongField("client_secret", "Is needed: it belongs to this issuer and this client.")
    if row and not same:
        await row.end_sessions()
    id = row.id if row else await connection().fetchval("SELECT loops_uuid7()")
    values: dict[str, Any] = body.model_dump(exclude={"client_secret"}) | locked(body.client_secret, id)
    if row:
        await TenantProvider.filter(id=id).update(updated_at=RawSQL("loops_now()"), **values)
    else:
        await TenantProvider.create(id=id, tenant_id=tenant().id, **values)
    return shown(await TenantProvider.of(tenant().id))


def locked(secret: str | None, id: UUID) -> dict[str, str]:
    safe = cast(Safe, current_app.extensions["safe"])
    return {"client_secret": safe.lock(secret, *owner(tenant().id, id))} if secret else {}


@sign_in_provider.get("/sign-in-provider")
@allow("admin", permission="tenant.change")
async def show_sign_in_provider() -> ProviderJson:
    """The board's own provider; 404 where it has none."""
    return shown(await TenantProvider.of(tenant().id))


@sign_in_provider.delete("/sign-in-provider")
@allow("admin", permission="tenant.change")
async def delete_sign_in_provider() -> tuple[Literal[""], Literal[204]]:
    """People cannot sign in by it any more, and whoever has is signed out. They stay who they were."""
    row = await TenantProvider.of(tenant().id)
    await row.end_sessions()
    await row.delete()
    return "", 204


def shown(row: TenantProvider) -> ProviderJson:
    made: Any = {name: getattr(row, name) for name in ProviderJson.__annotations__ if name != "redirect_uri"}
    return cast(ProviderJson, made | {"redirect_uri": f"{tenant().home}/sign-in/own/callback"})
