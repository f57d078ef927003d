"""A signed identity token makes a publishable key's word a proof, and nothing else does."""

import random
import time

import asyncpg
import pytest
from quart import Quart

from caller import Caller
from conftest import DOMAIN
from tenant.tokens import HOUR, claims, part, proving, refused, secret_of, signed, token

DAY = 24 * HOUR


@pytest.fixture
async def secret(ada: Caller) -> str:
    return await secret_of(ada)


@pytest.fixture
def proven(bob: Caller, secret: str) -> Caller:
    return proving(bob, token(secret, name=" Bob 🌒 ", email="bob@example.com"))


async def test_a_vote_with_a_token_is_verified(ada: Caller, bob: Caller, proven: Caller) -> None:
    path = f"/posts/{(await ada.post())['id']}/vote"
    await proven("PUT", path)
    (vote,) = (await ada("GET", f"{path}s")).json["votes"]
    assert (vote["external_user_id"], vote["verified"]) == ("bob", True)
    assert (await bob("DELETE", path)).json["votes"] == 1  # a claim takes back no proof
    assert (await bob("GET", path.removesuffix("/vote"))).json["voted"] is False
    assert (await proven("GET", path.removesuffix("/vote"))).json["voted"] is True


async def test_a_post_is_by_whom_the_token_names(proven: Caller, ada: Caller, sql: asyncpg.Connection) -> None:
    post = await proven.post()
    assert (await ada("GET", f"/posts/{post['id']}")).json["external_user_id"] == "bob"
    assert await sql.fetchval("SELECT author_verified FROM posts") is True
    actor = await sql.fetchval("SELECT body::json -> 'actor' FROM events")
    assert actor == '{"type":"user","id":"bob","name":"Bob 🌒"}'


async def test_a_token_shows_nothing_of_others(ada: Caller, proven: Caller) -> None:
    post = await ada.post(external_user_id="eve")
    assert "external_user_id" not in (await proven("GET", f"/posts/{post['id']}")).json
    assert "external_user_id" not in (await proven("GET", "/posts")).json["posts"][0]


async def test_a_token_gives_no_scope(proven: Caller) -> None:
    assert (await proven("GET", "/tenant")).code == "insufficient_scope"


async def test_a_secret_key_may_pass_a_token_on(ada: Caller, secret: str) -> None:
    post = await proving(ada, token(secret)).post()
    assert post["external_user_id"] == "bob"


@pytest.mark.parametrize("other", ["eve", "Bob"])
async def test_another_visitor_beside_it_is_400(ada: Caller, proven: Caller, other: str) -> None:
    path = f"/posts/{(await ada.post())['id']}"
    answers = [
        await proven("GET", f"/posts?external_user_id={other}"),
        await proven("GET", f"{path}?external_user_id={other}"),
        await proven("PUT", f"{path}/vote", {"external_user_id": other}),
        await proven("POST", "/posts", {"title": "Dark mode", "external_user_id": other}),
        await proven.saying({"X-Loop-External-User": other})("GET", "/statuses"),
    ]
    assert [(answer.status, answer.json["error"]["details"][0]["field"]) for answer in answers] == [
        (400, "external_user_id")
    ] * 5


async def test_the_same_visitor_beside_it_is_no_other(proven: Caller) -> None:
    same = proven.saying({"X-Loop-External-User": "bob"})
    assert (await same("GET", "/posts?external_user_id=bob")).status == 200


async def test_no_other_algorithm_is_taken(bob: Caller, secret: str) -> None:
    made = [signed(secret, claims(), {"alg": f"HS{bits}"}, f"sha{bits}") for bits in (384, 512)]
    made += [
        signed(secret, claims(), {"alg": name}) for name in ("none", "None", "NONE", "RS256", "hs256", "ES256", "")
    ]
    made += [f"{part({'alg': 'none'})}.{part(claims())}.", f"{part({'alg': 'HS256'})}.{part(claims())}."]
    for each in made:
        assert "eyJ" not in await refused(bob, each)


async def test_only_the_boards_own_secret_signs(bob: Caller, globex: Caller, secret: str) -> None:
    for other in (
        await secret_of(globex),
        secret[:-1],
        f"{secret} ",
        secret.removeprefix("loop_is_"),
        "",
        bob.headers["Authorization"],
    ):
        assert "identity secret" in await refused(bob, token(other))


async def test_before_a_secret_was_asked_for_nothing_is_believed(bob: Caller) -> None:
    assert "identity secret" in await refused(bob, token("loop_is_" + "0" * 43))


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (claims(exp=1), "expired"),
        ({"sub": "bob"}, "`exp`"),
        (claims(exp="9999999999"), "`exp`"),
        (claims(exp=True), "`exp`"),
        (claims(exp=[1]), "`exp`"),
        (claims(exp=float("nan")), "`exp`"),
        (claims(exp=float("inf")), "`exp`"),
        (claims(nbf=float("nan")), "`nbf`"),
        (claims(exp=10**400), "too long"),
        (claims(exp=-(10**400)), "expired"),
        (claims(nbf=9999999999), "`nbf`"),
        (claims(nbf="x"), "`nbf`"),
        ({"exp": 0}, "expired"),
        (claims(sub=None), "`sub`"),
        (claims(sub=""), "`sub`"),
        (claims(sub="  "), "`sub`"),
        (claims(sub=7), "`sub`"),
        (claims(sub=["bob"]), "`sub`"),
        (claims(sub="b" * 201), "`sub`"),
        (claims(sub="b\0b"), "`sub`"),
        (claims(name=7), "`name`"),
        (claims(name="n" * 201), "`name`"),
        (claims(email={}), "`email`"),
        ([], "no signed JWT"),
        ("bob", "no signed JWT"),
        (None, "no signed JWT"),
        (b"{", "no signed JWT"),
        (b"\xff", "no signed JWT"),
        (b"[" * 2000, "no signed JWT"),
        (b'{"exp":' + b"9" * 2500 + b"}", ""),
    ],
)
async def test_what_a_token_lacks_is_said(bob: Caller, secret: str, payload: object, said: str) -> None:
    assert said in await refused(bob, signed(secret, payload))


async def test_it_holds_for_a_day_at_most_and_clocks_may_differ_a_little(bob: Caller, secret: str) -> None:
    now = time.time()
    for seconds in (-30, 1, DAY - 1, DAY + 30):
        assert (await proving(bob, token(secret, exp=int(now + seconds)))("GET", "/posts")).status == 200
    assert "expired" in await refused(bob, token(secret, exp=int(now - 62)))
    assert "24 hours" in await refused(bob, token(secret, exp=int(now + DAY + 90)))


@pytest.mark.parametrize(
    "header", [{"alg": "HS256", "crit": ["x"], "x": 1}, {"alg": "HS256", "b64": False, "crit": ["b64"]}]
)
async def test_what_a_header_demands_and_we_do_not_know_is_refused(bob: Caller, secret: str, header: object) -> None:
    await refused(bob, signed(secret, claims(), header))


async def test_any_other_text_is_401(bob: Caller, secret: str) -> None:
    good = token(secret)
    head, body, tail = good.split(".")
    whims = random.Random(7)
    texts = [
        "x",
        ".",
        "..",
        "....",
        good + ".",
        good[:-2],
        f"{head}.{body}",
        f"{body}.{head}.{tail}",
        "a" * 5000,
        "ü.ü.ü",
    ]
    texts += [f"Bearer {good}", f"{good},{good}", f"{part([])}.{body}.{tail}", f"{part(b'[' * 2000)}.{body}.{tail}"]
    texts += ["".join(whims.choices("abcAB01-_.= {}", k=whims.randrange(1, 80))).strip() or "x" for _ in range(200)]
    for text in texts:
        await refused(bob, text)


async def test_half_an_emoji_is_no_fault_of_ours(bob: Caller, secret: str) -> None:
    proven = proving(
        bob, signed(secret, b'{"sub": " bo\\ud83d ", "name": "\\ude00", "exp": %d}' % (time.time() + HOUR))
    )
    assert (await proven.post())["title"] == "Dark mode"


async def test_while_a_secret_is_rotated_both_are_believed(ada: Caller, bob: Caller, secret: str) -> None:
    new = (await ada("POST", "/tenant/identity-secret", {"overlap_days": 1})).json["identity_secret"]
    for each in (secret, new):
        assert (await proving(bob, token(each))("GET", "/posts")).status == 200
    newest = (await ada("POST", "/tenant/identity-secret", {"overlap_days": 0})).json["identity_secret"]
    for each in (secret, new):
        await refused(bob, token(each))
    assert (await proving(bob, token(newest))("GET", "/posts")).status == 200


async def test_an_older_secret_is_believed_until_its_end_and_no_longer(
    ada: Caller, bob: Caller, secret: str, sql: asyncpg.Connection
) -> None:
    await ada("POST", "/tenant/identity-secret", {"overlap_days": 1})
    await sql.execute("""UPDATE tenants SET identity_secrets =
        jsonb_set(identity_secrets, '{1,until}', to_jsonb(now() - interval '1 second'))""")
    assert "identity secret" in await refused(bob, token(secret))


async def test_at_the_apex_the_token_is_of_the_keys_board(bob: Caller, globex: Caller, secret: str) -> None:
    there = {"Host": DOMAIN}
    assert (await proving(bob, token(secret)).saying(there)("GET", "/posts")).status == 200
    await refused(globex.saying(there), token(secret))


async def test_a_claim_with_a_proofs_idempotency_key_is_another_call(bob: Caller, proven: Caller) -> None:
    once = {"Idempotency-Key": "guessed"}
    first, second = await proven.saying(once).post(), await bob.saying(once).post()
    assert first["id"] != second["id"]


async def test_a_page_of_another_site_may_send_it(app: Quart, bob: Caller) -> None:
    asked = {"Host": bob.headers["Host"], "Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    answer = await app.test_client().options("/api/v1/posts", headers=asked)
    assert "X-Loop-Identity" in answer.headers["Access-Control-Allow-Headers"]
