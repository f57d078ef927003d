"""Merging: what a post counts of its duplicates, who took such a vote back, and whose are still being copied."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

COPYING = 'ALTER TABLE "posts" ADD "copying" BOOL NOT NULL DEFAULT False;'

# Their keys are of several columns. `vote_marks_of_voter` is for erasing a user, and for joining two.
TABLES_OF_OURS = """
CREATE TABLE vote_marks (
    tenant_id uuid NOT NULL,
    post_id uuid NOT NULL,
    voter varchar(210) NOT NULL,
    verified boolean NOT NULL,
    PRIMARY KEY (tenant_id, post_id, voter, verified),
    FOREIGN KEY (tenant_id, post_id) REFERENCES posts (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX vote_marks_of_voter ON vote_marks (tenant_id, voter);
CREATE TABLE copyings (
    tenant_id uuid NOT NULL,
    post_id uuid NOT NULL,
    upto uuid,
    next_at timestamptz NOT NULL DEFAULT loops_now(),
    PRIMARY KEY (tenant_id, post_id),
    FOREIGN KEY (tenant_id, post_id) REFERENCES posts (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX votes_copied ON votes (tenant_id, post_id, via) WHERE via IS NOT NULL;
SELECT protect('vote_marks');
SELECT protect('copyings');
"""

# What several votes come to in a trend: log2(Σ 2^voted), times in weeks. Null for none.
TREND = """
CREATE FUNCTION trend_of(voted float8[]) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT most + ln(sum(power(2::float8, greatest(at - most, -1000)))) / ln(2::float8)
    FROM (SELECT at, max(at) OVER () AS most FROM unnest(voted) AS at) AS scaled GROUP BY most
$$;
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return COPYING + TABLES_OF_OURS + TREND


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz2ziy/isovdip0rhi+ZIc58meeHd8JolTsWczu0lKhEhY4poCNARkRzUn//2gAZ"
    "CieDOp6ELReEkkAk3QHyCw+0Nf/u4EjE34wfnE/53MOmfo7w7FYyI/LDZ0UQdPJvFl+C7w"
    "IFAd8cTv35OZuogHXITYFfL6HQ44kZc8wt3QnwifUeh9jmRfhDnyBfK5/DIRZ0iMCLr57f"
    "yX3skpYnfocYRlo+BoxAKPhGiE+RuE0WQ6CHw+gnERowSN8QwNCOIj9kgRHmKfdhFniRsf"
    "wCN5zJXP5NPhVkafUv+vKekLNiRymFA+w5dv8rJPPfKdcPj6pSMIxVT0fQ8E5L/foMfkvn"
    "/nk8BbmBPdRV3vi9lEXfvjj6u3/1A94Y8d9F0WTMd03nsyEyNG4+7Tqe8dgAy0DQklIRbE"
    "S8wXnQaBmdrokv4j5AURTkn89N78gkfu8DSAWQdp/Rzza52bv4K3+tv+nlo/fXiKV/sv9l"
    "50MiskukNi2swll1FYXT4VANzfP/Q4czTU1Q4M+Otv55/2j07V3SeMi2GoGhVWnR9KEAus"
    "RdUkzCFemIyqSC8IrRLw6MIc8fnPqhTyfv/D9W3/5vK2398SxHNI7+XTZ9H8dYTDfDSj/i"
    "kg5YPtIISdMf7eDwgdipH8enhYAum/zj8pVA8PFapMbqR6h/1gWnqqaRFcuTuN6oAb9V8N"
    "uEtuCOuA9vS4ArSnx4XQQtMitIkdvw7CKbGlgDYwNnMRH1dB+rgY6eMM0ur/GhBH/be8Q6"
    "xuW+i9rLIv9F4WbwzQtggqdxncJQPreRjiWT6uc5EUsnJBix3cfEtAvb388/bLtxRkLPSH"
    "Pq2HWUJm26Al9Kyvnb2/f+x97axJwcpFzw0J/JX9wSwL4P/eXH/Ix29RKgWh57sC/R+qiG"
    "TDds0S/AAOuPOY87+C5C95//35n+kf+a/vri/Sahbc4CKFf4C56E+5xBKL7Ay8lbgJf0zy"
    "ZyEtm54HI3wQfWjVbNxevb+8uT1//3FhSt6e315CS09dnaWu7p+mpim+Cfp8dfsbgq/oP9"
    "cfLtMzF/e7/U8HnglPBetT9tjHXhKT6HJ0aWGmyfeJL2+3xDwvStpZbvIsh+SB3S/1a16U"
    "tLPc5FmO3n/1Z3lRcgWzvBZNxDA+8s9fH9+zE5MOrN7dfYJ0ggsD7N4/4tDrZ1pYjxX1zT"
    "aNe+P0FUzxUE0ZoAnPqQndt2wsEe1kmV7T0C1hej3VpSLR6wi5BVEH2FDFqALL+vbDDQqJ"
    "y0IPjadcKIb1DXI4IVSuYkd2JBQYVNBGkOd7XeRMQiZHHzv6Jo+Yozs2pR7yqeJoJwF2SZ"
    "bn3eTgX+lX6jyQ0JcT4Kk7yVEBdNk5RBiNSUiQG2B/3JX38d0RGgTMvZd92IB5swN0Kx9O"
    "M4h7XKq6VDYNiLQp0KMvRurRHZ/3J6E/xuHMAfK5iFpOcclqgr+l+GZLLltyuekv8Rrk8o"
    "5SR+vg5XonRxVYJNmrkEVSbYv4qo20DsCxQAsRXj3HPN/YsxhfMBYQTAv23wXBFNYDKblJ"
    "sPNVgFXsBBfX1+8WlLqLq9sUun+8v7j8tK/PTGQnX6jLVx9uU1AnXtF1Ne2UqDWomqZbL/"
    "DeWqGrO8cJMTu/TZ5fd0Tc5WiRRUk7y02eZWN61dE8EiLtO3Q9elnliFD2KlQ+VFtKeSbf"
    "RV8aTfdL/JjSsvbn1OSfk2UZn8mkN4NlvPIIFb7I8yiNm7olTKOvO/mkslfphISc0S74dj"
    "p8OvgvcYWDsECYAnvGpyR0umgw03SafFM8yCFCR341xB7mUjM4Q3pRdhV1R7A7MsQcwhMc"
    "5vqTbmzcKp6k+mH61of0GdN8u/MSrcHyzRd2DUQXhCxxmobU7EU1NexYpoX0XiUvvBInvK"
    "wPnn4D1IF4LtFCgE8qGTEnJUbMSdaIMW/dOiAnRFqIcu/kpNI5wEnJOcBJGmVrQFgDYpMG"
    "BH3QRH7GfNANpcaD6lLZcoATd62Pj/E9AYcBRh5IiNiEUBUoBkf44wEJu4hRl7yBGDE4/V"
    "cHXaDXhwRO/JNRZDiIDulT1sJax7KxZtZOeO5arQ2HWttRdcjqxUFF/VuoYR32KoXrlETr"
    "FKlXNnZiO7ETVr19JuptQ8MomrbftWmalwyJstFQuzS/eS/OYiU6IWKp9pSaZ6OOWvqbaQ"
    "az844NWSfL66jL3RJWJ5AdqoaePJCQy88qEgMjzx8SLoBKAd5ETqo0oYVK1qOYGHXcCneH"
    "TD9wbithlEjziHthjzQnwGQtQzzN4Fi6xtI1DeAaVvOqGRPPxxqNDKLFvMKiVAvZhdUfQ5"
    "rNqg7KCZEWQnx4WoXASb+gEwTOaYbA0Xt+FuILn+KwIHdIQigdwTEzJxg7BnNZKIehYmL1"
    "SKJ5cfXh/NO/Y+Im1pHeXX/450UOdXPx79vLc0vdWP11e/rre3U+x0f+JEeLTTSW6bLjuF"
    "tVjRbIdKVrQupJqTXCd37w6frd5U2OcvpU76dDh1OehNbL0Kqju/resW6GW6WT7Knh+k8N"
    "repjVZ8NqD7XlNzK1fAr8/I8s5KtZcqP1En6sKjkavSqemk5g5A9cgicMN5PacKN3fvEOF"
    "ZBbheXjYlOn+KLLsLUQw68R50oubcKvRhjj0DARY4CtfbhLNPXZNXKZqxe40vLRsdYp7c1"
    "LdbVO72ZF0EddBMi7QtDXz3CsAln4S32eYv6/5S3W9P2XOvuZg0H6+62tbdIm2bZeru1b3"
    "6bYf5/VERnJ2v5m4ZuidGvSdKK1v6NNKd1alQn1vuNKY5jI9wkSHgcMU7AgQZFwcna0JZd"
    "xtoUf1RRUypMCq7OEJZf72muW8/GRlZJY8kY+4G6PaR9mBA2CWRHhuQr1jsz6WGhVYWI6c"
    "yzA3mhaj4IyyA808OZ3dl9baLX5TiZNZQLUptRHYBjgfZZuUeVAD4qAfgoC7C1uay2tkFt"
    "7YZw7ueqa1FLmb7GdZ/Kuf4LlSWpJAlTFHXImIew6KoHVSoPdMAT8j2Oc49PVqoH1W9wbK"
    "W06Xpf8+EIMlghU2cAbqofwxz8jKQuSDzElBYXMqkc+nem7Qz+J9TjUa5/ePga4fwLvgfg"
    "kNNFXzrxE+qvCePd+utsUSW0ziUr1wmtlr1qROd7Rw1EF4QsovZwblMFem0Ku/XHjkw5Cf"
    "tSw8yLbSiGeVGqLXV6jyvlrzsuyV93nM1fZ2IB66CbEGkNtFVy1h0Xp6w7thnrnqu93bji"
    "H3a67ZH21vWCNk2zzUnR1lluBld6qyiBTpYqNQ3dEqZU0wlVs41SxMIhpj7HcEmzfhgNmP"
    "wLEskggEp0RmxMnK66FKWLgO5sqmlGVaaUy39HOYlG1zIM0J/nyCMBEUBnUoK4wDMoYSDv"
    "HbLHWA4osHnyC3OOTSQgion1H4gun8qD6dAeZTeet4RpqmOcRP1bR2AcVzP+Smy/TP0le6"
    "a91jNtPuUTAocvy5gEKVmrOzRNd1jwItdvpSXmeVHSznKTZznAdDiVGlydPTMps+V9U9dF"
    "Xsl2+brCZvm6cKt8nQ1zwdQD0FjNUJcFsfY5Ar2qAPOrQphfpWGGFHD9JZIxpeXaB/TqEz"
    "JNQv8BuzlZQcvOhmKRLe8Uk+kg8N3VoVtJtypRrbKHFpTR2ZhNeR/2eHiSDM6l5ctz5bdc"
    "xTy2LBpcxHyO2wP7Kdjn4hb1J1EPyV9TPyR9P1G7sgbqeeJbRj2fn2oY7BFefU7ckIicI9"
    "LiMNE82YaEjCbIn6+dvS/f9r521sT62NhRe9DWDm7+Y+S2U8TRf0z49TzB1fcjH6Cq3s1u"
    "4MvNxOwkyu03YO498dC+fgKO78iLA/RZeQ7rqK6+x+R/Oj00JwLKeQUzJFV4X/7VXsS0E5"
    "MBGo3xDMkhSF4umk2ODhT/Z1OTDJLacB1wFjtM3/khFwh+nXMqX2cbfKM9q3VZMwiBQw8+"
    "9wULuY6Fo8xUNuOW8m885d+s1IItyHRtif65G2gVW/S02BY9tUV2t1Bk17yE8naEYpgXhF"
    "qI9HoK7SZf91m0b8l3UYr2XLAViJcp0Zd/3pZbNwv5xKPuaZMnJwzW6E911nparn0Ube/k"
    "qNJqPypZ7UdbLSrZaHhtdlhrqK8i/c/EW3LSFyXtpDd80pvBzpwLQcaTPNfJqKVbwsdg3a"
    "ciD3MNaXTCWRccDiF8Wmo7B8hhUwFMhXMGnon+AwmJ10UhuYOEVmgfQ5qegCBM+SMJTVg2"
    "R5QJ1Pv+/UUXTWkI1bngidA+ZVSOy0JozxAxmx3+K8VBYPgZnyrKRXZ/ZOE9CfsBBLbvG8"
    "dKSCjEX1Ss62Aecma+0ilQMpkaD5Z7sdxLI1Sk1bAvqUVfFdSUmIU1TWrpzSOD6BUtsFDn"
    "AiksfbqLSVvl88r/fukdHr86fn10evwa3opwKb5S5j6UPe40r5I65lBCpBXW/rqDmbnAYp"
    "pzjly4ZOcCSy3ZplmcK16xJAzzHAaLOapYoA32+6apKa1EZuEuqzA4l1mywODuYL6u+oLg"
    "vUN4jjld7HySEPkpn5PdAX8tniZ68fZHBEeH9VUnICtp52H5eRj7gQSKyKfw6rw702L2DZ"
    "p9g1qO1tJ1m6Trpp4vLqkIZ50cxm7e2C0j7aBbP2DDaqydI1vlxzhbosSRTUOXmAzZWOdI"
    "9FSObIZ8cYacRzIYMXbPD/Qadw7QFdWZt0O5sev7ATUWVdcSJAjAlynHeWrDg1fJ2bjA1U"
    "RJGhcu6kEKm/l08F/iiqjdknWWrGvEu3E1rNJ88VclQeYSLeRAXlfhQF4XcyCvc4Ki4+2j"
    "KsIJkTYY7utG2CMC+0EtgyUh0pAohd00VeRekMdIlViKkYCF/Wdg33wOw0bvKavPZmgopZ"
    "oemItS7cP5qIrT1FGx09SRdZqyBvk2DfK35oy5kzXH46ZuiTFuzqj9yoW0BQ6HEEbEIXOX"
    "smHNpaiiAfisaBP4DZoE06FPua5vHciVGr44QA6ciYHDC6THkSukO/d8Ad+VO6nHEC+vTs"
    "OGRtZpytwA+2MIftKGf0AwJ2/AGweNmJwXlYBMsHtCVfST7CcCElfvTqQsk6NGXkqOfJop"
    "NTdU9zflJh7lE3yl4PHTRQ745jhykEd5YzqLSlGoNGqMEo5UTqGo3APxQ+PTI8cJySTAMw"
    "XFSxVxpUACaTYVA/ZdlRfTDxj6nPCvVN0F/IeQlo1G43IhQdUwKoDWiK9ouCt6CsVzA1/U"
    "vcxnPZT1GbI0xM7pvjVoiOSKr4poUsYCmq7VofaTOsrrXGLLvI55K61Ma129q//CZl15A0"
    "gK2fWaMbjUay6DZ+Fx51xgu95tL39ima74dFPpa7WIxkhg2/mXtILZ4F980nW+4gJNitgl"
    "Gttaea49hRhG3S1+kRMw+S76ZmUtQZrkiDcpBaclTp5IyAlmdV/Z0XU0j5SYLRn2IwfVKR"
    "V5BXnLf08p0Sb9lmw62/Svx3LNz2TSm8E1XwI90ckSzfp6t4RlVsRGRYb5ho2JGMnZ1Nzo"
    "SN5ULj3vADnAqSp2UzteGT8rhEMooUtFN+IqwTX9DXI4nF1RlzjqIkzDHkcmCS7Cd4KEyB"
    "dZnnnD45uawNJawIF2M8NAKj+O/IAkBaE+Rpy6SxXHUGm1goA98sRYb1SFYE1EqyEU18zG"
    "Y7iiMnLJ4eQtfeXWdqYd0xSRt6dLeugYK0WOR+U4hnhSmHQrRfpGd7bsrmV320zu2Hxca8"
    "zHBdjXLXPNipwUnr0xEL0asnBe+MPiuMWEVIviLv6n1zs6etV7eXT6+uT41auT1y9j/iLb"
    "VEZkXFz9E7iMhTWdJTdAY8jiXhzeGPVvxTax6fBGo0TVW+cJoS3HlC9kdQZa6wEH+3v6SN"
    "A8Jd978XOpnrfzK4iVwlozk5SyO9Cy2FuKwFIEG6QIficTca5DxrM8QaKxW0IW3BOg8lW/"
    "qk5pmEujWFqzN7+d/9I7OUUM8k+Dr5aLgwDMZe0NxcbSqIU019oJSrtPXXlkPGHS3HFnv/"
    "xOZm+MnX+mzX/jEGX8YPd4XojY5gZXrmlBoBI6ZSPKlKkvx5SWPLm7I644M0FmwB7AoyCY"
    "Y3BleyCQQ8pkldLPA15sA01kIDyUP4uKFr/66625b839nVNC68SUqUWegbMkOCESaIUmnz"
    "L4j6sY/MfFBv9xpnpcrplUUjauTWbSusHddMqixuG7YoeFoiw6xVZ9YQ6d3Vywm7brrQlj"
    "TZgNmjAfwUMra7x8NI5bhWYLIFDVXjGngI6Ow9DBHFAzZ2aCLowyD7eUJoEICfXiFBQBG+"
    "JQCox1cleOPOLiGZxXcpeFBO1zQtCDtCkOJrMXOebK5sZWR5sum0AHadLA9ZDHktNJ4Lvy"
    "p2YOUIUP6WppFNMirRF1MyMe/y227o81PXb/PVkn7MEX9SocxAKtUDZSbtDHlQrRHpdUoj"
    "3OybYwf7IaWl1KrA2x0ZvW7IpMk3L//lzbZNOrm01WWIy90qouWdTZNS1wTmXfskipvEq+"
    "O7mG140saDF1rOm4v/X4j+w5Nh5H7oAVQUyKWByj3VNloqu1e8YS9pf+9C9dvvlJSHHQn3"
    "IS1sybkifbPsx7lSoF9koqBfaylQLxVMIU9qNis1nUywvUZ6VtpfSnK6WPSTgkXl8OyuqY"
    "bikx63q3iOrIYFZj/UYidtE+vWgNN1QT4YSUBflpkA1dmANyie9WQmi76trhT6trG/bXUn"
    "xrFux/BAwXYB1LpJC+A5EdZHxKIHx7/cfFu0v08dPlr1c3VyYNYXxsoRoXl/Ony/N3aYBJ"
    "OM4xPYp5nlhgy4zDDvE69sTumZzY2cKhz3zSNR/bd0eYDpea+9wb2Kjzps15c47mf/O5YL"
    "n5LpOt3ScO6vujRMcnz+s/h74QhKLBDDkq2PkgJC4LPaebPT5/HDFOEDwZGhCVglJ1gZhb"
    "ceC8gahdNhWQdVLnkFTXO6lFtJkRaxebSETZ2cIR9qR9F3bXGmzN1sJO2wknibJCVObMI4"
    "EWOi6sPkhaa0y1akQkRGw1O1siYsdgt6SCtTU2bGvcMoGDTr6loduetDMEdKvoFnwLHrZy"
    "MyCe0tGVqyw22XnO5CdIAQSxhCphuzacu/qLwEPzaYJ9E9CHgwDt7+1BR+pxJYhpnkfw5o"
    "Z9Oppw7t8FLkk/FVVYdj6Rq7LlHE2YN90abI3diym3tsgGlecd9ozcDeeeDTpIPjdoc86K"
    "CzfiBhwRNyjMsBmazyedhz6r9nyKE9QX6jw6h31FfeczFK7xpLpxBzwnNoVsdNyPvpGJ/O"
    "kiB1aCowlPLrvqquBnUUUfleJgSqmu6QPVeKXa4WLqkiC3ltDGRoYQqGsdUOUoVTC+U1z4"
    "RxcFgpI+I0KBrIWKwrpSjwP/OWiEHwgaMiFHN/WKZl2lZ00nUcpJzQQ704lgznLc7kIxB8"
    "vuWna3MTvriuKobIWTlSupfm5awScOfP38rILb5WHsKW/GnWOZ7PGrzBtvJ3d9kzvPx704"
    "u+dhiGclpzN59uXG6euFRIl7f//Y+7mciE84x335lk4zSYNZX5eKzCGdyjyPU5LW+/hp7+"
    "Mwt/5TcQmt/OpPz9eibEUxLWNfrYzyWEP5vOgwoOI6jfvbhZqzUMl3oA3q7a2xzJZ31dgW"
    "bfCmCqxCjcUadbeBt7Gnc70ouai/DY/LLf1W18hIiDXJUdge5VcrVjXISfVY4rO0IGUdaK"
    "wDjf3V1bL0JaDLTHlSrkm7rOVymuMidaNdDrIHhTexL0LhQaF2VyDVTgqL5/Vpj6J7MrPZ"
    "ye3R1s6pADX0aFjiGTCLaR3T3fqyVPFlsXXe1geuhC3Pkb4Y3VighfCWURARuq8KwX2VU0"
    "OvoObS+gouNQ7gVSeuswaUVa83p17/iykCN61cq8tlqnWccbJKInLIyW1qGquKwvLTwKTe"
    "PoewpQPVA/zgopRqDjiqgbJtXNgwR5OQPYA7XYjgiBO5AZarOMftbr3DqXTjDz42VY3jBO"
    "NaUA7mQoi0GIVsOhxpb7v4ljqR2Rs1AypmgVGiCyJXL3wcfVR/gvoQJaGz9oe1Pxr5hrSB"
    "0w2EM94/qqrFsUAL1eLeYaUUo4clKUYPbWbXZmR2XTKla4Nyua5/n1hl5kYf19mSTXd7SG"
    "2NPmv0dbZl9H0mgxFj952s3Re1dEtMv0fdp6L194EhR7v1OtIAwpSroCJd/2ncRYFcicoQ"
    "4kgwdoCuBIfop5AIFPjyIqFuOJtA5JKy3zi+Kyg5tcZxaoc52cgma3617A01DXNcT4sVWN"
    "O9jbbCy6paa6na2pZDoJXhetirVHWrV1J1q5e1wWwIytIhKFDy/SFnSZZXxoiFrIv0k7ZT"
    "0j2l8vpMCj3zFSrwsB52kcAzx21EsEfCWvnpEyK7+8J5AqeFX/VKKg8q+6IOzHOJVmhOmw"
    "acBXKR9jWItZJWZgQb4gO+uFF8+ba+jWItzuCezwGSZXitlKj1Dm4ak5U7zwPiYqmc1LFj"
    "8mTbeNRRyWYssRgzfm2WMn4eP7RmUMbnJPTdUSfLGJuGbglhjOddVuqE/zMOL88la+dP+i"
    "UWc6yFJdtKXAgKC7btpnqb2uJPTqrs8ScnxZs8tKVIGPmbqoGw6d5CdA8rsa6HJaTrYZZz"
    "lSOK3PoBJaGic5GG2Ai7Eye61TfZj/8H0Ncaaw=="
)
