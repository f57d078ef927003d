"""Whom people can sign in with here, made of the settings: one of each kind that is set, in the order of its button."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from loops.sign_in_settings import SignInSettings
from loops_tenants.github import GitHub
from loops_tenants.oauth import Provider
from loops_tenants.oidc import OpenIdConnect

GOOGLE = "https://accounts.google.com"


def providers(settings: SignInSettings) -> Iterator[Provider]:
    if client := settings.github_client_id:
        secret = settings.github_client_secret.get_secret_value()
        yield Provider("github", "GitHub", client, secret, GitHub(settings.github_url))
    if client := settings.google_client_id:
        secret = settings.google_client_secret.get_secret_value()
        yield Provider("google", "Google", client, secret, OpenIdConnect("google", GOOGLE))
    if client := settings.oidc_client_id:
        secret, issuer = settings.oidc_client_secret.get_secret_value(), settings.oidc_issuer
        name = settings.oidc_name or urlsplit(issuer).hostname or issuer
        yield Provider("oidc", name, client, secret, OpenIdConnect("oidc", issuer))
