import re
import tomllib

import pytest

from house.pages import text

PROJECT = tomllib.loads(text("pyproject.toml"))
REQUIRED = {
    "What Loops runs on": PROJECT["project"]["dependencies"],
    "What it is tested with": PROJECT["dependency-groups"]["dev"],
}


@pytest.mark.parametrize("heading", REQUIRED)
def test_every_dependency_says_why_it_is_there(heading: str) -> None:
    part = re.search(rf"^#+ {heading}$(.*?)(?=^#|\Z)", text("CONTRIBUTING.md"), re.M | re.S)
    assert part
    told = re.findall(r"^\| `([\w.-]+)` \| \S", part[1], re.M)
    assert sorted(told) == sorted(re.split(r"[<>=!~ ;\[]", needed)[0] for needed in REQUIRED[heading])
