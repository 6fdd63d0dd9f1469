"""SCR802: names of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.rules.privacy.texts import is_bare_seed, texts
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

SHORT = frozenset({"dr", "hon", "mr", "mrs", "ms", "mx", "prof", "rev", "sig", "sr", "sra"})
"""Titles after which a full stop ends no sentence."""

TITLES = SHORT | frozenset(
    """
    başkanı alcalde alcaldesa alderman alderwoman ambassador borgmester borgmästare burgemeester burmistrz bürgermeister
    bürgermeisterin chairman chairperson chairwoman commissioner congressman congresswoman consul councillor
    councilman councilmember councilor councilwoman dame director ex-mayor frau governor herr intendente lady
    landrat landrätin madame maire mayor mayoress minister miss mlle mme monsieur oberbürgermeister
    oberbürgermeisterin ordfører prefect prefeita prefeito premier president presidente prezydent primar
    primator principal prof. professor präsident präsidentin président présidente secretary senator señor señora
    polgármester sindaca sindaco sir starosta treasurer vice-mayor vice-president мэр президент
""".split()  # noqa: SIM905 (a list of words reads better)
)

OTHERWISE = frozenset(
    """
    academy adjoint adopts affairs agency airport and announces approves assembly association attends avenue award
    bank board boulevard bridge building bürgerhaus celebrates center centre chamber choice citizen city cities club
    college commission committee conference congress consulate council county court cup day delegation delegate
    department district elect election emeritus ends exchange exchanges executive federation festival forum foundation
    friendship fund garden general generale gets gives global gminy government governor group hall heads honors
    honours hospital hosts house in institute international inn island joins karneval kommission lady lake lane leads
    league library lord makes mayor mayors medal meet meeting meets memorial miasta miasto ministry municipal
    municipality museum national network of office on opens orchestra park parliament partner partners pays place
    plaza point premier president prize province prefecture program programme projects promotion reaffirms receives
    region relations renews republic returns river road room scholarship school secretary sends service shakes signs
    sister stadt stadtrat state states street student students summit suspends symposium takes theatre theater to
    tour tours town trade travel travels trip tower trophy twin twinning unit university unveils village ville visit
    visits vows welcomes with world writes youth
""".split()  # noqa: SIM905 (a list of words reads better)
)
"""What follows a title with a capital and is no name: things named after offices, and verbs of headlines."""

PARTICLES = frozenset(
    {"al", "bin", "da", "de", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "ter", "van", "von"}
)

EDGES = "\"'“”„«»‘’()[]"
ENDS = ".,;:!?"


@rule(
    "SCR802",
    Severity.WARNING,
    Example(
        bad='[[exchanges]]\ndate = "2019-10"\nmode = "in-person"\n'
        'title = { en = "Mayor Jane Doe visits Minatogawa" }  # <- SCR802',
        good='[[exchanges]]\ndate = "2019-10"\nmode = "in-person"\n'
        'title = { en = "The mayor of Harborview visits Minatogawa" }',
    ),
    Example(
        bad='summary.en = "It goes back to a school visit arranged by Dr. Jane van Doe."  # <- SCR802',
        good='summary.en = "It goes back to a school visit arranged by a doctor of Harborview."',
    ),
    Example(
        good="summary.en = \"Signed by the Lord Mayor of Cork in the Mayor's Office. President of Białystok and Mayor "
        'of Kobe attended; the Governor General Award and Mayor Park are named after offices."',
        why="Offices, and what is called after them, are no persons.",
    ),
    unless=is_bare_seed,
)
def personal_name(record: Organisation | Partnership) -> Iterator[Problem]:
    """A text names a person.

    Records speak of offices: who held one at the time stands in the source. Texts with names are copied everywhere and
    cannot be taken back, and volunteers have not agreed to be in them. Write "the mayor", "a teacher of the school".
    Where the name is that of a building, a prize or a figure of history, say so in an `[[allow]]`.
    """
    for route, text in texts(record):
        name = _name(text)
        if name:
            yield Problem(route, f"{quoted(name)} looks like the name of a person", "write the office or the role")


def _name(text: str) -> str:
    """A title with the two words or more of a name after it, or ""."""
    words = text.split()
    for number, word in enumerate(words):
        bare = word.strip(EDGES)
        title = bare.rstrip(ENDS).lower()
        if title not in TITLES or bare[-1] in ";:!?" or (bare[-1] == "." and title not in SHORT):
            continue
        end = _end_of_name(words, number + 1)
        if end:
            return " ".join(words[number:end]).strip(EDGES + ENDS)
    return ""


def _end_of_name(words: list[str], start: int) -> int:
    """Number of the word after a name of two capitalised words that begins at `start`; 0 where there is none."""
    found = 0
    for number in range(start, min(start + 5, len(words))):
        bare = words[number].strip(EDGES)
        plain = bare.rstrip(ENDS)
        if found and plain.lower() in PARTICLES:
            continue
        if not plain or not plain[0].isupper() or plain.lower() in OTHERWISE or plain.lower() in TITLES:
            return 0
        if any(map(str.isdigit, plain)) or plain.endswith(("'s", "’s")) > found:
            return 0
        found += 1
        if found == 2:
            return number + 1
        if bare != plain and not (bare[-1] == "." and len(plain) <= 2):
            return 0
    return 0
