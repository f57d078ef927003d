from ipaddress import ip_network
from os import environ
from pathlib import Path

import pytest

from loops.settings import Settings, WrongSetting

ELSEWHERE = {"LOOPS_DATABASE_URL": "postgresql://db/loops", "LOOPS_SECRET_KEY": "k" * 32}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in environ if name.startswith("LOOPS_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def loaded(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in (ELSEWHERE | variables).items():
        monkeypatch.setenv(name, value)
    return Settings.load()


@pytest.mark.parametrize(
    ("domain", "home"),
    [
        ("your-loop.app", "https://acme.your-loop.app"),
        ("Your-Loop.APP.", "https://acme.your-loop.app"),
        ("your-loop.app:8443", "https://acme.your-loop.app:8443"),
        ("döngü.app", "https://acme.xn--dng-sna6a.app"),
        ("localhost:9000", "http://acme.localhost:9000"),
        ("loops.localhost", "http://acme.loops.localhost"),
        ("intranet", "https://acme.intranet"),
    ],
)
def test_links_have_the_domain_in_its_one_form(monkeypatch: pytest.MonkeyPatch, domain: str, home: str) -> None:
    assert loaded(monkeypatch, LOOPS_DOMAIN=domain).home_of("acme") == home


def test_without_a_domain_it_is_localhost_with_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, LOOPS_PORT="8123").home_of("acme") == "http://acme.localhost:8123"
    assert loaded(monkeypatch, LOOPS_SCHEME="https").home_of("acme") == "https://acme.localhost:8123"


def test_a_single_tenants_home_is_the_domain_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, LOOPS_SINGLE_TENANT="acme", LOOPS_DOMAIN="ideas.acme.org")
    assert settings.home_of("acme") == "https://ideas.acme.org"
    assert settings.home_of("globex") == "https://globex.ideas.acme.org"


@pytest.mark.parametrize(
    "domain",
    [
        "https://x.org",
        "x.org/boards",
        "*.x.org",
        ".x.org",
        "x..org",
        "x_y.org",
        "-x.org",
        "a b.org",
        "me@x.org",
        "x.org:0",
        "x.org:99999",
        "x.org:http",
        "a" * 64 + ".org",
        "a." * 110 + "org",
        "\u202ex.org",
    ],
)
def test_what_is_no_host_is_refused(monkeypatch: pytest.MonkeyPatch, domain: str) -> None:
    with pytest.raises(WrongSetting, match=r"^LOOPS_DOMAIN is"):
        loaded(monkeypatch, LOOPS_DOMAIN=domain)


@pytest.mark.parametrize("address", ["192.0.2.1", "127.0.0.1:8000", "[2001:db8::1]:8000"])
def test_an_address_is_a_domain_for_a_single_tenant_alone(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    with pytest.raises(WrongSetting, match="LOOPS_SINGLE_TENANT"):
        loaded(monkeypatch, LOOPS_DOMAIN=address)
    assert loaded(monkeypatch, LOOPS_SINGLE_TENANT="acme").home_of("acme").endswith(f"://{address}")


@pytest.mark.parametrize("slug", ["Acme", "a", "acme.org", "a b"])
def test_a_single_tenant_is_named_by_its_slug(monkeypatch: pytest.MonkeyPatch, slug: str) -> None:
    with pytest.raises(WrongSetting, match=r"^LOOPS_SINGLE_TENANT is"):
        loaded(monkeypatch, LOOPS_SINGLE_TENANT=slug)


def test_proxies_are_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, LOOPS_TRUSTED_PROXIES="10.0.0.0/8, 127.0.0.1,fd00::/8")
    assert settings.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("127.0.0.1"), ip_network("fd00::/8"))
    with pytest.raises(WrongSetting, match=r"^LOOPS_TRUSTED_PROXIES is"):
        loaded(monkeypatch, LOOPS_TRUSTED_PROXIES="nginx")


def test_limits_are_the_promised_ones_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, LOOPS_LIMIT_POSTS="5")
    assert (settings.limit_secret_key, settings.limit_reads, settings.limit_writes) == (6_000, 600, 60)
    assert (settings.limit_posts, settings.limit_refused_keys, settings.limit_address_factor) == (5, 30, 10)
    with pytest.raises(WrongSetting, match=r"^LOOPS_LIMIT_READS is '-1'"):
        loaded(monkeypatch, LOOPS_LIMIT_READS="-1")
