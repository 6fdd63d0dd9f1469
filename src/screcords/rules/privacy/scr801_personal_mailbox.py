"""SCR801: mailboxes of persons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity, quoted
from screcords.reference.hosts import FREE_MAIL
from screcords.rules.privacy.texts import is_bare_seed, texts
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation
    from screcords.model.partnership import Partnership

ROLES = frozenset(
    """
    admin affairs alcalde alcaldesa alcaldia amt association biuro board buero bureau buro cabinet center centre
    centro chair chief cities city citycouncil civic clerk club comite committee communication communications
    community contact council country culture cvb department dept deputy desk development direccion direction
    director direzione economic editor education embassy enquiries europa europe event events exchange executive
    external foreign friends friendship gabinete gabinetto gemeinde general generale global government governor
    headquarters hello help human info information inquiries international intl kabinett kokusai koryu kultur mail
    mailbox maire mairie manager mayor media members membership municipality municipio news no oberbuergermeister
    office oficina partner partners prensa president press presse pressestelle program programme programs protocol
    protocollo protocolo protokoll public rathaus reception region relations reply resources secretariat secretary
    service servicio servizio sindaco sister society stadt stadtverwaltung stampa state student students support
    team tourism town trade travel treasurer twinning ufficio university urzad verein verwaltung ville volunteer
    volunteers web webmaster world youth
""".split()  # noqa: SIM905 (a list of words reads better)
)
STEMS = (
    *(
        "sister",
        "jumel",
        "gemel",
        "herman",
        "partner",
        "relac",
        "relaz",
        "relat",
        "intern",
        "office",
        "secret",
        "sekret",
    ),
    *("council", "mayor", "kultur", "cultur", "friend", "freund", "verein", "komite", "comit", "commis", "assoc"),
    *(
        "alcald",
        "cabinet",
        "communic",
        "comunic",
        "department",
        "kommun",
        "municip",
        "oficin",
        "protocol",
        "protokol",
        "uffic",
    ),
)
"""Beginnings and insides of words for roles in compounds and other languages."""

_WORDS = re.compile(r"[._-]")
_NUMBER = re.compile(r"(?<=[^\W\d_])\d{1,4}$")
"""What tells one namesake from another."""
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AT = re.compile(r" ?[(\[]at[)\]] ?|＠", re.IGNORECASE)
_DOT = re.compile(r" ?[(\[]dot[)\]] ?", re.IGNORECASE)
"""How addresses are hidden from machines that collect them."""

ORG = "# --- records/orgs/us/o/us-or-harborview-sister-cities.toml\n"


@rule(
    "SCR801",
    Severity.WARNING,
    Example(
        bad=ORG + '[[contacts]]\nrole = "primary"\nemail = "jane.doe@harborview.example"  # <- SCR801',
        good=ORG + '[[contacts]]\nrole = "primary"\nemail = "sister.cities@harborview.example"',
    ),
    Example(
        bad=ORG + '[[contacts]]\nrole = "primary"\nemail = "harborviewsisters@gmail.com"  # <- SCR801',
        good=ORG + '[[contacts]]\nrole = "primary"\nemail = "harborviewsisters@gmail.com"\n'
        '[[allow]]\nrule = "SCR801"\nreason = "mailbox of the association, on its website"',
        why="A free mailbox that is the club's own is fine, and somebody has to say so.",
    ),
    unless=is_bare_seed,
)
def personal_mailbox(record: Organisation | Partnership) -> Iterator[Problem]:
    """A mailbox is, or may be, that of a person.

    These records are copied everywhere and for ever; nobody's own mailbox belongs in them, and the person will have
    left the office long before. Write the mailbox of the role (`info@`, `sistercities@`) or the page with the contact
    form as `url`. Where a free mailbox is that of the club itself, say so in an `[[allow]]`.
    """
    for key in ("contacts", "committees"):
        for number, part in enumerate(getattr(record, key, ())):
            if part.email is not None and (complaint := _complaint(part.email, record.id)):
                yield Problem(
                    (key, number, "email"), complaint, "write the mailbox of the office, or url for its contact page"
                )
    for route, text in texts(record):
        plain = _AT.sub("@", _DOT.sub(".", text)) if "＠" in text or "at" in text else text
        if "@" in plain:
            for found in _MAILBOX.findall(plain):
                if complaint := _complaint(found, record.id):
                    yield Problem(route, complaint, "leave it out of the text")


def _complaint(mailbox: str, record_id: str) -> str:
    local, _, domain = mailbox.lower().rpartition("@")
    if domain in FREE_MAIL:
        return f"{quoted(mailbox)} is a mailbox of a provider for anybody"
    words = [_NUMBER.sub("", word) for word in _WORDS.split(local.partition("+")[0])]
    if len(words) in {2, 3} and all(map(str.isalpha, words)) and not any(_is_role(word) for word in words):
        names = {*record_id.split("-"), *re.split(r"[.-]", domain)}
        if names.isdisjoint(words):
            return f"{quoted(mailbox)} looks like the mailbox of a person"
    return ""


def _is_role(word: str) -> bool:
    return word in ROLES or any(stem in word for stem in STEMS)
