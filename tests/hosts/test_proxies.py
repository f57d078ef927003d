import logging
from ipaddress import ip_network
from typing import cast

import pytest
from hypercorn.typing import HTTPScope

from loops_tenants.names import household
from loops_tenants.proxies import Caller, Proxies

TRUSTED = ip_network("10.0.0.0/8"), ip_network("fd00::/8")
PROXY = "10.0.0.5"


def called(peer: str, *headers: tuple[str, str], proxies: Proxies | None = None) -> Caller:
    sent = [(name.lower().encode(), value.encode()) for name, value in headers]
    scope = cast(HTTPScope, {"headers": sent, "client": (peer, 1)})
    return (proxies or Proxies(TRUSTED)).caller(scope)


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ([("X-Forwarded-For", "192.0.2.1")], "192.0.2.1"),
        ([("X-Forwarded-For", " 192.0.2.1:4711 ")], "192.0.2.1"),
        ([("X-Forwarded-For", "[2001:db8::1]:4711")], "2001:db8::1"),
        ([("X-Forwarded-For", "::ffff:192.0.2.1")], "192.0.2.1"),
        ([("X-Forwarded-For", "198.51.100.9, 192.0.2.1, 10.1.1.1")], "192.0.2.1"),
        ([("X-Forwarded-For", "198.51.100.9"), ("X-Forwarded-For", "192.0.2.1, fd00::1")], "192.0.2.1"),
        ([("X-Forwarded-For", "198.51.100.9, unknown, 10.1.1.1")], "10.1.1.1"),
        ([("X-Forwarded-For", "10.2.2.2, 10.1.1.1")], "10.2.2.2"),
        ([("X-Forwarded-For", "' OR 1=1")], PROXY),
        ([("X-Forwarded-For", "")], PROXY),
        ([("X-Forwarded-Proto", "https")], PROXY),
        ([("Forwarded", 'for="[2001:db8::1]:4711";proto=https')], "2001:db8::1"),
        ([("Forwarded", 'For=198.51.100.9, for="192.0.2.1:80";by=10.9.9.9, for=10.1.1.1')], "192.0.2.1"),
        ([("Forwarded", "for=_hidden")], PROXY),
        ([("Forwarded", 'for="')], PROXY),
        ([("Forwarded", "for=198.51.100.9"), ("X-Forwarded-For", "192.0.2.1")], "192.0.2.1"),
    ],
)
def test_a_trusted_proxy_says_who_asks(headers: list[tuple[str, str]], address: str) -> None:
    assert called(PROXY, *headers) == Caller(address, None, proxied=True)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"])
def test_what_others_say_changes_nothing(header: str) -> None:
    said = called("192.0.2.1", (header, "for=198.51.100.9;host=evil.test"), ("Host", "acme.test"))
    assert said == Caller("192.0.2.1", "acme.test", proxied=True, unlisted=True)


def test_who_comes_from_afar_is_no_proxy_of_ours() -> None:
    said = called("93.184.215.14", ("X-Forwarded-For", "198.51.100.9"), ("Host", "acme.test"))
    assert said == Caller("93.184.215.14", "acme.test", proxied=True, unlisted=False)
    assert called("192.0.2.1", ("Host", "acme.test")) == Caller("192.0.2.1", "acme.test", proxied=False)


def test_an_unlisted_proxy_of_a_private_network_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    proxies = Proxies()
    called("192.0.2.1", proxies=proxies)
    called("8.8.8.8", ("X-Forwarded-For", "192.0.2.1"), proxies=proxies)
    assert not caplog.records
    for _ in range(3):
        called("172.16.0.1", ("X-Forwarded-For", "192.0.2.1"), proxies=proxies)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "172.16.0.1" in caplog.text
    assert "LOOPS_TRUSTED_PROXIES" in caplog.text


@pytest.mark.parametrize(
    ("address", "of"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_neighbours_behind_one_line_are_one_household(address: str, of: str) -> None:
    assert household(address) == of
