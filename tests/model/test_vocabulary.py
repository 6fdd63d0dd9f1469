"""Synonyms: each means one term of a vocabulary, and none of them is a term itself."""

import pytest

from screcords.model import schemas, vocabulary
from screcords.model.vocabulary import synonym


def vocabularies():
    """Every vocabulary of the schemas: where it stands, and its terms."""
    found = {}

    def walk(node, where):
        if isinstance(node, dict):
            if "enum" in node and "x-taplo" in node:
                found[where] = tuple(node["enum"])
            if "x-terms" in node:
                found[where] = tuple(node["x-terms"])
            for key, child in node.items():
                walk(child, f"{where}/{key}")
        elif isinstance(node, list):
            for number, child in enumerate(node):
                walk(child, f"{where}/{number}")

    for name in ("city", "organisation", "partnership", "common"):
        walk(schemas.load(name), name)
    return found


VOCABULARIES = vocabularies()
WORDS = [(term, word) for term, words in vocabulary._SYNONYMS.items() for word in words.split(", ")]


def test_synonyms_are_of_terms_that_exist():
    known = {term for terms in VOCABULARIES.values() for term in terms}
    assert set(vocabulary._SYNONYMS) <= known


@pytest.mark.parametrize("where", VOCABULARIES)
def test_no_synonym_is_a_term_of_the_same_vocabulary_with_another_meaning(where):
    terms = VOCABULARIES[where]
    wrong = [(term, word) for term, word in WORDS if term in terms and word in terms and word != term]
    assert wrong == []


@pytest.mark.parametrize("where", VOCABULARIES)
def test_no_synonym_means_two_terms_of_one_vocabulary(where):
    terms = VOCABULARIES[where]
    meanings = {}
    for term, word in WORDS:
        if term in terms:
            meanings.setdefault(word, set()).add(term)
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("where", VOCABULARIES)
def test_each_synonym_leads_to_its_term_and_each_term_to_itself(where):
    terms = VOCABULARIES[where]
    for term, word in WORDS:
        if term in terms:
            assert synonym(word, terms) == term
            assert synonym(f"  {word.upper()} ", terms) == term
    for term in terms:
        for spelled in (term, term.upper(), term.replace("-", " "), term.replace("-", "_")):
            assert synonym(spelled, terms) == term
    assert synonym("no such word", terms) is None
    assert synonym("", terms) is None


def test_synonyms_are_written_folded():
    assert [word for _, word in WORDS if word != " ".join(word.casefold().split())] == []
    assert len(WORDS) == len(set(WORDS))
