"""Small repositories for the cases that are no documentation: the world of the examples, with files laid over it."""

import pytest

from screcords.lint import config
from screcords.lint.run import run
from screcords.repository.load import load
from screcords.rules.world import WORLD, overlay

DAY = 20260601


@pytest.fixture
def lint(tmp_path):
    """Lint the world with `files` laid over it: `(code, path, route, severity)` of what is found, as a list.

    A text of None removes a file. `of` keeps the findings of some rules only; else advice is left out.
    """

    def check(files, *of, full=False):
        tree = dict(WORLD)
        for path, text in files.items():
            if text is None:
                del tree[path]
            else:
                tree[path] = overlay(path, text, bad=True)
        for path, text in tree.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        hits = run(load(tmp_path), config.selection(config.Settings(), advice=True), DAY).hits
        assert not [hit for hit in hits if hit.error], [hit.problem.message for hit in hits if hit.error]
        kept = [hit for hit in hits if hit.rule and (hit.rule.code in of if of else hit.severity.value != "advice")]
        if full:
            return kept
        return [(hit.rule.code, hit.path.rpartition("/")[2], hit.problem.route, hit.severity.value) for hit in kept]

    return check
