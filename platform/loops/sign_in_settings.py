"""Whom people sign in with: the providers of the installation, each set by a client's id and its secret."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings

from loops.environment import Secret, WrongSetting

GITHUB = "https://github.com"


def is_address(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment):
        raise ValueError("it should look like https://id.example.com, without anything after ? or #")
    return url


Address = Annotated[str, AfterValidator(is_address)]


class SignInSettings(BaseSettings):
    github_client_id: Annotated[str, Field(description="The client id of a GitHub OAuth app, to sign in with.")] = ""
    github_client_secret: Annotated[SecretStr, Secret(), Field(description="Its client secret.")] = SecretStr("")
    github_url: Annotated[Address, Field(description="Where GitHub is; another for GitHub Enterprise Server.")] = GITHUB
    google_client_id: Annotated[str, Field(description="The client id of a Google OAuth client, to sign in with.")] = ""
    google_client_secret: Annotated[SecretStr, Secret(), Field(description="Its client secret.")] = SecretStr("")
    oidc_issuer: Annotated[
        Address,
        Field(description="An OpenID Connect issuer, to sign in with.", examples=["https://id.example.com"]),
    ] = ""
    oidc_client_id: Annotated[str, Field(description="The client id that it knows this installation by.")] = ""
    oidc_client_secret: Annotated[SecretStr, Secret(), Field(description="The client secret that goes with it.")] = (
        SecretStr("")
    )
    oidc_name: Annotated[
        str, Field(description="What its button says; unset: the issuer's host.", max_length=60, examples=["Acme ID"])
    ] = ""

    def refuse_half_a_provider(self) -> None:
        for wanted in (GITHUB_NEEDS, GOOGLE_NEEDS, OIDC_NEEDS):
            given = [name for name in wanted if getattr(self, name)]
            if given and (missing := [variable(name) for name in wanted if name not in given]):
                raise WrongSetting(f"{variable(given[0])} is set, and {' and '.join(missing)} not: set all or none")


GITHUB_NEEDS = ("github_client_id", "github_client_secret")
GOOGLE_NEEDS = ("google_client_id", "google_client_secret")
OIDC_NEEDS = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")


def variable(field: str) -> str:
    return f"LOOPS_{field.upper()}"
