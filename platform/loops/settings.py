"""What an operator may set: LOOPS_* in the environment, read once into one frozen object."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import NoDecode, SettingsConfigDict

from loops import environment, secret_key
from loops.addresses import Network
from loops.environment import Secret, WrongSetting
from loops.limit_settings import LimitSettings
from loops.processes import places
from loops.setting_forms import (
    Breaks,
    Durations,
    Folder,
    Listed,
    Networks,
    PostgresUrl,
    RedisUrl,
    is_host,
    is_slug,
    long_enough,
)
from loops.sign_in_settings import SignInSettings
from loops_tenants import names

__all__ = ["Listed", "Network", "NoDecode", "Secret", "Settings", "WrongSetting", "said"]


def said(description: str, example: object = None, **rest: Any) -> Any:
    """What docs/settings.md says of a field, and, where the default does not show it, what a value looks like."""
    return Field(description=description, examples=None if example is None else [example], **rest)


def under_data_dir(place: Callable[[Path], str]) -> Callable[[dict[str, Any]], str]:
    return lambda read: place(read["data_dir"])


RETRIES = ("5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h")
BREAKS = ("30s", "1m", "2m", "4m", "8m", "15m")

DATA_DIR = "The folder of the embedded servers' data, their logs and a secret key that Loops made itself."
DATABASE_URL = "The PostgreSQL (14 or newer) to use; unset: an embedded one under `LOOPS_DATA_DIR`."
REDIS_URL = "The Redis or Valkey to use; unset: an embedded one under `LOOPS_DATA_DIR`."
SECRET_KEY = "What kept secrets are encrypted with; in the embedded mode Loops makes one, else it is required."
DOMAIN = "The installation's own host, boards live at `<slug>.` of it; unset: `localhost:<LOOPS_PORT>`."
SCHEME = "The scheme of links; unset: `http` for localhost, else `https`."
SINGLE_TENANT = "The slug of one tenant, to be served at every host; its own host then is `LOOPS_DOMAIN`."
SIGNUP = (
    "Who may found an organisation: `open` whoever is signed in; `invite` whoever belongs to one here already, by an "
    "invitation or a sign-in link; `closed` nobody but who runs this, by `loops tenant create`."
)
TRUSTED_PROXIES = "The networks of proxies whose `X-Forwarded-For` and `-Host`, or else `Forwarded`, are believed."
OUTBOUND_ALLOW = "Networks inside which webhooks may be called nevertheless; cloud metadata addresses stay closed."
HTTPS_ONLY = "Whether webhooks are called by https alone; unset: in the embedded mode no, else yes."
RETRY_SCHEDULE = "How long a failed delivery waits for its second attempt, its third, and so on; then it has failed."
BREAKER_SCHEDULE = (
    "How long an endpoint that fails ten times in a row is left alone, how long after its next failure, and so on; "
    "the last one repeats."
)
AT_ONCE = "Deliveries that a worker has under way at once, at most; and as many again to endpoints that are slow."
ALLOW_EMBEDDED = "Set to 1 to use the embedded database although `LOOPS_DOMAIN` is not localhost."
POOL_SIZE = "Database connections of each web worker, at most."


class Settings(SignInSettings, LimitSettings):
    """Each field is LOOPS_<FIELD>; a `Secret` may lie in the file that LOOPS_<FIELD>_FILE names instead.

    What runs takes them from `load`, tests make one by hand. docs/settings.md lists what has a description, by test.
    """

    model_config = SettingsConfigDict(
        env_prefix="LOOPS_", frozen=True, env_ignore_empty=True, extra="forbid", hide_input_in_errors=True
    )

    data_dir: Annotated[Folder, said(DATA_DIR)] = Path("var")
    database_url: PostgresUrl = said(
        DATABASE_URL,
        "postgresql://loops:PASSWORD@db.example.com/loops",
        default_factory=under_data_dir(places.postgres_url),
        repr=False,
    )
    redis_url: RedisUrl = said(
        REDIS_URL,
        "redis://:PASSWORD@redis.example.com:6379/0",
        default_factory=under_data_dir(places.redis_url),
        validate_default=False,
        repr=False,
    )
    secret_key: Annotated[SecretStr, AfterValidator(long_enough), Secret(), said(SECRET_KEY)] = SecretStr("")
    host: Annotated[str, said("The address the web listens on.")] = "127.0.0.1"
    port: Annotated[int, said("The port the web listens on.", ge=1, le=65535)] = 8000
    domain: Annotated[str, AfterValidator(is_host), said(DOMAIN, "your-loop.app")] = ""
    scheme: Annotated[Literal["", "http", "https"], said(SCHEME, "https")] = ""
    single_tenant: Annotated[str, AfterValidator(is_slug), said(SINGLE_TENANT, "acme")] = ""
    signup: Annotated[Literal["open", "invite", "closed"], said(SIGNUP, "closed")] = "open"
    trusted_proxies: Annotated[Networks, said(TRUSTED_PROXIES, "10.0.0.0/8,fd00::/8")] = ()
    web_workers: Annotated[int, said("Web worker processes.", ge=1, le=64)] = 1
    pool_size: Annotated[int, said(POOL_SIZE, ge=1, le=100)] = 10
    outbound_allow: Annotated[Networks, said(OUTBOUND_ALLOW, "10.0.0.0/8,fd00::/8")] = ()
    https_only_webhooks: Annotated[bool | None, said(HTTPS_ONLY, 1)] = None
    retry_schedule: Durations = said(RETRY_SCHEDULE, default=RETRIES, validate_default=True)  # in seconds
    breaker_schedule: Breaks = said(BREAKER_SCHEDULE, default=BREAKS, validate_default=True)
    deliveries_at_once: Annotated[int, said(AT_ONCE, ge=1, le=1000)] = 256
    allow_embedded: Annotated[bool, said(ALLOW_EMBEDDED, 1)] = False
    parent_pid: int = 0  # of the `loops serve` that a process is a child of

    @classmethod
    def load(cls, *, needs_key: bool = True, **given: Any) -> Self:
        """The one way in: the environment, overruled by `given`. Refuses by one line what cannot be used."""
        environment.refuse_unknown(cls.model_fields)
        try:
            read = cls(**(environment.from_files(cls.model_fields) | given))
        except ValidationError as error:
            raise environment.refusal(error, cls.model_fields) from None
        read._refuse_contradictions()
        return read if read.secret_key or not needs_key else read._with_key()

    def _refuse_contradictions(self) -> None:
        self.refuse_half_a_provider()
        if self.embedded and not (self.is_local or self.allow_embedded):
            raise WrongSetting(
                f"LOOPS_DOMAIN is {self.domain!r}, but the embedded database is for trying Loops out: "
                "set LOOPS_DATABASE_URL, or LOOPS_ALLOW_EMBEDDED=1 to use it nevertheless"
            )
        if names.address((names.bare(self.apex) or "").strip("[]")) and not self.single_tenant:
            raise WrongSetting(
                f"LOOPS_DOMAIN is {self.domain!r}, and an address has no names under it for boards: "
                "set a name, or LOOPS_SINGLE_TENANT to serve one board alone"
            )

    def _with_key(self) -> Self:
        if self.embedded:
            key = SecretStr(secret_key.kept(self.data_dir))
            return self.model_copy(update={"secret_key": key})
        raise WrongSetting(
            f"LOOPS_SECRET_KEY is not set, and there is no default: make one with `{secret_key.MAKE}`, "
            "and give the same to every process"
        )

    @property
    def embedded(self) -> bool:
        """Whether PostgreSQL is a child of ours."""
        return "database_url" not in self.model_fields_set

    @property
    def embedded_redis(self) -> bool:
        """Whether Valkey is a child of ours."""
        return "redis_url" not in self.model_fields_set and bool(self.redis_url)

    @property
    def webhooks_by_https_alone(self) -> bool:
        return not self.embedded if self.https_only_webhooks is None else self.https_only_webhooks

    @property
    def listens_on_loopback(self) -> bool:
        """Whether nobody but this machine's own programs reaches us."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")

    @property
    def is_local(self) -> bool:
        """Whether the installation is for this machine's own browsers alone."""
        name = re.sub(r":\d+$", "", self.apex)
        return name in ("localhost", "127.0.0.1", "[::1]") or name.endswith(".localhost")

    @property
    def apex(self) -> str:
        """Where the installation itself lives, its port included where it has one."""
        return self.domain or f"localhost:{self.port}"

    @property
    def link_scheme(self) -> str:
        return self.scheme or ("http" if self.is_local else "https")

    @property
    def home(self) -> str:
        """The address of the apex, without the last slash."""
        return f"{self.link_scheme}://{self.apex}"

    def home_of(self, slug: str) -> str:
        """The address of a tenant's board, without the last slash: what every link of it begins with."""
        return self.home if slug == self.single_tenant else f"{self.link_scheme}://{slug}.{self.apex}"
