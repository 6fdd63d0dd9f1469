"""The floor under every linter of these records: walk the folder, read each file, parse it with rtoml, keep the result."""

from __future__ import annotations

import os
import sys

import rtoml


def main(top: str) -> int:
    """The number of files below `top` that were read and parsed."""
    kept = []
    pending = [top]
    while pending:
        with os.scandir(pending.pop()) as found:
            for entry in found:
                if entry.is_dir():
                    pending.append(entry.path)
                elif entry.name.endswith(".toml"):
                    with open(entry.path, "rb") as file:
                        kept.append(rtoml.loads(file.read().decode()))
    return len(kept)


if __name__ == "__main__":
    print(main(sys.argv[1] if len(sys.argv) > 1 else "records"), "files")
