"""Webhooks as the API takes and shows them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictBool
from typing_extensions import TypedDict

from loops.answers import OnceShown
from loops.models.custom_headers import CustomHeaders
from loops.models.event import EventName
from loops.models.older_secrets import SecretJson
from loops.models.writing import StatusKey, Text
from loops.outbound import parsed

MOST_ASKED_FOR = 50  # statuses, or tags


def callable_url(written: str) -> str:
    parsed(written)
    return written


Url = Annotated[Text, Field(max_length=2000), AfterValidator(callable_url)]
Name = Annotated[Text, Field(max_length=120)]
OnceEach = AfterValidator(lambda names: list(dict.fromkeys(names)))
EventNames = Annotated[list[EventName], OnceEach]
Statuses = Annotated[list[StatusKey], Field(max_length=MOST_ASKED_FOR), OnceEach]
Tags = Annotated[list[Annotated[Text, Field(min_length=1, max_length=40)]], Field(max_length=MOST_ASKED_FOR), OnceEach]


class NewWebhook(BaseModel):
    url: Url
    name: Name = ""
    events: EventNames = []
    statuses: Statuses = []
    tags: Tags = []
    headers: CustomHeaders = {}


class WebhookChange(TypedDict, total=False):
    """What is not given stays. `active: true` brings a disabled one back."""

    url: Url
    name: Name
    events: EventNames
    statuses: Statuses
    tags: Tags
    headers: CustomHeaders
    active: StrictBool


class Described(TypedDict):
    """No `events` means all; no `statuses`, no `tags` too. An event that is about no post passes these two.

    Of the values of `headers` the end is shown; sent back as they are shown they stay what they are.
    """

    id: UUID
    url: str
    name: str
    events: list[str]
    active: bool
    created_at: datetime
    statuses: list[str]
    tags: list[str]
    headers: dict[str, str]


class WebhookJson(Described):
    """`active: false` without `disabled_at`: it is paused, its deliveries wait. `disabled_because`: it is `gone` (it
    answered 410), or kept `failing` for five days. `secrets`: those that hold now."""

    disabled_at: datetime | None
    disabled_because: str | None
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
