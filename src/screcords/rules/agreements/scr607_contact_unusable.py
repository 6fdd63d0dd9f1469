"""SCR607: contacts by which nobody can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.findings import Problem, Severity
from screcords.rules.rule import Example, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screcords.model.organisation import Organisation

WORKING = frozenset({"active", "unknown"})

BARE = (
    'schema = 1\nid = "us-or-harborview-sister-cities"\nkind = "nonprofit"\nstatus = "active"{mark}\n'
    'city = "us-or-harborview"\nverified = "2025-11-02"\n\n[name]\nen = "Harborview Sister Cities"\n\n'
    '[[sources]]\nid = "s1"\ntype = "official-site"\ntitle = "About us"\n'
    'url = "https://www.harborview.example/sister-cities"\naccessed = "2025-11-02"\n'
)


@rule(
    "SCR607",
    Severity.ERROR,
    Example(
        bad='[[contacts]]\nrole = "secretary"  # <- SCR607\noffice = "secretary-office"',
        good='[[contacts]]\nrole = "secretary"\noffice = "secretary-office"\nphone = "+1-503-555-0100"',
    ),
    Example(
        bad=BARE.format(mark="  # <- SCR607"),
        good='website = "https://www.harborview-sister-cities.example"',
        why="An organisation that nobody can reach is advice only: perhaps no source says how.",
    ),
)
def contact_unusable(record: Organisation) -> Iterator[Problem]:
    """A contact gives neither e-mail, nor phone, nor page, or an organisation gives no contact at all.

    Readers look up an organisation to write to it. Add the mailbox or phone of the office, or the page with its form;
    never those of a person. A contact without any of them goes.
    """
    for number, contact in enumerate(record.contacts):
        if contact.email is None and contact.phone is None and contact.url is None:
            message = f"the contact for {contact.role} has neither email, phone nor url"
            yield Problem(("contacts", number, "role"), message, "add one of them, or remove the contact")
    if record.contacts or record.website or record.facebook or record.social or record.status not in WORKING:
        return
    message = "the organisation has neither a contact nor a website"
    yield Problem(("status",), message, "add its website, or the mailbox of an office", severity=Severity.ADVICE)
