"""webhook: endpoints that are told of what happens on a board."""

from uuid import UUID

import click

from loops.commands.answering import Answer, on_the_database
from loops.commands.words import Commas, checked, of_tenant
from loops.models.pagination import Paged
from loops.models.webhook import Webhook, WebhookNotFound
from loops.models.webhook_shapes import NewWebhook, WebhookJson
from loops.outbound import Guard
from loops.safe import Safe
from loops.settings import Settings
from loops_tenants import registry
from loops_tenants.errors import NotFound
from loops_tenants.scope import tenant_transaction


class WebhookUnknown(NotFound):
    def __init__(self, slug: str, id: str) -> None:
        super().__init__(f"`{slug}` has no webhook with the id `{id}`: see `loops webhook list --tenant {slug}`.")


@click.group()
def webhook() -> None:
    """Webhooks: create, list and delete those of a tenant."""


@webhook.command()
@of_tenant
@click.option("--url", required=True, help="Where events are sent to.")
@click.option("--events", type=Commas(), help="Which, as post.created,vote.created; unless given, all, later ones too.")
@click.option("--name", default="", help="What it is for.")
@on_the_database
async def create(settings: Settings, slug: str, url: str, events: list[str] | None, name: str) -> Answer:
    """Make a webhook, and print its id and its secret.

    What is sent is signed with the secret, which is not shown again.
    """
    owner = await registry.find(slug)
    new = checked(NewWebhook, url=url, events=events or [], name=name)
    await Guard.of(settings).welcome(owner.id, new.url)
    async with tenant_transaction(owner.id):
        made = await Webhook.subscribe(owner, new, safe=Safe.of(settings))
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
    try:
        async with tenant_transaction(owner.id):
            await (await Webhook.of(owner, UUID(id))).delete()
    except (WebhookNotFound, ValueError):
        raise WebhookUnknown(slug, id) from None
    return Answer({"id": id}, [f"{id} is deleted."])


def line(webhook: WebhookJson) -> str:
    state = "active" if webhook["active"] else "disabled" if webhook["disabled_at"] else "paused"
    return f"{webhook['id']}  {state:8}  {webhook['url']}  {','.join(webhook['events'])}".rstrip()
