"""How the values of settings are written, and what is said where one is written otherwise."""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import NoDecode

from loops import secret_key
from loops.addresses import Network
from loops.durations import seconds
from loops.environment import Secret
from loops_tenants import names


def begins_with(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        if not url.startswith(schemes):
            raise ValueError(f"it should begin with {' or '.join(schemes)}")
        try:
            _ = urlsplit(url).port
        except ValueError:
            raise ValueError("its port is no number (in a password, / is written %2F, # %23 and ? %3F)") from None
        return url

    return AfterValidator(check)


def is_host(domain: str) -> str:
    """As links have it: in IDNA's ASCII, with the port that was given."""
    if not domain:
        return ""
    name, port = names.bare(domain), names.port(domain)
    if name is None or port == 0 or (port or 0) > 65535:
        raise ValueError("it should be a bare host name, with :port where it is not the usual one")
    if len(name) > LONGEST_DOMAIN:
        raise ValueError(f"it has more than the {LONGEST_DOMAIN} characters that leave room for a board's name")
    return f"{name}:{port}" if port else name


def is_slug(slug: str) -> str:
    if slug and not SLUG.fullmatch(slug):
        raise ValueError("it should be the slug of a tenant, as `loops tenant list` shows it")
    return slug


def long_enough(key: SecretStr) -> SecretStr:
    if 0 < len(key) < secret_key.SHORTEST:
        raise ValueError(f"it is shorter than {secret_key.SHORTEST} characters; make one with `{secret_key.MAKE}`")
    return key


def split(value: object) -> object:
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


LONGEST_DOMAIN = names.LONGEST - 41
SLUG = re.compile("[a-z0-9-]{3,40}")
Listed = BeforeValidator(split)  # `Annotated[tuple[Network, ...], NoDecode, Listed, said("…")]` reads `a, b`
Networks = Annotated[tuple[Network, ...], NoDecode, Listed]
Durations = Annotated[tuple[Annotated[float, BeforeValidator(seconds), Field(gt=0)], ...], NoDecode, Listed]
Breaks = Annotated[Durations, Field(min_length=1)]
Folder = Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())]
PostgresUrl = Annotated[str, begins_with("postgresql://", "postgres://"), Secret()]
RedisUrl = Annotated[str, begins_with("redis://", "rediss://", "unix://"), Secret()]
