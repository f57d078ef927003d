"""What a worker does: take up what is due, call, write down how it went."""

from loops.processes.delivering.courier import Courier
from loops.processes.delivering.rounds import whenever

__all__ = ["Courier", "whenever"]
