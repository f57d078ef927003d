"""What wakes the supervisor."""

import signal
import threading
from types import FrameType

from loops.processes import lifeline


class Bell:
    """Rings when a child ends or somebody wants us to stop; the one who waits is the main thread."""

    def __init__(self) -> None:
        self.stopping = False
        self._rung = threading.Event()

    def listen(self) -> None:
        for number in lifeline.ANSWERED:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under `nohup`
                signal.signal(number, self._ring)

    def wait(self, seconds: float | None) -> None:
        self._rung.wait(seconds)
        self._rung.clear()

    def is_stopping(self) -> bool:
        return self.stopping

    def _ring(self, number: int, frame: FrameType | None) -> None:
        self.stopping = self.stopping or number != signal.SIGCHLD
        self._rung.set()
