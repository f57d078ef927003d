"""What a tenant may set of its board, its logo, and domains of its own."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

TABLES = """
ALTER TABLE "tenants" ADD "language" VARCHAR(8) NOT NULL DEFAULT 'en';
ALTER TABLE "tenants" ADD "brand_color" VARCHAR(7);
ALTER TABLE "tenants" ADD "logo_version" VARCHAR(16);
ALTER TABLE "tenants" ADD "privacy" VARCHAR(10) NOT NULL DEFAULT 'public';
ALTER TABLE "tenants" ADD "anonymous_posting" BOOL NOT NULL DEFAULT True;
ALTER TABLE "tenants" ADD "anonymous_voting" BOOL NOT NULL DEFAULT True;
ALTER TABLE "tenants" ADD "require_identity" BOOL NOT NULL DEFAULT False;
ALTER TABLE "tenants" ADD "identity_secrets" JSONB NOT NULL DEFAULT '[]';
CREATE TABLE "logos" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL UNIQUE,
    "media_type" VARCHAR(20) NOT NULL,
    "version" VARCHAR(16) NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE TABLE "domains" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "name" VARCHAR(253) NOT NULL,
    "token" VARCHAR(64) NOT NULL,
    "is_primary" BOOL NOT NULL DEFAULT False,
    "verified_at" TIMESTAMPTZ,
    "seen_at" TIMESTAMPTZ,
    "checked_at" TIMESTAMPTZ,
    "problem" VARCHAR(300),
    "next_look_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    CONSTRAINT "uid_domains_tenant__cbbc8c" UNIQUE ("tenant_id", "name")
);
"""

# A name is one tenant's while it is verified; claims that are not stand beside each other.
KEYS = """
ALTER TABLE logos ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
ALTER TABLE domains ADD FOREIGN KEY (tenant_id) REFERENCES tenants (id);
CREATE UNIQUE INDEX domains_served ON domains (name) WHERE verified_at IS NOT NULL;
CREATE UNIQUE INDEX domains_primary ON domains (tenant_id) WHERE is_primary;
CREATE INDEX domains_due ON domains (next_look_at) WHERE next_look_at IS NOT NULL;
"""

# A status is deleted when no post has it, held and merged ones included, which are in no other index of statuses.
STATUSES_IN_USE = "CREATE INDEX posts_of_status ON posts (tenant_id, status);\n"

ROW_LEVEL_SECURITY = """
SELECT protect('logos');
SELECT protect('domains');
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES + KEYS + STATUSES_IN_USE + ROW_LEVEL_SECURITY


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz27gV/isYvdiZ0XosxbcmT/LGbdzN2juxtrttkpEgEpZYU4AWBC1r0vz34gAkRf"
    "FmUtaFkvGS2CAOQX8AwXM+nMv3hsvYxDvqTJxfyKzxDn1vUDwm8ofFC03UwJNJ1Ay/Czxw"
    "VUc8cXoPZKYa8cATHFtCtt9j1yOyySaexZ2JcBiF3h0k+yLsIUcgx5O/TMQ7JEYE3X3s/N"
    "Q+PUPsHk1HWF4UHhox1yYcjbD3HmE08Qeu441gXMQoQWM8QwOCvBGbUoSH2KFN5LHYjY/g"
    "kWxmyWdy6HAro/vU+csnPcGGRA7D5TN8+SabHWqTJ+LBr18aglBMRc+xQUD++w16TB569w"
    "5x7YU50V1Ue0/MJqrt99+vP/xd9YQ/dtCzmOuP6bz3ZCZGjEbdfd+xj0AGrg0JJRwLYsfm"
    "i/quG0xt2KT/CNkguE+ip7fnDTa5x74Lsw7S+jnmbY27v9wP+rfDA7V+evAU54dvDt40Ui"
    "skvENs2oImi1FYXQ4VANz3H3qcORqqtQED/vyx8/nw7Zm6+4R5YsjVRYVV44cSxAJrUTUJ"
    "c4gXJqMs0gtCqwQ8bJgjPn+tCiHv9W5uu727q26vtyWI55A+yKdPo/nzCPNsNMP+CSDlg+"
    "0ghI0xfuq5hA7FSP7aahVA+q/OZ4Vqq6VQZXIj1TvsTXClrS4tgit3p1EVcMP+qwF3yQ1h"
    "HdCenZSA9uwkF1q4tAhtbMevgnBCbCmgAxjruYhPyiB9ko/0SQpp9X8FiMP+W94hVrcttI"
    "/L7Avt4/yNAa4tgupZDO6SgrXDOZ5l4zoXSSArF7TYwc23ANTu1Z/dL98SkDHuDB1aDbOY"
    "zLZBi+lZXxsH338cfG2sScHKRM/iBP7K3mCWBvCfd7c32fgtSiUgtB1LoP+hkkjWbNcswA"
    "/ggDuPPe8vN/4mH/7a+TP5kv/86fYyqWbBDS4T+LvYEz3fk1hikZ6BDxI34YxJ9iwkZZPz"
    "EAgfhT/s1Wx0r3+9uut2fv1tYUo+dLpXcKWtWmeJ1sOzxDRFN0F/XHc/IvgV/ef25io5c1"
    "G/7n8a8EzYF6xH2bSH7TgmYXPYtDDT5GniyNstMc+LkmaW6zzLnDyyh6Xe5kVJM8t1nuXw"
    "+1d9lhclVzDLa9FEAsZH/vnr43t2YtKB1bt/iJFO0DDA1sMUc7uXusLaLK9v+tK4PU62YI"
    "qHasoATXhOTeh+YGOJaCPN9AYXmgVMr626lCR6+0JuQbQPbKhiVIFl/XBzhzixGLfR2PeE"
    "Yljfo75HCJWruC87EgoMKmgjyHbsJupPOJOjj/v6JlPsoXvmUxs5VHG0ExdbJM3zbnLwr/"
    "Qr7T8S7sgJsNWd5KgAuuzMEUZjwgmyXOyMm/I+jjVCA5dZD7IPGzB7doS68uE0g3jgSVWX"
    "yksDIm0KNHXESD163/F6E+6MMZ/1gXzOo5YTXLKa4G8JvtmQy4ZcrvtHvAK5vKPU0Tp4uf"
    "bp2xIskuyVyyKpa4v4qo20CsCRwB4ivHqOeb6xpzG+ZMwlmObsvwuCCawHUnKTYGerAKvY"
    "CS5vbz8tKHWX190Eur//enn1+VCfmchOjlDN1zfdBNSxT3RVTTshagyquunWC7y3Vuiqzn"
    "FMzMxvnefXGhFrOVpkUdLMcp1nOTC9qmgeMZH9O3R9e1zmiFD2ylU+1LWE8kyeRE8aTQ9L"
    "vExJWfM61fl1MizjK5n0erCMn9iQNdIco2puFjCMruxQll+USrknf1Z0G0a2MySeAP9NIM"
    "zkpApChfLIFMDdEWyNENwd3DkRpkjCKJH2QACoPDalGSziWoZ43iXUUHSGoquBf91qCLox"
    "sR2s0aigyy1K7SGVVMrjq8DhK+3vFWxWVVCOiewhxK2zMk51yQ90zKfuLAlxsOdnUHUOxT"
    "zHQSwmlKTpZkJ72+0YzEV8XeCrFKlHEs3L65vO539Hnk2RjvTp9uYflxm+TZf/7l51cnzL"
    "jP5q9NcN6K9d9UHP0GCDC0U6rFYGyoZDUcT4EFPHw9Ckj3wxGjD5F8QURyT1y/6IjUm/qZ"
    "pC1RK6M1+fb6tza0/+O8qIe1rLMHDy3UE2cYl8WVRQlCfwzIP4Kow4m0ZyoG3NFWV97o2I"
    "BAQU66HzSPR5uuf6Q6Mi115FhmmqomWE/fcu5OSkjA53kq/DnaQJOXOavd6YCN+bEPnXLa"
    "NIJGUN4Vk33SE+08FXaYl5XpQ0s1znWXYxHfpSg6uyZ8ZltrxvakeZlWyXFyU2y4vcrfIi"
    "uVEOOKY2gMZ4FWwTYvt3DHdeAubzXJjPkzADXdxbgrhJyu0f0KsnbybcecRWhp9V0YlyJL"
    "LlnUIFFVurQ7eUblWgWqU0K0wZnY2Z7/Vgj4cnSeFc6M+WKb9lt7bIsqixV9sct0f2Itjn"
    "4gb1Z1Hn5C/f4aTn2IQKR1R13swSNy6cz8Me4tXziMWJyAjUzo8zzpJ9UbTxWnjgr42DL9"
    "/WF7e9lrhjw82/EsurHtx8RwgynmSR8+GVZlG2Mt2nJD1/S4n8Hs2aQcqwqdxCjlCf+cIC"
    "kvwdcN+OVMOJ3USc3EP8PDrEaDqSez/C1JsSrilviAhjArWfnt40kU85+IqoTGKH8vsrx2"
    "Ucrqdo+80O/5Vi19WnARDhBq+c7D5l/IHwnivXD3RX1P2DXBXem5JRaMFDzsKgNH88kP1M"
    "WFp9CP16+bzUlx6r4PWSWPRlQU2IGViT5yN680ghek1FzgFJJJDA0qG7mNBIPq/876d26+"
    "T85OLt2ckFfBWhKWopIqjSCnXwKanCicRE9vDUafVuWZ7Aws+wVHKX7FxgqSVbN1ZvxSuW"
    "cJ5FSXfJUw6ckcA+cKRFFsTVn91i027B8SrsnrT3kuwSKJEZ7EaBv9tcZkl3t93BfF3ebs"
    "APES/DnM6nN2IiJofa8lyGXry9EcE24ZX4pbSkmYfl52HsuBIoIp/CrvLtTIqZL2j6C2ro"
    "OkPXbZKu821HXFHBM8sLzC82i0g76NZz2bAca9eXV8OwLXBZlTgyn1vAidnzVE42OKwKyN"
    "j/DvWnZDBi7ME70mu8f4SuqZKVQ1FP3y9WHAAJ4roQ2ZURNLbhwZeqMNBEiUY9SO5lzx/8"
    "l1givG7IOkPW1eLbuBpWab74y5Igc4k95EAuynAgF/kcyEWG2220fZR2Gp+L7IPhvm6EbS"
    "Kw41YyWGIiNTkH301TRe4FWYxUgaUYChjYXwK7jk2qtGvPRfZvTzk5LROMcpofjHKa3FMC"
    "SilT1cgHeVFq/3B+2y6Th6edn4annYoqNga5Mcg3mAE6OGNuZOSADi81i7JA604OKZ0IGn"
    "Npm/aRB7GhyoYNmuQeocxk8FnRJvB7NHF9KKeC4IwRuXKl8jdHqA9nYuDwAgFYcoU0554v"
    "4LtyL/UYYmdlgd7QyDoQVuV4Rh4R2vB3CfbIe/DGUammPRXiqrKjqtqBsp9wiWxsKmYgFh"
    "QrRw29lPryaXwa3FDd39MePVP5BF8pePw0UR98c/pykKm8MZ2FCWpUoC6jxEMqai3KJu3w"
    "wKdHjsPJxMUzBcWxSlcdZctmvhiwJ3lDm+gH5I5HvK9U3UWlutGy4WieXEiIPBIqgNaIWj"
    "TcJT2FormBX9S9gp/1UMZnyNAQO6f7VqAh4iu+LKJxGQNoMne12k+qKK9ziS3zOsFXaWVa"
    "a6uM1trK11pbKa11YbMuvQHEhcx6TRlc6jOXwjP3uHMusF3vtuMXLNMVn24qfa0S0RgKbD"
    "vCTyuYNX7j467zJRdoXMQs0cjWynLtycUw7G7wi2ctDlbWsomLF8XrlOTBECfPpHwAs7qX"
    "U5YkX/NIiL1A96gZO7ka1UPD41PhuFXfp4Rond4lkzAl+fYYrvmVTHo9uOYroCcaaaJZtz"
    "cLWGZFbJRkmO/YmIiRnE3NjY7kTeXSs49QHzjVeRXA0M8KYU6Qp5J3B1wluKarWoByJVKL"
    "9FUjTMOBh4I0KwjfC8KRI9I884bHVwUHGZfWAna1mxkGUnk6clwSF4QMjPIqFBsEmtgDbz"
    "N0z1yXTb3YWO/RPWdjTUSrIXR28/EYWoAM9+Rw8paOcmt7px3TwnKFkDRSx1gpcjxM+DjE"
    "cpLLkb7hnQ27a9jdfSZ3TGrHeRm9Mu5PZ/nuT2cp9yfAvuJqjYkYYyDBoQWfhjScl84wP2"
    "4xJrVHcRd/a7ffvj1vH789uzg9OT8/vTiO+Iv0pSIi4/L6H8BlLKzpNLkBGkMa9/zwxrD/"
    "XmwTmw5vDJSoaus8JrTlmPKFvEFAaz1i9/BAHwkGT+kdvHlZMqHtvAWRUlhpZuJSZgdaFn"
    "tDERiKYIMUwS9kIjo6ZDzNE8QuNgvIggcCVL7qV9YpDXvSKJbW7N3Hzk/t0zPEpJmtfLUs"
    "7LpgLmtvKDaWRq00XAMnKO0+dW2T8YRJc8ea/fQLmb0P7Px32vwPHKICP9gDLytEbHODK9"
    "c011UJndIRZcrUl2NKS57c3xNLvAuCzIA9gEdBMMfgyvZIIIdUkFVKPw94sQ00kYHwUL4W"
    "JS1+9dcbc9+Y+zunhFaJKVOLPAVnQXBCKLAXmnzC4D8pY/Cf5Bv8J6n85JlmUkFi8n0yk9"
    "YN7qZTFtUO3xU7LORl0cm36nNz6Ozmgt20XW9MGGPCbNCE+Q08tNLGy2+B41au2QIIVK52"
    "rOIwdDAHgVidIOgiUObhltIkEJxQO0pB4bIh5lJgHJZ6s4mFZ3Be6VmME3ToEYIepU1xNJ"
    "m9KSqDvJGxTfE3Yyrs/netSpiCI9xKR4ORwF4oBwm35VJF9VoFVfVa6bJ68SeroIUlxPYh"
    "lnnTmlieKVHsj59pS2x6dbPJCstzrb5UpMCVinAG3fdhDa8bWdBGqli/UX/joR/VSR+PQ/"
    "e9kiDGRQyO4e6pMsdV2j0jCfOmP/+myy8/4RS7Pd8jvGKekyzZ/cO8fVwuIXpRRvR0rThf"
    "wsShfqEj75qBenHJsrS0qZ31fO2sMeFDYvfkoKyK6ZYQM65yi6iOAswqrN9QxCza5xdtbm"
    "nUIjeg/LqoG9YkWi/WJDbs+qOouzTYf3cZzsE6kkggfQ8iO0hGFED44fb3y09X6LfPVz9f"
    "310HGe0iBlxdXFzOn686n5IAEz7O0IrzKYhIYMvG8A5RDubw55Uc/sQn3Z/YS076oqSZ9B"
    "2adE0V9qwRpsOl5j7zBiaAuW5zXp9T3o+OJ1hm6sT41eYzZ769Uazjs0e/f3BHCELRYIb6"
    "Km72iBOLcbvfTJ/ETkfMIwieDA2IymaoukD4pjjqv4cAUOYLSGCo0xGq9kZiEW1mxMp1C2"
    "IBW6YGgTkE3oXdtQKRsLUIxv2Ek4QJBkrTuaHAHp6prz7eVmtMlcoNxERMYTRTbWDHYDek"
    "grE1NmxrdJnAbiPb0tDXnrUzBHQr6WHaBWdNuRkQW+noUF8M4SDRyzv5E2STgbA0lftbG8"
    "5N/YvAw+CnCXaC2DDsuujw4AA6UttTgphmOZdubtjnA9PmrkfgLfOiALWi84lMlS3jaCL4"
    "0q3B1ti98GRji2xQed5hp73d8DvZoO/ea4M246w4dyOuwRFxjSLW6qH5fNYpzdNqz+co13"
    "muzqPToZfUd/6AGii2VDfugefEQU0UHY+ibyQBh6CUJurDSuhrwtOTXXWB6XdhcRgVLe9T"
    "qsvDQGFXqXZYmFrEzSxLs7GRIfb/Vsfm9JUqGN0pqiGj68tAdZgRoUDWQnFaXfSlD//10Q"
    "g/EjRkQo4elL6ZNZWe5U/C7IWaCe77E8H6y3G7C3UBDLtr2N3a7KwrCvExxTJWrqQ6mRnq"
    "njnwdbIT1G2XhzGnvCl3jmUSka8yBbmZ3PVN7jy18+LsdjjHs4LTmSz7cuP09ULOvYPvPw"
    "5ell7vGee4L9+SGQupO+vpqoMZpFOR23FC0ngfP+99zDNLCeVXY8ouJPR6Lcq9qMsU2Fcr"
    "ozzWUIktPAwouU6j/mahZixU8gS0QbW9NZLZ8q4a2aI13lSBVaiwWMPuJiY08nSuFsAV9j"
    "eRW5lVxKoaGTGxOjkKm6P8cnWPBhlZAwt8lhakjAONcaAxb10lSx8Kzy8x5XG5Ou2yhsup"
    "j4vUnXY5SB8U3kW+CLkHhdpdgZQ7Kcyf1+c9ih7IzCS6NkdbO6cCVNCjYYmnwMyndYLuxp"
    "eljC+LKRm2PnAlbFmO9PnoRgJ7CG8RBRGie54L7nlGObac8j3rq91TO4BXnVPNGFBGvd6c"
    "ev0vpgjcpHKtmotU6ygZYpmc1rIvD8rjquK08qfBTDvCdSBs6Uj1AD+4MNtXHxzVQNkOXN"
    "iwhyacPYI7HUdwxIksF8tVnOF2t97hVFHeRwcHBXJtf+I6lnyFtKAczIIQaTHizB+OtLdd"
    "dEudY+u9mgEVs8Ao0bV1y9fQDX9Uf4L6IcyPZuwPY3/U8gtpAqdrCGe0f5RViyOBPVSL26"
    "1S2S9bBdkvWybpaD2Sji6ZbbRGaUbXv0+sMnOjg6tsyUF3c0htjD5j9DW2ZfT9QQYjxh4a"
    "absvvNIsMP2muk9J6++Gob526+1LAwhTTwUV6VJC4yZy5UpUhpCHBGNH6Fp4EP3EiUCuIx"
    "sJtfhsApFLyn7z8H1O9aI1jlM5zMlENhnza8++UD7PcD3NV2CD7vtoKxyX1VoL1dZ9OQRa"
    "Ga6tdqmCUO2CglDttA1mQlCWDkGB6uGPGUuyuGhDJGRcpJ+1neLuKaXXZ1zola9QgYfVsA"
    "sFXjluI4Jtwivlp4+J7O4H5xmcFt7qlRTFU/ZFFZjnEnuhOW0acObKRdrTIFZKWpkSrIkP"
    "+OJG8eXb+jaKtTiD244HkCzDayVEjXdw3ZiszHkeEAtL5aSKHZMlu49HHaVsxgKLMeXXZi"
    "jj1/Gi1YMy7hDuWKNGmjEOLjQLCGM877JSJ/yXOLy8lqydL/RLzOdYc0u2FbgQ5BZs2031"
    "NrHFn56W2eNPT/M3ebiWIGHkO1UB4aD7HqLbKsW6tgpI11aac5Ujisz6AQWhonORmtgIux"
    "MnutUv2Y//Aw4OQ8Y="
)
