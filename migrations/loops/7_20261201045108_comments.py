"""Comments, and notes of the team."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True

TABLES = """
CREATE TABLE "comments" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT loops_uuid7(),
    "tenant_id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "internal" BOOL NOT NULL DEFAULT False,
    "held" BOOL NOT NULL DEFAULT False,
    "external_user_id" VARCHAR(200),
    "author_verified" BOOL NOT NULL DEFAULT False,
    "by_team" BOOL NOT NULL DEFAULT False,
    "author_name" VARCHAR(200),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now(),
    "updated_at" TIMESTAMPTZ NOT NULL DEFAULT loops_now()
);
CREATE INDEX "idx_comments_tenant__233c21" ON "comments" ("tenant_id", "post_id", "id");
"""

KEYS = """
ALTER TABLE comments ADD FOREIGN KEY (tenant_id, post_id) REFERENCES posts (tenant_id, id) ON DELETE CASCADE;
"""

# A visitor's list has one for what all see and one for what is their own and held, so that neither the team's notes nor
# what waits for it is passed over. Then what the team is to look at, and what somebody wrote, to show, erase and join.
INDEXES = """
CREATE INDEX comments_public ON comments (tenant_id, post_id, id) WHERE NOT internal AND NOT held;
CREATE INDEX comments_held ON comments (tenant_id, post_id, external_user_id, id) WHERE held;
CREATE INDEX comments_waiting ON comments (tenant_id, id) WHERE held;
CREATE INDEX comments_of_user ON comments (tenant_id, external_user_id) WHERE external_user_id IS NOT NULL;
"""

ROW_LEVEL_SECURITY = """
SELECT protect('comments');
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return TABLES + KEYS + INDEXES + ROW_LEVEL_SECURITY


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztXVtz2ziy/isovdip0rhi+ZIc58lOvDs+k8Sp2LOZ3SQlQiQscU0RGgKyrJoz//2gAZ"
    "Di3aSsC0XjJZEINEF/gMDuD335q+NROmEH5xP3NzLvnKG/Oj4eE/Eh2dBFHTyZRJfhO8cD"
    "T3bEE7d/T+byIh4wHmCbi+t32GNEXHIIswN3wl3qQ+9zJPoizJDLkcvElwk/Q3xE0M2v57"
    "/0Tk4RvUOzERaNnKER9RwSoBFm7xBGk+nAc9kIxkXUJ2iM52hAEBvRmY/wELt+FzEau/EB"
    "PJJDbfFMrj/cyuhT3/1zSvqcDokYJhDP8P2nuOz6DnkkDL5+73DiY5/3XQcExL8/ocfkvn"
    "/nEs9JzInqIq/3+Xwir/3++9WHf8ie8McO+jb1pmN/0Xsy5yPqR92nU9c5ABloGxKfBJgT"
    "JzZf/tTz9NSGl9QfIS7wYEqip3cWFxxyh6cezDpIq+dYXOvc/Ol9UN/29+T66cNTvNl/tf"
    "eqk1kh4R1i06Yv2dSH1eX6HID76281zgINebUDA77/9fzr/tGpvPuEMj4MZKPEqvO3FMQc"
    "K1E5CQuIE5NRFemE0CoBDy8sEF/8rEoh7/c/X9/2by5v+/0tQbyA9F48fRbN9yMc5KMZ9k"
    "8BKR5sByHsjPFj3yP+kI/E18PDEkj/df5Vonp4KFGlYiNVO+xn3dKTTUlwxe40qgNu2H81"
    "4C65IawD2tPjCtCeHhdCC01JaGM7fh2EU2JLAa1hbOYiPq6C9HEx0scZpOX/NSAO+295h1"
    "jdttB7XWVf6L0u3higLQkqsyncJQPreRDgeT6uC5EUsmJB8x3cfEtAvb384/b7zxRkNHCH"
    "rl8Ps5jMtkGL6Vk/Ont//b33o7MmBSsXPTsg8Ff2B/MsgP97c/05H7+kVApCx7U5+j9UEc"
    "mG7Zol+AEccOcxY3968V/y/qfzP9I/8vcfry/Sahbc4CKFv4cZ70+ZwBLz7Ax8ELhxd0zy"
    "ZyEtm54HLXwQfmjVbNxefbq8uT3/9CUxJR/Oby+hpSevzlNX909T0xTdBH27uv0VwVf0n+"
    "vPl+mZi/rd/qcDz4SnnPZ9OutjJ45JeDm8lJhp8jhxxe2WmOekpJnlJs9yQB7o/VK/5qSk"
    "meUmz3L4/qs/y0nJFczyWjQRzfiIP399fM9OTDqwenf3MdIJLgywfT/DgdPPtNAeLeqbbR"
    "r3xukr2MdDOWWAJjynInQ/0LFAtJNlenVDt4TpdWSXikSvxcUW5FvAhkpGFVjWD59vUEBs"
    "GjhoPGVcMqzvkMUI8cUqtkRH4gODCtoIclyni6xJQMXoY0vdZIYZuqNT30GuLznaiYdtku"
    "V5Nzn4D/+Hbz2QwBUT4Mg7iVEBdNE5QBiNSUCQ7WF33BX3ce0RGnjUvhd96IA68wN0Kx5O"
    "MYh7TKi6vmgaEGFToJnLR/LRLZf1J4E7xsHcAvK5iFpOcclygn+m+GZDLhtyuekv8Rrk8o"
    "5SR+vg5XonRxVYJNGrkEWSbUl85UZaB+BIoIUIr55jXmzsWYwvKPUI9gv234RgCuuBkNwk"
    "2PkqwCp2govr648Jpe7i6jaF7u+fLi6/7qszE9HJ5fLy1efbFNSxV3RdTTslagyqpunWCd"
    "5bKXR15zgmZua3yfNrj4i9HC2SlDSz3ORZ1qZXHc0jJtK+Q9ej11WOCEWvQuVDtqWUZ/LI"
    "+8Joul/ix5SWNT+nJv+cDMv4Qia9GSzjlUN87vI8j9KoqVvCNLqqk0sqe5VOSMCo3wXfTo"
    "tNB/8lNrcQ5gj7wJ6xKQmsLhrMFZ0m3hQPYojAEl81sYeZ0AzOkFqUXUndEWyPNDGH8AQH"
    "uf6kGxu3iiepepi+8SF9wTTf7rxEa7B8i4VdA9GEkCFO05Dqvaimhh3JtJDeq+SFV+KEl/"
    "XBU2+AOhAvJFoI8EklI+akxIg5yRox+q1bB+SYSAtR7p2cVDoHOCk5BzhJo2wMCGNAbNKA"
    "8B8UkZ8xH1RDqfEgu1S2HODEXenjY3xPwGGAkgcSIDohvgwUgyP88YAEXUR9m7yDGDE4/Z"
    "cHXaDXBwRO/ONRZNgLD+lT1sJaxzKxZsZOeOlarQmHWttRdUDrxUGF/VuoYR32KoXrlETr"
    "FKlXJnZiO7ETRr19IeptQ8MomrbftWmalwyJMtFQuzS/eS/OYiU6JmKo9pSaZ6KOWvqbaQ"
    "az85EOaSfL68jL3RJWxxMdqoaePJCAic8yEgMjxx0SxoFKAd5ETKowoblM1iOZGHncCneH"
    "TD9wbitgFEizkHuhMz8nwGQtQzzN4Bi6xtA1DeAaVvOqGRPHxQqNDKLFvEJSqoXswuqPIf"
    "VmVQflmEgLIT48rULgpF/QMQLnNEPgqD0/C/GF6+OgIHdITCgdwTHXJxg7BnNZKIemYiL1"
    "SKB5cfX5/Ou/I+Im0pE+Xn/+50UOdXPx79vLc0PdGP11e/rrJ3k+x0buJEeLjTWW6bLjqF"
    "tVjRbIdKlrQupJoTXCd3bw9frj5U2OcvpU76dDh1OehMbL0Kiju/reMW6GW6WTzKnh+k8N"
    "jepjVJ8NqD7XPrkVq+E9dfI8s+KtZcqP0En6sKjEanSqemlZg4DOGAROaO+nNOFG712iHa"
    "sgt4tNx0SlT3F5F2HfQRa8R60wubcMvRhjh0DARY4CtfbhDNPXZNXKZKxe40vLRMcYp7c1"
    "LdbVO73pF0EddGMi7QtDXz3CsAln4S32eQv7P8vbrWl7rnF3M4aDcXfb2lukTbNsvN3aN7"
    "/NMP+/SKKzk7X8dUO3xOhXJGlFa/9GmNMqNaoV6f3aFMeREa4TJMxGlBFwoEFhcLIytEWX"
    "sTLFZzJqSoZJwdU5wuLrvZ/r1rOxkWXSWDLGridvD2kfJoROPNGRIvGKdc50elholSFiKv"
    "PsQFyomg/CMAgv9HBmd3Zfk+h1OU5mDeWC5GZUB+BIoH1W7lElgI9KAD7KAmxsLqOtbVBb"
    "uyGMubnqWthSpq8x1adyrv9CZUkoSVwXRR1S6iDMu/JBpcoDHfCEPEZx7tHJSvWg+g2OLZ"
    "U2Ve9rMRxBGiuk6wzATdVj6IOfkdAFiYOo1OICKpRD9063ncH/xHdYmOsfHr5GOH/C9wAc"
    "crroeyd6QvU1Zrwbf50tqoTGuWTlOqHRsleN6GLvqIFoQsggag7nNlWg16SwW3/syJSRoC"
    "80zLzYhmKYk1JtqdN7XCl/3XFJ/rrjbP46HQtYB92YSGugrZKz7rg4Zd2xyVj3Uu3txhX/"
    "MNNtjrS3rhe0aZpNToq2znIzuNJbSQl0slSpbuiWMKWKTqiabdRHNBhi32UYLinWD6MBFX"
    "9BLBkEUInWiI6J1ZWXwnQR0J1OFc0oy5Qy8e8oJ9HoWoYB+vMcOcQjHOhMnyDG8RxKGIh7"
    "B3QWyQEFtkh+oc+xiQBEMrHuA1HlU5k3HZqj7MbzljBNdYyTsH/rCIzjasZfie2Xqb9kzr"
    "TXeqbNpmxC4PBlGZMgJWt0h6bpDgkvcvVWWmKek5Jmlps8yx72h1OhwdXZM+MyW943VV3k"
    "lWyXbytslm8Lt8q32TAX7DsAGq0Z6pIQa58j0JsKML8phPlNGmZIAddfIhlTWq59QK8+Id"
    "MkcB+wnZMVtOxsKBLZ8k4xmQ48114dupV0qxLVKnto4VN/PqZT1oc9Hp4kg3Np+fJc+S1X"
    "MY8siwYXMV/g9kCfBftC3KD+JOoB+XPqBqTvxmpX1kA9T3zLqOfzUw2DPcSrz4gdEJ5zRF"
    "ocJpon25CQ0Rj586Oz9/3n3o/OmlgfEztqDtrawc1/Cd12ijj6LzG/nie4+n7oA1TVu9n2"
    "XLGZ6J1Euv161L4nDtpXT8DwHXl1gL5Jz2EV1dV3qPhPpYdmhEM5L2+OhArvir/aCZl2oj"
    "NAozGeIzEEyctFs8nRgeL/pmuSQVIbpgLOIofpOzdgHMGvc0Hlq2yD75RntSprBiFw6MFl"
    "LqcBU7FwPtWVzZih/BtP+TcrtWALMl0bon/hBlrFFj0ttkVPTZHdLRTZ1S+hvB2hGOaEUA"
    "uRXk+h3fjrPov2LXnkpWgvBFuBeJkSffnHbbl1k8gnHnZPmzw5YbBaf6qz1tNy7aNoeydH"
    "lVb7UclqP9pqUclGw2uywxpDfRXpfybOkpOelDST3vBJbwY7c845GU/yXCfDlm4JH4NVn4"
    "o8zDWk0QnmXXA4hPBpoe0cIItOOTAV1hl4JroPJCBOFwXkDhJaoX0MaXo8grDPZiTQYdkM"
    "+ZSj3uPjqy6a+gFU54InQvs+9cW4NID2DBGz2eF/+NjzND/j+pJyEd1nNLgnQd+DwPZ97V"
    "gJCYXYq4p1HfRDzvVXfwqUTKbGg+FeDPfSCBVpNexLatFXBTUlZmBNk1pq88ggeuUXWKgL"
    "gRSWrr+LSVvF84r/fukdHr85fnt0evwW3opwKbpS5j6UPe7Ur5I65lBMpBXW/rqDmRnHfJ"
    "pzjly4ZBcCSy3ZplmcK16xJAjyHAaLOapIoA32+6apKaVEZuEuqzC4kFmywODuYL6u+oLg"
    "vUNYjjld7HwSE3mWz8nugL8WTxO1ePsjgsPD+qoTkJU087D8PIxdTwBFxFM4dd6daTHzBs"
    "2+QQ1Ha+i6TdJ1U8fllz4P5p0cxm7R2C0j7aBb36PDaqydJVrFxyhbosCRTgOb6AzZWOVI"
    "dGSObIpcfoasGRmMKL1nB2qNWwfoyleZtwOxsav7ATUWVtfixPPAlynHeWrDg1fJ2Zjgas"
    "IkjYmLapDCZjYd/JfYPGw3ZJ0h6xrxblwNq7RY/FVJkIVECzmQt1U4kLfFHMjbnKDoaPuo"
    "inBMpA2G+7oRdgjHrlfLYImJNCRKYTdNFbEX5DFSJZZiKGBgfw7sm89h2Og9ZfXZDDWlVN"
    "MDMynVPpyPqjhNHRU7TR0ZpyljkG/TIH9Px2OSm3osbOmWmOK26lO5iPa8zwkeW6pCtUBk"
    "RIM+jGrJylQz7Z3CRpAbTKcJU73egR9L6L7SRRZ55CTwsdeXeX6hFgLDcyZdY4QcTA/Lq6"
    "q90fFltYaRmATrTFj5cK+pz11Pl/DCY+QRLj15+Cig0+EIQqjUA1iur25vgTMO3CJ02rGp"
    "uAd4+OiQJvIg4I8ogOqluVIWPTxwjBAwFr2x6Bvxsl2NRR9b3VUBjYkYONO5eqiTk4Cg+M"
    "w97N8KcmTTZ+7hmyALeGnGh7iYyfTwdKaHkQaxBsShiIH3aXjT6lIdEzJPtn2GZK9S0GSv"
    "JGiyl1PZQWm4Ydx9zQWeI23W+tNrXRsZNcGOSRmQK6ShWthutTi/pJjZRiptI4aSeiGUlI"
    "nje4GT3gwe8oOOdelkicioqVvCROpYGZdUrhiLgyGkMwLeTjF/+lJYWRVi55Qrzjs08aZD"
    "12cyJRHyxEoNXh0gC3zzIfAO0nSLFdJdROABbXeHXY84efViNzSyKpdge9gdQxIm5YAkNB"
    "BGFJs5omJeJMfJ6T3xZRYm0Y97RFwMGcaodIIYNYyWtBQNqW4o76/L3s7EE/zwIfKwiyyI"
    "EbTEIDNxY38elsSV5RyoTxiSuc3DsrPEDXRsoRgnIBMPzyUUr2XmJwkSSNMpH9BHcUOHqA"
    "cMXEbYD1/eBeIYkZINR2NiIYUcKV1cUXBXjFiM5ga+yHvpz2ooE7toyNOdo6pqsH3xFV8V"
    "0biMATRdM1juJ3WsloXElilU/VZambWy+pQjic268gYQFzLrNeP4IV9zGTwLwy4WAtuNsn"
    "39jGW64igLqa/V+clHAtvOA68UzAb/4uMpPCou0LiIWaKRrZUXYliIYdjd4BcmIyCPvK9X"
    "1hKkSY54k0oBGeLkicJAYFb3pR1dR/NIiT1D92gYK70a1UPBI72m6v6eUqJN+i2ZslrpX4"
    "85YHghk94MrvnyId/jVV3vlrDMktioyDDf0DHhIzGbihsdiZuKpeccIAs4VcluqgBQHe8p"
    "XVCZuH835CohRcY7ZDHwofdtYsmLMA17DOliXAjfcRKEfp8JnnnD40tvVxoIawHcViHcFQ"
    "OpPBu5HokLQp3eqISALNIr0/t7Hp2x2Fjv0F1Ax4qIlkNIrpmOx3BFVgYQw4lbujK89kw7"
    "1QKRt6dKC6tcT5IcD8sCD/GkMPl/1iFW3tmwu4bdbTO5Y+oCrLEuwNb8jndHVa2xVMNXQx"
    "bOC3dYnD8tJtWi/C//0+sdHb3pvT46fXty/ObNydvXEX+RbSojMi6u/glcRmJN5/i0GZfv"
    "zbl8ayWq3jqPCW05t2WiuhzQWg/Y299TR4L6Kdneq+eVnNvOryBSCmvNTFzK7EDLYm8oAk"
    "MRbJAi+I1M+LlKXZnlCWKN3RKy4J4AlS/7VXVKw0wYxcKavfn1/JfeySmiUAcPfLVs7Hlg"
    "LitvKDoWRi2U21NOUMp96soh4wkV5o49/+U3Mn+n7fwzZf5rhygdj7+XFx27wcGla5rnyc"
    "Ty2cxW0tQXYwpLntzdEZufRaG5AYVHQTDH4Mr2QCAsVme3V88DXmwDRWQgPBQ/i4oWv/zr"
    "jblvzP2dU0Lr5LaSizwDZ0nARCjQCk0+ZfAfVzH4j4sN/uO0wZ9vJhWj2yozad3gbjp1eu"
    "PwXbHDQlE272KrvjCX924u2E3b9caEMSbMBk2YL+ChlTVevmjHrUKzRSavqWiv6FNAS8Vh"
    "qGAOqN0910EXWpmHWwqTgAfEd6JUuB4d4kAIjMNMOw6x8RzOK5lNA4L2GSHoQdgUB5P5qx"
    "xzZbNjm3rhxlTY/fdanTAFl9erjBoJtEI5SLktH1c5HBS9ih2Xj3OytC6erIYWlhJrQwz7"
    "pjWxIlOi3B8/15bY9OqmE+UquposoVVWdcmizq5pjoe19gzVvQ1reN3IgjZSx/qN+hsP/d"
    "D+iiWrrAhiXMTgGO6esoJFrd0zkjC/9Kd/6SZZ1lOYm2RZFZDPt9lXoZOtMI/TmARD4vTF"
    "oLSO6ZYSM65yJpvhBhetZp5yEC5xA4oJbVeTOHy2JrFh1x9J3WXB/odHcQHWkUQK6TsQ2U"
    "EyogTCD9e/X3y8RF++Xr6/urnSlTUiBlw2Jpfz18vzj2mASTDO0YqLKYhIYMvG8A5RDubw"
    "54Uc/pgcei980hVV2LdH2B8uNfe5NzABzE2b8+ac8v7qMk5zUyfGW7tPnPn2R7GOTx79fg"
    "tczomPBnNkybjZg4DYNHCsbvYkdjaijCB4MjQgMpuh7ALhm/zAegcBoHTKIYGhSkcor3dS"
    "i2gzI5rKKeYQ2BwCbz+CsZ1wkjDBQGU6NxRo4Zn66uNtlcZUq+xpTORZ9Td3R7cyVU/bA7"
    "shFYytsWFb45Zy7HXyLQ3V9qSdwaFbRQ/TW3DWFJsBcVRRRfDXxDrRy5n4BNlkICxN5v5W"
    "hnNXfeF4qD9NsKtjw7Dnof29PejoO0wKYj/PuXRzwz4dmLZwPQJvmWcFqJWdT+SqbDlHE/"
    "pNtwZbY/fCk40tskHleYed9nbD72SDvnsvDdqcs+LCjbgBR8QNilhrhubzVaU0z6o9X6Nc"
    "54U6j0qHXlHf+QY1UByhbtwBz4l1TRQVj6JuJACHoJQusmAlWIrwZKIrIwJ+5ywsDiOj5a"
    "e+r8rDUJ9AZRgb+zbxcsvSbGxkiP2/VrE5llQFoztFNWTCMteQZ8AHsnaGmS76YsF/Fhrh"
    "B4KGlIvRdembeVfqWdNJmL1QMcHWdMKptRy3m6gLYNhdw+42ZmddUYiPKZaxciXVzc1Q98"
    "SBr5ufoG67PIw55c24cyyTiHyVKcjN5K5vchepnZOzex4EeF5yOpNnX26cvk7k3Nv76++9"
    "56XXe8I57vvPdMZC35v3VdXBHNKpzO04JWm8j5/2Pg5ySwkVV2PKLyT0ci3KVtRl0vbVyi"
    "iPNVRiCw8DKq7TqL9ZqDkLlTwCbVBvb41ktryrRrZogzdVYBVqLNawu4kJjTyd6wVwhf1N"
    "5FZuFbG6RkZMrEmOwuYov1rdo0FO1sASn6WElHGgMQ405ldXy9KHwvNLTHlcrkm7rOFymu"
    "MidaNcDrIHhTeRL0LhQaFyVyDVTgqL5/Vpj6J7MjeJrs3R1s6pADX0aFjiGTCLaR3d3fiy"
    "VPFlMSXD1geugC3Pkb4Y3UighfCWURAhum8KwX2TU46toHzP+mr3NA7gVedUMwaUUa83p1"
    "7/i0oCN61cy8tlqnWUDLFKTmvRN9DlcWVxWvFpMFeOcOcQtnQge4AfXJjtywJHNVC2tQsb"
    "ZmgS0AdwpwsQHHEi28NiFee43a13OFmU98HFukCuM514ri1+QkpQDGZDiDQfBXQ6HClvu+"
    "iWKsfWOzkDMmaB+kTV1q1eQzf8KP8E+SHMj2bsD2N/NPINaQKnGwhntH9UVYsjgRaqxb3D"
    "StkvD0uyXx6apKPNSDq6ZLbRBqUZXf8+scrMjS6usyXr7uaQ2hh9xujrbMvo+0YGI0rvO1"
    "m7L2zplph+M9WnovX3mSJLufVawgDCPpNBRaqU0LiLPLESpSHEEKf0AF1xBtFPAeHIc8VF"
    "4tvBfAKRS9J+Y/iuoHrRGsepHeZkIpuM+dWyN9Q0yHE9LVZgdfc22gqvq2qtpWprWw6BVo"
    "brYa9SQaheSUGoXtYGMyEoS4egQPXwh5wlWV60IRIyLtJP2k5x95TK6zMu9MJXKMfDetiF"
    "Ai8ctxHBDglq5aePiezuC+cJnBK/6pUUxZP2RR2YFxKt0Jw2DTj1xCLtKxBrJa3MCDbEBz"
    "y5UXz/ub6NYi3O4I7LAJJleK2UqPEObhqTlTvPA2JjoZzUsWPyZNt41FHJZiyxGDN+bYYy"
    "fhk/tGZQxuckcO1RJ8sY64ZuCWGMF11W6oT/HIeXl5K185l+icUca2HJthIXgsKCbbup3q"
    "a2+JOTKnv8yUnxJg9tKRJG/KZqIKy7txDdw0qs62EJ6XqY5VzFiDy3fkBJqOhCpCE2wu7E"
    "iW71Tfb3/wMiqSn3"
)
