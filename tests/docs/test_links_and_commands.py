"""What the pages refer to exists, and what users can type is on a page."""

import itertools
import re
from importlib import import_module

import pytest

from screcords import report
from screcords.cli.main import VERBS, cli
from screcords.publish.exporter import names
from tools.docs.markdown import anchor

CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
COMMANDS = {verb: import_module(f"screcords.cli.{verb}").command for verb in VERBS}
OPTIONS = sorted(
    {
        (verb, max(parameter.opts, key=len))
        for verb, command in COMMANDS.items()
        for parameter in command.params
        if parameter.opts[0].startswith("-")
    }
    | {("", max(parameter.opts, key=len)) for parameter in cli.params}
)


def links(pages):
    for path, text in pages.items():
        for target in LINK.findall(CODE.sub("", text)):
            if not re.match(r"[a-z]+:", target):
                yield path, target


def test_links_lead_to_files_and_headings_that_exist(pages, root):
    broken = []
    for path, link in links(pages):
        file, _, heading = link.partition("#")
        target = (root / path).parent / file if file else root / path
        if not target.exists():
            broken.append(f"{path}: {link}")
        elif heading and target.suffix == ".md":
            text = CODE.sub("", target.read_text(encoding="utf-8"))
            if f"#{heading}" not in map(anchor, HEADING.findall(text.replace("`", ""))):
                broken.append(f"{path}: {link} (no such heading)")
    assert not broken


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_on_a_page(verb, pages):
    assert any(f"screcords {verb}" in text for text in pages.values())


@pytest.mark.parametrize(("verb", "option"), OPTIONS)
def test_every_option_is_on_a_page(verb, option, pages):
    assert any(option in text for text in pages.values())


@pytest.mark.parametrize("name", names())
def test_every_format_is_on_the_page_about_exports(name, pages):
    assert f"| `{name}` |" in pages["docs/exports.md"]


@pytest.mark.parametrize("name", report.names())
def test_every_form_of_the_report_is_on_the_page_about_linting(name, pages):
    assert f"| `{name}` | {report.find(name).title} |" in pages["docs/linting.md"]


def test_the_page_for_those_whose_pull_request_is_red_is_linked_and_has_examples(pages):
    assert "(docs/pull-request.md)" in pages["CONTRIBUTING.md"]
    assert pages["docs/pull-request.md"].count("<!-- example: ") >= 3


def test_the_first_two_commands_of_the_readme_are_one_line_each(pages):
    blocks = re.findall(r"^```sh\n(.*?)^```", pages["README.md"], re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks[:2]:
        assert block.count("\n") == 1, block
        assert not block.rstrip("\n").endswith("\\")


def test_no_page_names_a_folder_of_somebodys_machine(pages):
    found = [path for path, text in pages.items() if re.search(r"(?<![\w.])/(?:home|tmp|Users|root|work)/", text)]
    assert not found


def test_headings_of_a_page_are_unique(pages):
    for path, text in pages.items():
        found = sorted(HEADING.findall(CODE.sub("", text)))
        assert not [a for a, b in itertools.pairwise(found) if a == b], path
