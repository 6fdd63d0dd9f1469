"""Plots of the statistics as SVG: drawn by hand, the same bytes each time, fit to be printed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from screcords.publish.plots import degrees, growth, lengths, matrix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from screcords.directory.series import Statistics

PLOTS = {"growth": growth.plot, "degrees": degrees.plot, "countries": matrix.plot, "lengths": lengths.plot}
"""Every plot by the name of its file."""


def draw(statistics: Statistics) -> dict[str, str]:
    """The plots for which there are numbers, by the name of the file."""
    found = {f"{name}.svg": plot(statistics) for name, plot in PLOTS.items()}
    return {name: svg for name, svg in found.items() if svg is not None}


def save(plots: Mapping[str, str], target: Path) -> list[Path]:
    """Write the plots into the folder `target`, which is made where it is missing; other files in it stay.

    Raises:
        OSError: a file cannot be written; none was replaced then.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name in plots:
        if (target / name).is_dir():
            raise IsADirectoryError(21, "a folder is in the way", str(target / name))
    with tempfile.TemporaryDirectory(prefix=".screcords-", dir=target) as scratch:
        for name, svg in plots.items():
            (Path(scratch) / name).write_text(svg, encoding="utf-8", newline="\n")
        for name in plots:
            (Path(scratch) / name).replace(target / name)
    return [target / name for name in plots]
