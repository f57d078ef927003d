"""A row of the results: what is measured, against what, in turns, so that the machine's moods hit both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from load import Measured

Run = Callable[[], Measured]


@dataclass(frozen=True)
class Row:
    """`aim`: the ratio that operations asks for."""

    name: str
    ours: Run
    reference: str
    theirs: Run
    aim: float

    def measured(self, rounds: int) -> "Result":
        turns = [(self.ours(), self.theirs()) for _ in range(rounds + 1)][1:]  # the first one warms up
        return Result(
            self.name,
            self.reference,
            self.aim,
            ratio=median(ours.rate / theirs.rate for ours, theirs in turns),
            rate=median(ours.rate for ours, _ in turns),
            reference_rate=median(theirs.rate for _, theirs in turns),
            p95=median(ours.p95 for ours, _ in turns),
        )


@dataclass(frozen=True)
class Result:
    name: str
    reference: str
    aim: float
    ratio: float
    rate: float
    reference_rate: float
    p95: float

    def __str__(self) -> str:
        cells = [self.name, self.reference, f"≥ {self.aim:.2f}", f"**{self.ratio:.2f}**"]
        return " | ".join([*cells, f"{self.rate:,.0f}/s", f"{self.reference_rate:,.0f}/s", f"{self.p95:.1f} ms"])
