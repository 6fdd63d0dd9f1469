"""Which record a name means, from the records and from an SQLite export alike."""

import json

import pytest
import query_world

DAY = "2026-06-01"


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A repository, and an SQLite export of it."""
    from screcords.cli import main

    root = tmp_path_factory.mktemp("queries") / "repo"
    for path, text in query_world.tree().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    target = root.parent / "out"
    assert main.run(["export", "sqlite", "--force", "--root", str(root), "--as-of", DAY, "--to", str(target)]) == 0
    return root, target / "directory.sqlite"


@pytest.fixture(params=["records", "export"])
def ask(request, places, screcords):
    root, database = places
    where = ("--root", root) if request.param == "records" else ("--db", database)
    return lambda verb, *words: screcords(verb, *words, *where, "--as-of", DAY)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("de-munchau", "de-munchau"),
        ("DE-Munchau", "de-munchau"),
        ("de-alt-munchau", "de-munchau"),
        ("Q990001", "de-munchau"),
        ("q990002", "de-munchau"),
        ("990001", "de-munchau"),
        ("DEMCW", "de-munchau"),
        ("Münchau", "de-munchau"),
        ("MÜNCHAU", "de-munchau"),
        ("Mu\u0308nchau", "de-munchau"),
        ("munchau", "de-munchau"),
        ("muenchau", "de-munchau"),
        ("Munchow", "de-munchau"),
        ("Minga", "de-munchau"),
        ("мюнхау", "de-munchau"),
        ("City of Munchow", "de-munchau"),
        ("Munchow, Germany", "de-munchau"),
        ("Москвино", "ru-moskvino"),
        ("москвино", "ru-moskvino"),
        ("莫斯科", "ru-moskvino"),
        ("苏州", "cn-suchow"),
        ("宿州", "cn-suchow-north"),
        ("波特兰", "us-or-portmere"),
        ("Portmere OR", "us-or-portmere"),
        ("Portmere, Maine", "us-me-portmere"),
        ("Portmere (Maine)", "us-me-portmere"),
        ("Portmere, Maine, USA", "us-me-portmere"),
        ("toledal spain", "es-toledal"),
        ("Toledal, ES", "es-toledal"),
        ("Toledal Ohio", "us-oh-toledal"),
        ("Hirono prefecture", "jp-hirono-prefecture"),
        ("frankenfurt", "de-frankenfurt"),
        ("am strom", "de-frankenfurt"),
        ("Ste Marine", "fr-sainte-marine"),
        ("lodzko", "pl-lodzko"),
        ("Årby", "dk-aarby"),
        ("arby", "dk-aarby"),
        ("aarby", "dk-aarby"),
        ("תל נוף", "il-tel-nof"),
        ("  tel   nof ", "il-tel-nof"),
        ("us-or-portmere-friends", "us-or-portmere-friends"),
        ("friends of portmere", "us-or-portmere-friends"),
        ("de-munchau--us-or-portmere", "de-munchau--us-or-portmere"),
        ("us-or-portmere--de-munchau", "de-munchau--us-or-portmere"),
        ("us-or-portmere--de-alt-munchau", "de-munchau--us-or-portmere"),
    ],
)  # fmt: skip
def test_what_a_name_means(ask, words, expected):
    done = ask("show", words, "--json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["query"]["id"] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Munchow", "Portmere"), "de-munchau--us-or-portmere"),
        (("Portmere", "Oregon", "Munchow"), "de-munchau--us-or-portmere"),
        (("toledal", "toledal"), "es-toledal--us-oh-toledal"),
        (("Tel", "Nof"), "il-tel-nof"),
        (("toledal", "spain"), "es-toledal"),
        (("friends", "of", "portmere"), "us-or-portmere-friends"),
    ],
)
def test_what_several_words_mean(ask, words, expected):
    done = ask("show", *words, "--json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["query"]["id"] == expected


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Portmere", ["us-or-portmere", "us-me-portmere"]),
        ("toledal", ["es-toledal", "us-oh-toledal"]),
        ("Hirono", ["jp-hirono", "jp-hirono-prefecture"]),
    ],
)
@pytest.mark.parametrize("verb", ["show", "cousins"])
def test_a_name_that_means_several_is_a_choice(ask, verb, words, ids):
    done = ask(verb, words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f'screcords: "{words}" may mean 2 records; choose one by its id')
    assert [line.split()[0] for line in done.err.splitlines()[1:]] == ids


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Mnchau", "de-munchau"),
        ("Moskvnio", "ru-moskvino"),
        ("Portmeer, USA", "us-or-portmere"),
        ("Łodzok", "pl-lodzko"),
    ],
)
def test_did_you_mean(ask, words, first):
    done = ask("show", words)
    assert (done.code, done.out) == (2, "")
    assert "did you mean:" in done.err
    assert done.err.splitlines()[1].split()[0] == first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Xyzzyplugh",), 'no city or organisation is called "Xyzzyplugh"\n'),
        (("it-gone",), "it-gone was withdrawn on 2026-03: entered in error\n"),
        (("Munchow", "Xyzzyplugh"), 'no city is called "Xyzzyplugh"\n'),
        (("Munchow", "Tel Nof"), "no partnership of de-munchau and il-tel-nof is in the directory"),
        (("",), 'no city or organisation is called ""\n'),
        (("🦄",), 'no city or organisation is called "🦄"\n'),
        (("Zzz Qqq",), 'no city or organisation is called "Zzz Qqq"\n'),
        (("?!",), 'no city or organisation is called "?!"\n'),
        (("\x1b[35m\u202e",), 'no city or organisation is called "\\u001b[35m\\u202e"\n'),
    ],
)
def test_nothing_is_found(ask, words, said):
    done = ask("show", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"screcords: {said}")


def test_two_names_in_one_argument(ask):
    done = ask("show", "Munchow pl-lodzko")
    assert (done.code, done.out) == (2, "")
    assert 'shown for two names: screcords show "Munchow" "pl-lodzko"' in done.err


def test_names_do_not_steer_the_terminal(ask):
    for arguments in (("show", "ie-evil"), ("find", "ireland"), ("gaps", "ie-evil"), ("gaps",), ("show", "evil")):
        done = ask(*arguments)
        assert "\x1b" not in done.out + done.err
        assert "\u202e" not in done.out + done.err


def test_names_that_would_steer_it_are_shown_as_they_are_written(places, screcords):
    done = screcords("show", "ie-evil", "--root", places[0], "--as-of", DAY)
    assert done.out.startswith("Evil\\u202e\\u001b[31mCity, Ireland  [ie-evil]\n")


def test_cousins_and_others_want_cities(ask):
    done = ask("cousins", "Friends of Portmere")
    assert done.code == 2
    assert 'no city is called "Friends of Portmere"' in done.err
