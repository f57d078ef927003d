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
    "role" VARCHAR(12),
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
ALTER TABLE tenant_providers ADD CHECK (role IN ('owner', 'admin', 'moderator', 'member'));
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
    "eJztXVtz2ziy/isovdip0rhi+ZIc+8lOvDs+k8Sp2LOZ3SQlQiQscU0RGgCyrcrJfz9ogK"
    "R4NynrQtF4SSQCTdAfILD7Q19+djxKJ3zvbOL+QWadE/Sz4+MxkR+SDV3UwZNJdBm+Czzw"
    "VEc8cft3ZKYu4gEXDNtCXr/FHifykkO4zdyJcKkPvc+Q7IswR65ALpdfJuIEiRFB17+f/d"
    "Y7Okb0Fj2MsGwUHI2o5xCGRpifIowm04Hn8hGMi6hP0BjP0IAgPqIPPsJD7PpdxGnsxnvw"
    "SA615TO5/nAjo0999+8p6Qs6JHIYJp/h2w952fUd8kg4fP3WEcTHvui7DgjIf39Aj8ld/9"
    "YlnpOYE91FXe+L2URd+/PPy/f/UD3hjx30bepNx/6892QmRtSPuk+nrrMHMtA2JD5hWBAn"
    "Nl/+1POCqQ0v6T9CXhBsSqKnd+YXHHKLpx7MOkjr55hf61z/7b3X33Z31Prpw1O82X2186"
    "qTWSHhHWLTFlyyqQ+ry/UFAPfzlx5njoa62oEB3/1+9mX34FjdfUK5GDLVqLDq/FKCWGAt"
    "qiZhDnFiMqoinRBaJuDhhTni859VKeT9/qerm/71xU2/vyGI55DeyafPovluhFk+mmH/FJ"
    "DywbYQws4YP/Y94g/FSH7d3y+B9F9nXxSq+/sKVSo3Ur3DfgpaeqopCa7cnUZ1wA37Lwfc"
    "BTeEVUB7fFgB2uPDQmihKQltbMevg3BKbCGgAxibuYgPqyB9WIz0YQZp9X8NiMP+G94hlr"
    "ct9F5X2Rd6r4s3BmhLgsptCnfJwHrGGJ7l4zoXSSErF7TYws23BNSbi79uvv1IQUaZO3T9"
    "epjFZDYNWkzP+t7Z+flr53tnRQpWLno2I/BX9gezLID/e331KR+/pFQKQse1Bfo/VBHJhu"
    "2aJfgBHHDnMed/e/Ff8u7Hs7/SP/J3H67O02oW3OA8hb+HuehPucQSi+wMvJe4CXdM8mch"
    "LZueh0B4L/zQqtm4ufx4cX1z9vFzYkren91cQEtPXZ2lru4ep6Ypugn6ennzO4Kv6D9Xny"
    "7SMxf1u/lPB54JTwXt+/Shj504JuHl8FJipsnjxJW3W2Cek5Jmlps8y4zc07uFfs1JSTPL"
    "TZ7l8P1Xf5aTkkuY5ZVoIgHjI//81fE9WzHpwOrd3sVIJ7gwwPbdA2ZOP9NCe7Sob7Zp3B"
    "unr2AfD9WUAZrwnJrQfU/HEtFOlukNGrolTK+julQkei0htyDfAjZUMarAsr7/dI0YsSlz"
    "0HjKhWJYT5HFCfHlKrZkR+IDgwraCHJcp4usCaNy9LGlb/KAObqlU99Brq842omHbZLled"
    "c5+Hf/u2/dE+bKCXDUneSoALrszBBGY8IIsj3sjrvyPq49QgOP2neyDx1QZ7aHbuTDaQZx"
    "h0tV15dNAyJtCvTgipF6dMvl/Qlzx5jNLCCfi6jlFJesJvhHim825LIhl5v+Eq9BLm8pdb"
    "QKXq53dFCBRZK9Clkk1ZbEV22kdQCOBFqI8PI55vnGnsX4nFKPYL9g/00IprAeSMl1gp2v"
    "AixjJzi/uvqQUOrOL29S6P758fziy64+M5GdXKEuX366SUEde0XX1bRTosagappuneC9tU"
    "JXd45jYmZ+mzy/9ojYi9EiSUkzy02e5cD0qqN5xETad+h68LrKEaHsVah8qLaU8kweRV8a"
    "TXcL/JjSsubn1OSfk2EZX8ikN4NlvHSIL1yR51EaNXVLmEZXd3JJZa/SCWGc+l3w7bT4dP"
    "BfYgsLYYGwD+wZnxJmddFgpuk0+aa4l0MwS34NiD3MpWZwgvSi7CrqjmB7FBBzCE8wy/Un"
    "Xdu4VTxJ9cP0jQ/pC6b5tuclWoPlmy/sGogmhAxxmoY02ItqatiRTAvpvUpeeCVOeFkfPP"
    "0GqAPxXKKFAB9VMmKOSoyYo6wRE7x164AcE2khyr2jo0rnAEcl5wBHaZSNAWEMiHUaEP69"
    "JvIz5oNuKDUeVJfKlgOcuGt9fIzvCDgMUHJPGKIT4qtAMTjCHw8I6yLq2+QUYsTg9F8ddI"
    "Fezwic+MejyLAXHtKnrIWVjmVizYyd8NK1WhMOtbKjakbrxUGF/VuoYe33KoXrlETrFKlX"
    "JnZiM7ETRr19IeptQ8MomrbftWmaFwyJMtFQ2zS/eS/OYiU6JmKo9pSaZ6KOWvqbaQaz84"
    "EOaSfL66jL3RJWx5Mdqoae3BPG5WcViYGR4w4JF0ClAG8iJ1Wa0EIl61FMjDpuhbtDph84"
    "t5UwSqR5yL3QBz8nwGQlQzzN4Bi6xtA1DeAalvOqGRPHxRqNDKLFvEJSqoXswvKPIYPNqg"
    "7KMZEWQrx/XIXASb+gYwTOcYbA0Xt+FuJz18esIHdITCgdwTELTjC2DOayUI6AionUI4nm"
    "+eWnsy//joibSEf6cPXpn+c51M35v28uzgx1Y/TXzemvH9X5HB+5kxwtNtZYpsuOo25VNV"
    "og05WuCaknpdYI3/nel6sPF9c5yulTvZ8OHU55EhovQ6OObut7x7gZbpROMqeGqz81NKqP"
    "UX3WoPpc+eRGroZ31MnzzIq3lik/Uifpw6KSq9Gp6qVlDRh94BA4EXg/pQk3eueSwLEKcr"
    "vYdEx0+hRXdBH2HWTBe9QKk3ur0IsxdggEXOQoUCsfzjB9TVatTMbqFb60THSMcXpb0WJd"
    "vtNb8CKog25MpH1h6MtHGDbhLLzFPm9h/2d5uzVtzzXubsZwMO5uG3uLtGmWjbdb++a3Ge"
    "b/Z0V0drKWf9DQLTH6NUla0dq/lua0To1qRXp/YIrjyAgPEiQ8jCgn4ECDwuBkbWjLLmNt"
    "ij+oqCkVJgVXZwjLr3d+rlvP2kZWSWPJGLueuj2kfZgQOvFkR4rkK9Y5CdLDQqsKEdOZZw"
    "fyQtV8EIZBeKGHM9uz+5pEr4txMisoF6Q2ozoARwLts3IPKgF8UALwQRZgY3MZbW2N2to1"
    "4dzNVdfCljJ9jes+lXP9FypLUkkSQVHUIaUOwqKrHlSpPNABT8hjFOcenaxUD6pf49hKad"
    "P1vubDERRghYI6A3BT/RjBwc9I6oLEQVRpcYxK5dC9DdpO4H/iOzzM9Q8PXyOcP+F7AA45"
    "XfStEz2h/hoz3o2/zgZVQuNcsnSd0GjZy0Z0vnfUQDQhZBA1h3PrKtBrUtitPnZkygnrSw"
    "0zL7ahGOakVFvq9B5Wyl93WJK/7jCbvy6IBayDbkykNdBWyVl3WJyy7tBkrHup9nbjin+Y"
    "6TZH2hvXC9o0zSYnRVtnuRlc6Y2iBDpZqjRo6JYwpZpOqJpt1EeUDbHvcgyXNOuH0YDKvy"
    "CWDAKoRGtEx8TqqkthugjoTqeaZlRlSrn8d5STaHQlwwD9eYYc4hEBdKZPEBd4BiUM5L0Z"
    "fYjkgAKbJ78IzrGJBEQxse490eVTuTcdmqPsxvOWME11jJOwf+sIjMNqxl+J7Zepv2TOtF"
    "d6ps2nfELg8GURkyAla3SHpukOCS9y/VZaYJ6TkmaWmzzLHvaHU6nB1dkz4zIb3jd1XeSl"
    "bJdvK2yWbwu3yrfZMBfsOwAarRnqkhBrnyPQmwowvymE+U0aZkgB118gGVNarn1ALz8h04"
    "S599jOyQpadjYUiWx4p5hMB55rLw/dSrpViWqVPbTwqT8b0ynvwx4PT5LBubR8ea78hquY"
    "R5ZFg4uYz3G7p8+CfS5uUH8SdUb+nrqM9N1Y7coaqOeJbxj1fH6qYbCHePU5sRkROUekxW"
    "GiebINCRmNkT/fOzvffux876yI9TGxo+agrR3c/OfQbaeIo/8c8+t5gqvvhz5AVb2bbc+V"
    "m0mwkyi3X4/ad8RBu/oJOL4lr/bQV+U5rKO6+g6V/+n00JwIKOflzZBU4V35Vzsh006CDN"
    "BojGdIDkHyctGsc3Sg+L8GNckgqQ3XAWeRw/Sty7hA8OucU/k62+Cp9qzWZc0gBA7du9wV"
    "lHEdC+fToLIZN5R/4yn/ZqUWbEGma0P0z91Aq9iix8W26LEpsruBIrvBSyhvRyiGOSHUQq"
    "RXU2g3/rrPon1DHkUp2nPBViBepkRf/HVTbt0k8omH3dMmT04YbKA/1Vnrabn2UbS9o4NK"
    "q/2gZLUfbLSoZKPhNdlhjaG+jPQ/E2fBSU9Kmklv+KQ3g505E4KMJ3muk2FLt4SPwbpPRR"
    "7mCtLosFkXHA4hfFpqO3vIolMBTIV1Ap6J7j1hxOkiRm4hoRXaxZCmxyMI+/yBsCAsmyOf"
    "CtR7fHzVRVOfQXUueCK061NfjksZtGeImPUO/93HnhfwM66vKBfZ/YGyO8L6HgS27waOlZ"
    "BQiL+qWNcheMhZ8NWfAiWTqfFguBfDvTRCRVoO+5Ja9FVBTYkZWNOklt48Mohe+gUW6lwg"
    "haXrb2PSVvm88r/fevuHbw7fHhwfvoW3IlyKrpS5D2WPO4NXSR1zKCbSCmt/1cHMXGAxzT"
    "lHLlyyc4GFlmzTLM4lr1jCWJ7DYDFHFQm0wX5fNzWllcgs3GUVBucyCxYY3B7MV1VfELx3"
    "CM8xp4udT2Iiz/I52R7wV+Jpohdvf0RweFhfdQKykmYeFp+HsetJoIh8CqfOuzMtZt6g2T"
    "eo4WgNXbdOum7quOLCF2zWyWHs5o3dMtIOuvU9OqzG2lmyVX6MsiVKHOmU2STIkI11jkRH"
    "5cimyBUnyHoggxGld3xPr3FrD136OvM2kxu7vh9QY2F1LUE8D3yZcpyn1jx4lZyNCa4mTN"
    "KYuKgHKWzm08F/iS3CdkPWGbKuEe/G5bBK88VflQSZS7SQA3lbhQN5W8yBvM0Jio62j6oI"
    "x0TaYLivGmGHCOx6tQyWmEhDohS201SRe0EeI1ViKYYCBvbnwL7+HIaN3lOWn80woJRqem"
    "AmpdqH80EVp6mDYqepA+M0ZQzyTRrk74Mz5k7WHI+auiXGeHBG7VYupC0wG0IYEYfMXcqG"
    "DS6FFQ3AZ0WbwKdo4k2Hrs91fWtPrlT2ag9ZcCYGDi+QHkeukO7c8wV8V26lHkOcvDoNax"
    "pZpymzPeyOIfhJG/4ewZycgjcOGlE5LyoBmaB3xFfRT7Kf8EhUvTuWskyOGnopWfJppn5w"
    "Q3X/oNzEg3yC7z54/HSRBb45lhzkQd7Yn4WlKFQaNeoTjlROobDcA3FZ4NMjx2Fk4uGZgu"
    "K1irhSIIE0nYoBfVTlxfQDMpcT/t1XdwH/IaRlw9G4XEhQNcwXQGtEVzTcFT2FormBL+pe"
    "wWc9lPEZMjTE1um+NWiI+IqvimhcxgCartWh9pM6yutcYsO8TvBWWprWunxX/8RmXXkDiA"
    "uZ9ZoxuNRrLoNn4XHnXGCz3m2vn7FMl3y6qfS1WkRjKLDp/EtawWzwLz7uOl9xgcZFzBKN"
    "bK08155CDMPuBr/QCZg8in6wshYgTXLEm5SC0xAnTyTkBLO6r+zoOppHSsyUDPuVg+rUF3"
    "kFect/TynRJv2WTDrb9K/HcM0vZNKbwTVfAD3RyRLN+nq3hGVWxEZFhvmajokYydnU3OhI"
    "3lQuPWcPWcCpKnZTO14FflYIMyih64tuyFWCa/opsjicXfk2sdRFmIYdjoIkuAjfCsKQK7"
    "I885rHD2oCS2sBe9rNDAOp/DByPRIXhPoYUeouVRxDpdXyPPrAY2OdqgrBmohWQyiumY7H"
    "cEVl5JLDyVu6yq3tRDumKSJvR5f00DFWihwPy3EM8aQw6VaK9A3vbNhdw+62mdwx+bhWmI"
    "8LsK9b5poWOSm8eGMgfDVk4Tx3h8VxizGpFsVd/E+vd3Dwpvf64Pjt0eGbN0dvX0f8Rbap"
    "jMg4v/wncBmJNZ0lN0BjyOJeHN4Y9m/FNrHu8MZAiaq3zmNCG44pT2R1BlrrHnu7O/pIMH"
    "hKvvPqeameN/MriJTCWjMTlzI70KLYG4rAUARrpAj+IBNxpkPGszxBrLFbQhbcEaDyVb+q"
    "TmmYS6NYWrPXv5/91js6RhTyT4Ovlo09D8xl7Q1Fx9KohTTX2glKu09dOmQ8odLcsWe//U"
    "Fmp4Gdf6LN/8AhKvCD3eF5IWLrG1y5pnmeSuiUjShTpr4cU1ry5PaW2OIkCDID9gAeBcEc"
    "gyvbPYEcUkFWKf084MU20EQGwkP5s6ho8au/3pj7xtzfOiW0TkyZWuQZOEuCE0KBVmjyKY"
    "P/sIrBf1hs8B9mqsflmkklZePaZCatGtx1pyxqHL5LdlgoyqJTbNUX5tDZzgW7brvemDDG"
    "hFmjCfMZPLSyxsvnwHGr0GwBBKraK8EpoKXjMHQwB9TMmQVBF4EyD7eUJoFgxHeiFBQeHW"
    "ImBcY6uStHDrHxDM4ruU0ZQbucEHQvbYq9yexVjrmy3rFNnR5jKmz/e61OmIIr6lUkiARa"
    "oRyk3JYPKxWOPSypHHuYkx1h/mQ1tLCUWBtimdetiRWZEuX++Lm2xLpXN50ssXh6pVVdsq"
    "iza1rgnEq8ZZFNeZV3t3INrxpZ0EbqWL9Rf+OhH9pfdDwO3fcqghgXMTiGu6fKHFdr94wk"
    "zC/96V+6fPMT5mOvP+WE1cxzkifbPsx7lSr79Uoq+/Wylf2kGT+irB8Wh82iXl5QPittKp"
    "s/Xdl8TNiQOH05KK1juqXEjKtcEtVRgFmN9RuKmEX79KINmKcchEvcgGJCm9Uk9p+tSazZ"
    "9UdRd1mw/+FRXIB1JJFC+hZEtpCMKIHw/dWf5x8u0OcvF+8ury+DjHYRA64ak8v5y8XZhz"
    "TAhI1ztOJiCiIS2LAxvEWUgzn8eSGHP6YG5QufdE0V9u0R9ocLzX3uDUwAc9PmvDmnvL+7"
    "XNDc1Inx1u4TZ779Uazjk0e/X5krBPHRYIYsFTe7x4hNmWN1syexDyPKCYInQwOishmqLh"
    "C+KfasUwgApVMBCQx1OkJ1vZNaROsZsXbdgljAlqlBYA6Bt2F3rUEkbCyCsZ1wkjDBQGU6"
    "NxRo4Zn68uNttcZUq9xATMQURjPVBrYMdkMqGFtjzbbGDRXY6+RbGrrtSTtDQLeKHqY34K"
    "wpNwPiKB0d6oshHCR6OZGfIJsMhKWp3N/acO7qLwIPg08T7AaxYdjz0O7ODnT0Ha4EsZ/n"
    "XLq+YZ8OTJu7HoG3zLMC1MrOJ3JVtpyjieBNtwJbY/vCk40tskbleYud9rbD72SNvnsvDd"
    "qcs+LCjbgBR8QNilhrhubzRac0z6o9X6Jc54U6j06HXlHf+Qo1UBypbtwCz4mDmig6HkXf"
    "SAIOQSldZMFKsDThyWVXXWD6JCwOo6Llp76vy8NAYVepdtjYt4mXW5ZmbSND7P+Vjs2xlC"
    "oY3SmqIaPry0B1mBHxgayF4rS66IsF/1lohO8JGlIhRw9K38y6Ss+aTsLshZoJtqYTQa3F"
    "uN1EXQDD7hp2tzE765JCfEyxjKUrqW5uhronDnzd/AR1m+VhzClvxp1jkUTky0xBbiZ3dZ"
    "M7T+2cnN0zxvCs5HQmz75cO32dyLm38/PXzvPS6z3hHPftRzpjoe/N+rrqYA7pVOZ2nJI0"
    "3sdPex+z3FJCxdWY8gsJvVyLshV1mQL7ammUxwoqsYWHARXXadTfLNSchUoegTaot7dGMh"
    "veVSNbtMGbKrAKNRZr2N3EhEaezvUCuML+JnIrt4pYXSMjJtYkR2FzlF+t7tEgJ2tgic9S"
    "Qso40BgHGvOrq2XpQ+H5BaY8LtekXdZwOc1xkbrWLgfZg8LryBeh8KBQuyuQaieFxfP6tE"
    "fRHZmZRNfmaGvrVIAaejQs8QyYxbRO0N34slTxZTElw1YHroQtz5G+GN1IoIXwllEQIbpv"
    "CsF9k1OOraB8z+pq9zQO4GXnVDMGlFGv16de/4sqAjetXKvLZap1lAyxSk5r2ZcF5XFVcV"
    "r5aTDTjnBnELa0p3qAH1yY7csCRzVQtgMXNszRhNF7cKdjCI44ke1huYpz3O5WO5wqynvv"
    "4qBArjOdeK4tf0JaUA5mQ4i0GDE6HY60t110S51j61TNgIpZoD7RtXWr19ANP6o/QX0I86"
    "MZ+8PYH418Q5rA6QbCGe0fVdXiSKCFanFvv1L2y/2S7Jf7JuloM5KOLphttEFpRle/Tywz"
    "c6OL62zJQXdzSG2MPmP0dTZl9H0lgxGld52s3Re2dEtMvwfdp6L194kiS7v1WtIAwj5XQU"
    "W6lNC4izy5EpUhxJGgdA9dCg7RT4wI5LnyIvFtNptA5JKy3zi+LahetMJxaoc5mcgmY361"
    "7A01ZTmup8UKbNC9jbbC66paa6na2pZDoKXhut+rVBCqV1IQqpe1wUwIysIhKFA9/D5nSZ"
    "YXbYiEjIv0k7ZT3D2l8vqMC73wFSrwsB52ocALx21EsENYrfz0MZHtfeE8gVPiV72UonjK"
    "vqgD81yiFZrTugGnnlykfQ1iraSVGcGG+IAnN4pvP1a3UazEGdxxOUCyCK+VEjXewU1jsn"
    "LneUBsLJWTOnZMnmwbjzoq2YwlFmPGr81Qxi/jh9YMyviMMNcedbKMcdDQLSGM8bzLUp3w"
    "n+Pw8lKydj7TL7GYYy0s2VbiQlBYsG071dvUFn90VGWPPzoq3uShLUXCyN9UDYSD7i1Ed7"
    "8S67pfQrruZzlXOaLIrR9QEio6F2mIjbA9caIbfZP9+n9GZ4sv"
)
