"""vCard 4.0: contacts of programmes, for address books. Offices and roles only, for the records hold no persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screcords.publish.exporter import exporter

if TYPE_CHECKING:
    from pathlib import Path

    from screcords.directory.model import Directory

LEAVES_OUT = (
    "cities and partnerships",
    "organisations that do not work any more, and those that cannot be reached",
    "founding, legal form, governance, registration, meetings, wishes for partners, periods of memberships and sources",
)


@exporter("vcard", title="Contacts of programmes (vCard)", leaves_out=LEAVES_OUT)
def write(directory: Directory, target: Path) -> None:
    """Write contacts.vcf."""
    from screcords.publish.vcards import card, is_reachable  # noqa: PLC0415 - only this format needs it

    with (target / "contacts.vcf").open("w", encoding="utf-8", newline="") as out:
        out.writelines(card(directory, org) for org in directory.orgs.values() if is_reachable(org))
