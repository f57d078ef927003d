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
    "5EyrpQNF4Si8QhqQ8QeM53bn+2PEqH7OBy6P5Kpq1z9GfLxwMi/pg/0UYtPBxGh+Ezx11P"
    "DsRDt/NEpvIg7jIeYJuL44/YY0QccgizA3fIXerD6EskxiLMkMuRy8SHIT9HvE/Q3S+XPx"
    "2dniH6iCZ9LE5yhvrUc0iA+phdIIyGo67nsj7cF1GfoAGeoi5BrE8nPsI97PptxGjswgfw"
    "SA61xTO5fm8rdx/57h8j0uG0R8RtAvEM33+Iw67vkGfC4OP3Fic+9nnHdUBA/PsDRgyfOo"
    "8u8Zy5OVFD5PEOnw7lsd9+u/nwdzkSvmy3Y1NvNPBno4dT3qd+NHw0cp0DkIFzPeKTAHPi"
    "xObLH3mentrwkPoS4gAPRiR6emd2wCGPeOTBrIO0eo7ZsdbdH94H9Wl/T66fDjzFu/03e2"
    "9aqRUSXiE2bfqQTX1YXa7PAbg//1L3maEhj7bghj//cvl1//hMXn1IGe8F8qTEqvWXFMQc"
    "K1E5CTOI5yajLNJzQqsEPDwwQ3z2syqEvNP5fHvfubu+73S2BPEM0ifx9Gk0f+7jIBvNcH"
    "wCSPFgOwhha4CfOx7xe7wvPh4eFkD6r8uvEtXDQ4kqFRup2mE/6zNH8tQ8uGJ36lcBNxy/"
    "GnCX3BDWAe3ZSQloz05yoYVT89DGdvwqCCfElgJaw1jPRXxSBumTfKRPUkjL/ytAHI7f8g"
    "6xum3h6G2ZfeHobf7GAOfmQWU2haukYL0MAjzNxnUmkkBWLGi+g5tvAaj317/ff/+RgIwG"
    "bs/1q2EWk9k2aDE966G19+dfew+tNSlYmejZAYFv2elO0wD+8+72czZ+81IJCB3X5uh/qC"
    "SSNds1C/ADOODKA8b+8OK/5P1Pl78nf+Q/f7y9SqpZcIGrBP4eZrwzYgJLzNMz8EHgxt0B"
    "yZ6FpGxyHrTwQfhHo2bj/ubT9d395acvc1Py4fL+Gs4cyaPTxNH9s8Q0RRdB327uf0HwEf"
    "3n9vN1cuaicff/acEz4RGnHZ9OOtiJYxIeDg/NzTR5HrrickvM87ykmeU6z3JAxvRpqV/z"
    "vKSZ5TrPcvj+qz7L85IrmOW1aCKa8RFff318z05MOrB6j08x0gkOdLH9NMGB00mdoUc0b2"
    "z61OBokDyCfdyTUwZownMqQvcDHQhEW2mmV59oFzC9jhxSkui1uNiCfAvYUMmoAsv64fMd"
    "CohNAwcNRoxLhvUCWYwQX6xiSwwkPjCooI0gx3XayBoGVNx9YKmLTDBDj3TkO8j1JUc79L"
    "BN0jzvJm/+4D/41pgErpgAR15J3BVAF4MDhNGABATZHnYHbXEd1+6jrkftJzGGdqkzPUD3"
    "4uEUg7jHhKrri1NdImwKNHF5Xz665bLOMHAHOJhaQD7nUcsJLllO8I8E32zIZUMu1/0lXo"
    "Fc3lHqaB283NHpcQkWSYzKZZHkuXl85UZaBeBIoIEIr55jnm3saYyvKPUI9nP23znBBNZd"
    "IblJsLNVgFXsBFe3tx/nlLqrm/sEur99urr+uq98JmKQy+Xhm8/3Cahjr+iqmnZC1BhUdd"
    "Ot53hvpdBVneOYmJnfOs+v3Sf2crTIvKSZ5TrPsja9qmgeMZHmOV2P35ZxEYpRucqHPJdQ"
    "nskz7wij6WmJH1NS1vyc6vxzMizjK5n0erCMNw7xucuzIkqjU+0CptFVg1xSOqp0SAJG/T"
    "bEdlps1P0vsbmFMEfYB/aMjUhgtVF3qug08aYYi1sElvioiT3MhGZwjtSibEvqjmC7r4k5"
    "hIc4yIwn3dh9y0SSqofpmBjSV0zz7c5LtALLN1vYFRCdEzLEaRJSvRdV1LAjmQbSe6Wi8A"
    "qC8NIxeOoNUAXimUQDAT4tZcScFhgxp2kjRr91q4AcE2kgykenp6X8AKcFfoDTJMrGgDAG"
    "xCYNCH+siPyU+aBOFBoPckhpywE87kofH+AnAgEDlIxJgOiQ+DJRDFz4gy4J2oj6NrmAHD"
    "Hw/ktHF+j1AQGPfzyLDHuhkz5hLaz1XibXzNgJr12rNelQa3NVB7RaHlQ4voEa1uFRqXSd"
    "gmydPPXK5E5sJ3fCqLevRL2taRpF3fa7Jk3zkilRJhtql+Y368WZr0THRAzVnlDzTNZRQ3"
    "8z9WB2PtIebaV5HXm4XcDqeGJA2dSTMQmY+FtmYmDkuD3COFApwJuISRUmNJfFeiQTI92t"
    "cHWo9AN+WwGjQJqF3Aud+BkJJmu5xWIGx9A1hq6pAdewmlfNgDguVmikEM3nFealGsgurN"
    "4NqTerKijHRBoI8eFZGQIn+YKOEThnKQJH7flpiK9cHwc5tUNiQskMjqn2YOwYzEWpHJqK"
    "idQjgebVzefLr/+OiJtIR/p4+/kfVxnUzdW/768vDXVj9Nft6a+fpH+O9d1hhhYbO1mkyw"
    "6iYWU1WiDTpa4JpSeF1gif2cHX24/XdxnK6aLRi1OHE5GEJsrQqKO7+t4xYYZbpZOM13D9"
    "XkOj+hjVZwOqz61P7sVq+Jk6WZFZ8bNFyo/QSTqwqMRqdMpGaVndgE4YJE7o6Kck4UafXK"
    "IDq6C2i00HRJVPcXkbYd9BFrxHrbC4t0y9GGCHQMJFhgK19tsZpq/OqpWpWL3Gl5bJjjFB"
    "b2tarKsPetMvgiroxkSal4a+eoRhE07Dmx/zFo5/UbRb3fZcE+5mDAcT7ra1t0iTZtlEuz"
    "Vvfuth/n+RRGcrbfnrE+0Co1+RpCWt/TthTqvSqFak92tTHEdGuC6QMOlTRiCABoXJycrQ"
    "FkMGyhSfyKwpmSYFR6cIi49PfmZYz8buLIvGkgF2PXl5KPswJHToiYEUiVesc67Lw8JZmS"
    "KmKs92xYGy9SAMg/BKnTO7s/uaQq/LcTJraBckN6MqAEcCzbNyj0sBfFwA8HEaYGNzGW1t"
    "g9raHWHMzVTXwjNF+hpTY0rX+s9VloSSxHVT1B6lDsK8LR9UqjwwAA/Jc5TnHnlWyifVb/"
    "DeUmlT/b5mtyNIY4V0nwG4qHoM7fjpC12QOIhKLS6gQjl0H/W5c/if+A4La/3Dw1dI55+L"
    "PYCAnDb63oqeUH2MGe8mXmeLKqEJLlm5Tmi07FUjOts7KiA6J2QQNc65TTXoNSXs1p87Mm"
    "Ik6AgNMyu3IR/meamm9Ok9KVW/7qSgft1Jun6dzgWsgm5MpDHQlqlZd5Jfsu7EVKx7rfZ2"
    "7Zp/mOk2Lu2t6wVNmmZTk6Kps1wPrvReUgKtNFWqT7QLmFJFJ5StNuojGvSw7zIMhxTrh1"
    "GXim8QKwYBVKLVpwNiteWhsFwEDKcjRTPKNqVM/NvPKDS6ltsA/XmJHOIRDnSmTxDjeAot"
    "DMS1AzqJ5IACmxW/0H5sIgCRTKw7Jqp9KvNGPePKrj1vCdNUxTgJxzeOwDgpZ/wV2H6p/k"
    "vGp71WnzYbsSEB58syJkFC1ugOddMd5qLI1VtpiXmelzSzXOdZ9rDfGwkNrsqeGZfZ8r6p"
    "+iKvZLt8X2KzfJ+7Vb5Pp7lg3wHQaMVUlzmx5gUCvSsB87tcmN8lYYYScJ0lijEl5ZoH9O"
    "oLMg0Dd4ztjKqgRb6hSGTLO8Vw1PVce3XoltKtClSrtNPCp/50QEesA3s8PEkK58L25Zny"
    "W+5iHlkWNW5iPsNtTF8E+0zcoL4Q9YD8MXID0nFjvSsroJ4lvmXUs/mpmsE+oA6AkfmyLA"
    "R8XtBAvRjqcGl2GLEDwjO80fkZuVmyNcnOjfFsD6297z/2HlprIthMmq7xaTbDDfIljJDK"
    "c4d8iYVQLXCLdMJwq7KB5Lbnis1E7yQywtqj9hNx0L56AoYfyZsD9E0GaasEuo5DxX+qEj"
    "cjHDqneVMkrCVXfGsndGoQXWwbDfAUiVuQrLI/m7w7eFO+6fZvUD+Iqdy+KDb90Q0YR/Dr"
    "nHlNVGHHCxXErjrIQbYhGrvM5TRgKu3Qp7qJHDPeldp7V+pVxbEBRcWNT2UWcVvG7D/LN/"
    "vPTD/jLfQz1i+hrB0hH+Y5oQYivZ6exvHXfRrte/LMC9GeCTYC8SIl+vr3+2LrZq50ezg8"
    "afJkZBxr/anKWk/KNY8NPzo9LrXajwtW+/FW+3fWGl5TiNcY6quotDR0lpz0eUkz6TWf9H"
    "qwM5eck8EwK0o1PNMu4GOwGlOSh7mFikXBtA2xnZCpLrSdA2TREQemwjqHIFB3TALitFFA"
    "HqF2GNrHUBHJIwj7bEICnQHPkE85Onp+ftNGIz+ARmjwRGjfp764Lw3gfIqI2eztH3zseZ"
    "qfcX1JuYjhExo8kaDjQQ2BfR3DCrWb2JuSLTT0Q071R38ElEyqnYbhXgz3UgsVaTXsS2LR"
    "lwU1IWZgTZJaavNIIXrj51ioM4EElq6/i/VxxfOK/346Ojx5d/L++OzkPbwV4VB0pChSK+"
    "3u1K+SKuZQTKQR1v6688YZx3yU4UfOXbIzgaWWbN0szhWvWBIEWbGZ+RxVJNAE+33T1JRS"
    "ItNwFzVznMks2ctxdzBfVytHCJQiLMOczg8+iYm8KOZkd8BfS6SJWrydPsGhs77sBKQlzT"
    "wsPw8D1xNAEfEUTpV3Z1LMvEHTb1DD0Rq6bpN03chx+bXPg2krg7GbnWwXkXYwrOPRXjnW"
    "zhJnxZ9RYUqBIx0FNtHFyLEqR+nIcuQUufwcWRPS7VP6xA7UGrcO0I2vipwHYmNX1wNqLG"
    "xkxonnQSxTRvDUhm9epjzmHFcT1sOcO6huknuajbr/JTYPzxuyzpB1tXg3roZVmi3+siTI"
    "TKKBHMj7MhzI+3wO5H1G/nm0fZRFOCbSBMN93Qg7hGPXq2SwxERqkqWwm6aK2AuyGKkCSz"
    "EUMLC/BPbNl4us9Z6y+sKRmlKqGIE5L9U8nI/LBE0d5wdNHZugKWOQb9MgFz9dv0eEMZ1n"
    "lCcGtAsMczsc2iFirFu6jbnM62d9uXSlpTzpy2Jo0jaWGT8qhUcVVgtPinF913HEB9wTi0"
    "JYztF1LMT0SDCC9WDWz2xutvG7m8wjY1DvvhZXpR+Fy6vFWEcCDTSnD0vVyzssKJh3mK6Y"
    "B2F4aYDzveDh+CboY5t2gkfbfBrwwuoLc3Km+MLi4gvx93JVVTgpawrY1U37NSbPK590ky"
    "fySia9ZnbuF/GVWgVmrjzfLmXlAjplS5wjGKzyL7APxS6CaeS5bQvj0cM2saDYhfzrAN1w"
    "1KNEd0AkrrQkw07bE5pR3HwNN1iczSFvE9o9VPF8JpfDWLO1NMRWY83Gl3xZROd+JgbQhJ"
    "5Pc7wKBf0/aZ5LwcApt/c0mLlBktF4kxKjjdCaKCx0MCCZ7VfCM4VKihpTloHvTjuc4IEl"
    "iW5LqHB9GnTgruJIQHSomSaxw1YpatQFJJiGeaVCzyDPnAQ+9jqy16GryXCZsyrkpMaUwc"
    "Fv9v6yY3VfTIJ1jiYYrjXyuesp3Uc8BvIIlym2vB/QUa8Ptc3UA1iury5vQZYsXCLMprWp"
    "uAak3upaY2Qs4I8UMHGx5cLzYjudCbUzulRt9lnz6q8hnBt1A+wQhGvxA4RvgopugLiY8Q"
    "Is9gL0NYgVIA5FDLyL4U2qS2moCyqOZcg2waOYzAEvlwRelAWebhShNNywIG7FBZ4hbdb6"
    "4rWujYyKYMekDMglWnHMbLcqe0lCzGwjpbYR4zh9JT404zh9hZNeDx7ygy5C1UoTkdGpdg"
    "ETqYtYlY8G5jjoQZ8BHUQL3ZjVIcnmuUwWtVM5shdo6I16rs9krwDkiZUavDlAFhTNgYp4"
    "0KpUrJD2rDQe0HaP2PWIk8FCburOqmW07WF3AN0RVGaw0EAYUWxmn4p5kRwnp0/El+0RxD"
    "juEXEwZBij9tHirmEZQ0vRkOqC8vpMUaMT8QQPPpQEbCMLivdZ4iYTcWF/Gjp9ZUtr6hOG"
    "ZH9X5RcWJ9xAF/0T9wnI0MNTCcVb2ZJBggTSdMS79Flc0CHqAQOXEfbgK+8ytvtIyYZ3Y2"
    "IhhRwpnR1RcJd0PkdzIz3R41mlb3Ur44g25OnOUVVVHNHjvIL4BY7ocW49fAOo2k+qWC0z"
    "iS1TqPqttDJrZfW1wOc269IbQFzIrNdURqZ8zaXwzHX1zwS26+t/+4JluuLyR1Jfq/KTjw"
    "S23QtXKZg1/sXHa2uXXKBxEbNEI1srq/ZfLobhcINfWCWYPPOOXllLkCYZ4nXKJjHESTFb"
    "Js3qjrSjq2geCbEX6B41Y6VXo3ooeGTUVNXfU0K0Tr8lk5mV/PUYB8MrmfR6cM3X4+yIV3"
    "W8XcAyS2KjJMN8RweE98VsKm60Ly4qlp5zgCzgVHUJCEmaqkKMMgSVieu3Q64SaldfIItB"
    "cRsf0mrgIEzDHoMmtwwqNOJHLos/pHnmDd9fRrvSQFgLELYKdSgxkMqTvuuRuGBAJ7Pevm"
    "3EqOq763l0wmL3ukCPAR0oIlreQnLNdDCAI7Jlr7iduKQr616e66BaIPLEPSB8VzVhkOQ4"
    "sMN0xFEPD3O78qYDYuWVDbtr2N0mkzumYe8aG/ZuLe54d1TVCks1fDWk4bxye/mNTWJSDS"
    "rM/rejo+Pjd0dvj8/en568e3f6/m3EX6RPFREZVzf/AC5jbk1nxLSZkO/NhXxrJaraOo8J"
    "bTnDLqZRPEhaa4y9/T3lEtRPyfbePLReol9s51cQKYWVZiYuZXagZbE3FIGhCDZIEfxKhv"
    "xS9ZRK8wSxk+0CsuCJAJUvx5UNSsNMGMXCmr375fKno9MzRIWZLWO1bOx5YC6raCg6aEPd"
    "x0AHQanwqRuHDIZUmDv29KdfyfRC2/nnyvzXAVG6UO5eVnbsBm8uQ9M8T3Z8TbeckKa+uK"
    "ew5MnjI7H5eZSaG1B4FARzDKFsYwJpsbrtrHoeiGLrKiJD1cwsafHLb2/MfWPu75wSWqXp"
    "hFzkKTgLEiZCgUZo8gmD/6SMwX+Sb/CflCuQmY9uo8ykdYO76Z6mtcN3xQELeW0286363C"
    "abu7lgN23XGxPGmDAbNGFyKhAuLDxYodygpb2AlsrD0EX+IFdHJ11oZR4uKUwCHhDfiXrU"
    "ebSHAyEwCCvtOMTGU/BXMpsGBO0zQtBY2BQHw+mbDHNlc/cGa+UWWueF5XlkUR/Uxywqwd"
    "OG48KaEZ855diTpsgjHYl/u1M4OqGBcw6OVWHXoO6Ix2oLhWaUKgqk6vj7lD/4XFlZqmqQ"
    "Ou6RWbmgB9+y6RCeWthZ8LABi77OaOi5tvj9a6+uuICHqB8m2ggTSX5DLR4BbHoGGHto91"
    "/epmfAkrHZ6+gZEH+yCqpmQqwJifqbVjfz7KXipINMg2nTq5sOVTzsanqUlVnVBYs6vaY5"
    "7lXaM9TwJqzhdSMLWkwVEz8ab9IQQiMzVpGzJIhxEYNjuHvK/tmVds9IwvzSF//STUWwRZ"
    "ibimAlkM8mJlahk62wWNWABD3idMRNaRXTLSFm4gFNycYNLlrNDVVEOCZlQF4MsuYwM0Au"
    "CCiLCW1XXTt8sbq24SAySQKnwf67R3EO1pFEAulHENlBxqcAwg+3v119vEZfvl7/fHN3o5"
    "unR74UeXJ+OX+9vvyYBJgEgwzTI5/niQS2zDjsEK9j3IivxI1oqjG+8klXfGxHdYJbZu4z"
    "L2BS4es25/WJF/jFZZxmFuGMn20viB7o9GMDFwYRfAtczokPfnJLZmAfBMSmgWO10z79SZ"
    "8yguDJUJfIuphyCCQC8wPrApzkdMShFKYqbCmPtxKLaDN3ND14jKfdeNq3nwvbTDhJWKqi"
    "NGceCjQwcGH1mdtKY8qwZP95d/s5x7iaiSQ1LNfm6H/Ic9kOZvsVIAtYFFu3SUM2sa7hAk"
    "nrVqgKNCMoOR/3SOBFqNdtgW8adkMqGFtjw7bGPcTJtrItDXVuoZ0hQ21LxirfQ9iv2AyI"
    "o9pzQqgs1iWDzsVfUJcIEhxlFXllOLfVB457+q8hdnWWIUTx7u/twUDfYVIQ+1lhypu77e"
    "IUx1l8F4QkvSjVscg/kamyZbgm9JtuDbbG7iW6G1tkg8rzDkdG7kZwzwYDJF8btBm+4tyN"
    "uAYu4hrlPtZD8/mqiuOn1Z6vUdX8XJ1HFdYvqe98g246jlA3HoHnxLq7jsr7URfSmT9tZM"
    "FKsBThycRQRgT8znnYZkjWXRj5vmo0RH0CPYZs7NvEy2xwtLE7y7wsleVlSVUwulLUjShs"
    "mA4VK3wgayeY6fZBFvwHWVxjgnqUi7vrJkrTttSzRsOwDqZigq3RkFNrOW53rsOEYXcNu1"
    "ubnXVFeVSm7crKlVQ3s9bhAoevm13qcLs8jPHypsI5lilpv8pi9mZy1ze5syLh87N7GQR4"
    "WuCdybIvN05fz1Vv3Pvzr72XFWpcEBz3/Uey9qXvTTuqf2UG6VQUeZyQNNHHi6OPg8ymVP"
    "l9vbJbUr1ei7IRHb60fbUyymMNPf1CZ0DJdRqNNws1Y6GSZ6ANqu2tkcyWd9XIFq3xpgqs"
    "QoXFGg43ibdRpHO1LLlwvEmPy+xHV9XIiInVKVDYuPLLddDqZtSfLIhZmpMyATQmgMb86i"
    "pZ+gLQZaY8LlenXdZwOfUJkbpTIQdpR+FdFIuQ6yhU4QqknKcwf14XRxQ9kakpmW5cWzun"
    "AlTQo2GJp8DMp3X0cBPLUiaWxTSfWx+4ArasQPp8dCOBBsJbREGE6L7LBfddRmO/nEZQ6+"
    "sCVTuAV124zhhQRr3enHr9LyoJ3KRyLQ8XqdZRxcky1dGhJrdutEx1Ae+uLr19CWlLB3IE"
    "xMGFJdUsCFQDZVuHsGGGhgEdQzhdgMDFiWwPi1WcEXa33tvJ9s5jF+tWy1GBcV0UnSMbUq"
    "R1aXIVbRddUhUyu5AzIHMWqE9Ul+by3ZjDP+VXkH+EReiM/WHsj1q+IU3idA3hjPaPsmpx"
    "JNBAtfjosFSJ0cOCEqOHprJrPSq7LlnStUa1XNe/T6yycqOLq2zJerhxUhujzxh9rW0Zfd"
    "9It0/pUytt94Vn2gWm30SNKWn9fabIUmG9ljCAsM9kUpFqSjVoI0+sRGkIMcQpPUA3nEH2"
    "U0A48lxxkPh2MB1C5pK03xh+zOmDtcb7VE5zMplNxvxq2BtqFGSEnuYrsHp4E22Ft2W11k"
    "K1tSlOoJXhenhUquvWUUHXraO0DWZSUJZOQYE+9OOMJVncGSMSMiHSC22neHhK6fUZF3rl"
    "K5TjXjXsQoFXjlufYIcElerTx0R294WzAKe5X/VKOg9K+6IKzDOJRmhOmwacemKRdhSIlY"
    "pWpgRrEgM+v1F8/7G+jWItweCOywCSZXithKiJDq4bk5U5z11iY6GcVLFjsmSb6OooZTMW"
    "WIypuDZDGb+OH1o9KONLErh2v5VmjPWJdgFhjGdDVhqE/5KAl9dStfOFcYn5HGtuy7aCEI"
    "Lchm27qd4mtvjT0zJ7/Olp/iYP5xIkjPhNVUBYD28guoelWNfDAtL1MM25ijvyzP4BBami"
    "M5Ga2Ai7kye61TfZX/8HWDT9Gg=="
)
