"""What a sitemap lists of a board, as XML that PostgreSQL makes: posts by the month they came in, and the changelog.

A month that is over keeps its place and its size, so that no answer grows with the board. Protocol: sitemaps.org.
"""

from datetime import date

from loops_tenants.models import Tenant
from loops_tenants.scope import read

MOST = 50_000  # addresses in one file, by the protocol: of a month with more, the newest
MOST_MONTHS = 2_000
MOST_ENTRIES = 10_000


async def months(tenant: Tenant) -> list[str]:
    """Those in which there are posts, as `2026-11`, the newest first."""
    found = await read(tenant.id, MONTHS)
    assert found  # an aggregate always is a row
    return list(found[0])


async def posts_of(tenant: Tenant, first: date) -> str:
    """`<url>` elements of what came in from the first day of a month to its last; empty where nothing did."""
    found = await read(tenant.id, POSTS, tenant.home, first)
    assert found
    return str(found[0])


async def entries_of(tenant: Tenant) -> str:
    """The same of what is published in the changelog, the newest first."""
    found = await read(tenant.id, ENTRIES, tenant.home)
    assert found
    return str(found[0])


# A loose scan: from each month it steps to the newest post before it, by the index of the sort `new`.
NEWEST = """
SELECT date_trunc('month', p.created_at, 'UTC') AS month FROM posts p
WHERE p.tenant_id = scope.tenant_id AND p.merged_into IS NULL AND NOT p.held {before}
ORDER BY p.created_at DESC, p.id DESC LIMIT 1"""
MONTHS = f"""
WITH RECURSIVE months AS (
    ({NEWEST.format(before="")})
    UNION ALL
    SELECT earlier.month FROM months,
        LATERAL ({NEWEST.format(before="AND p.created_at < months.month")}) AS earlier
)
SELECT coalesce(array_agg(to_char(month AT TIME ZONE 'UTC', 'YYYY-MM')), '{{}}')
FROM (SELECT month FROM months LIMIT {MOST_MONTHS}) AS found"""

URLS = """
SELECT coalesce(string_agg('<url><loc>' || $2::text || '/{folder}/' || one.id || '</loc><lastmod>'
    || to_char(one.updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '</lastmod></url>', E'\\n'), '')
FROM ({rows}) AS one"""
POSTS = URLS.format(
    folder="posts",
    rows=f"""
    SELECT p.id, p.updated_at FROM posts p
    WHERE p.tenant_id = scope.tenant_id AND p.merged_into IS NULL AND NOT p.held
        AND p.created_at >= $3::date::timestamp AT TIME ZONE 'UTC'
        AND p.created_at < ($3::date + interval '1 month') AT TIME ZONE 'UTC'
    ORDER BY p.created_at DESC, p.id DESC LIMIT {MOST}""",
)
ENTRIES = URLS.format(
    folder="changelog",
    rows=f"""
    SELECT c.id, c.updated_at FROM changelog_entries c WHERE c.tenant_id = scope.tenant_id AND c.published
    ORDER BY c.published_at DESC, c.id DESC LIMIT {MOST_ENTRIES}""",
)
