"""Search: the words that a post is found by, written with it, and the posts that have every word of a query."""

from collections.abc import Sequence
from typing import NamedTuple, Self
from uuid import UUID

from loops.models.terms import words_of
from loops_tenants.models import Tenant
from loops_tenants.scope import connection

MOST = 1_000  # posts found, and how far a word's hits are counted
DEEPEST = 10_000  # posts that are looked at
WEIGHED = 16  # words of which the rarest is looked for; all are demanded
LAST = "\U0010ffff"  # no character comes after it


class Search(NamedTuple):
    """No word at all finds nothing."""

    words: list[str]

    @classmethod
    def of(cls, q: str | None) -> Self | None:
        return cls(words_of(q)) if q else None

    def found(self, nth: int) -> str:
        """The statement that lists what is found, as an id and what sorts go by. `$nth` holds the words."""
        rarest, having = (RAREST, HAVING) if len(self.words) > 1 else (ONLY, "")
        return FOUND.format(words=f"${nth}::text[]", rarest=rarest, having=having)


async def reword(tenant: Tenant, post_id: UUID, was: str, terms: Sequence[str]) -> str:
    """Write the difference between the terms of a post as they were kept and these, which are given as kept."""
    before, after = set(was.split()), set(terms)
    if before != after:
        await connection().execute(REWORD, tenant.id, post_id, sorted(before - after), sorted(after - before))
    return kept(terms)


def kept(terms: Sequence[str]) -> str:
    """As a post keeps them: each after a blank, so that LIKE '% word%' is a term that begins with the word."""
    return "".join(f" {term}" for term in terms)


REWORD = """
WITH gone AS (DELETE FROM post_terms WHERE tenant_id = $1 AND post_id = $2 AND term = ANY ($3::text[]))
INSERT INTO post_terms (tenant_id, term, post_id) SELECT $1, term, $2 FROM unnest($4::text[]) AS term"""

# Where a term begins with a word. `beyond` comes ready: || is not leakproof before PostgreSQL 18, and what is not may
# not choose what an index reads under a policy.
BEGINS = "t.term >= word AND t.term < beyond"
ONLY = "SELECT * FROM words LIMIT 1"
# Counted only so far, for a word may be in every post. Of equals the longest: what is longer is rarer.
RAREST = f"""
    SELECT word, beyond FROM (SELECT * FROM words LIMIT {WEIGHED}) AS words, LATERAL (SELECT count(*) AS hits FROM (
        SELECT FROM post_terms t WHERE t.tenant_id = scope.tenant_id AND {BEGINS} LIMIT {MOST}) AS counted) AS counted
    ORDER BY hits, length(word) DESC LIMIT 1"""
# The other words are looked for in the post itself, which is read in any case: post_terms knows where a term begins
# so, and not which of a post's do.
HAVING = """
    AND p.terms LIKE ALL (ARRAY(SELECT '% ' || word || '%' FROM words WHERE word <> (SELECT word FROM rarest)))"""
# The newest posts that have the very word, then older ones in larger steps, then those with longer words: each is read
# only where those before were not enough.
NEAR, FAR = 1_500, 4_500
STEPS = (
    f"SELECT * FROM exact LIMIT {NEAR}",
    f"SELECT * FROM exact OFFSET {NEAR} LIMIT {FAR - NEAR}",
    f"SELECT * FROM exact OFFSET {FAR}",
    "SELECT * FROM longer",
)
# All posts of a step are read by one scan of the index, for a third of as many look-ups. What is asked of them waits
# outside: in it, it would invite an index that is sorted otherwise.
STEP = """
    SELECT p.id, p.created_at, p.votes, p.trend FROM (
        SELECT * FROM posts p WHERE p.tenant_id = scope.tenant_id
            AND p.id = ANY (ARRAY(SELECT post_id FROM ({step}) AS step ORDER BY post_id))
        ORDER BY p.id DESC OFFSET 0) AS p
    WHERE p.merged_into IS NULL AND NOT p.held AND ($4 = '' OR p.status = $4) AND ($5 = '' OR p.tag = $5) {having}"""
# How many words there are is hidden in a SELECT: seen, it would make a plan for them look cheaper than one for any, and
# each search be planned anew, which takes as long as the search.
FOUND = f"""
    WITH words AS MATERIALIZED (SELECT word, word || '{LAST}' AS beyond FROM unnest((SELECT {{words}})) AS word),
    rarest AS MATERIALIZED ({{rarest}}),
    exact AS MATERIALIZED (SELECT very.post_id FROM rarest, LATERAL (
        SELECT t.post_id FROM post_terms t WHERE t.tenant_id = scope.tenant_id AND t.term = word
        ORDER BY t.post_id DESC LIMIT {DEEPEST}) AS very),
    longer AS (SELECT long.post_id FROM rarest, LATERAL (
        SELECT t.post_id FROM post_terms t WHERE t.tenant_id = scope.tenant_id AND {BEGINS.replace(">=", ">")}
        ORDER BY t.term DESC, t.post_id DESC LIMIT {DEEPEST} - (SELECT count(*) FROM exact)) AS long
        WHERE long.post_id NOT IN (SELECT post_id FROM exact))
    {"UNION ALL".join(f"({STEP.format(step=step, having='{having}')})" for step in STEPS)} LIMIT {MOST}"""
# What is shown of it, where `found` is that: a page, in order, as whole posts.
ALL_FOUND = "(SELECT count(*) FROM found)"
ASKED = """
    SELECT p.* FROM (SELECT p.id FROM found p WHERE true {after} ORDER BY {order} LIMIT {more} {offset}) AS asked,
        LATERAL (SELECT * FROM posts p WHERE p.tenant_id = scope.tenant_id AND p.id = asked.id LIMIT 1) AS p"""
