"""What is advised is true and leads somewhere: no reference that dangles, no key left out that is needed."""

import pytest
from small_world import HOME, PARTNER, city, org, pair

from screcords.rules.world import CITY, WORLD

FILE = pair(PARTNER, HOME)
ORG = org("us-or-harborview-sister-cities")


def only(hits):
    (hit,) = hits
    return hit.problem


@pytest.mark.parametrize(
    ("written", "meant", "safe"),
    [
        ("Minatogawa", PARTNER, False),
        ("MINATOGAWA", PARTNER, False),
        ("湊川市", PARTNER, False),
        ("Q990000002", PARTNER, False),
        ("https://www.wikidata.org/wiki/Q990000002", PARTNER, False),
        ("JP-Minatogawa", PARTNER, True),
        ("jp_minatogawa", PARTNER, True),
        ("Kyoto City", "", False),
        ("Q65", "", False),
    ],
)
def test_a_reference_that_is_no_id_is_looked_up(lint, written, meant, safe):
    text = f'[[parties]]\ncity = "{written}"\n\n[[parties]]\ncity = "{HOME}"\n'
    problem = only(
        [hit for hit in lint({FILE: text}, "SCR201", full=True) if hit.problem.route == ("parties", 0, "city")]
    )
    if not meant:
        assert problem.fix is None
        assert "the name of its file" in problem.help
    else:
        assert problem.help == f'write "{meant}"'
        assert problem.fix.changes[0].value == meant
        assert problem.fix.safe is safe


def test_of_several_cities_with_a_name_all_are_told(lint):
    files = {
        city("us-oh-springfield"): 'lat = 39.9\nlon = -83.8\n[name]\nen = "Springfield"\n',
        city("us-il-springfield"): 'lat = 39.8\nlon = -89.6\n[name]\nen = "Springfield"\n',
        ORG: 'city = "Springfield"\n',
    }
    problem = only(lint(files, "SCR201", full=True))
    assert problem.fix is None
    assert problem.help == 'write one of "us-il-springfield", "us-oh-springfield"'


@pytest.mark.parametrize(
    ("path", "text", "help_"),
    [
        (CITY, "wikidata = 65", 'write "Q65"'),
        (FILE, "since = 1988", 'write "1988"'),
        (FILE, "since = 1988.5", "write text in quotes"),
        (FILE, "since = 19885", "write text in quotes"),
        (FILE, "since = true", "write text in quotes"),
        (FILE, "kind = 99", "write one of "),
        (FILE, "kind = inf", "write one of "),
        (FILE, "group = inf", "write text in quotes"),
    ],
)
def test_quotes_are_offered_where_they_help(lint, path, text, help_):
    problem = only(lint({path: text}, "SCR104", full=True))
    assert problem.help.startswith(help_)


def test_a_placeholder_for_a_needed_key(lint):
    text = '[[allow]]\nrule = "SCR707"\nreason = " "\n'
    problem = only(lint({FILE: text}, "SCR007", full=True))
    assert problem.fix is None
    assert problem.help == "write what belongs here: the key is needed"
    assert only(lint({FILE: 'summary = { en = "" }'}, "SCR007", full=True)).help == "leave the key out"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_character_without_a_mark(world, findings, screcords, codec):
    world.write(CITY, WORLD[CITY].encode(codec))
    (found,) = findings_of(world, screcords)
    assert "looks like UTF-16" in found
    screcords("lint", "--root", world.root, "--as-of", "2026-06-01", "--fix")
    assert world.read(CITY) == WORLD[CITY]


def findings_of(world, screcords):
    done = screcords("lint", "--root", world.root, "--as-of", "2026-06-01", "--select", "SCR002")
    return [line for line in done.out.splitlines() if "error[" in line]


COPY = "records/cities/us/deep/us-or-harborview.toml"
EARLY = "records/cities/aa/us-or-harborview.toml"


@pytest.mark.parametrize("copies", [[COPY], [EARLY], [EARLY, COPY], ["records/cities/us/a/us-or-aaa.toml", EARLY]])
def test_a_copy_in_a_wrong_place_is_to_blame_and_not_the_record(tmp_path, copies):
    from screcords.lint import config
    from screcords.lint.run import run
    from screcords.repository.load import load

    for path, text in {**WORLD, **dict.fromkeys(copies, WORLD[CITY])}.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    repository = load(tmp_path)
    assert repository.cities[HOME].path == CITY
    assert {first.path for first, _ in repository.duplicates} == {CITY}
    hits = run(repository, config.selection(config.Settings()), 20260601).hits
    errors = {(hit.rule.code, hit.path) for hit in hits if hit.rule.code in {"SCR202", "SCR010", "SCR401"}}
    assert errors >= {("SCR202", path) for path in copies}
    assert not [code for code, path in errors if path == CITY]
    assert not [path for code, path in errors if code == "SCR010"]


def test_a_file_is_not_sent_to_a_place_that_is_taken(lint):
    hits = lint({CITY: "level = 5\n", COPY.replace("harborview", "harborvieu"): WORLD[CITY]}, "SCR010", full=True)
    (hit,) = hits
    assert hit.problem.fix is None
    assert "another file is at" in hit.problem.help


def test_what_changes_nothing_is_not_mended(world, screcords, monkeypatch):
    from screcords.findings import Fix, Problem, SetValue
    from screcords.rules.registry import all_rules

    def check(record):
        yield Problem(("kind",), "odd", "leave it", fix=Fix((SetValue(("kind",), record.kind),)))

    rule = all_rules()["SCR307"]._replace(check=check, needs=(), subjects=("Partnership",), wants_context=False)
    monkeypatch.setitem(all_rules(), "SCR307", rule)
    done = screcords("lint", "--root", world.root, "--as-of", "2026-06-01", "--fix")
    assert "mended 1" not in done.out + done.err
    assert "nothing would change" in done.out + done.err
