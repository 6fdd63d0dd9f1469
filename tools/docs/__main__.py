"""Write the generated pages of docs/ again, or check that they are as they should be.

    python -m tools.docs [--check | --rates]

With `--check` nothing is written; the exit code is 1 and the pages are named where one differs. With `--rates` the page
about how often rules fire is counted anew from the records, which takes a few seconds; it is not checked.
"""

from __future__ import annotations

import argparse
import sys

from tools.docs import rates
from tools.docs.site import COMMAND, ROOT, differences, write


def main(arguments: list[str]) -> int:
    """Write or check the pages; 0 when all is well."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a page is stale")
    parser.add_argument("--rates", action="store_true", help="count anew how often the rules fire on the records")
    options = parser.parse_args(arguments)
    if options.rates:
        (ROOT / rates.PATH).write_text(rates.page(ROOT), encoding="utf-8")
        print(f"wrote {rates.PATH}")
        return 0
    if options.check:
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
