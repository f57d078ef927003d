"""An ordinary user may run it, too."""

import os
import subprocess
from collections.abc import Callable

import pytest

from processes.harness import AS_NOBODY, Serve, gone


@pytest.mark.skipif(os.geteuid() != 0, reason="all the other tests do it")
def test_an_ordinary_user_serves(make_serve: Callable[..., Serve]) -> None:
    if subprocess.run([*AS_NOBODY, "true"], capture_output=True).returncode:
        pytest.skip("no right to become somebody else here")
    serve = make_serve(None, ordinary=True).start()
    assert {process.username() for process in serve.all()} == {"nobody"}
    everything = serve.all()
    assert serve.stop() == 0
    assert gone(everything)


@pytest.mark.skipif(os.geteuid() != 0, reason="it needs two users")
def test_a_folder_that_may_not_be_written_is_refused(make_serve: Callable[..., Serve]) -> None:
    serve = make_serve(ordinary=True)
    assert serve.refused("serve").endswith(
        "(Permission denied): run Loops as the folder's owner, or set another LOOPS_DATA_DIR\n"
    )
