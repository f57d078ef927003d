"""Webhooks as the API takes and shows them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictBool
from typing_extensions import TypedDict

from loops.answers import OnceShown
from loops.models.event import EventName
from loops.models.post import Text
from loops.models.rotation import SecretJson
from loops.outbound import parsed


def callable_url(written: str) -> str:
    parsed(written)
    return written


Url = Annotated[Text, Field(max_length=2000), AfterValidator(callable_url)]
Name = Annotated[Text, Field(max_length=120)]
EventNames = Annotated[list[EventName], AfterValidator(lambda names: list(dict.fromkeys(names)))]


class NewWebhook(BaseModel):
    url: Url
    name: Name = ""
    events: EventNames = []


class WebhookChange(TypedDict, total=False):
    """What is not given stays. `active: true` brings a disabled one back."""

    url: Url
    name: Name
    events: EventNames
    active: StrictBool


class Described(TypedDict):
    """No `events` means all."""

    id: UUID
    url: str
    name: str
    events: list[str]
    active: bool
    created_at: datetime


class WebhookJson(Described):
    """`active: false` without `disabled_at`: it is paused, its deliveries wait. `secrets`: those that hold now."""

    disabled_at: datetime | None
    secrets: list[SecretJson]


class RotatedJson(WebhookJson):
    """With its new secret, which is never shown again."""

    secret: OnceShown


class NewWebhookJson(Described):
    """With its secret, which is never shown again."""

    secret: OnceShown


class WebhookPage(TypedDict):
    webhooks: list[WebhookJson]
    next_cursor: str | None
