import re
from collections.abc import Iterator
from pathlib import Path

from house.pages import FENCE, pages

LINK = re.compile(r"\]\(([^)\s]+)\)")


def test_links_between_files_lead_somewhere() -> None:
    assert [f"{page.name}: {link}" for page, link in links() if not leads_somewhere(page, link)] == []


def links() -> Iterator[tuple[Path, str]]:
    for page in pages():
        yield from ((page, link) for link in LINK.findall(FENCE.sub("", page.read_text())) if "://" not in link)


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, part = link.partition("#")
    target = page.parent / name if name else page
    return target.exists() and (not part or part in anchors(target))


def anchors(page: Path) -> set[str]:
    """As code forges make them from headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text()), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
