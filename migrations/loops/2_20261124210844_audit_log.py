"""The audit log: what was done by those who run a board."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

AUDIT_LOG = """
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "action" VARCHAR(80) NOT NULL,
    "subject" VARCHAR(80),
    "details" JSONB NOT NULL,
    "actor" JSONB NOT NULL,
    "address" VARCHAR(45),
    "request_id" VARCHAR(32),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE INDEX "idx_audit_log_tenant__451095" ON "audit_log" ("tenant_id", "id");
CREATE INDEX "idx_audit_log_tenant__b2c6b7" ON "audit_log" ("tenant_id", "action", "id");
CREATE INDEX "idx_audit_log_tenant__e2ba3c" ON "audit_log" ("tenant_id", "subject", "id");
SELECT protect('audit_log');
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return AUDIT_LOG


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXdty2zgS/RWUXuxUaVyW4kvWfpITz453EjsVO5OZSVIiREIS1xSgIUHLqmz+fdEASV"
    "G8mZR1oWS82BKAJqgDEOw+6G78aDiMjb2Dztj+nUwbZ+hHg+IRER/mK5qogcfjqBi+c9xz"
    "ZEM8trv3ZCoLcc/jLja5KO9jxyOiyCKe6dpjbjMKrTtItEXYQzZHtie+jPkZ4kOCbn/r/N"
    "I+PkGsjyZDLCq5h4bMsYiLhtg7RxiN/Z5je0PoFzFK0AhPUY8gb8gmFOEBtmkTeSx24QO4"
    "JYuZ4p5sOthI7z61//FJl7MBEd244h6+fhfFNrXII/Hg69cGJxRT3rUtEBB/v0OL8X23bx"
    "PHmhsT1USWd/l0LMs+f75696tsCT+21zWZ44/orPV4yoeMRs1937YOQAbqBoQSF3NixcaL"
    "+o4TDG1YpH6EKOCuT6K7t2YFFulj34FRB2l1H7Oyxu0/zjv1bX9Pzp8u3MXp/qu9V43UDA"
    "mvEBu2oMhkFGaXTTkA9+On6meGhixtQIdvf+t82n99Iq8+Zh4fuLJSYtX4KQUxx0pUDsIM"
    "4rnBKIv0nNAyAQ8LZojPHqtCyLvd65u77u3lXbe7IYhnkN6Lu0+j+XaI3Ww0w/YJIMWNbS"
    "GEjRF+7DqEDvhQfG21CiD9o/NJotpqSVSZWEjVCnsd1LRl1Ty4YnUaVgE3bL8ccBdcEFYB"
    "7clRCWhPjnKhhap5aGMrfhWEE2ILAR3AWM9JfFQG6aN8pI9SSMv/FSAO2294hVjestA+LL"
    "MutA/zFwaomwfVMxlcJQVrx3XxNBvXmUgCWTGh+RYuvgWg3l3+eff1ewIy5toDm1bDLCaz"
    "adBieta3xt6Pn3vfGitSsDLRM10Cv7Lbm6YB/M/tzXU2fvNSCQgt2+Tof6gkkjVbNQvwAz"
    "jgyiPP+8eJP8n7Hzp/Jh/yt+9vLpJqFlzgIoG/gz3e9T2BJebpEXgncOP2iGSPQlI2OQ6B"
    "8EH4YadG4+7qw+XtXefDx7khede5u4SatiydJkr3TxLDFF0Efbm6+w3BV/T3zfVlcuSidn"
    "d/N+CesM9Zl7JJF1txTMLisGhupMnj2BaXW2Cc5yX1KNd5lF3ywO4XeprnJfUo13mUw/df"
    "9VGel1zCKK9EEwkYH/HzV8f3bMWgA6vXv4+RTlDQw+b9BLtWN1XD2iyvbbpq1B4lSzDFAz"
    "lkgCbcpyJ07yRV1UgzvUFFs4DpVTRXWaKXIuYOMLU9DEVoYvMhwqjHxC8AmhUYVkmdcmQM"
    "2YgYTVkkQBQ4e7I587kkZ0E5QZ74O8xgdFfSzTf6jXaQRRwiHhZJ93ocTz1gjjFy2SSSAx"
    "5R8r4cWGPKesyaIiIAARZ4YD8QKrvzHH9Qkg/W5O/myF8Ypio8RNh+58i0ozJ8xFE+HXGU"
    "YiO2lOJZCQm8ErbH98ZE/LpFFImkrFYY66Y7xEc6eCstMM7zknqU6zzK2ix4IYNeD7Ogwz"
    "kZjbPsgrCmyDDAqk1Jy+BGqNPcnTYDP4wJofwAGUKbNkE/PwO1WyjOLrGayCV9ICXRPkaT"
    "IXMIwtSbEFdp20LDpoyj9uPjqybyqZj2pnLP2KdCY28KuwDqUxbDerv/RrHjKEME2RTBIy"
    "eaT5h7T9yuI+YPNJdWw72YFd6rPCsh4SYS3OQ0+Er9UU+0+65tidrYEtqRZOmOJIlJXxbU"
    "hJiGNWmaqcUjhegV5Tm2WSSQwNKm27hLLO5X/Pul3To6PXrz+uToDbwVoSgqOS0A+ur6Lr"
    "mLrF4lVazdmMgOGryl7N0CczfD2uWY+xn79LlTdiaw0JStmaGz7BlLXJdlLAB35DEHzkhg"
    "F7ybnvBzmDMeUvv0kQHx/ub632Hz5Ob9PNpKiUzDfWFT7OZ4mcxkEoj3plx57OwM5heBu0"
    "OEuYD84uq68+mvbNAvMtwjLv66u+wkYHeJ+OVehjmd75sSE9GOKYs7pqjJ2x0SbBE3Y9XO"
    "H4C0pB6HxcdhZDsCKCLuwqry7kyK6Tdo+g2q6TpN162TrvMtm19S7mbGbM0qm0WkHTTrOm"
    "xQjrUzRK34aADvBbvlAkfmuyZwYpaKmZpgD1mwV84hDOoMGRPSGzJ27x2oOW4coCsqZUVX"
    "1FPXi0VcIU4cxxMF6V3+dXe+UNhWEyUKVSe51Z7f+y8xeVivyTpN1tXi3bgcVmk2+cuSID"
    "OJHeRA3pThQN7kcyBvMnb8o+WjtL/KTGQXDPdVI2wRjm2nksESE3mWpVK3ybx2k9HkWYxU"
    "gaUYCmjYnwO7coustGrPRHZvTTk6LuMHd5zvB3ecXFMCSilT1cgHeV5q93B+3S6B8+t2Ls"
    "5QpQ1ybZA3NmWQvwv2mBtpczyqahYY48EetU1K+tAYHLvCNjWQB27p0oYNisQaIc1k8FlR"
    "JvA5Gjs+xKgi2GNEjpip7qsDZMCeGDi8gO+nmCHNmecL+K70hR5DrAxTfF09Kx9808H2CH"
    "mEK8PfIdgj5+CNI9OzeNK7nrN7QmVCFtGOO0QUNiUzEPPHF72GXkqGuBufBheU1/eUR89E"
    "3ME3Ch4/TWSAb44hOpmIC9MpMAVRjACjxEPSYVaFG4gK2w18ekQ/Lhk7eCqhOER98YMkSC"
    "DNfN5jj+KCFlE36Noe8b5ReRXwH0JKNuzNExMJkQdCOdAaUYmCu6SnUDQ28EVeK/isutI+"
    "Q5qG2DrdtwINEZ/xZRGNy2hAE4Cq9aSK8jqT2DCvE7yVlqa1tspora18rbWV0lrnFuvSC0"
    "BcSM/XlMElX3MpPHO3O2cCm/VuO3zGNF3y7qbU1yoRjaHAhp/4QMGs8RMfd50vOUHjInqK"
    "RrZWlmtPLoZhc41f6ARMHnk3mFkLkCYZ4nWKL9PESXG0mTSru9KOrqJ5JMSeoXvUjJ1cju"
    "qh4PEpt52qz1NCtE7Pko7VTD49mmt+IYNeD675EuiJRppoVuXNApZZEhslGeZbNiJ8KEZT"
    "caNDcVEx9awDZACnKtlN5XgV+Fkh7BLkies3Q64SXNPPkeHB3hU1iSELYRj2PPRAXA8csH"
    "CfExfZGam619w/sM0Gc4W1gB3lZoaBVJ4MbYfEBSH5i6h1mHkPNLHK+N1njsMmXqyvc9R3"
    "2UgR0bILyTWz0QhKgAz3RHfikrZ0a1M5yBWRt6fy1agYK0mOh7lmBlgMcjnSN7yyZnc1u7"
    "vL5I7OKjPLf13G/ekk3/3pJOX+BNhXnK0xEW0MJDi04NWQhvPCHuTHLcakdiju4l/t9uvX"
    "p+3D1ydvjo9OT4/fHEb8RbqqiMi4uPo3cBlzczpNboDGkMY9P7wxbL8Ty8S6wxsDJaraPI"
    "8JbTimfC6JNtBaD9jZ31NbgsFdenuvnpdZezNPQaQUVhqZuJRegRbFXlMEmiJYI0XwOxnz"
    "jgoZT/MEscpmAVkAZ1h1VQBuWac07AmjWFiz0WlawsyWvlomdhwwl5U3FBsJo1YYroETlH"
    "KfurLIaMyEuWNOf/mdTM8DO/9Mmf+BQ1TgB7vnZYWIra9z6ZrmODKhUzqiTJr6ok9hyZN+"
    "n5j8LAgyA/YAbgXBGIMr2wOBHFJBVil1P+GxYuDzJU8VK2nxy1+vzX1t7m+dElolpkxO8h"
    "ScBcEJocBOaPKrPvAq20zKR3enzKRVg7vulEW1w3fJDgt5WXTyrfrcHDrbOWHXbddrE0ab"
    "MGs0YT6Ch1baePkYOG7lmi2AQFl7JdgFNFQchgrmIBCrEwRdBMo8XFKYBNwl1IpSUDhsgF"
    "0hMApPmbCIiaewX+mZzCVo3yMEPQib4mA8fZVhrqy3b33uhDYVtv+9ViVMwebVjm2NBHZC"
    "OUi4LZc6z6NVcKBHK32iR/zOKmhhCbFdiGVetyaWZ0oU++Nn2hLrnt1srFxFa3pKDceVzv"
    "8Jmu/CHF41sqCNVLF+o/baQz+0v9hoFLrvlQQxLqJxDFdPmTmu0uoZSegn/eknXbz5iUux"
    "A8cJuxXznGTJ7h7m7cNyCdGLMqKnYBdm/JC5XUgiIa6agfoFYw7BNIcbS0snE00L8XWuGN"
    "k2+zJ0soubm/dzOtnFVVLp+vzh4lIoxBJ/0cjmOdv6I+IOiNUVnbIqpltCTLvKzaM6DDCr"
    "MH9DET1pn560AfOUgXCBG1BMaLOaROvZmsSaXX8kdZcG+1eH4RysI4kE0n0Q2UIyogDCdz"
    "efL95foo+fLt9e3V4FGe0iBlxWzk/nT5ed90mAiTvK0IrzKYhIYMPG8BZRDnrz54Vs/sQH"
    "3R9bCw76vKQe9C0adEUVds0hpoPFThPOuoAOYK7bmNdnl/c32+MsM3VivLb5xJ5vdxhr+O"
    "TW7xfX5pxQ1JsiQ8bNHrjEZK5lNNM7sZMh8wiCO0M9IrMZyiYQvskPjHMIAGU+hwSGKh2h"
    "LG8kJtF6eqx8bkEsYEufQaA3gbdhda1AJGwsgnE34SRhgoHSdG4osIN76suPt1UaU6XjBm"
    "Ii+mA0fdrAlsGuSQVta6zZ1rhjHDuNbEtD1T1pZ3BoVtLD9A6cNcViQCypo8P5YggHiV7O"
    "xCfIJgNhaTL3tzKcm+oLx4Pg0xjbQWwYdhy0v7cHDanlSUFMs5xL19ft04FpM9cj8JZ5Vo"
    "Ba0f5EpsqWsTURvOlWYGtsX3iytkXWqDxvsdPedvidrNF376VBm7FXnLsQ12CLuEYRa/XQ"
    "fD6plOZptedTlOs8V+dR6dBL6jtf4AwUS6gbfeA5cXAmShMZMOyGYjc9Ua5Okz4LT4KRof"
    "E+peosGDjFVegYJqYmcTLPoFlNNxDVf6Oibgyp5EVXik6HUSfHwLkvQ0KBhoVjZ9VxLgb8"
    "M9AQPxA0YFz0HhxqM21KDcofh3kJFcdr+GPOjMVY27mM/5q31bxtbdbMJQXv6GMwlq5+2p"
    "m5557YyrWzU89tlmHR+7cpR41FUowvM7m4HtzVDe4safP86HZcF08L9l2yLMe1E9Nz2fT2"
    "fvzce17ivCfc3r5+T+YipM60q84TzKCTihyKE5Lar/hpv2I385Cg/HOWso8Ierm24k6cuB"
    "TYV0sjM1ZwxlpI85ecp1F7PVGzImCE1VsBzLC5jkaMfGyrhQ6F7XXMUOb5VVWV4JhYnVxU"
    "9SZyuRN3ehn56gq8ZeaktOuGdt3QT10lSxSOPF9gyONydVplNddQH+ecW7XZnd6iuo12wX"
    "O3qNRGOSm3R5U/rk/7styTqU6xrLdetk4FqKBHwxRPgZlPOwTNtRdFGS8KfVjV6sAVsGW5"
    "cOejGwnsILxFFESI7mkuuKcZB4HlHByzulNjagfwsrN5aQNKq9frU6//YHLXJqlcy+Ii1T"
    "pKw1cmm7Jo6wYHs8pjUcWn3lQlI+5AwMyBbPGqiYwwz5QBjlSgbAcuVthDY5c9gG+Xi2AL"
    "DpkOFrM4wwdstd3J42AfbBwczWr5Y8c2xSOkBEVnJgTn8qHL/MFQeYNFl1TZnc7lCEhveU"
    "aJOtW1/Omt4Uf5E+SHMDOXtj+0/VHLN6QO2a0hnNH6UVYtjgR2UC1ut0rlXWwV5F1s6XSX"
    "9Uh3uWCeyxoluFz9OrHMnIE2rrIkB831JrU2+rTR19iU0feF9IaM3TfSdl9Y0yww/SaqTU"
    "nr75ohQ7mdGsIAwtSTQS/qEJtREzliJkpDyEOcsQN0xT2IznEJR44tCgk13ekYImuk/ebh"
    "fs65OSvsp3IYjo680ebXjr2hfDfDNTJfgQ2a76KtcFhWay1UW3dlE2hpuLbapY4iahccRd"
    "RO22A6RGLhEAk4t/ohY0oWHxcQCW3YiIpeajW2neLuKaXnZ1zohc9QjgfVsAsFXjhuQ4It"
    "4lbKjB4T2d4XzhM4zT3VSzmOTdoXVWCeSeyE5rRuwJkjJmlXgVgpXWJKsCY+4PMLxdfvq1"
    "soVuIMbtkeQLIIr5UQ1d7BdWOyMse5R0wslJMqdkyW7C5udZSyGQssxpRfm6aMX8aDVg/K"
    "uENc2xw20oxxUNEsIIzxrMlSnfCf4/DyUvJFPtMvMZ9jzT0srMCFIPeosO1UbxNL/PFxmT"
    "X++Dh/kYe6BAkjnqkKCAfNdxDdVinWtVVAurbSnKvokWdmri8IFZ2J1MRG2J440Y2+yX7+"
    "H0aXDoo="
)
