"""`make chaos`: the long form. Prints the table of docs/reliability.md; ends with 1 where a promise was broken."""

import argparse
import sys

from chaos import report
from chaos.checking import faults
from chaos.run import carry_out

SOON = 1.0  # seconds from the commit to the arrival at a healthy endpoint, of 95 in 100


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m chaos", description="Kills everything, and counts what arrives.")
    parser.add_argument("--minutes", type=float, default=10, help="how long to write and to kill (10)")
    parser.add_argument("--rate", type=float, default=12, help="writes a second (12)")
    asked = parser.parse_args()
    before = report.machine()
    found = carry_out(asked.minutes * 60, rate=asked.rate, durable=True)
    print("", before, "", *report.lines(found), sep="\n")
    wrong = faults(found)
    if len(waits := report.quiet_waits(found)) < 100 or report.p(waits, 95) > SOON:
        wrong.append("healthy endpoints were not told in time")
    sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    main()
