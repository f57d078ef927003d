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
CREATE INDEX deliveries_due ON deliveries (target_id, next_attempt_at) WHERE state = 'pending';
CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE lease_until IS NOT NULL;
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
    "eJztXW1z2rgW/isaviSZYTOB5qW3+QRtdpvbNuk0dLu7bQcEVsATY3klkYTp7X+/OpJtjN"
    "9iE14M1ZcEJB3LPJLl8xydc/Sj5lDq8cOWZ78j09or9KPm4jGRH+Yr6qiGPS8shu8C9x3V"
    "EHt2945MVSHuc8HwQMjyW+xwIosswgfM9oRNXWjdQrItwhzZAtlcfvHEKyRGBN28bf3WPD"
    "lF9BY9jLCsFByNqGMRhkaYnyOMvEnfsfkI+kXUJWiMp6hPEB/RBxfhIbbdOuI0cuFDuCWL"
    "DuQ92e5wI71PXPvfCekKOiSyGybv4et3WWy7FnkkHL5+rQniYld0bQsE5N/v0MK7697axL"
    "HmxkQ3UeVdMfVU2efPl29+Vy3hx/a7A+pMxu6stTcVI+qGzScT2zoEGagbEpcwLIgVGS93"
    "4jj+0AZF+kfIAsEmJLx7a1ZgkVs8cWDUQVrfx6ysdvOv80Z/299T86cLd3G2f7B3UEvMkO"
    "AKkWHziwbUhdlluwKA+/FT9zNDQ5XWoMPXb1uf9l+cqqt7lIshU5UKq9pPJYgF1qJqEGYQ"
    "zw1GUaTnhJYJeFAwQ3z2WOVC3u1eXXe6NxedbndDEM8gvZN3n0Tz9QizdDSD9jEg5Y1tIY"
    "S1MX7sOsQdipH82mjkQPpn65NCtdFQqFK5kOoV9sqvaaqqeXDl6jQqA27QfjngLrggrALa"
    "0+MC0J4eZ0ILVfPQRlb8MgjHxBYC2oexmpP4uAjSx9lIHyeQVv9LQBy03/AKsbxloXlUZF"
    "1oHmUvDFA3DyofULhKAtYWY3iajutMJIasnNBiCxffHFA7F391vn6PQUaZPbTdcphFZDYN"
    "WkTP+lbb+/Fz71ttRQpWKnoDRuBXdvvTJID/vbm+SsdvXioGoWUPBPofKohkxVbNHPwADr"
    "jymPN/neiTvP+h9Vf8IX/9/rodV7PgAu0Y/g7mojvhEksskiPwRuIm7DFJH4W4bHwcfOHD"
    "4MNOjUbn8sPFTaf14ePckLxpdS6gpqlKp7HS/dPYMIUXQV8uO28RfEX/XF9dxEcubNf5pw"
    "b3hCeCdl360MVWFJOgOCiaG2ny6NnycguM87ykGeUqjzIj9/Ruoad5XtKMcpVHOXj/lR/l"
    "eckljPJKNBHf4iN//ursPVsx6GDVu72LGJ2goI8Hdw+YWd1EDW3SrLbJqnFzHC/BLh6qIQ"
    "M04T61QbejTFW1pKXXr6jnWHq1mauooddFlA2xa3MMRejBFiOEUZ/KXwBmVrCwKtOpQL0R"
    "HZNeXRVJECXOXDWnE6GMs6CcIC7/jlIsuivp5pv7zW0hizhEPizK3MsFnnKwHGPE6EMoB3"
    "ZEZfcVYDV2aZ9aU0QkIGAFHtr3xFXdcWcyLGgPNsbfzRl/YZjK2CGC9jtnTDsuYo84zjZH"
    "HCesEVtq4lmJEXgl1p4J94j8dYsoEnFZozBWTXeIjrT/VlpgnOclzShXeZQNLfhFBr0atK"
    "AlBBl7abwgqMkjBli3KcgMrqU6Ldi07vthPBBXHKKe1KYHoJ+/ArVbKs6MWHXEyC0YJdE+"
    "lhq8yx8I04q2VK5dKlDz8fGgjiaunPEDteFWRw+U3RHWdeTIJMnCWntOUfVjvh5+d1P/qz"
    "sZ92W774YQVIYQGG+QpXuDxCZ9UVBjYgbWOL/Si0cC0UtXZBCsUCCGpe1u41avvF/577dm"
    "4/js+OWL0+OX8GqDorDkLAfoy6tOfCtYvxTKUNaIyA6y1kKkNYezplBWgcUkZbM9c8rOBB"
    "aashVjK8uesYQxmrIAdMhjBpyhwC64KD3hrDDHABKb7SELeH999UfQPL4DP4+21gmTcLdt"
    "F7MMV5GZTAzx/lRot5udwbzt+yyEmEvI25dXrU9/p4PeTvFxaP/duWjFYB/bjmNzIm/EKr"
    "NyxMXM+pFcP4zFwVgc1mhxeOMr9LWkySGsqufYHHxCYJOCVoeewEwy8R7isJGngjz8Ikkp"
    "esDr9zF6IP0RpXfnyHMm4NWHQKFDjpyp7OAQ9UABATsBWMvlDKnPDAaIMtmx7RAraXVYW8"
    "+wa9ljxHPwVF32CN3KStUh7G9K/bRPH9EYWxIe7FqIySVRb4EiMGMgLQq7ptCcyzFB5J64"
    "UprOSvSdF7RwKHH/c/iT4Yvuytg6jK2jmtxnOaQ8Ov2LIhqVMYDGANVrSBlSPpPYMCf3F/"
    "il8fFGs9Amcs4ecpyPzy3QhReAqJCZrzFI/ddccaIyE9isVe6oOrxEqT5lHvlQYMNPvK+r"
    "VfiJj+7bFZygUREzRQPjO3kUXR+ZBfhziniVnDMMh8531XAI5sCC7ohb5s0ZE3vGu7Nihq"
    "nlvDo1PBNX2E7Z5ykmWqVnyTg6GUenX3TQq2F2vAB6XUvaHHV5PcfgqIh5QWPjDR0TMZKj"
    "qZ2GRvKicupZh6gHAQLKOKfMcj4p5Agzgri8fj2wtcGW0DnqcSJnojsgPVUIw7DH0T1hHG"
    "Id8K0gDNkpjk5r7l8ZHimT2i521MUFlm812YXtkKggRE7IWocO7sDHSqfLuaWOQx94pK9z"
    "dMvoWNbV/S7gEgM6HkMJ2EW57E5e0ga4ezqBjzZE7elgD+3boOykQaDGEMtBLma0DK5srJ"
    "PGOrnLxgkTkjFLHlPEueU027nlNOHcAtiXnK0REUMGYjYg/9WQhLNtD7P9hSJSO7Tj/59m"
    "88WLs+bRi9OXJ8dnZycvj0L7RbIqz5DRvvwDbBlzczpp3ACNIYl7tltR0H4nlol1uxX5Sl"
    "S5eR4R2rAv51wGGjBr3WNnf09vafl3yfcOnpeWZjNPQagUlhqZqJRZgRbF3pgIjIlgjSaC"
    "d8QTLe2qmbQTRCrrOcYCSADb1f6eRf2TMJekWLLZMBWtpNmSQlM0wI4DdFk789CxJLWSuP"
    "o+PJLD2gxdWmTsUUl3BtPf3pHpuc/zX2n67zv0MFCHgIenuCitufOnSbi6IcPADQPfOr2w"
    "BK3RkzwBZzYFDwV2QrledQLXdOaSje5OMZdVg7vu6J3K4btkH4KsgJJsop0ZTrKdE3bdVN"
    "uwCsMq1sgqPspfUkvyCVWcxyQAgaIUwt+Y68159kMkhe/H7+vicEmppQtGXB1/oLKf0SFm"
    "UmAcZE2zyABPYQuRDygjaJ8Tgu6lmn/oTQ9SGMR6+zZ51AxV2P73WhnPd1uUO4YgFNgJ5S"
    "DmCVsoP10jJ0FdI5mhLnpnJbSwmJiJpS6viWVRiXwX71Quse7ZTT3tvVnRrIsCl8pn6Tff"
    "hTm8amRBGynDfsP2xmk+4F90PA486gqCGBUxOAarJ52wNM+InNUzlDBP+tNPunzzE+ZiB4"
    "7HYKk6bTbSabK7h3nzqFhuoLzkQAnYJY0fUdaFEH951RTU25Q6BLsZtrGkdDznihRf54qR"
    "ztmXoZO1r6/fz+lk7cu40vX5Q/tCKsQKf9nIFhk77WPChsTqyk5pGeoWEzPea7Ez+nzMSs"
    "zfQMRM2qcnrW95SkE4xzMnIrRZTaLxbE1izd44ynSXBPt3h+IMrEOJGNK3ILKFxogcCN9c"
    "f26/v0AfP128vry59A/5Ci3gqnJ+On+6aL2PA0zYOEUrzjZBhALbex6i2fwxmz8rDzWceN"
    "aCgz4vaQZ9iwZdmwq7gxF2h4udjpF2ARNTXLUxr84u71ubC5qa2C5aW39iz7c7ijR8cuv3"
    "C7OFIC7qT1FPhbIeMjKgzOrVkzuxDyPKCYI7Q32ics2pJhBRKQ575xCTSScC0stxtRnrpe"
    "bSX0uPT2/zJmM3g4+27z5qNoHNJnCVV9cShoSNBRXuJpwkiPkvbM4NBHZwT335IbBaY0ph"
    "sjmHgc9EzEngi58ELlWFtFTw2biHAs9CvWoTfN2wG6OC4Rpr5hodKrBTS2cauu5JniGgWU"
    "EP0w44a8rFgFhKR+fgr4n93Cuv/KNxIVJMpZPWxLmuvwg89D952GY6fAw7Dtrf24OGrsWV"
    "IHbTnEvX1+3TgWkz1yPwlnlWgFre/kSqypayNeG/6VbANbYvYthwkTUqz1vstLcdfidr9N"
    "371aBN2SvOPiet2Dq8DaguwfGsGprPjV5JkmrPTbjEZOo8ehUqeGpINrZPKwp3xJxvYeyR"
    "FV0LlqMDwBQv8Yrym5tXVJFXlEnOtzpwJWxp9rFsdEOBHYQ376UfoHuWCe5ZSuLDjERZq8"
    "uSVTmAzdF8i+gOxrBYDfX6T6p8E+PKtSrOU63DGKcioeqyLfMTUas00PJTf6ojvVuwG3Go"
    "WhzUUS9w4u9B6ilQtnViqQfMkcfovT4Cj7rOFA0cLGdx2hF8K+1Opb++t7GfitqaeI49kI"
    "+QFpSdDdTBeSNGJ8MRXNWdXVK7zp+rEVCmSOoSncW6eLbq4KP6CepDEPZg+IfhH5V8Qxp/"
    "iArCGa4fRdXiUGAH1eJmo1BQWyMnqK1hYgmrEUu4YBBhhaIH13Bi+xIDsmxcZkn2m5uoQU"
    "P6DOmrbYr0ffHPp03yvi+zk2szqV9wkFAx9ndFUU8fp9STBAi7XPlk6Axh47o+9RyIEEeC"
    "0kN0KTjiRM5qgRxbFhJ3wKYeeINM5Pxj6P319ccb+dS+/iQf3HcXfyf53zo6LO2rbhzUDS"
    "HbsXfWhKUcXZGt0vrNd5E9HBXVY3MV2V3ZFloaro1mocxvzZzMb80kK7tPz0PUYgxPcyIB"
    "0nyZ1u4qPXfkyt6Pn3vPO13liUDsr9+Trub2fdq5TLnZWUKhDdOq8KVWYTalFZEkwtn5AG"
    "YSO7Gyrjs3gGVzQGIR5hUTNVHCVeNahmD/goNeDYLdIswejGpJfu1X1HPoNZ41WarL4nO2"
    "B3+V0IVnenFk88/MvFU5Gy6ZWau289UeI00nJ0U408lJNmWCupiCKp+pEgj7zXcQ3UYhRt"
    "rIIaSNJB+VPYrUIOqcGN+ZiIk2LRltutE32c//A42egyE="
)
