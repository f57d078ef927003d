"""People: persons and what they are known by, members, invitations, sessions, codes that work once."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

TABLES = """
CREATE TABLE "identities" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID,
    "person_id" UUID NOT NULL,
    "provider" VARCHAR(20) NOT NULL,
    "issuer" VARCHAR(500) NOT NULL,
    "subject" VARCHAR(255) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE INDEX "idx_identities_person__940e7e" ON "identities" ("person_id");
CREATE TABLE "invites" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "hash" VARCHAR(64) NOT NULL UNIQUE,
    "role" VARCHAR(12) NOT NULL,
    "created_by" JSONB,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ,
    "used_by" UUID,
    "revoked_at" TIMESTAMPTZ
);
CREATE INDEX "idx_invites_tenant__e21714" ON "invites" ("tenant_id", "id");
CREATE TABLE "memberships" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" VARCHAR(12) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    CONSTRAINT "uid_memberships_tenant__e58d9e" UNIQUE ("tenant_id", "person_id")
);
CREATE INDEX "idx_memberships_person__3dd1c1" ON "memberships" ("person_id");
CREATE TABLE "one_time_codes" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "kind" VARCHAR(12) NOT NULL,
    "tenant_id" UUID,
    "hash" VARCHAR(64) NOT NULL UNIQUE,
    "browser" VARCHAR(64),
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "expires_at" TIMESTAMPTZ NOT NULL,
    "used_at" TIMESTAMPTZ
);
CREATE INDEX "idx_one_time_co_expires_21b453" ON "one_time_codes" ("expires_at");
CREATE TABLE "persons" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID,
    "name" VARCHAR(120) NOT NULL,
    "email" VARCHAR(320),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE TABLE "sessions" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "person_id" UUID NOT NULL,
    "tenant_id" UUID,
    "origin_id" UUID,
    "hash" VARCHAR(64) NOT NULL UNIQUE,
    "provider" VARCHAR(20) NOT NULL,
    "user_agent" VARCHAR(400) NOT NULL DEFAULT '',
    "address" VARCHAR(45) NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "seen_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ
);
CREATE INDEX "idx_sessions_person__d4a6df" ON "sessions" ("person_id", "id");
CREATE INDEX "idx_sessions_origin__cd4eef" ON "sessions" ("origin_id");
CREATE INDEX "idx_sessions_expires_6bcc94" ON "sessions" ("expires_at");
CREATE TABLE "tenant_providers" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL UNIQUE,
    "name" VARCHAR(60) NOT NULL,
    "issuer" VARCHAR(500) NOT NULL,
    "client_id" VARCHAR(255) NOT NULL,
    "client_secret" TEXT NOT NULL,
    "email_domain" VARCHAR(253),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
"""

# `realm` is the tenant that a person belongs to alone, or nobody's: so that NULL is one value in a key, and an identity
# is of its own person's realm.
KEYS = """
ALTER TABLE persons ADD realm uuid NOT NULL
    GENERATED ALWAYS AS (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) STORED;
ALTER TABLE persons ADD UNIQUE (realm, id);
ALTER TABLE persons ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE identities ADD realm uuid NOT NULL
    GENERATED ALWAYS AS (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) STORED;
ALTER TABLE identities ADD UNIQUE (realm, provider, issuer, subject);
ALTER TABLE identities ADD FOREIGN KEY (realm, person_id) REFERENCES persons (realm, id) ON DELETE CASCADE;
ALTER TABLE memberships ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE memberships ADD FOREIGN KEY (person_id) REFERENCES persons (id) ON DELETE CASCADE;
ALTER TABLE memberships ADD CHECK (role IN ('owner', 'admin', 'moderator', 'member'));
ALTER TABLE invites ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE invites ADD CHECK (role IN ('owner', 'admin', 'moderator', 'member'));
ALTER TABLE sessions ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE sessions ADD FOREIGN KEY (person_id) REFERENCES persons (id) ON DELETE CASCADE;
ALTER TABLE one_time_codes ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE tenant_providers ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
CREATE INDEX persons_of_tenants ON persons (tenant_id) WHERE tenant_id IS NOT NULL;
CREATE INDEX sessions_of_tenants ON sessions (tenant_id, person_id) WHERE tenant_id IS NOT NULL;
CREATE INDEX one_time_codes_of_tenants ON one_time_codes (tenant_id) WHERE tenant_id IS NOT NULL;
"""

# A row without a tenant is no tenant's: identities, sessions at the apex and codes of one are seen in system scope
# alone, which is how the policy of all tables reads NULL. Persons are the exception: an ordinary one is shown, and not
# changed, where they are a member, for whose list of members has their name.
ROW_LEVEL_SECURITY = """
SELECT protect(owned) FROM unnest(ARRAY['persons', 'identities', 'memberships', 'invites', 'sessions', 'one_time_codes',
    'tenant_providers']::regclass[]) AS owned;
CREATE POLICY members ON persons FOR SELECT USING (EXISTS (
    SELECT FROM memberships m WHERE m.person_id = persons.id
    AND m.tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)));
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES + KEYS + ROW_LEVEL_SECURITY


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz2ziy/isovdip0rhiWXZynCc78e74TCZOxZ7N7CYpEiJhiWsK0JCgbdWc/PeDBk"
    "iKd5OyLhSNl0Qi0AT9AQK7P/Tl757L2Mw/OJs5v5F57xT93aN4SsSHdEMf9fBsFl+G7xyP"
    "XNkRzxzjjszlRTzyuYctLq7fYtcn4pJNfMtzZtxhFHqfIdEXYR85HDm++DLjp4hPCLr+9e"
    "yXwfEJYrfoYYJFI/fRhLk28dAE++8QRrNg5Dr+BMZFjBI0xXM0IsifsAeK8Bg7tI98lrjx"
    "ATySzSzxTA4db2X0gDp/BcTgbEzEMJ54hm8/xGWH2uSR+PD1W48Tiik3HBsExL8/oMfszr"
    "h1iGun5kR1kdcNPp/Ja3/8cfnhH7In/LEjw2JuMKWL3rM5nzAadw8Cxz4AGWgbE0o8zImd"
    "mC8auG44tdEl9UeIC9wLSPz09uKCTW5x4MKsg7R6jsW13vVf7gf1bX9Prh8DnuLN/qu9V7"
    "3cConukJi28JLFKKwuh3IA7u+fapwFGvJqDwZ8/+vZl/2jE3n3GfP52JONEqveTymIOVai"
    "chIWEKcmoy7SKaFVAh5dWCC++FlVQm4Yn65ujOuLG8PYEsQLSO/E0+fRfD/BXjGaUf8MkO"
    "LBdhDC3hQ/Gi6hYz4RXw8PKyD919kXierhoUSViY1U7bCfwpaBbEqDK3anSRNwo/6rAXfJ"
    "DWEd0J4Ma0B7MiyFFprS0CZ2/CYIZ8SWAjqEsZ2LeFgH6WE50sMc0vL/BhBH/be8Q6xuWx"
    "i8rrMvDF6XbwzQlgbVtxjcJQfrmefheTGuC5EMsmJB8x3cfCtAvbn48+bbjwxkzHPGDm2G"
    "WUJm26Al9Kzvvb2/f+59761JwSpEz/II/JXGaJ4H8H+vrz4V45eWykBoOxZH/4dqItmyXb"
    "MCP4AD7jz1/b/c5C95//ezP7M/8vcfr86zahbc4DyDv4t9bgS+wBLz/Ax8ELhxZ0qKZyEr"
    "m52HUPgg+tCp2bi5/P3i+ubs98+pKflwdnMBLQN5dZ65un+Smab4Jujr5c2vCL6i/1x9us"
    "jOXNzv5j89eCYccGZQ9mBgO4lJdDm6lJpp8jhzxO2WmOe0pJ7lNs+yR+7Z3VK/5rSknuU2"
    "z3L0/ms+y2nJFczyWjSRkPERf/76+J6dmHRg9W7vEqQTXBhh6+4Be7aRa2EDVtY33zQdTL"
    "NXMMVjOWWAJjynInQ/sKlAtJdnesOGfgXTa8suNYlek4stiJrAhkpGFVjWD5+ukUcs5tlo"
    "GvhcMqzvkOkTQsUqNkVHQoFBBW0E2Y7dR+bMY2L0qalu8oB9dMsCaiOHSo525mKL5HneTQ"
    "7+nX6n5j3xHDEBtryTGBVAF509hNGUeARZLnamfXEfx5qgkcusO9GHjZg9P0A34uEUg7jn"
    "C1WXiqYRETYFenD4RD666fjGzHOm2JubQD6XUcsZLllO8I8M36zJZU0ut/0l3oBc3lHqaB"
    "283OD4qAaLJHqVskiyLY2v3EibABwLdBDh1XPMi409j/E5Yy7BtGT/TQlmsB4JyU2CXawC"
    "rGInOL+6+phS6s4vbzLo/vH7+cWXfXVmIjo5XF6+/HSTgTrxim6qaWdEtUHVNt06xXsrha"
    "7pHCfE9Py2eX6tCbGWo0XSknqW2zzLoenVRPNIiHTv0PXodZ0jQtGrVPmQbRnlmTxyQxhN"
    "d0v8mLKy+ufU5p+TZhlfyKS3g2W8tAnlDi/yKI2b+hVMo6M6OaS2V+mMeD6jffDtNP1g9F"
    "9icRNhjjAF9swPiGf20Wiu6DTxprgXQ3im+BoSe9gXmsEpUouyL6k7gq1JSMwhPMNeoT/p"
    "xsat40mqHsbQPqQvmObbnZdoA5ZvsbAbIJoS0sRpFtJwL2qoYccyHaT3annhVTjh5X3w1B"
    "ugCcQLiQ4CfFzLiDmuMGKO80ZM+NZtAnJCpIMoD46Pa50DHFecAxxnUdYGhDYgNmlA0HtF"
    "5OfMB9VQaTzILrUtBzhxV/r4FN8RcBhg5J54iM0IlYFicIQ/HRGvjxi1yDuIEYPTf3nQBX"
    "q9R+DEPxlFht3okD5jLax1LB1rpu2El67V6nCotR1Ve6xZHFTUv4Ma1uGgVrhORbROmXql"
    "Yye2Ezuh1dsXot62NIyibftdl6Z5yZAoHQ21S/Nb9OIsV6ITIppqz6h5Ouqoo7+ZdjA7H9"
    "mY9fK8jrzcr2B1XNGhbujJPfF88VlGYmBkO2Pic6BSgDcRkypMaC6T9UgmRh63wt0h0w+c"
    "2woYBdJ+xL2wB1oQYLKWIZ5mcDRdo+maFnANq3nVTIntYIVGDtFyXiEt1UF2YfXHkOFm1Q"
    "TlhEgHIT48qUPgZF/QCQLnJEfgqD0/D/G5Q7FXkjskIZSN4JiHJxg7BnNVKEdIxcTqkUDz"
    "/PLT2Zd/x8RNrCN9vPr0z/MC6ub83zcXZ5q60frr9vTX3+X5nD9xZgVabKKxSpedxt3qar"
    "RApktdE1JPCq0RvvsHX64+XlwXKKdP9X46dDjjSai9DLU6uqvvHe1muFU6SZ8arv/UUKs+"
    "WvXZgOpzRcmNWA3vmV3kmZVsrVJ+hE5iwKISq9Gu66Vljjz24EPgROj9lCXc2J1DQscqyO"
    "1isSlR6VMc3keY2siE96gZJfeWoRdTbBMIuChQoNY+nGb62qxa6YzVa3xp6egY7fS2psW6"
    "eqe38EXQBN2ESPfC0FePMGzCeXjLfd6i/s/ydmvbnqvd3bThoN3dtvYW6dIsa2+37s1vO8"
    "z/z5Lo7OUt/7ChX2H0K5K0prV/LcxplRrVjPX+0BTHsREeJkh4mDCfgAMNioKTlaEtukyV"
    "Kf4go6ZkmBRcnSMsvt7RQreejY0sk8aSKXZceXtI+zAjbOaKjgyJV6x9GqaHhVYZIqYyz4"
    "7Ehbr5IDSD8EIPZ3Zn99WJXpfjZNZQLkhuRk0AjgW6Z+Ue1QL4qALgozzA2ubS2toGtbVr"
    "4vtOoboWtVTpa77qUzvXf6myJJQkHhZFHTNmI8z78kGlygMd8Iw8xnHu8clK/aD6DY4tlT"
    "ZV72sxHEEhViisMwA3VY8RHvxMhC5IbMSkFucxoRw6t2HbKfxPqO1Huf7h4RuE86d8D8Ah"
    "p4++9eInVF8Txrv219miSqidS1auE2ote9WILvaOBoimhDSi+nBuUwV6dQq79ceOBD7xDK"
    "FhFsU2lMOclupKnd5hrfx1w4r8dcN8/rowFrAJugmRzkBbJ2fdsDxl3VBnrHup9nbrin/o"
    "6dZH2lvXC7o0zTonRVdnuR1c6Y2kBHp5qjRs6FcwpYpOqJttlCLmjTF1fAyXFOuH0YiJvy"
    "CRDAKoRHPCpsTsy0tRugjozgJFM8oypb74d1KQaHQtwwD9eYZs4hIOdCYlyOd4DiUMxL09"
    "9hDLAQW2SH4RnmMTAYhkYp17osqn+m4w1kfZrectYZqaGCdR/84RGMN6xl+F7Zerv6TPtN"
    "d6pu0H/ozA4csyJkFGVusObdMdUl7k6q20xDynJfUst3mWXUzHgdDgmuyZSZkt75uqLvJK"
    "tsu3NTbLt6Vb5dt8mAumNoDGGoa6pMS65wj0pgbMb0phfpOFGVLAGUskY8rKdQ/o1Sdkmn"
    "nOPbYKsoJWnQ3FIlveKWbByHWs1aFbS7eqUK3yhxaU0fmUBb4Bezw8SQ7nyvLlhfJbrmIe"
    "WxYtLmK+wO2ePQv2hbhG/UnUPfJX4HjEcBK1KxugXiS+ZdSL+amWwR7hZfjE8ggvOCItDx"
    "Mtkm1JyGiC/Pne2/v2Y+97b02sj44d1Qdt3eDmP0duO2Uc/eeEX88TXL0R+QDV9W62XEds"
    "JuFOIt1+XWbdERvtqyfw8S15dYC+Ss9hFdVl2Ez8p9JD+4RDOS93joQK74i/2o6YdhJmgE"
    "ZTPEdiCFKUi2bTo2s2vs1sfLuy/nUgCbXm4BcemnXMxJNyM/FE17/dQv3b8P1QtCOUw5wS"
    "6iDS66mBm3wT59G+IY+8Eu2FYCcQr9JvL/68qTY8Uqm+o+5Za6QgQjVUbZqs9axc99jTwf"
    "FRrdV+VLHaj7T/7Au181Le/jN7yUlPS+pJb/mkt8O4P+OcTGdFnndRS7/CnMeqT00z/gqy"
    "sHjzPvirQfSteCMfIJMFHLK3mqfg2OYIE5nYfeSRW8iHhPYxZHlxCcLUfyBeGNXrI8o4Gj"
    "w+vuqjgHpQ3AmeCO1TRsW4zIP2nB2/2eG/U+y6oXnvUAQ/OdH9gXl3xDNciIveD/3yIB+N"
    "/6pmWYDwIefhVxpAHYNciQDND2h+oBVa0moYgsyirwtqRkzDmiVe1OaRQ/SSllhRC4EMlg"
    "7dxZyf4nnFf78MDodvhm+PToZv4a0Il+IrVd4n+dOy8FXSxDJKiHTCIl13LKzPMQ8KjiFL"
    "l+xCYKkl2zajc8Urlnhekb9ZOY8SC3TBhN80faKUyDzcVQXqFjJL1qfbHczXVZ4OnD+IX2"
    "BOl/suJESe5bKwO+CvxVFBLV5jQnB01lt3AvKSeh6Wn4ep4wqgiHgKu8m7Myum36D5N6jm"
    "aDVdt0m6LrAdfkG5N+8VMHaLxn4VaQfdDJeN67F2pmiN6qxDPKrAkQWeRcIEy1il2LNlim"
    "WGHH6KzAcymjB25x+oNW4eoEuqEjd7YmNX9wNqLCrOxInrgitMge/Nhgevk/IvxdVEOf5S"
    "F9Ugpc1+MPovsXjUrsk6Tda14t24GlZpsfjrkiALiQ5yIG/rcCBvyzmQtwUxtfH2URfhhE"
    "gXDPd1I2wTjh23kcGSEGmJk/tumipiLyhipCosxUhAw/4c2DefAq/Ve8rqk+GFlFJDL8G0"
    "VPdwPqpT3PKovLjlka7IrA3ybRrkH8Iz5l7eHI+b+hXGeHhG7dSuw8yxN4YoFB8SP0kbNr"
    "wUJcQHnxVlAr9DMzcYO9RX5ZFdsVK9VwfIhDMxcHiB7CpihfQXni/gu3Ir9BhiF6X539DI"
    "KsuV5WJnCrEzyvB3CfbJO/DGQRMm5kXmr+LsjlAZPCP6cZfExZ8TGa/EqJGXkimeJqDhDe"
    "X9w2oFD+IJvlPw+OkjE3xzTDHIg7gxnUeVDGQWLkaJj2RKmqhaAHG80KdHjOORmYvnEorX"
    "ssKBBAmkWcBH7FFWp1IP6Dk+8b9TeRfwH0JKNhrNFwsJik5RDrRGfEXBXdNTKJ4b+CLvFX"
    "5WQ2mfIU1D7Jzu24CGSK74uogmZTSg2VIPcj9porwuJLbM64RvpZVprWsoyZ7crGtvAEkh"
    "vV5zBpd8zeXwLD3uXAhs17vt9TOW6YpPN6W+1ohojAS2nb5HKZgt/sUnXedrLtCkiF6isa"
    "1V5NpTimHUXeMXOQGTR26EK2sJ0qRAvE0ZHDVx8kQ+RzCrDWlHN9E8MmK64tTPAlQDyovq"
    "uVb/njKibfot6Wyo2V+P5ppfyKS3g2u+AHqilyea1fV+BcssiY2aDPM1mxI+EbOpuNGJuK"
    "lYevYBMoFTleymcrwK/awQ9qACK+X9iKsE1/R3yPTh7IpaxJQXYRr2fBTmUEX4lhMPOTzP"
    "M294/LCkrLAWsKvczDCQyg8TxyVJQSivEGd+krUVHI5umeuyBz8x1jtZYFYR0XIIyTWz6R"
    "SuABnui+HELR3p1naqHNMkkbenKkKoGCtJjkfVHMZYTHI90je6s2Z3NbvbZXJH54xaY84o"
    "wL5plWRW5qTw4o2B6NWQh/PcGZfHLSakOhR38T+DwdHRm8Hro5O3x8M3b47fvo75i3xTFZ"
    "FxfvlP4DJSazpPboDGkMe9PLwx6t+JbWLT4Y2hEtVsnSeEthxTnkoKDLTWPXb399SRYPiU"
    "/t6r52UK3s6vIFYKG81MUkrvQMtirykCTRFskCL4jcz4mQoZz/MEicZ+BVlwR4DKl/3qOq"
    "VhXxjFwpq9/vXsl8HxCWLCzJa+WhZ2XTCXlTcUmwqjFrIkKyco5T51aZPpjAlzx5r/8huZ"
    "vwvt/FNl/ocOUaEf7J5fFCK2ucGla5rryoRO+YgyaeqLMYUlT25vicVPwyAzYA/gURDMMb"
    "iy3RPIIRVmlVLPA15sI0VkIDwWP4uaFr/867W5r839nVNCm8SUyUWeg7MiOCES6IQmnzH4"
    "h3UM/mG5wT/MFR8rNJMqqo51yUxaN7ibTlnUOnxX7LBQlkWn3KovzaGzmwt203a9NmG0Cb"
    "NBE+YzeGjljZfPoeNWqdkCCNS1V8JTQFPFYahgDgKxOmHQRajMwy2FScA9Qu04BYXLxtgT"
    "AtOojrtNLDyH80rfYh5B+z4h6F7YFAez+asCc2WzY+taMtpU2P33WpMwBYe7jY4GY4FOKA"
    "cZt+Vhrbqjw4rCo8OC7AiLJ2ughWXEuhDLvGlNrMyUqPbHL7QlNr262WyFtbdrreqKRZ1f"
    "0xwXFHKtimwqKty6k2t43ciCNtLE+o37aw/9yP5i02nkvlcTxKSIxjHaPWXmuEa7Zyyhf+"
    "lP/9LFm594FLtG4BOvYZ6TItnuYT6oVX1uUFF9bpCvPifM+AnzjKi2aB716nrkeWldGPvp"
    "wthT4o2JbYhBWRPTLSOmXeXSqE5CzBqs30hEL9qnF23IPBUgXOEGlBDariZx+GxNYsOuP5"
    "K6y4P9D5fhEqxjiQzStyCyg2REBYQfrv44/3iBPn+5eH95fRlmtIsZcNmYXs5fLs4+ZgEm"
    "3rRAKy6nIGKBLRvDO0Q56MOfF3L4o2tQvvBJV1ShYU0wHS8194U30AHMbZvz9pzy/ur4nB"
    "WmTky29p848zUmiY5PHv1+9RzOCUWjOTJl3OyBRyzm2WY/fxL7MGE+QfBkaERkNkPZBcI3"
    "+YH5DgJAWcAhgaFKRyiv9zKLaDMjNq5bkAjY0jUI9CHwLuyuDYiErUUwdhNOEiUYqE3nRg"
    "IdPFNffbyt0pgalRtIiOjCaLrawI7BrkkFbWts2Na4YRy7vWJLQ7U9aWdw6FbTw/QGnDXF"
    "ZkBsqaNDfTGEw0Qvp+ITZJOBsDSZ+1sZzn31heNx+GmGnTA2DLsu2t/bg47U9qUgpkXOpZ"
    "sb9unAtIXrEXjLPCtArep8olBlKziaCN90a7A1di88WdsiG1Sed9hpbzf8Tjbou/fSoC04"
    "Ky7diFtwRNyiiLV2aD5fVErzvNrzJc51XqrzqHToNfWdr1ADxRbqxi3wnDisiaLiUdSNBO"
    "AQlNJHJqwEUxGevuiqCkyfRsVhZLR8QKkqDwOFXYXaYWFqEbewLM3GRobY/ysVm2NKVTC+"
    "U1xDRtWXgeowE0KBrIXitKroiwn/mWiC7wkaMy5GD0vfzPtSzwpmUfZCxQSbwYwzczluN1"
    "UXQLO7mt1tzc66ohAfXSxj5UqqU5ih7okDX6c4Qd12eRh9yptz51gmEfkqU5DryV3f5C5S"
    "O6dn98zz8LzidKbIvtw4fZ3Kubf398+956XXe8I57tuPbMZC6s4NVXWwgHSqcjvOSGrv46"
    "e9j73CUkLl1ZiKCwm9XIuyE3WZQvtqZZTHGiqxRYcBNddp3F8v1IKFSh6BNmi2t8YyW95V"
    "Y1u0xZsqsAoNFmvUXceExp7OzQK4ov46cquwilhTIyMh1iZHYX2UX6/u0agga2CFz1JKSj"
    "vQaAca/atrZOlD4fklpjwp16ZdVnM57XGRulYuB/mDwuvYF6H0oFC5K5B6J4Xl8/q0R9Ed"
    "metE1/poa+dUgAZ6NCzxHJjltE7YXfuy1PFl0SXD1geugK3Ikb4c3Vigg/BWURARum9KwX"
    "1TUI6tpHzP+mr3tA7gVedU0waUVq83p17/i0kCN6tcy8tVqnWcDLFOTmvR1wvL48ritOLT"
    "aK4c4c4gbOlA9gA/uCjblwmOaqBshy5s2Eczj92DO52H4IgTWS4Wq7jA7W69w8mivPcODg"
    "vk2sHMdSzxE1KCYjALQqT5xGPBeKK87eJbqhxb7+QMyJgFRomqrVu/hm70Uf4J8kOUH03b"
    "H9r+aOUbUgdOtxDOeP+oqxbHAh1UiweHtbJfHlZkvzzUSUfbkXR0yWyjLUozuv59YpWZGx"
    "3cZEsOu+tDam30aaOvty2j7ysZTRi76+XtvqilX2H6Pag+Na2/TwyZyq3XFAYQpr4MKlKl"
    "hKZ95IqVKA0hH3HGDtAl9yH6ySMcuY64SKjlzWcQuSTtNx/fllQvWuM4jcOcdGSTNr869o"
    "YKvALX03IFNuzeRVvhdV2ttVJt7coh0MpwPRzUKgg1qCgINcjbYDoEZekQFKgefl+wJKuL"
    "NsRC2kX6Sdsp6Z5Se30mhV74CuV43Ay7SOCF4zYh2CZeo/z0CZHdfeE8gVPqV72SonjSvm"
    "gC80KiE5rTpgFnrlikhgKxUdLKnGBLfMDTG8W3H+vbKNbiDG47PkCyDK+VEdXewW1jsgrn"
    "eUQsLJSTJnZMkWwXjzpq2YwVFmPOr01Txi/jh9YOyviMeI416eUZ47ChX0EY40WXlTrhP8"
    "fh5aVk7XymX2I5x1pasq3ChaC0YNtuqreZLf74uM4ef3xcvslDW4aEEb+pBgiH3TuI7mEt"
    "1vWwgnQ9zHOuYkReWD+gIlR0IdISG2F34kS3+ib7+f+MUPhO"
)
