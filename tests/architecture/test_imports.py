"""What no module may import, or only one may, or only late: checked in the source, comments for other checkers or not."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "screcords"
MODULES = sorted(SOURCE.rglob("*.py"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in MODULES]

NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "asyncio",
    "xmlrpc",
    "webbrowser",
}
PROCESSES = {"subprocess", "multiprocessing", "concurrent"}
HEAVY = {"networkx", "jsonschema", "jsonschema_rs", "rich", "pyarrow", "babel", "pycountry", "anyascii", "referencing"}
CLOCK = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}


def tree(name):
    return ast.parse((SOURCE / name).read_text(encoding="utf-8"))


def imports(node):
    """All modules that a piece of source imports, as dotted names, with the names taken from them."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            for alias in part.names:
                yield alias.name
        elif isinstance(part, ast.ImportFrom) and part.module and not part.level:
            yield part.module
            for alias in part.names:
                yield f"{part.module}.{alias.name}"


def top_level(module):
    """The statements that run when a module is imported: not those in functions, nor those for type checkers only."""
    pending = list(module.body)
    while pending:
        statement = pending.pop()
        if isinstance(statement, ast.If):
            if "TYPE_CHECKING" not in ast.dump(statement.test):
                pending += statement.body
            pending += statement.orelse
        elif isinstance(statement, ast.Try):
            pending += statement.body + statement.orelse + statement.finalbody
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            yield statement


def within(found, banned):
    return {name for name in found if any(name == word or name.startswith(f"{word}.") for word in banned)}


@pytest.mark.parametrize("name", NAMES)
def test_no_network_outside_online(name):
    if not name.startswith("online/"):
        assert within(imports(tree(name)), NETWORK) == set()


@pytest.mark.parametrize("name", NAMES)
def test_one_module_starts_programs(name):
    # publish/workers.py only makes copies of the process itself, to write several formats at once
    if name not in {"repository/git.py", "publish/workers.py"}:
        assert within(imports(tree(name)), PROCESSES) == set()
        calls = {ast.unparse(node.func) for node in ast.walk(tree(name)) if isinstance(node, ast.Call)}
        assert calls & {"os.system", "os.popen", "os.fork", "os.execv", "os.posix_spawn"} == set()


@pytest.mark.parametrize("name", NAMES)
def test_one_module_knows_the_time(name):
    calls = [
        node.func
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    found = {f"{ast.unparse(call.value)}.{call.attr}" for call in calls if call.attr in CLOCK}
    found = {call for call in found if call.partition(".")[0] in {"datetime", "date", "time"}}
    assert found <= ({"datetime.datetime.now"} if name == "repository/day.py" else set())


@pytest.mark.parametrize("name", NAMES)
def test_heavy_libraries_are_imported_late(name):
    found = {module for statement in top_level(tree(name)) for module in imports(statement)}
    assert within(found, HEAVY) == set()


@pytest.mark.parametrize("name", NAMES)
def test_modules_say_what_they_are_for(name):
    said = ast.get_docstring(tree(name))
    assert said
    assert said.split("\n")[0].endswith((".", ":", "?", "!"))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_prints_but_the_command_line(name):
    calls = {ast.unparse(node.func) for node in ast.walk(tree(name)) if isinstance(node, ast.Call)}
    assert not calls & {"print", "sys.stdout.write", "input", "exec", "eval"}
    if not name.startswith("cli/"):
        assert not within(imports(tree(name)), {"click"})


def test_there_is_no_room_for_odds_and_ends():
    stems = {path.stem for path in MODULES}
    assert not stems & {"utils", "util", "helpers", "helper", "common", "misc"}
