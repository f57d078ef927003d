"""What is taken and shown of a tenant's settings."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StrictBool
from typing_extensions import TypedDict

from loops.answers import OnceShown
from loops.models.brand import BrandJson
from loops.models.color import Color
from loops.models.text import OnOneLine, Seen, Text
from loops_tenants.registry import LONGEST_NAME

Language = Literal["en", "tr"]
Privacy = Literal["public", "sign_in", "members"]


class TenantChange(TypedDict, total=False):
    """What is not given stays. A `brand_color` of null is Loops' own."""

    name: Annotated[Text, Field(min_length=1, max_length=LONGEST_NAME), Seen, OnOneLine]
    language: Language
    brand_color: Color | None
    privacy: Privacy
    anonymous_posting: StrictBool
    anonymous_voting: StrictBool
    require_identity: StrictBool
    moderation: StrictBool


class OlderSecretJson(TypedDict):
    """One that was replaced, and is still believed until `expires_at`."""

    identity_secret: str | None
    expires_at: datetime


class TenantJson(TypedDict):
    """`brand` is made from `brand_color`, corrected until text can be read in it and on it.

    `privacy`: who may read: anybody, who is signed in, or members alone. `identity_secret` signs identity tokens; it
    is null where it cannot be read any more, because LOOPS_SECRET_KEY has changed.
    """

    slug: str
    name: str
    url: str
    language: Language
    brand_color: str | None
    brand: BrandJson
    logo_url: str | None
    privacy: Privacy
    anonymous_posting: bool
    anonymous_voting: bool
    require_identity: bool
    moderation: bool
    identity_secret: str | None
    older_identity_secrets: list[OlderSecretJson]
    created_at: datetime


class Overlap(BaseModel):
    """`overlap_days`: how long the secret that is replaced is still believed. 0 ends it at once, and all before it."""

    overlap_days: Annotated[float, Field(ge=0, le=7)] = 1


class NewSecretJson(TypedDict):
    identity_secret: OnceShown
