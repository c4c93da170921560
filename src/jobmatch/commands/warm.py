"""`warm`: compile the kernels now, so that nobody waits for them later."""

import argparse
import sys
import time


def add(parser: argparse.ArgumentParser) -> None:
    """Add what the command asks for: nothing."""


def run(asked: argparse.Namespace) -> int:
    """Run every kernel once on a market of one; they are kept on disk."""
    from jobmatch.clearing.night import solve
    from jobmatch.engine import build, jit
    from jobmatch.engine.warming import forget_older, warm
    from jobmatch.market.arrays import make

    if not jit.HAS_NUMBA:
        sys.stdout.write("numba is not installed: searches run without compiled kernels.\n")
        return 0
    started = time.monotonic()
    warm()
    made = make(20, 5)
    solve(build(made.posts), made.people)
    forget_older()
    sys.stdout.write(f"kernels ready after {time.monotonic() - started:.1f} s\n")
    return 0
