"""`./run.sh proof [NAME]`: the long proofs, one line of figures each; without a name all of them, one by one."""

import argparse
import importlib
import sys
import time

PROOFS = ("day", "tamper", "kill", "chaos", "power", "sim", "scan", "hands", "shots", "bare-debian")


def main() -> int:
    """Run the asked proofs; 1 if one failed."""
    parser = argparse.ArgumentParser(prog="run.sh proof")
    parser.add_argument("name", nargs="?", choices=PROOFS)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--sales", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--plant", default="", help="chaos: a bug to plant; the proof must fail")
    asked = parser.parse_args()
    failed = 0
    for name in (asked.name,) if asked.name else PROOFS:
        started = time.monotonic()
        proof = importlib.import_module(f"tests.proof.{name.replace('-', '_')}")
        try:
            figures = proof.run(asked)
        except AssertionError as broken:
            failed += 1
            print(f"{name}: FAILED {broken}", flush=True)
        else:
            print(f"{name}: {figures} in {time.monotonic() - started:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
