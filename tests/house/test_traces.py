"""What is true on one machine alone has no place in the repository."""

import re

from house.pages import ROOT, files

# Homes, work folders, and hosts that packages come from. The brackets keep this file out of it.
TRACES = re.compile(rb"/(?:[w]ork|[f]arm|[r]oot|[h]ome|[U]sers)/\w+|/tmp/[w]t-|(?:[p]ypi|[n]pmjs)\.org|[p]ythonhosted")


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = {str(file.relative_to(ROOT)): TRACES.findall(file.read_bytes()) for file in files()}
    assert {file: traces for file, traces in found.items() if traces} == {}


def test_nothing_hides_the_standard_librarys_platform() -> None:
    assert not (ROOT / "platform/__init__.py").exists()
