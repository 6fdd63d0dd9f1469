"""Write the generated pages of docs/ again, or check that they are as they should be.

    python -m tools.docs [--check]

With `--check` nothing is written; the exit code is 1 and the pages are named where one differs.
"""

from __future__ import annotations

import argparse
import sys

from tools.docs.site import COMMAND, differences, write


def main(arguments: list[str]) -> int:
    """Write or check the pages; 0 when all is well."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a page is stale")
    if parser.parse_args(arguments).check:
        stale = differences()
        for line in stale:
            print(line)
        print(f"run `{COMMAND}` and commit the result" if stale else "all generated pages are up to date")
        return 1 if stale else 0
    for line in write():
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
