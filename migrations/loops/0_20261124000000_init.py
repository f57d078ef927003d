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
    "lost" INT NOT NULL DEFAULT 0,
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
    "terms" TEXT NOT NULL DEFAULT '',
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
ALTER TABLE post_terms ALTER tenant_id SET (n_distinct = 1);
"""

OTHER_INDEXES = """
CREATE INDEX votes_newest ON votes (tenant_id, post_id, created_at);
CREATE INDEX votes_listed ON votes (tenant_id, post_id, id);
CREATE INDEX tags_used ON post_totals (tenant_id, n DESC, tag COLLATE "C") WHERE status = '' AND tag <> '' AND n > 0;
CREATE INDEX events_unstamped ON events (ordinal) WHERE position IS NULL;
CREATE INDEX events_named ON events (tenant_id, name, position) WHERE position IS NOT NULL;
CREATE INDEX deliveries_due ON deliveries (target_id, next_attempt_at)
    WHERE state = 'pending' AND lease_token IS NULL AND lost < 2;
CREATE INDEX deliveries_twice_lost ON deliveries (target_id, next_attempt_at)
    WHERE state = 'pending' AND lease_token IS NULL AND lost >= 2;
CREATE INDEX deliveries_leased ON deliveries (target_id, lease_until) WHERE lease_token IS NOT NULL;
CREATE INDEX kept_answers_old ON kept_answers (tenant_id, created_at);
CREATE INDEX posts_merged ON posts (tenant_id, merged_into) WHERE merged_into IS NOT NULL;
"""

# After a transaction that had set it, the setting reads '' and not NULL: hence nullif. Bare, the condition is taken to
# keep one row in 200, so that reading and sorting all of a tenant's posts seems cheap; in coalesce it is one in two.
# Each setting is a SELECT of its own, so that a statement reads it once and not for each row: a search takes 0.7 of the
# time. It is read when the first row is looked at, which is after `scope.read` has set it.
ROW_LEVEL_SECURITY = """
CREATE FUNCTION protect(owned regclass, tenant text DEFAULT 'tenant_id') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', owned);
    EXECUTE format($policy$CREATE POLICY tenant ON %s USING (coalesce(
        %I = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)
        OR (SELECT current_setting('app.scope', true) = 'system'), false))$policy$, owned, tenant);
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
    "eJztXW1z2rgW/isaviSZYTOBpklv8wna7DZ326TT0O3uNh0QWIAnRqKWCGF6+9+vjmQb47"
    "fYhBdD9SUBWcc2j2T5PI/OkX5UHMbG/Lgxtv8ks8pr9KNC8YjID4sHqqiCx+OgGL4L3HVU"
    "RTy22/dkpgpxlwsX94Qs72OHE1lkEd5z7bGwGYXaDSTrIsyRLZDN5ZexeI3EkKDbd43f6i"
    "/PEOuj6RDLg4KjIXMs4qIh5hcIo/Gk69h8CNdFjBI0wjPUJYgP2ZQiPMA2rSLOQic+hluy"
    "WE/ek00HW7n6hNrfJ6Qt2IDIy7jyHr5+k8U2tcgj4fD1a0UQiqlo2xYYyL/foMb4vt23iW"
    "MttImuosrbYjZWZZ8/X739XdWEH9tt95gzGdF57fFMDBkNqk8mtnUMNnBsQChxsSBWqL3o"
    "xHG8pvWL9I+QBcKdkODurXmBRfp44kCrg7W+j3lZ5fa781Z/OzxQ/acNd3F+eHRwVIn1EP"
    "8MoWbzinqMQu+yqQDgfvzU15mjoUorcME37xqfDl+cqbOPGRcDVx1UWFV+KkMssDZVjTCH"
    "eKEx8iK9YLRKwP2COeLzxyoT8nb7+qbVvr1stdtbgngO6b28+ziab4bYTUbTrx8BUt7YDk"
    "JYGeHHtkPoQAzl11otA9K/Gp8UqrWaQpXJgVSPsNfekbo6tAiuHJ2GRcD1668G3CUHhHVA"
    "e3aaA9qz01Ro4dAitKERvwjCEbOlgPZgLGcnPs2D9Gk60qcxpNX/AhD79bc8QqxuWKif5B"
    "kX6ifpAwMcWwSV9xicJQZrw3XxLBnXuUkEWdmhxQ4Ovhmgti7/bn39FoGMufbApsUwC9ls"
    "G7SQn3VXOfjx8+CusiYHKxG9nkvgV7a7sziA/729uU7Gb9EqAqFl9wT6H8qJZMlGzQz8AA"
    "4484jz7074ST780Pg7+pC/eX/TjLpZcIJmBH8Hc9GecIklFvEWeCtxE/aIJLdC1DbaDp7x"
    "sf9hr1qjdfXh8rbV+PBxoUneNlqXcKSuSmeR0sOzSDMFJ0FfrlrvEHxF/95cX0ZbLqjX+r"
    "cC94QngrUpm7axFcbEL/aLFlqaPI5tebol2nnR0rRymVvZJQ/sfqmnedHStHKZW9l//xVv"
    "5UXLFbTyWjwRT/GRP399es9ONDqoev37kOgEBV3cu59i12rHjrA6S6sbPzSqj6IlmOKBaj"
    "JAE+5TC7otJVVV4kqvd6CaofRqmSuv0EsRcweY2hxDEZraYogw6jL5C0BmBYVVSacCdYZs"
    "RDpVVSRBlDhzVZ1NhBJnwTlBXP4dJii6a7nMHb2jDWQRh8iHRcm9XOAZB+UYI5dNAzvQEZ"
    "XuK0A1pqzLrBkiEhBQgQf2A6HqctyZDHLqwUb83Z74C81URIfw6++dmHaaR484TZcjTmNq"
    "xI5KPGsRgdei9kz4mMhft4wjEbU1DmPZfIdwS3tvpSXaedHStHKZW9nQgl+k0ctBCxpCkN"
    "E4iRf4R7KIAdZ1cjKDG+lOC3dW9eIwpoSKY9SR3nQP/PPX4HZLx9klVhW5pA+iJDrEaDpk"
    "DkGY8ilxtbctPWzKBKo/Ph5V0YTKbt/T4RmHVHrsVckL4HiMMWz28ncUO44mIsimCB45WX"
    "3K3Hvith3Zf6C6Yg33slfwozSWEAkT8W5y5n2lk1FX1vtmuERpuIQJJFl5IEmk0+cFNWJm"
    "YI1SMz14xBC9oiKFmwUGESxtuouzxPJ+5b/f6rXT89NXL85OX8FbEYqCkvMMoK+uW9FZZP"
    "0qKcJ2QyZ7SHhz8d0MupvAdgUWk4R5+tQuOzdYqsuWjOisuscS12UJA0CLPKbAGRjsQ3TT"
    "E3EOC+QhNk8fEIj3N9d/+NWjk/eLaGsnMg5306bYTYkymdtEEO/OhI7Y2RvMm164Q4C5hL"
    "x5dd349E8y6M2E8IjmP63LRgT2ke04NifyRqwiI0fUzIwf8fHDiBVGrNigWPHWc+grcbUi"
    "OFTNkCs8QmCTnIJFR2BXMvEO4jAHqPJDvCJJKTogBIBAQLpDxu4v0NiZQEAgAocOObKnuk"
    "fHqAMOCKgLILTLHlKdywwgFPSx7RArPru5sSvrCc+eg+0R4kRwPSFKMCcXIH2oXBiupjIF"
    "uydUZb/IesIhsrCKMLXCk5/yqr4k1JF3M6HeCdX5uZZP5OuM3FGQV6qoA0JIR15kKk9MZy"
    "CXBBOyjBKO1OyEntuVB2zXE1DkdVwydvBMQXGC+vIHKZDAWvrUXfYoT2gRfYOuHMb5HVVn"
    "AbEGaVv/alx2JEQeCJXmbF6i4c4pyyhz73PQTvBFX8oINEagKSdhW42SEO7+eREN2xhAI4"
    "DqMaSIkjC32LKQ4L2VViYi1Oq5Js0z5syjIsLCAJ17AAgbmf4agdR7zeVnV3OD7UqJJ+Uh"
    "U8pfK/LIBwZbfuI9B7PET3x4njJnBw2bmC4acC2e8FJKxdCvbvDzZ1zIo2h7PWsJ0STBvE"
    "zBPEY4yQ7tUbS6rXh0Ec8jYvYM36NkauRqXA8Nz4QK2yn6PEVMy/QsmcA4Exj3izZ6ObTm"
    "S5AnKnGhWZdXM1RmJWzkVJhv2YiIoWxNrY0O5Ull17OOUQc0VaVuTrVoqkg1R9gliMvzV3"
    "2tEuYBL1CHE9kTaY90VCE0wwFHD8TlkBuD+4K4yE5YF2nD1we1ucNcyRawo04uMIjK06Ht"
    "kLAhZNrIow7r3YNMrJdX6jPHYVMeutYF6rtspIVodQmlNbPRCEpADOfycvKUNsDd0Qs+aS"
    "HvQCcH6YAWJY77iT0DLBs5n+jrn9mou0bd3Wdxx6TwzBcbyhPRdJYe0XQWi2gC7Av21pCJ"
    "IQMRDc17NcThbNqD9CCxkNUehXn8p15/8eK8fvLi7NXL0/Pzl69OAv0ifihLyGhe/QFaxk"
    "Kfjosb4DHEcU+PJfPr78UwselYMs+JKtbPQ0ZbDuBdWLEIZK0H7Bwe6ClB7y75wdHzljHa"
    "zlMQOIWFWiZsZUagZbE3EoGRCDYoEfxJxqKh43PjOkHoYDVDLIAFg9s6yDdvUBrmkhRLNh"
    "ssXSxptorV6mHHAbqso6HYSJJaSVy9ICgdPnVlkdGYSbrTm/32J5ldeDz/tab/XkCUC+4Q"
    "8PCEuLQNXlyFpjmOyp4D4u5KmCQyICh4deGaksmTfp/0xGtvAWdQD+BWELQxhLI9EEjY81"
    "L49P34azhDzJdawjkn41e/3tB9Q/d3zgktwKF0J4/Bmc73A4O98OTXvbpwMk1KR3evaNK6"
    "wd10fljp8F1xwEJaylI6q09NWNrNDrtpXm8ojKEwG6QwHyFCK05ePnqBW6m0BRDIy1e8Wc"
    "COzsPQyRwEcnW8pAvPmYdTSkogXEJ1hovKBGED7EqDkb+kn0V6eAbzlbzHXIIOOSHoQXKK"
    "4/HsKIGubPbaZpE/QxV2/71WJE3BFsX2yAgM9sI5iIQt51o8sZaxemItvnxi+M4KeGERM5"
    "OtX9wTS6MS2fH4iVxi072bjXWoaEmXBBW40GKrXvV96MPrRha8kSLsN6hvIvR9/sVGIz98"
    "LyeIYRODoz96sombFIaRMXoGFuZJf/pJl29+4lLswN4tbqJPm450ku3+YV4/ybf6VNbyUz"
    "HYJY0fMrcNi0jIsyag3mTMIZimaGNx6+iqPtJ8kyNGMmdfhU/WvLl5v+CTNa+iTtfnD81L"
    "6RAr/GUlW6RM64+IOyBWW16UFaFuETMTKhfZQNLDrED/9U1Mp32603rKUwLCGWFAIaPteh"
    "K1Z3sSGw79UdJdHOzfHYZTsA4sIkj3wWQHxYgMCN/efG6+v0QfP12+ubq98nagCxRwdXCx"
    "O3+6bLyPAkzcUYJXnC5BBAa7u1mnmfwxkz9rz2ucjK0lG33R0jT6DjW6lgrbvSGmg+W2bk"
    "k6gUlgLlubl2eW953NBUtcOjF8tPrEnG97GKr45NTvF9cWglDUnaGOyps9dkmPuVanGp+J"
    "nQ4ZJwjuDHWJWs1QVYH0TXHcuYAEUDYRsIChXo5QlVcinWgzV3x6mjeeKOp/tL3wUTMJbC"
    "aByzy6FhAStpbBuJ9wEn+Bgdxyrm+wh3Pqq8+31R5TApPN2Kl+bmK2qV9+m3rpKiRtNpCO"
    "e2DwLNTL1sE3DbsRFQzX2DDXaDGBnUoy09DHnuQZAqrljDBtQbCmHAyIpXx0DvGa2Fvo5b"
    "W3bzOkpam1vzVxruovAg+8T2Nse7lhsG3b4cEBVKQWV4aYJgWXbu6yTyemzUOPIFrmWQlq"
    "WfMTiS5bwtSE96ZbA9fYvfRkw0U26DzvcNDebsSdbDB271eDNmGuOH0nvnzj8C6guoLAs3"
    "J4Prd6JIm7PbfBEJPq8+hRKOe+NOnYPu0o3BOzGYnRI0s6FqzGB4AuXuAV5VU3r6g8ryiz"
    "EuD6wJWwJelj6egGBnsIb9ZL30f3PBXc84RVFlNW5VrfklylA9hs/riM72CExXK4138xFZ"
    "sYda5VcZZrHeQ45UlVl3Vdb9Vrtea0/NSd6UzvBsxGHKsaR1XU8YP4O7DOFTjb3u6GmKOx"
    "yx70JouMOjO9+WHiJo9rvZxaa/vBxt6619Zk7Ng9+QhpQ3mxntrlcOiyyWAIZ6XzU+rQ+Q"
    "vVAkqKZJToJbPzL43tf1Q/QX3w0x4M/zD8o5RvSBMPUUI4g/Ejr1scGOyhW1yv5Upqq2Uk"
    "tdVMLmE5cgmXTCIsUfbg+seJVSZk2bjIkOxVN1mDhvQZ0lfZFun74m0mHOd9X+bbDKdSP3"
    "/Xonzs75qhjt67qSMJEKZcxWToFcJGVeRg2GFI7UovGDtGV4IjTmSvFsix1Vb1PXc2hmgQ"
    "xd847qcsSrbG6xSOTDfh6IZ+7dkbauIm7IqR7sB61feRK5zk9Voz3dZ9mQRaGa61eq513u"
    "oZ67zV4xzsIXnVoYbr4llG3H9S5NLGA6MXdnM5+PHz4HkbtzyRdv31Wzyw3H5I2vIpcy2W"
    "wGjLJCp4qZWYO2n/I45wevb/3GIvRtZNrwRg2RyQWIZnRUxNTnDZmJWh079go5eDTjeIa/"
    "eGlTib9g5UM8g0nldZaYDicyYDf5VEhWfGbKTzz9RVqjKmV1LXqNrNV3uENL18mYczvXyZ"
    "TpngWMRBlc9UAYS96nuIbi0XI61lENJanI/KK4rElOmMjN65icktLZhbutU32c//A6qvXa"
    "Q="
)
