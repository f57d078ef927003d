"""The changelog: its entries, and the posts that each tells of."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

TABLES = """
CREATE TABLE "changelog_entries" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "title" VARCHAR(140) NOT NULL,
    "body" TEXT,
    "published" BOOL NOT NULL DEFAULT False,
    "published_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE TABLE "changelog_posts" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "place" INT NOT NULL,
    CONSTRAINT "uid_changelog_p_tenant__07143f" UNIQUE ("tenant_id", "entry_id", "post_id")
);
"""

KEYS = """
ALTER TABLE changelog_entries ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE changelog_entries ADD UNIQUE (tenant_id, id);
ALTER TABLE changelog_posts ADD FOREIGN KEY (tenant_id, entry_id)
    REFERENCES changelog_entries (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE changelog_posts ADD FOREIGN KEY (tenant_id, post_id) REFERENCES posts (tenant_id, id) ON DELETE CASCADE;
CREATE INDEX changelog_published ON changelog_entries (tenant_id, published_at, id) WHERE published;
CREATE INDEX changelog_drafts ON changelog_entries (tenant_id, created_at, id) WHERE NOT published;
CREATE INDEX changelog_of_post ON changelog_posts (tenant_id, post_id);
"""

ROW_LEVEL_SECURITY = """
SELECT protect('changelog_entries');
SELECT protect('changelog_posts');
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES + KEYS + ROW_LEVEL_SECURITY


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz27gV/isYvdiZ0Xria1L7yd64XXeTOBN7m23jjAiRsMSaIrQEJFmz3f9eHACkKN"
    "5EyrpQNF4Sm8Qh6Q8geM53bn+2PEqH7OBy6P5Kpq1z9GfLxwMifpg/0UYtPBxGh+F3jrue"
    "HIiHbueJTOVB3GU8wDYXxx+xx4g45BBmB+6Qu9SH0ZdIjEWYIZcjl4lfhvwc8T5Bd79c/n"
    "R0eoboI5r0sTjJGepTzyEB6mN2gTAajrqey/pwX0R9ggZ4iroEsT6d+Aj3sOu3EaOxCx/A"
    "IznUFs/k+r2t3H3ku3+MSIfTHhG3CcQzfP8hDru+Q54Jg1+/tzjxsc87rgMC4t8fMGL41H"
    "l0iefMzYkaIo93+HQoj/32282Hv8uR8Md2Ozb1RgN/Nno45X3qR8NHI9c5ABk41yM+CTAn"
    "Tmy+/JHn6akND6k/QhzgwYhET+/MDjjkEY88mHWQVs8xO9a6+8P7oH7b35PrpwNP8W7/zd"
    "6bVmqFhFeITZs+ZFMfVpfrcwDuz7/UfWZoyKMtuOHPv1x+3T8+k1cfUsZ7gTwpsWr9JQUx"
    "x0pUTsIM4rnJKIv0nNAqAQ8PzBCfvVaFkHc6n2/vO3fX953OliCeQfoknj6N5s99HGSjGY"
    "5PACkebAchbA3wc8cjfo/3xa+HhwWQ/uvyq0T18FCiSsVGqnbYz/rMkTw1D67YnfpVwA3H"
    "rwbcJTeEdUB7dlIC2rOTXGjh1Dy0sR2/CsIJsaWA1jDWcxGflEH6JB/pkxTS8v8KEIfjt7"
    "xDrG5bOHpbZl84epu/McC5eVCZTeEqKVgvgwBPs3GdiSSQFQua7+DmWwDq/fXv999/JCCj"
    "gdtz/WqYxWS2DVpMz3po7f35195Da00KViZ6dkDgr+x0p2kA/3l3+zkbv3mpBISOa3P0P1"
    "QSyZrtmgX4ARxw5QFjf3jxN3n/0+XvyZf854+3V0k1Cy5wlcDfw4x3RkxgiXl6Bj4I3Lg7"
    "INmzkJRNzoMWPgh/aNRs3N98ur67v/z0ZW5KPlzeX8OZI3l0mji6f5aYpugi6NvN/S8Ifk"
    "X/uf18nZy5aNz9f1rwTHjEacenkw524piEh8NDczNNnoeuuNwS8zwvaWa5zrMckDF9Wupt"
    "npc0s1znWQ6/f9VneV5yBbO8Fk1EMz7iz18f37MTkw6s3uNTjHSCA11sP01w4HRSZ+gRzR"
    "ubPjU4GiSPYB/35JQBmvCcitD9QAcC0Vaa6dUn2gVMryOHlCR6LS62IN8CNlQyqsCyfvh8"
    "hwJi08BBgxHjkmG9QBYjxBer2BIDiQ8MKmgjyHGdNrKGARV3H1jqIhPM0CMd+Q5yfcnRDj"
    "1skzTPu8mbP/gPvjUmgSsmwJFXEncF0MXgAGE0IAFBtofdQVtcx7X7qOtR+0mMoV3qTA/Q"
    "vXg4xSDuMaHq+uJUlwibAk1c3pePbrmsMwzcAQ6mFpDPedRygkuWE/wjwTcbctmQy3X/iF"
    "cgl3eUOloHL3d0elyCRRKjclkkeW4eX7mRVgE4EmggwqvnmGcbexrjK0o9gv2c/XdOMIF1"
    "V0huEuxsFWAVO8HV7e3HOaXu6uY+ge5vn66uv+4rn4kY5HJ5+ObzfQLq2Ce6qqadEDUGVd"
    "106zneWyl0Vec4Jmbmt87za/eJvRwtMi9pZrnOs6xNryqaR0ykeU7X47dlXIRiVK7yIc8l"
    "lGfyzDvCaHpa4mVKyprXqc6vk2EZX8mk14NlvHGIz12eFVEanWoXMI2uGuSS0lGlQxIw6r"
    "chttNio+5/ic0thDnCPrBnbEQCq426U0WniS/FWNwisMSvmtjDTGgG50gtyrak7gi2+5qY"
    "Q3iIg8x40o3dt0wkqXqYjokhfcU03+58RCuwfLOFXQHROSFDnCYh1XtRRQ07kmkgvVcqCq"
    "8gCC8dg6e+AFUgnkk0EODTUkbMaYERc5o2YvRXtwrIMZEGonx0elrKD3Ba4Ac4TaJsDAhj"
    "QGzSgPDHishPmQ/qRKHxIIeUthzA46708QF+IhAwQMmYBIgOiS8TxcCFP+iSoI2ob5MLyB"
    "ED7790dIFeHxDw+MezyLAXOukT1sJa72VyzYyd8Nq1WpMOtTZXdUCr5UGF4xuoYR0elUrX"
    "KcjWyVOvTO7EdnInjHr7StTbmqZR1G2/a9I0L5kSZbKhdml+sz6c+Up0TMRQ7Qk1z2QdNf"
    "SdqQez85H2aCvN68jD7QJWxxMDyqaejEnAxM8yEwMjx+0RxoFKAd5ETKowobks1iOZGOlu"
    "hatDpR/w2woYBdIs5F7oxM9IMFnLLRYzOIauMXRNDbiG1XxqBsRxsUIjhWg+rzAv1UB2Yf"
    "VuSL1ZVUE5JtJAiA/PyhA4yQ90jMA5SxE4as9PQ3zl+jjIqR0SE0pmcEy1B2PHYC5K5dBU"
    "TKQeCTSvbj5ffv13RNxEOtLH28//uMqgbq7+fX99aagbo79uT3/9JP1zrO8OM7TY2MkiXX"
    "YQDSur0QKZLnVNKD0ptEb4nR18vf14fZehnC4avTh1OBFJaKIMjTq6q98dE2a4VTrJeA3X"
    "7zU0qo9RfTag+tz65F6shp+pkxWZFT9bpPwInaQDi0qsRqdslJbVDeiEQeKEjn5KEm70yS"
    "U6sApqu9h0QFT5FJe3EfYdZMF31AqLe8vUiwF2CCRcZChQa7+dYfrqrFqZitVr/GiZ7BgT"
    "9Lamxbr6oDf9IaiCbkykeWnoq0cYNuE0vPkxb+H4F0W71W3PNeFuxnAw4W5b+4o0aZZNtF"
    "vz5rce5v8XSXS20pa/PtEuMPoVSVrS2r8T5rQqjWpFer82xXFkhOsCCZM+ZQQCaFCYnKwM"
    "bTFkoEzxicyakmlScHSKsPj1yc8M69nYnWXRWDLAricvD2UfhoQOPTGQIvGJdc51eVg4K1"
    "PEVOXZrjhQth6EYRBeqXNmd3ZfU+h1OU5mDe2C5GZUBeBIoHlW7nEpgI8LAD5OA2xsLqOt"
    "bVBbuyOMuZnqWnimSF9jakzpWv+5ypJQkrhuitqj1EGYt+WDSpUHBuAheY7y3CPPSvmk+g"
    "3eWyptqt/X7HYEaayQ7jMAF1WPoR0/faELEgdRqcUFVCiH7qM+dw7/E99hYa1/ePgK6fxz"
    "sQcQkNNG31vRE6pfY8a7idfZokpogktWrhMaLXvViM72jgqIzgkZRI1zblMNek0Ju/Xnjo"
    "wYCTpCw8zKbciHeV6qKX16T0rVrzspqF93kq5fp3MBq6AbE2kMtGVq1p3kl6w7MRXrXqu9"
    "XbvmH2a6jUt763pBk6bZ1KRo6izXgyu9l5RAK02V6hPtAqZU0Qllq436iAY97LsMwyHF+m"
    "HUpeIviBWDACrR6tMBsdryUFguAobTkaIZZZtSJv7tZxQaXcttgP68RA7xCAc60yeIcTyF"
    "Fgbi2gGdRHJAgc2KX2g/NhGASCbWHRPVPpV5o55xZdeet4RpqmKchOMbR2CclDP+Cmy/VP"
    "8l49Neq0+bjdiQgPNlGZMgIWt0h7rpDnNR5OqrtMQ8z0uaWa7zLHvY742EBldlz4zLbHnf"
    "VH2RV7Jdvi+xWb7P3Srfp9NcsO8AaLRiqsucWPMCgd6VgPldLszvkjBDCbjOEsWYknLNA3"
    "r1BZmGgTvGdkZV0CLfUCSy5Z1iOOp6rr06dEvpVgWqVdpp4VN/OqAj1oE9Hp4khXNh+/JM"
    "+S13MY8sixo3MZ/hNqYvgn0mblBfiHpA/hi5Aem4sd6VFVDPEt8y6tn8VM1gH1AHwMj8WB"
    "YCPi9ooF4Mdbg0O4zYAeEZ3uj8jNws2Zpk58Z4tofW3vcfew+tNRFsJk3X+DSb4Qb5EkZI"
    "5blDvsRCqBa4RTphuFXZQHLbc8VmoncSGWHtUfuJOGhfPQHDj+TNAfomg7RVAl3HoeI/VY"
    "mbEQ6d07wpEtaSK/5qJ3RqEF1sGw3wFIlbkKyyP5u8O3hTvun2b1A/iKncvig2/dENGEfw"
    "ds68Jqqw44UKYlcd5CDbEI1d5nIaMJV26FPdRI4Z70rtvSv1quLYgKLixqcyi7gtY/af5Z"
    "v9Z6af8Rb6GeuPUNaOkA/znFADkV5PT+P45z6N9j155oVozwQbgXiREn39+32xdTNXuj0c"
    "njR5MjKOtf5UZa0n5ZrHhh+dHpda7ccFq/14q/07aw2vKcRrDPVVVFoaOktO+rykmfSaT3"
    "o92JlLzslgmBWlGp5pF/AxWI0pycPcQsWiYNqG2E7IVBfazgGy6IgDU2GdQxCoOyYBcdoo"
    "II9QOwztY6iI5BGEfTYhgc6AZ8inHB09P79po5EfQCM0eCK071Nf3JcGcD5FxGz29g8+9j"
    "zNz7i+pFzE8AkNnkjQ8aCGwL6OYYXaTexNyRYa+iGn+ld/BJRMqp2G4V4M91ILFWk17Eti"
    "0ZcFNSFmYE2SWmrzSCF64+dYqDOBBJauv4v1ccXziv9+Ojo8eXfy/vjs5D18FeFQdKQoUi"
    "vt7tSfkirmUEykEdb+uvPGGcd8lOFHzl2yM4GllmzdLM4Vr1gSBFmxmfkcVSTQBPt909SU"
    "UiLTcBc1c5zJLNnLcXcwX1crRwiUIizDnM4PPomJvCjmZHfAX0ukiVq8nT7BobO+7ASkJc"
    "08LD8PA9cTQBHxFE6Vb2dSzHxB019Qw9Eaum6TdN3Icfm1z4NpK4Oxm51sF5F2MKzj0V45"
    "1s4SZ8WPUWFKgSMdBTbRxcixKkfpyHLkFLn8HFkT0u1T+sQO1Bq3DtCNr4qcB2JjV9cDai"
    "xsZMaJ50EsU0bw1IZvXqY85hxXE9bDnDuobpJ7mo26/yU2D88bss6QdbX4Nq6GVZot/rIk"
    "yEyigRzI+zIcyPt8DuR9Rv55tH2URTgm0gTDfd0IO4Rj16tksMREapKlsJumitgLshipAk"
    "sxFDCwvwT2zZeLrPWesvrCkZpSqhiBOS/VPJyPywRNHecHTR2boCljkG/TIBevrt8jwpjO"
    "M8oTA9oFhrkdDu0QMdYt3cZc5vWzvly60lKe9GUxNGkby4wflcKjCquFJ8W4vus44hfcE4"
    "tCWM7RdSzE9EgwgvVg1s9sbrbxu5vMI2NQ774WV6UfhcurxVhHAg00pw9L1cs7LCiYd5iu"
    "mAdheGmA873g4fgm6GObdoJH23wa8MLqC3NypvjC4uIL8e9yVVU4KWsK2NVN+zUmzyufdJ"
    "Mn8komvWZ27hfxJ7UKzFx5vl3KygV0ypY4RzBY5V9gH4pdBNPIc9sWxqOHbWJBsQv50wG6"
    "4ahHie6ASFxpSYadtic0o7j5Gm6wOJtD3ia0e6ji+Uwuh7Fma2mIrcaajS/5sojOvSYG0I"
    "SeT3O8CgX9P2meS8HAKbf3NJi5QZLReJMSo43QmigsdDAgme1XwjOFSooaU5aB7047nOCB"
    "JYluS6hwfRp04K7iSEB0qJkmscNWKWrUBSSYhnmlQs8gz5wEPvY6stehq8lwmbMq5KTGlM"
    "HBb/b+smN1X0yCdY4mGK418rnrKd1HPAbyCJcptrwf0FGvD7XN1ANYrq8ub0GWLFwizKa1"
    "qbgGpN7qWmNkLOCPFDBxseXC82I7nQm1M7pUbfZZ8+mvIZwbdQPsEIRr8QOEX4KKboC4mP"
    "ECLPYC9DWIFSAORQy8i+FNqktpqAsqjmXINsGjmMwBL5cEXpQFnm4UoTTcsCBuxQWeIW3W"
    "+uK1ro2MimDHpAzIJVpxzGy3KntJQsxsI6W2EeM4fSU+NOM4fYWTXg8e8oMuQtVKE5HRqX"
    "YBE6mLWJWPBuY46EGfAR1EC92Y1SHJ5rlMFrVTObIXaOiNeq7PZK8A5ImVGrw5QBYUzYGK"
    "eNCqVKyQ9qw0HtB2j9j1iJPBQm7qzqpltO1hdwDdEVRmsNBAGFFsZp+KeZEcJ6dPxJftEc"
    "Q47hFxMGQYo/bR4q5hGUNL0ZDqgvL6TFGjE/EEDz6UBGwjC4r3WeImE3Fhfxo6fWVLa+oT"
    "hmR/V+UXFifcQBf9E/cJyNDDUwnFW9mSQYIE0nTEu/RZXNAh6gEDlxH24CvvMrb7SMmGd2"
    "NiIYUcKZ0dUXCXdD5HcyM90eNZpW91K+OINuTpzlFVVRzR47yC+AWO6HFuPXwDqNpPqlgt"
    "M4ktU6j6q7Qya2X1tcDnNuvSG0BcyKzXVEam/Myl8Mx19c8Etuvrf/uCZbri8kdSX6vyyk"
    "cC2+6FqxTMGr/x8draJRdoXMQs0cjWyqr9l4thONzgF1YJJs+8o1fWEqRJhnidskkMcVLM"
    "lkmzuiPt6CqaR0LsBbpHzVjp1ageCh4ZNVX1fUqI1uldMplZybfHOBheyaTXg2u+HmdHvK"
    "rj7QKWWRIbJRnmOzogvC9mU3GjfXFRsfScA2QBp6pLQEjSVBVilCGoTFy/HXKVULv6AlkM"
    "itv4kFYDB2Ea9hg0uWVQoRE/cln8Ic0zb/j+MtqVBsJagLBVqEOJgVSe9F2PxAUDOpn19m"
    "0jRlXfXc+jExa71wV6DOhAEdHyFpJrpoMBHJEte8XtxCVdWffyXAfVApEn7gHhu6oJgyTH"
    "gR2mI456eJjblTcdECuvbNhdw+42mdwxDXvX2LB3a3HHu6OqVliq4achDeeV28tvbBKTal"
    "Bh9r8dHR0fvzt6e3z2/vTk3bvT928j/iJ9qojIuLr5B3AZc2s6I6bNhHxvLuRbK1HV1nlM"
    "aMsZdjGN4kHSWmPs7e8pl6B+Srb35qH1Ev1iO29BpBRWmpm4lNmBlsXeUASGItggRfArGf"
    "JL1VMqzRPETrYLyIInAlS+HFc2KA0zYRQLa/bul8ufjk7PEBVmtozVsrHngbmsoqHooA11"
    "HwMdBKXCp24cMhhSYe7Y059+JdMLbeefK/NfB0TpQrl7WdmxG7y5DE3zPNnxNd1yQpr64p"
    "7CkiePj8Tm51FqbkDhURDMMYSyjQmkxeq2s+p5IIqtq4gMVTOzpMUv/3pj7htzf+eU0CpN"
    "J+QiT8FZkDARCjRCk08Y/CdlDP6TfIP/pFyBzHx0G2UmrRvcTfc0rR2+Kw5YyGuzmW/V5z"
    "bZ3M0Fu2m73pgwxoTZoAmTU4FwYeHBCuUGLe0FtFQehi7yB7k6OulCK/NwSWES8ID4TtSj"
    "zqM9HAiBQVhpxyE2noK/ktk0IGifEYLGwqY4GE7fZJgrm7s3WCu30DovLM8ji/qgPmZRCZ"
    "42HBfWjPidU449aYo80pH4tzuFoxMaOOfgWBV2DeqOeKy2UGhGqaJAqo6/T/mDz5WVpaoG"
    "qeMemZULyrFrjAVjLJgd+9yaKv9LRlOvo8p//MkqKIcJsSak1m9aQcyzcIrTBDJNnE2vbj"
    "pUEayr6SpWZlUXLOr0mua4V2nPUMObsIbXjSwoSVWM8mi8SRwIzcJYDc2SIMZFDI7h7ik7"
    "XlfaPSMJ86YvftNNDa9FmJsaXiWQz6YSVqGTrbC81IAEPeJ0xE1pFdMtIWYi+EyRxQ0uWk"
    "2IZSBcEJ0UE9quJnH4Yk1iwxFJklFMg/13j+IcrCOJBNKPILKDZEQBhB9uf7v6eI2+fL3+"
    "+ebuRnfijoh5eXJ+OX+9vvyYBJgEgwytOJ+CiAS2bAzvEOVgfFKvxCdlSvu98klXVGFHtR"
    "VbZu4zL2Dyqus25/VxPv/iMk4zKzrGz7YXuKI7/djAhR7pb4HLOfHB6WrJdN6DgNg0cKx2"
    "2kE86VNGEDwZ6hJZZFEOgaxSfmBdgMeVjjjUVVRVEuXxVmIRbeaOpqGLcQIbJ/D2EyubCS"
    "cJ6x6UpnNDgQb61FefBqw0pgxL9p93t59zjKuZSFLDcm2O/oc8l+1g6lgBsoBFsXWbNGQT"
    "6xoukLRuhapAMyJc83GPBF6Eet0W+KZhN6SCsTU2bGvcQ9BlK9vSUOcW2hkybrNk4Os9xJ"
    "CKzYA4qtcjhJFiXX/mXPwERW4gW06WJFeGc1v9wnFP/zTErk5Zg5DQ/b09GOg7TApiPyvm"
    "dXO3XZwvNws9gmiZF+XNFfknMlW2DNeE/tKtwdbYvaxpY4tsUHne4aC93Yg72WDs3muDNs"
    "NXnLsR18BFXKNEunpoPl9VpfW02vM1KsGeq/OoKu0l9Z1v0JrFEerGI/CcWLdqUWky6kIC"
    "cMiVaSMLVoKlCE8mhjIi4HfOw541Mol/5Puqaw31CTSssbFvEy+zW87G7iyTfFTKkCVVwe"
    "hKUWubsPs2lD/wgaydYKZ70VjwH6QEjQnqUS7urjvyTNtSzxoNw6KKigm2RkNOreW43bl2"
    "BYbdNexubXbWFaX4mB4eK1dS3czCeQscvm523bzt8jDGy5sK51imPvoqK6ObyV3f5M4qTs"
    "/P7mUQ4GmBdybLvtw4fT1XCnDvz7/2Xlb1b0Fw3PcfyUKKvjftqGaIGaRTUdhxQtJEHy+O"
    "Pg4yOxzlN4nK7m/0ei3KRrSL0vbVyiiPNTSIC50BJddpNN4s1IyFSp6BNqi2t0YyW95VI1"
    "u0xpsqsAoVFms43OSERpHO1RK4wvEmcyuzuVlVIyMmVqdAYePKL9eOqZtRzLAgZmlOygTQ"
    "mAAa89ZVsvQFoMtMeVyuTrus4XLqEyJ1p0IO0o7CuygWIddRqMIVSDlPYf68Lo4oeiJTU3"
    "/buLZ2TgWooEfDEk+BmU/r6OEmlqVMLIvpZLY+cAVsWYH0+ehGAg2Et4iCCNF9lwvuu4wu"
    "cTldhdbXUqh2AK+6ppoxoIx6vTn1+l9UErhJ5VoeLlKto2KIZUpti7GB7tpLdTXo7lQFwl"
    "1C2tKBHAFxcGG1LwsC1UDZ1iFsmKFhQMcQThcgcHEi28NiFWeE3a33drJX8NjFum+vMxp6"
    "ri1eIV1hmyMbUqR1nWsVbRddUtXYupAzIHMWqE9Uy9/yrX3DH+WfIH8I66MZ+8PYH7X8Qp"
    "rE6RrCGe0fZdXiSKCBavHRYanql4cF1S8PTdHRehQdXbLaaI3KjK5/n1hl5UYXV9mS9XDj"
    "pDZGnzH6Wtsy+r6Rbp/Sp1ba7gvPtAtMv4kaU9L6+0yRpcJ6LWEAYZ/JpCLV4WjQRp5Yid"
    "IQYohTeoBuOIPsp4Bw5LniIPHtYDqEzCVpvzH8mNNUaY33qZzmZDKbjPnVsC/UKMgIPc1X"
    "YPXwJtoKb8tqrYVqa1OcQCvD9fCoVEOoo4KGUEdpG8ykoCydggJNzccZS7K4aUMkZEKkF9"
    "pO8fCU0uszLvTKVyjHvWrYhQKvHLc+wQ4JKtWnj4ns7gdnAU5zb/VKmuJJ+6IKzDOJRmhO"
    "mwacemKRdhSIlYpWpgRrEgM+v1F8/7G+jWItweCOywCSZXithKiJDq4bk5U5z11iY6GcVL"
    "FjsmSb6OooZTMWWIypuDZDGb+OF60elPElCVy730ozxvpEu4AwxrMhKw3Cf0nAy2up2vnC"
    "uMR8jjW3ZVtBCEFuw7bdVG8TW/zpaZk9/vQ0f5OHcwkSRrxTFRDWwxuI7mEp1vWwgHQ9TH"
    "Ou4o48s39AQaroTKQmNsLu5Ilu9Uv21/8Bb8Jutw=="
)
