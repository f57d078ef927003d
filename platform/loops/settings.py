"""What an operator may set: LOOPS_* in the environment, read once into one frozen object."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Network = IPv4Network | IPv6Network


class Settings(BaseSettings):
    """Each field is LOOPS_<FIELD>. docs/settings.md lists them, by test."""

    model_config = SettingsConfigDict(env_prefix="LOOPS_", frozen=True, env_ignore_empty=True, extra="forbid")

    data_dir: Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())] = Path("var")
    database_url: str = ""  # empty: embedded
    redis_url: str = ""  # empty: embedded
    secret_key: SecretStr | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    domain: str = ""  # empty: localhost:<port>
    scheme: Literal["", "http", "https"] = ""  # empty: http for localhost, else https
    web_workers: Annotated[int, Field(ge=1, le=64)] = 1
    pool_size: Annotated[int, Field(ge=1, le=100)] = 10
    parent_pid: int = 0

    @property
    def embedded(self) -> bool:
        """Whether PostgreSQL is a child of ours."""
        return not self.database_url

    @property
    def apex(self) -> str:
        """Where the installation itself lives, its port included where it has one."""
        return self.domain or f"localhost:{self.port}"

    @property
    def link_scheme(self) -> str:
        local = self.apex.partition(":")[0].endswith("localhost")
        return self.scheme or ("http" if local else "https")
