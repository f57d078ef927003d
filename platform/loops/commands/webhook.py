"""webhook: endpoints that are told of what happens on a board."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.audited import noted
from loops.commands.webhook_deliveries import WebhookUnknown, deliveries, ping_, replay, retry_
from loops.commands.words import Commas, Header, checked, of_tenant
from loops.models.pagination import Paged
from loops.models.rotation import Rotation
from loops.models.rotation import switch as switched
from loops.models.webhook import Webhook, WebhookNotFound
from loops.models.webhook_shapes import NewWebhook, WebhookJson
from loops.outbound import Guard
from loops.safe import Safe
from loops.settings import Settings
from loops_tenants import registry
from loops_tenants.models import Tenant
from loops_tenants.scope import tenant_transaction


@click.group()
def webhook() -> None:
    """Webhooks: create, list and delete those of a tenant, rotate their secrets, see what they were sent."""


for command in (ping_, deliveries, retry_, replay):
    webhook.add_command(command)


@webhook.command()
@of_tenant
@click.option("--url", required=True, help="Where events are sent to.")
@click.option("--events", type=Commas(), help="Which, as post.created,vote.created; unless given, all, later ones too.")
@click.option("--statuses", type=Commas(), help="Of posts with which status, as planned,done; unless given, with any.")
@click.option("--tags", type=Commas(), help="Of posts with which tag; unless given, with any, and without.")
@click.option("--header", "headers", type=Header(), multiple=True, help="Sent along, as 'Authorization: Bearer …'.")
@click.option("--name", default="", help="What it is for.")
@on_the_database
async def create(
    settings: Settings,
    slug: str,
    url: str,
    name: str,
    headers: Sequence[tuple[str, str]],
    **asked: list[str] | None,
) -> Answer:
    """Make a webhook, and print its id and its secret.

    What is sent is signed with the secret, which is not shown again.
    """
    owner = await registry.find(slug)
    wanted = {what: which or [] for what, which in asked.items()}
    new = checked(NewWebhook, url=url, name=name, headers=dict(headers), **wanted)
    await Guard.of(settings).welcome(owner.id, new.url)
    async with tenant_transaction(owner.id):
        made = await Webhook.subscribe(owner, new, safe=Safe.of(settings))
        await noted(owner.id, "webhooks.create", made["id"], new)
    return Answer(made, [f"id      {made['id']}", f"secret  {made['secret']}"], note="The secret is not shown again.")


@webhook.command("list")
@of_tenant
@on_the_database
async def list_(settings: Settings, slug: str) -> Answer:
    """List a tenant's webhooks, the newest first."""
    owner = await registry.find(slug)
    async with tenant_transaction(owner.id):
        found = (await Webhook.page(owner, Paged(limit=200)))["webhooks"]  # there are fewer
    return Answer(found, map(line, found), note="" if found else "There is no webhook yet.")


@webhook.command()
@of_tenant
@click.argument("id")
@on_the_database
async def delete(settings: Settings, slug: str, id: str) -> Answer:
    """Delete a webhook, with what was waiting for it.

    ID is as `loops webhook list` shows it.
    """
    owner = await registry.find(slug)
    async with tenant_transaction(owner.id):
        gone = await found(owner, id)
        await gone.delete()
        await noted(owner.id, "webhooks.delete", gone.id)
    return Answer({"id": id}, [f"{id} is deleted."])


@webhook.command()
@of_tenant
@click.option("--overlap", type=float, default=1, show_default=True, help="Days that the secret before holds, 0-7.")
@click.argument("id")
@on_the_database
async def rotate(settings: Settings, slug: str, overlap: float, id: str) -> Answer:
    """Give a webhook a new secret, and print it.

    What is sent is signed with the one before too, until the overlap ends; X-Loop-Signature with that one alone, until
    then or until `loops webhook switch`. With an overlap of 0 the new one alone holds, at once.
    """
    owner, rotation = await registry.find(slug), checked(Rotation, overlap_days=overlap)
    async with tenant_transaction(owner.id):
        webhook = await found(owner, id)
        text = await rotation.of(webhook, safe=Safe.of(settings))
        await noted(owner.id, "webhook_secrets.rotate", webhook.id, rotation)
    document = {**webhook.shown(), "secret": text}
    return Answer(document, [f"secret  {text}", *holding(webhook)], note="The secret is not shown again.")


@webhook.command()
@of_tenant
@click.argument("id")
@on_the_database
async def switch(settings: Settings, slug: str, id: str) -> Answer:
    """Key X-Loop-Signature with the newest secret now.

    The ones before go on to sign beside it (webhook-signature), as long as they hold.
    """
    owner = await registry.find(slug)
    async with tenant_transaction(owner.id):
        webhook = await found(owner, id)
        await switched(webhook)
        await noted(owner.id, "webhook_secrets.switch", webhook.id)
    return Answer(webhook.shown(), [f"X-Loop-Signature of {id} is keyed with the newest secret."])


async def found(owner: Tenant, id: str) -> Webhook:
    """In the open transaction; nobody else changes it until that ends."""
    try:
        return await Webhook.locked(owner, UUID(id))
    except (WebhookNotFound, ValueError):
        raise WebhookUnknown(owner.slug, id) from None


def holding(webhook: Webhook) -> Iterator[str]:
    for older in webhook.shown()["secrets"][1:]:
        yield f"before  of {older['created_at']:%Y-%m-%d %H:%M}, holds until {older['expires_at']:%Y-%m-%d %H:%M} UTC"


def line(webhook: WebhookJson) -> str:
    state = "active" if webhook["active"] else "disabled" if webhook["disabled_at"] else "paused"
    return f"{webhook['id']}  {state:8}  {webhook['url']}  {','.join(webhook['events'])}".rstrip()
