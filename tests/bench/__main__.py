"""`./run.sh bench [ROW]`: the speed table of DESIGN.md §6; each row as value, limit and ratio of the same run."""

import argparse
import importlib
import sys

ROWS = ("commit", "search", "scan", "start", "close", "paper", "sync", "wire", "till", "day_report", "load")


def main() -> int:
    """Print the asked rows; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="run.sh bench")
    parser.add_argument("row", nargs="?", choices=ROWS)
    asked = parser.parse_args()
    missed = 0
    print(f"{'row':34} {'value':>14} {'limit':>14} {'ratio':>8}  goal", flush=True)
    for name in (asked.row,) if asked.row else ROWS:
        for row in importlib.import_module(f"tests.bench.{name}").rows():
            print(row.line(), flush=True)
            missed += not row.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
