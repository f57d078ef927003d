"""Delivery at full strength: what an endpoint asks for, how it has been faring, and what is sent to it once more."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

TABLES = """
ALTER TABLE "webhooks" ADD "statuses" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "webhooks" ADD "tags" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "webhooks" ADD "headers" TEXT NOT NULL DEFAULT '';
ALTER TABLE "webhooks" ADD "older_secrets" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "webhooks" ADD "disabled_because" VARCHAR(20);
ALTER TABLE "attempts" ADD "request" JSONB;
ALTER TABLE "attempts" ADD "answer_headers" JSONB;
CREATE TABLE "replays" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "since" TIMESTAMPTZ NOT NULL,
    "until" TIMESTAMPTZ NOT NULL,
    "events" TEXT[] NOT NULL DEFAULT '{}',
    "only_failed" BOOL NOT NULL DEFAULT False,
    "rate" INT NOT NULL,
    "state" VARCHAR(12) NOT NULL DEFAULT 'running',
    "total" INT NOT NULL,
    "made" INT NOT NULL DEFAULT 0,
    "upto" UUID,
    "next_at" TIMESTAMPTZ DEFAULT loops_now(),
    "created_by" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "ended_at" TIMESTAMPTZ
);
CREATE INDEX "idx_replays_tenant__8ee532" ON "replays" ("tenant_id", "target_id", "id");
"""

# Turned round, it serves an endpoint's deliveries in the order of their events too.
UNIQUE_DELIVERY = """
ALTER TABLE "deliveries" DROP CONSTRAINT "uid_deliveries_tenant__4e89a1";
CREATE UNIQUE INDEX "uid_deliveries_tenant__e52a0d"
    ON "deliveries" ("tenant_id", "target_id", "event_id", "replay");
"""

# What is in none of them while all goes well costs nothing then.
OTHER_INDEXES = """
CREATE INDEX deliveries_failed ON deliveries (tenant_id, target_id, event_id) WHERE state = 'failed';
CREATE INDEX deliveries_tried ON deliveries (target_id, created_at)
    WHERE state = 'pending' AND lease_token IS NULL AND attempts > 0;
CREATE INDEX replays_running ON replays (next_at) WHERE state = 'running';
"""

# Only of those that have had trouble. `retry_at`: until then the breaker is open; `room`: how many at once afterwards.
ENDPOINT_HEALTH = """
CREATE TABLE endpoint_health (
    tenant_id uuid NOT NULL,
    target_id uuid NOT NULL,
    failures int NOT NULL DEFAULT 0,
    failing_since timestamptz,
    opened int NOT NULL DEFAULT 0,
    retry_at timestamptz,
    room int NOT NULL DEFAULT 4,
    slow boolean NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, target_id)
);
SELECT protect('replays');
SELECT protect('endpoint_health');
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES + UNIQUE_DELIVERY + OTHER_INDEXES + ENDPOINT_HEALTH


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXW1z2rgW/isaviSZYTOBpklv84m02W3utkmnSbe723ZA2AI8MRKVRQjT2/9+dSTbGL"
    "/FJrwYoi8JSDqWeSTL5zw65+hnzWVs5B22Rs6fZFp7jX7WKB4S+WG+oo5qeDQKi+G7wF1X"
    "NcQjp31HpqoQdz3BsSVkeQ+7HpFFNvEs7oyEwyi0biHZFmEPOQI5nvwyEq+RGBB08671W/"
    "PlCWI9NBlgWSk8NGCuTTgaYO8MYTQad13HG0C/iFGChniKugR5AzahCPexQ+vIY5ELH8It"
    "2cyS9+TQ/kZ6H1Pnx5i0BesT2Q2X9/D1uyx2qE0eiAdfv9YEoZiKtmODgPz7HVqM7to9h7"
    "j23JjoJqq8LaYjVfb58+Xb31VL+LHdtsXc8ZDOWo+mYsBo2Hw8duxDkIG6PqGEY0HsyHjR"
    "sev6QxsU6R8hCwQfk/Du7VmBTXp47MKog7S+j1lZ7eaH+1Z/299T86cNd3G6f7B3UEvMkO"
    "AKkWHziyxGYXY5VABwP3/pfmZoqNIadPjmXevT/osTdfUR80Sfq0qFVe2XEsQCa1E1CDOI"
    "5wajKNJzQssEPCiYIT57rHIhb7evrm/bNxe37faGIJ5BeifvPonmmwHm6WgG7WNAyhvbQg"
    "hrQ/zQdgnti4H82mjkQPpX65NCtdFQqDK5kOoV9sqvaaqqeXDl6jQoA27QfjngLrggrALa"
    "k+MC0J4cZ0ILVfPQRlb8MgjHxBYC2oexmpP4uAjSx9lIHyeQVv9LQBy03/AKsbxloXlUZF"
    "1oHmUvDFA3D6pnMbhKAtYW53iajutMJIasnNBiCxffHFBvL/6+/fo9BhnjTt+h5TCLyGwa"
    "tIie9a229/PX3rfaihSsVPQsTuBXtrvTJID/vbm+SsdvXioGoe1YAv0PFUSyYqtmDn4AB1"
    "x56Hk/3OiTvP+h9Xf8IX/z/vo8rmbBBc5j+LvYE+2xJ7HEIjkCbyVuwhmS9FGIy8bHwRc+"
    "DD7s1GjcXn64uLltffg4NyRvW7cXUNNUpdNY6f5JbJjCi6Avl7fvEHxF/15fXcRHLmx3+2"
    "8N7gmPBWtTNmljO4pJUBwUzY00eRg58nILjPO8pBnlKo8yJ/fsbqGneV7SjHKVRzl4/5Uf"
    "5XnJJYzySjQRn/GRP391fM9WDDqwer27COkEBV1s3U0wt9uJGtZkWW2TVcPmMF6CKe6rIQ"
    "M04T41oXurqKpakun1K+o5TK+muYoSvRQx3sfU8TAUoYkjBgijLpO/AGhWYFgVdSpQZ8CG"
    "pFNXRRJEibOnmrOxUOQsKCfIk38HKYzuSrr5Rr/RFrKJS+TDouheT+CpB8wxRpxNQjngER"
    "XvK4A1pqzL7CkiEhBggfvOPaGqO88d9wvywYb83Rz5C8NUhocI2u8cmXZchI84zqYjjhNs"
    "xJZSPCshgVfC9oy9EZG/bhFFIi5rFMaq6Q7RkfbfSguM87ykGeUqj7IxC57JoFfDLGgJQY"
    "ajNLsgqMkzDLBuU9AyuJbqtODTuu+HMSFUHKKO1KYt0M9fg9otFWdO7DripAekJNrHaDJg"
    "LkGYehPCtbYtNWzKBGo+PBzU0ZjKaW9p94x9KjX2urQLoD5hMay3+28Uu642RJBDETxysv"
    "mE8TvC266cP9BcWQ13clZ4B1lWQsxNxL/Jqf+Vjodd2e67sSUqY0sYR5KlO5LEJn1RUGNi"
    "Bta4aaYXjwSil1Rk2GahQAxLh27jLrG8X/nvt2bj+PT41YuT41fwVoSisOQ0B+jLq9v4Lr"
    "J+lZSxdiMiO2jwFrJ3c8zdFGtXYDFO2afPnLIzgYWmbMUMnWXPWMI5S1kAbslDBpyhwC54"
    "Nz3i5zBnPCT26UMD4v311R9B8/jm/TzaWolMwn3uUMwzvExmMjHEu1OhPXZ2BvNz390hxF"
    "xCfn551fr0Tzro5ynuEef/3F60YrBzIn+5l2JOZ/umRESMY8rijil68rYHBNuEp6za2QOQ"
    "lDTjsPg4DB1XAkXkXdhl3p1xMfMGTb5BDV1n6Lo10nVvfZO2luTrwqp6DmHnm8QOKUjZdQ"
    "TmfSI6yINdcBUh5RdJo7oDVBhQZKQ7YOzuDI3cMbjEIjBpkCtnKj84RB1QwYFfg60mOUPq"
    "M6INqLIedlxiJ/f319az3vK3XOwMkUeEp10CCPbIGZB/KhrMU5v5gt0RquK/ZDvhEllYR5"
    "ja0e1/2WtAinbk3Yypf0F1fU8TiPLNRr5RIBjrqANUYEd2MpEXplMgDEOXBEaJh9T+nPZu"
    "kBUO9ylE2Q8nIxdPFRRHqCd/kAIJpKVV2WUP8oI20TfI5TLufaPqKkBXIi0b9ObJiYTIPa"
    "FSnM1KNNwFiclwbOCLupb/WXdlKEpDUVaTslgOlxad8UURjcoYQGOA6vWkDJc2k9gwlea/"
    "lZZGozWahdxGcrxG4jTa3GJdeAGICpn5mmAZ1GuuuHU1E9gsmX5UHWNK6WtlHvlQYMNPvK"
    "9gVviJj+7UF5ygUREzRUNbK41JzMQwaG7wC/YcyYNo+zNrAdIkRbxK7myGOMl3blNmdVvZ"
    "0WU0j5jYE3SPirGRy1E9NDxjKhy37PMUE63Ss2RcQ41r6DMd9GpwzRdAT9SSRLMur+ewzI"
    "rYKMgw37AhEQM5mpobHciLyqlnH6IOcKqK3Zxo0lQZ1R7CnCBPXr8ecJWwE36GOh7s2VKL"
    "dFQhDMOeh+4J9yA6DPcE4chJyQy25v6Bbe4wLq0F7KqLCwyk8mTguCQqCLFmstZl1h3QxD"
    "rBWI+5Lpt4kb7OUI+zoSaiVReKa2bDIZQAGe7J7uQlHYC7o1OeaSJvT4fHaZcuRY4HoW19"
    "LAe5GOkbXNmwu4bd3WVyxwSxzdJtFfHpO8n26TtJ+PQB9iVna0TEGAMxDs1/NSThPHf62W"
    "6SEakdcvP4T7P54sVp8+jFyauXx6enL18dhfxFsiqPyDi//AO4jLk5nSQ3QGNI4p7tTRm0"
    "34llYt3elL4SVW6eR4Q27MI+l7MLaK177O7v6S1B/y69vYOnJfLazFMQKoWlRiYqZVagRb"
    "E3FIGhCNZIEfxJRqKlPdSTPEGksp5DFkDK7Lb29y3qlIY9aRRLazZM3i3NbOWrZWHXBXNZ"
    "e0OxoTRqpeHqO0Fp96lLmwxHTJo71vS3P8n0zLfzX2vz33eI8v2/97wUv7Q1dq5c01xXxY"
    "+C4c4lTBIZIBT8ttCntORJr0cs8dpPYQ7sAdwKgjEGV7Z7AiGrfhCrvp8gizn4fKkk5gUt"
    "fvXrjblvzP2tU0JL2FB6kifgzLb3Q4Gd0ORXnV873UzKRnenzKRVg7vuCMnK4btkh4WsoL"
    "1sqz4zZG87J+y67XpjwhgTZo0mzEfw0EoaLx99x61MswUQKGqv+LuAHR2HoYM5CMTq+EEX"
    "vjIPl5QmgeCE6ggXFQnC+phLgWGQ1NImFp7CfqVnMU7QvkcIupc2xeFoepBirqy3b5Pm0p"
    "gK2/9eKxOm4Ihyp8SEAjuhHMTclgulD23k5A9tJBOIRu+shBYWEzP5KsprYlmmRL4/fqot"
    "se7ZzUbaVbSiSXEFLpVu2G++C3N41ciCNlLG+g3bGw/9wP5iw2HgvlcQxKiIwTFYPdmYp7"
    "lh5KyeoYR50h9/0uWbn3CKXTi9iKfqtNlIp8nuHubNo2L51/ISsCVgl2b8gPE2JJGQV01B"
    "/Zwxl2CawY0lpeN5raT4OleMdJt9GTrZ+fX1+zmd7PwyrnR9/nB+IRVihb9s5IiMbf0h4X"
    "1it2WnrIzpFhMzrnKxI1R9zErM30DETNrHJ63PPKUgnOMGFBHarCbReLImsWbXH0XdJcH+"
    "3WU4A+tQIoZ0D0S2kIzIgfDt9efz9xfo46eLN5c3l36KtZABV5Xz0/nTRet9HGDChylacT"
    "YFEQps73G1ZvPHbP6sPK5xPLIXHPR5STPoWzTomipsWwNM+4sdXpR2ARPAXLUxr84u7zvH"
    "Eyw1dWK0tv7Inm97EGn46NbvF+4IQSjqTlFHxc0ecmIxbnfqyZ3YyYB5BMGdoS5R2QxVEw"
    "jfFIedMwgAZWMBCQx1OkJVXotNovX0+Pg2bzJQNPjo+O6jZhPYbAJXeXUtQSRsLIJxN+Ek"
    "QYKBwnRuILCDe+rLj7fVGlOpdOwREZOH/Qn58C2RdtxGThr8QOBJqFdtgq8bdkMqGFtjzb"
    "bGLRPYraVbGrruUTtDQLOCHqa34KwpFwNiKx3dA39N7Cd6ee2fXA5haSr3tzac6/qLwH3/"
    "0wg7fmwYHFy4v7cHDantKUFM05xL19ft44FpM9cj8JZ5UoBa3v5EqsqWsjXhv+lWYGtsX3"
    "iysUXWqDxvsdPedvidrNF377lBm7JXnH0WZbF1eBtQXYLjWTU0n086pXlS7fkU5jrP1Hl0"
    "OvSC+s4XOAPFlupGD3hO7J+JUkcdGPaOZjc9Wa4Pr3odnASjQuPHlOqzYBglcAyMhalF3N"
    "QzaFbTDUT1X+uom45S8sIrhafD6JNj4NyXAaHqsGrs+ce5dOBfBw3wPUF9JmTvwTG3daVB"
    "jUdBXkLN8XbGI8E6i7G2cxn/DW9reNvKrJlLCt4xx2AsXf10UnPPPbKV66Snntssw2L2bx"
    "OOGoukGF9mcnEzuKsb3FnS5vnRbXGOMw4nnonExnbtxPRcNr29n7/2npY47xG3t6/f47kI"
    "qTtt6/MEU+ikPIfimKTxK37cr5inHhKUfc5S+hFBz9dW3IkTl3z7amlkxgrOWAto/oLzNG"
    "xvJmpaBIy0ekuAGTQ30Yihj2250KGgvYkZSj2/qqwSHBGrkouq2UQuduJONyVfXY63zJyU"
    "cd0wrhvmqStlicKR5wsMeVSuSqus4Rqq45xzoze7k1tUN+EueOYWld4oJ8X2qLLH9XFflj"
    "syNSmWzdbL1qkAJfRomOIJMLNpB7+58aIo4kVhDqtaHbgStjQX7mx0Q4EdhDePggjQPc0E"
    "9zTlILCMg2NWd2pM5QBedjYvY0AZ9Xp96vVfTO3axJVrVZynWodp+IpkU5ZtuX8wqzoWVX"
    "7qTnUy4hYEzByqFgd11AnyTHXAkQqUbd/FCntoxNk9+HZxBFtwyHKxnMUpPmCr7U4dB3vv"
    "YP9oVns8ch1LPkJaUHZmQXCuGHA27g+0N1h4SZ3d6UyNgPKWZ5ToU12Ln94afFQ/QX0IMn"
    "MZ+8PYH5V8Q5qQ3QrCGa4fRdXiUGAH1eJmo1DexUZO3sWGSXdZjXSXC+a5rFCCy9WvE8vM"
    "GejgMkuy39xsUhujzxh9tU0ZfV9Id8DYXS1p9wU19RzTb6LbFLT+rhjqaLfTjjSAMPVU0I"
    "s+xGZYR66cicoQ8pBg7BBdCg+iczgRyHVkIaEWn44gskbZbx7uZZybs8J+SofhmMgbY37t"
    "2BtqzFNcI7MVWL/5LtoKR0W11ly1dVc2gZaGa6NZ6CiiZs5RRM2kDWZCJBYOkYBzq+9Tpm"
    "T+cQGh0IaNqPClVmHbKeqeUnh+RoWe+QwVuF8Ou0DgmeM2INgmvFRm9IjI9r5wHsFp7qle"
    "ynFsyr4oA/NMYic0p3UDzlw5SdsaxFLpEhOCFfEBn18ovn5f3UKxEmdw2/EAkkV4rZio8Q"
    "6uGpOVOs5dYmGpnJSxY9Jkd3Gro5DNmGMxJvzaDGX8PB60alDGLcIda1BLMsZ+RT2HMMaz"
    "Jkt1wn+Kw8tzyRf5RL/EbI4187CwHBeCzKPCtlO9jS3xL18WWeNfvsxe5KEuRsLIZ6oEwn"
    "7zHUS3UYh1beSQro0k5yp7FKmZ63NCRWciFbERtidOdKNvsl//B5X9D6Q="
)
