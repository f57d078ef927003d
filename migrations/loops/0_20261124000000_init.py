"""The first schema. TABLES is aerich's; what aerich cannot say stands before and after it."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

# One clock for all that ages, so that a test can move it (`ALTER DATABASE … SET app.clock_offset`). It is STABLE, for
# otherwise it is inlined as volatile, and no index serves what is due.
# UUIDv7 (RFC 9562; its method 3 below the millisecond, so that the rows of one transaction keep their order).
# PostgreSQL 14-17 have none, and no process's clock may decide an order.
CLOCK = """
CREATE FUNCTION loops_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT clock_timestamp() + coalesce(nullif(current_setting('app.clock_offset', true), '')::interval, interval '0')
$$;
CREATE FUNCTION loops_uuid7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
    SELECT encode(int8send((us / 1000 << 16) | 28672 | (us % 1000 * 4096 / 1000))
        || substring(uuid_send(gen_random_uuid()) FROM 9), 'hex')::uuid
    FROM (SELECT (extract(epoch FROM loops_now()) * 1000000)::bigint AS us) AS clock
$$;
CREATE SEQUENCE event_ordinals;
"""

TABLES = """
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "kind" VARCHAR(11) NOT NULL,
    "hash" VARCHAR(64) NOT NULL UNIQUE,
    "publishable" VARCHAR(44),
    "name" VARCHAR(120) NOT NULL DEFAULT '',
    "scopes" TEXT[] NOT NULL,
    "origins" TEXT[] NOT NULL DEFAULT '{}',
    "created_by" JSONB,
    "last_used_at" TIMESTAMPTZ,
    "expires_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE INDEX "idx_api_keys_tenant__967ffe" ON "api_keys" ("tenant_id", "id");
CREATE TABLE "tenants" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "slug" VARCHAR(40) NOT NULL UNIQUE,
    "name" VARCHAR(120) NOT NULL,
    "suspended_at" TIMESTAMPTZ,
    "deleted_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE TABLE "attempts" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "number" INT NOT NULL,
    "outcome" VARCHAR(20) NOT NULL,
    "status" INT,
    "error" TEXT,
    "answer" BYTEA,
    "milliseconds" INT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    CONSTRAINT "uid_attempts_tenant__10d3c1" UNIQUE ("tenant_id", "delivery_id", "number")
);
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "target" VARCHAR(12) NOT NULL DEFAULT 'webhook',
    "target_id" UUID NOT NULL,
    "replay" INT NOT NULL DEFAULT 0,
    "state" VARCHAR(12) NOT NULL DEFAULT 'pending',
    "attempts" INT NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ DEFAULT loops_now(),
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    CONSTRAINT "uid_deliveries_tenant__4e89a1" UNIQUE ("tenant_id", "event_id", "target_id", "replay")
);
CREATE TABLE "events" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "name" VARCHAR(60) NOT NULL,
    "post_id" UUID,
    "sequence" BIGINT,
    "body" TEXT NOT NULL,
    "ordinal" BIGINT NOT NULL DEFAULT nextval('event_ordinals'),
    "position" BIGINT,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    CONSTRAINT "uid_events_tenant__ef7272" UNIQUE ("tenant_id", "position")
);
CREATE TABLE "kept_answers" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "asked" VARCHAR(64) NOT NULL,
    "body" VARCHAR(64) NOT NULL,
    "status" INT NOT NULL,
    "answer" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    CONSTRAINT "uid_kept_answer_tenant__14f8f5" UNIQUE ("tenant_id", "asked")
);
CREATE TABLE "posts" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "title" VARCHAR(140) NOT NULL,
    "description" TEXT,
    "status" VARCHAR(40) NOT NULL DEFAULT 'open',
    "tag" VARCHAR(40),
    "votes" INT NOT NULL DEFAULT 0,
    "comments" INT NOT NULL DEFAULT 0,
    "source" VARCHAR(40),
    "external_user_id" VARCHAR(200),
    "author_verified" BOOL NOT NULL DEFAULT False,
    "merged_into" UUID,
    "held" BOOL NOT NULL DEFAULT False,
    "version" BIGINT NOT NULL DEFAULT 1,
    "trend" DOUBLE PRECISION NOT NULL,
    "terms" TEXT[] NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "status_changed_at" TIMESTAMPTZ
);
CREATE TABLE "post_history" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "event" VARCHAR(60) NOT NULL,
    "changes" JSONB,
    "actor" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE INDEX "idx_post_histor_tenant__edbc54" ON "post_history" ("tenant_id", "post_id", "id");
CREATE TABLE "post_totals" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "tenant_id" UUID NOT NULL,
    "status" VARCHAR(40) NOT NULL,
    "tag" VARCHAR(40) NOT NULL,
    "n" INT NOT NULL,
    CONSTRAINT "uid_post_totals_tenant__45b7cb" UNIQUE ("tenant_id", "status", "tag")
);
CREATE TABLE "statuses" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "key" VARCHAR(40) NOT NULL,
    "name" VARCHAR(40) NOT NULL,
    "color" VARCHAR(7) NOT NULL,
    "position" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    CONSTRAINT "uid_statuses_tenant__dca48f" UNIQUE ("tenant_id", "key")
);
CREATE TABLE "votes" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "voter" VARCHAR(210) NOT NULL,
    "external_user_id" VARCHAR(200),
    "verified" BOOL NOT NULL,
    "via" UUID,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    CONSTRAINT "uid_votes_tenant__102c0a" UNIQUE ("tenant_id", "post_id", "voter", "verified")
);
CREATE TABLE "webhooks" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "url" VARCHAR(2000) NOT NULL,
    "name" VARCHAR(120) NOT NULL DEFAULT '',
    "events" TEXT[] NOT NULL DEFAULT '{}',
    "active" BOOL NOT NULL DEFAULT True,
    "secret" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE INDEX "idx_webhooks_tenant__4bf9d4" ON "webhooks" ("tenant_id", "id");
CREATE TABLE "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
);
"""

# The tenant is part of every key, so a row cannot even point at another tenant's. What is deleted by age (events,
# deliveries, attempts) is pointed at by nobody.
KEYS = """
ALTER TABLE api_keys ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE statuses ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE webhooks ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE posts ADD UNIQUE (tenant_id, id);
ALTER TABLE posts ADD FOREIGN KEY (tenant_id, status) REFERENCES statuses (tenant_id, key);
ALTER TABLE posts ADD FOREIGN KEY (tenant_id, merged_into) REFERENCES posts (tenant_id, id);
ALTER TABLE votes ADD FOREIGN KEY (tenant_id, post_id) REFERENCES posts (tenant_id, id) ON DELETE CASCADE;
"""

# Tables that Tortoise has no words for: their keys are of several columns.
TABLES_OF_OURS = """
CREATE TABLE post_terms (
    tenant_id uuid NOT NULL,
    term text COLLATE "C" NOT NULL,
    post_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, term, post_id)
);
CREATE TABLE event_counters (
    tenant_id uuid PRIMARY KEY,
    position bigint NOT NULL
);
"""

# The trend of a post is log2(2^created + Σ 2^voted), times in weeks. The sum itself would overflow a float8.
TREND = """
CREATE FUNCTION loops_weeks(at timestamptz) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT extract(epoch FROM at)::float8 / 604800
$$;
CREATE FUNCTION trend_with(trend float8, voted float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT greatest(trend, voted)
        + ln(1 + power(2::float8, greatest(least(trend, voted) - greatest(trend, voted), -1000))) / ln(2::float8)
$$;
-- Null where too little would be left of it to be exact.
CREATE FUNCTION trend_without(trend float8, voted float8[]) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN rest > 1e-6 THEN trend + ln(rest) / ln(2::float8) END
    FROM (SELECT 1 - sum(power(2::float8, greatest(at - trend, -1000))) AS rest FROM unnest(voted) AS at) AS left_over
$$;
-- Summed again, from the creation and the newest 1 000 votes but those that are just being taken back.
CREATE FUNCTION trend_of_newest(tenant uuid, post uuid, created timestamptz, gone uuid[]) RETURNS float8
LANGUAGE sql STABLE AS $$
    SELECT most + ln(sum(power(2::float8, greatest(at - most, -1000)))) / ln(2::float8)
    FROM (
        SELECT at, max(at) OVER () AS most FROM (
            SELECT loops_weeks(created) AS at
            UNION ALL
            (SELECT loops_weeks(v.created_at) FROM votes v
             WHERE v.tenant_id = tenant AND v.post_id = post AND v.id <> ALL (gone)
             ORDER BY v.created_at DESC LIMIT 1000)
        ) AS times
    ) AS scaled GROUP BY most
$$;
"""

# One for each sort, alone and under each filter: no list may read more than it shows. `old` reads `new` from its end.
LISTED = "WHERE merged_into IS NULL AND NOT held"
LISTS = "".join(
    f"CREATE INDEX posts_{name}_{sort} ON posts (tenant_id, {columns}{key}, id) {LISTED};\n"
    for name, columns in (("all", ""), ("status", "status, "), ("tag", "tag, "), ("both", "status, tag, "))
    for sort, key in (("new", "created_at"), ("top", "votes"), ("trend", "trend"))
)

# What the planner is to think of a tenant whose size it cannot know: as many rows as the largest has.
STATISTICS = """
ALTER TABLE posts ALTER tenant_id SET (n_distinct = 1);
"""

OTHER_INDEXES = """
CREATE INDEX votes_newest ON votes (tenant_id, post_id, created_at);
CREATE INDEX votes_listed ON votes (tenant_id, post_id, id);
CREATE INDEX tags_used ON post_totals (tenant_id, n DESC, tag COLLATE "C") WHERE status = '' AND tag <> '' AND n > 0;
CREATE INDEX events_unstamped ON events (ordinal) WHERE position IS NULL;
CREATE INDEX deliveries_due ON deliveries (target_id, next_attempt_at) WHERE state = 'pending';
CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX posts_merged ON posts (tenant_id, merged_into) WHERE merged_into IS NOT NULL;
"""

# After a transaction that had set it, the setting reads '' and not NULL: hence nullif. Bare, the condition is taken to
# keep one row in 200, so that reading and sorting all of a tenant's posts seems cheap; in coalesce it is one in two.
ROW_LEVEL_SECURITY = """
CREATE FUNCTION protect(owned regclass, tenant text DEFAULT 'tenant_id') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', owned);
    EXECUTE format($policy$CREATE POLICY tenant ON %s USING (coalesce(
        %I = nullif(current_setting('app.tenant_id', true), '')::uuid
        OR current_setting('app.scope', true) = 'system', false))$policy$, owned, tenant);
END $$;
SELECT protect('tenants', 'id');
SELECT protect(owned) FROM unnest(ARRAY['api_keys', 'statuses', 'posts', 'votes', 'post_totals', 'post_terms',
    'post_history', 'webhooks', 'events', 'event_counters', 'deliveries', 'attempts', 'kept_answers']::regclass[])
    AS owned;
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return CLOCK + TABLES + TABLES_OF_OURS + TREND + KEYS + LISTS + STATISTICS + OTHER_INDEXES + ROW_LEVEL_SECURITY


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXW1z2roS/isaviSZ4WQCzUtv8wnanNPctkmnoaenp+2AwAp4YixXlkOY3v73q5VsY/"
    "wWm/BiiL4kIGst80iW9lntrn7VLEod97DlmO/ItPYK/arZeEzEh/kLdVTDjhMWw3eO+5as"
    "iB2ze0emshD3Xc7wgIvyW2y5RBQZxB0w0+EmtaF2C4m6CLvI5Mh0xReHv0J8RNDN29YfzZ"
    "NTRG/RZITFRe6iEbUMwtAIu+cII8frW6Y7gnYRtQka4ynqE+SO6MRGeIhNu45cGrnxITyS"
    "QQfimUx7uJHWPdv86ZEup0MimmHiGb79EMWmbZAH4sLXbzVObGzzrmmAgPj7A2o4d91bk1"
    "jGXJ+oKrK8y6eOLPv8+fLNn7Im/Nh+d0Atb2zPajtTPqJ2WN3zTOMQZODakNiEYU6MSH/Z"
    "nmX5XRsUqR8hCjjzSPj0xqzAILfYs6DXQVo9x6ysdvPTeqO+7e/J8dOFpzjbP9g7qCVGSH"
    "CHSLf5RQNqw+gybQ7A/fqt2pmhIUtr0ODrt61P+y9O5d0d6vIhkxclVrXfUhBzrERlJ8wg"
    "nuuMokjPCS0T8KBghvjstcqFvNu9uu50by463e6GIJ5BeieePonm6xFm6WgG9WNAigfbQg"
    "hrY/zQtYg95CPxtdHIgfTv1ieJaqMhUaViIlUz7JV/pSkvzYMrZqdRGXCD+ssBd8EJYRXQ"
    "nh4XgPb0OBNauDQPbWTGL4NwTGwhoH0YqzmIj4sgfZyN9HECafm/BMRB/Q3PEMubFppHRe"
    "aF5lH2xADX5kF1BxTukoC1xRiepuM6E4khKwY038LJNwfUzsU/nW8/YpBRZg5NuxxmEZlN"
    "gxbRs77X9n793vteW5GClYregBH4ld3+NAngf2+ur9Lxm5eKQWiYA47+hwoiWbFZMwc/gA"
    "PuPHbdn1b0Td7/0Pon/pK/fn/djqtZcIN2DH8Lu7zruQJLzJM98Ebgxs0xSe+FuGy8H3zh"
    "w+DDTvVG5/LDxU2n9eHjXJe8aXUu4EpTlk5jpfunsW4Kb4K+XHbeIviK/r2+uoj3XFiv82"
    "8Nngl7nHZtOuliI4pJUBwUzfU0eXBMcbsF+nleUvdylXuZkXt6t9DbPC+pe7nKvRysf+V7"
    "eV5yCb28Ek3Et/iIn786e89WdDpY9W7vIkYnKOjjwd0EM6ObuEKbNKtu8tK4OY6XYBsPZZ"
    "cBmvCcyqDbkaaqWtLS61+o51h6lZmrqKHXRpQNsW26GIrQxOQjhFGfil8AZlawsErTKUe9"
    "ER2TXl0WCRAFzq6sTj0ujbOgnCBX/B2lWHRX0sx3+7vdQgaxiHhZpLnX5XjqguUYI0YnoR"
    "zYEaXdl4PV2KZ9akwREYCAFXho3hNbNuda3rCgPVgbfzdn/IVuKmOHCOrvnDHtuIg94jjb"
    "HHGcsEZsqYlnJUbglVh7PNch4tctokjEZbXCWDXdIdrT/qq0QD/PS+pernIva1rwTDq9Gr"
    "SgxTkZO2m8ILiSRwywqlOQGVwLdZqzad33w5gQmx+intCmB6CfvwK1WyjOjBh1xMgtGCXR"
    "PhYavO1OCFOKtlCubcpR8+HhoI48W4z4gdxwq6MJZXeEdS3RM0mysNaWU1T9mK+H39zU/2"
    "p7476o90MTgsoQAu0NsnRvkNigLwpqTEzDGudXavJIIHpp8wyCFQrEsDTtbdzqFc8r/v3R"
    "bByfHb98cXr8EpY2KApLznKAvrzqxLeC1aJQhrJGRHaQtRYirTmcNYWycsy9lM32zCE7E1"
    "hoyFaMrSx7xBLGaMoE0CEPGXCGArvgovSIs8IcA0hstocs4P311V9B9fgO/DzaSidMwt02"
    "bcwyXEVmMjHE+1Ou3G52BvO277MQYi4gb19etT59TQe9neLj0P7auWjFYB+blmW6RDyIUW"
    "bmiIvp+SM5f2iLg7Y4rNHi8MZX6GtJk0N4qZ5jc/AJgUkKWh16HDPBxHvIhY08GeThFwlK"
    "0QNev4/RhPRHlN6dI8fywKsPgUKHLDFS2cEh6oECAnYCsJaLEVKfGQwQZaJh0yJG0uqwtp"
    "Zh17LHiGPhqbztEboVF2WDsL8p9NM+fUBjbAh4sG0gJqZEtQWKwIyBlCjsmkJ1V/QJIvfE"
    "FtJ0VqKevKCFQ4r7n8OfDF9UU9rWoW0d1eQ+yyHl0eFfFNGojAY0BqiaQ8qQ8pnEhjm5P8"
    "EvjY83moU2kXP2kON8fG6CLjwBRIX0eI1B6i9zxYnKTGCzVrmj6vASqfqUeeVDgQ2/8b6u"
    "VuE3PrpvV3CARkX0EA2M7+SBd31kFuDPKeJVcs7QHDrfVcMi2AUWdEfsMitnTOwJa2fFDF"
    "PLWToVPJ7NTavs+xQTrdK7pB2dtKPTM+30apgdL4Be15I2R1VezzE4SmJe0Nh4Q8eEj0Rv"
    "KqehkbipGHrGIepBgIA0zkmznE8KXYQZQa64fz2wtcGW0DnquUSMRHtAerIQumHPRfeEuR"
    "DrgG85YchMcXRac/vS8EiZ0HaxJW/OsVjVRBOmRaKCEDkhrlp0cAc+Vipdzi21LDpxI22d"
    "o1tGx+Ja3W8CbjGg4zGUgF3UFc2JW5oAd08l8FGGqD0V7KF8G6SdNAjUGGLRycWMlsGdtX"
    "VSWyd32TihQzJmyWOKOLecZju3nCacWwD7kqM1IqLJQMwG5C8NSTjb5jDbXygitUM7/v9p"
    "Nl+8OGsevTh9eXJ8dnby8ii0XyQv5Rky2pd/gS1jbkwnjRugMSRxz3YrCurvxDSxbrciX4"
    "kqN84jQhv25ZzLQANmrXts7e+pLS3/Kd29g6elpdnMWxAqhaV6JiqlZ6BFsdcmAm0iWKOJ"
    "4B1xeEu5aibtBJGL9RxjASSA7Sp/z6L+SdgVpFiw2TAVraDZgkJTNMCWBXRZOfPQsSC1gr"
    "j6PjyCw5oMXRpk7FBBdwbTP96R6bnP818p+u879DBQh4CHp7gorbnxx0m4fCDNwDUD3zq9"
    "sAStUYM8AWc2BQ8FdkK5XnUC13Tmko3uTjGXVYO77uidyuG7ZB+CrICSbKKdGU6ynQN23V"
    "RbswrNKtbIKj6KX1JL8glZnMckAIGiFMLfmOvNefZDJIXvx+/r4nBLoaVzRmwVfyCzn9Eh"
    "ZkJgHGRNM8gAT2EL0R1QRtC+Swi6F2r+oTM9SGEQ621b51HTVGH717Uynu8mL3cMQSiwE8"
    "pBzBO2UH66Rk6CukYyQ130yUpoYTExHUtdXhPLohL5Lt6pXGLdo5s6ynuzolkXOS6Vz9Kv"
    "vgtjeNXIgjZShv2G9bXTfMC/6HgceNQVBDEqonEMZk/qsTTPiJzZM5TQb/rjb7pY+QmzsQ"
    "XHY7BUnTYb6TTZ3cO8eVQsN1BecqAE7ILGjyjrQoi/uGsK6m1KLYLtDNtYUjqec0WIr3PG"
    "SOfsy9DJ2tfX7+d0svZlXOn6/KF9IRRiib+oZPKMnfYxYUNidEWjtAx1i4lp77XYGX0+Zi"
    "XGbyCiB+3jg9a3PKUgnOOZExHarCbReLImsWZvHGm6S4L9p0VxBtahRAzpWxDZQmNEDoRv"
    "rj+331+gj58uXl/eXPqHfIUWcHlxfjh/umi9jwNM2LjcGXShhD6BTm/pPIctnWine46xYK"
    "fPS+pO36JOVwbA7mCE7eFiZ16k3UBHCletz6uzd/tWrKU0NV1d9Gr9kZ3c7ihS8dEN3S/M"
    "5JzYqD9FPRmgesjIgDKjV0/ur05G1CUIngz1icwgJ6tAnCQ/7J1DpCX1OCSNc+UWq5OaIX"
    "8tLT6+eZuMyAw+mr5TqN7a1Vu7VZ5dS5gHNhYquJtwkiCSv7CRNhDYwZ3y5Qe2Ko0phZ/m"
    "HPE9E9Hney9+vrdQFdISvGfjHgo8CfWqDfB1w66NCpprrJlrdCjHVi2daahrj/IMDtUK+o"
    "12wAVTTAbEkDq6C16Y2M+o8so/8Bbiv2SSaEWc6+oLx0P/k4NNpoLCsGWh/b09qGgbrhTE"
    "dprL6PqafTzcbOZQBD4wTwo7y9t1SFXZUjYc/JVuBVxj++KANRdZo/K8xa542+FNskaPvO"
    "cGbcoOcPbpZ8Xm4W1AdQnuZNXQfG7UTJJUe27CKSZT51GzUMGzQLKxfVxRuCP61Aptj6zo"
    "XLAcHQCGeIklyq+ul6giS5ROubc6cAVsafaxbHRDgR2EN2/RD9A9ywT3LCWdYUb6q9Xlvq"
    "ocwPrAvUV0B21YrIZ6/TeVHodx5VoW56nWYeRSkQB0UZf56aVlcmfxqT9V8dst2I04lDUO"
    "6qgXuOb3IKEUKNsqXdQEu8hh9F4dbEdta4oGFhajOO1gvZU2J5Na35vYTzBteI5lDsQrpA"
    "RFYwN5HN6IUW84grvas1sqh/hz2QPSFEltonJTF89BHXyUP0F+CIIZNP/Q/KOSK6T2h6gg"
    "nOH8UVQtDgV2UC1uNgqFqjVyQtUaOkKwGhGCC4YGVigmcA3nsC8xzMrEZaZkv7qOBdSkT5"
    "O+2qZI3xf/1Nkk7/syO482k/oFxwMVY39XFPXUIUk9QYCw7UqfDJX3a1xXZ5kDEXIRp/QQ"
    "XXIXuUSMao4sUxQSe8CmDniDeGL8MfT++vrjjXhrX38SL+67i69J/reOBkv7qmsHdU3Idm"
    "zN8ljKgRTZKq1ffRfZw1FRPTZXkd2VbaGl4dpoFsrn1szJ59ZMsrL79OxCOXHUM5FnHkgt"
    "1nnzPu20pdycK6HQhmlVuKhVmE0pRSSJcHaiwZnETsysjwzJOZiXkWTQMF1AYhHmFRPVUc"
    "JV41qaYD/DTq8GwW4RZg5GtSS/9i/Uc+g1nlVZqsviU7YHn0vowhO9OLL5Z2Y2qpwNl8xc"
    "VNu5tMdI08lJEc50cpJNmeBaTEEV71QJhP3qO4huoxAjbeQQ0kaSj4oWeWoQdU6M70xER5"
    "uWjDbd6Er2+/9+GnlJ"
)
