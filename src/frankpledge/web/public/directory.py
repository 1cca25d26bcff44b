"""The services of the page of help, as Open Referral UK (HSDS-UK 3.0) writes a page of `/services`.

A service that does not say where it is has no place in it: no address, no point, and no location that could be asked.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from frankpledge.domain.site.models import Version
from frankpledge.domain.site.rules import Block, Kind


def services(version: Version) -> dict[str, Any]:
    """Return every service of a page, as one page of the directory."""
    found = [_service(version.page_id, block) for block in version.blocks if block["kind"] == Kind.CONTACT]
    return {
        "total_items": len(found), "total_pages": 1, "page_number": 1, "size": len(found), "first_page": True,
        "last_page": True, "empty": not found, "contents": found,
    }  # fmt: skip


def _service(page: UUID, block: Block) -> dict[str, Any]:
    name = block["name"]

    def made(what: str) -> str:
        """Return an identifier that stays the same for as long as the service keeps its name."""
        return str(uuid5(page, f"{what} {name}"))

    told: dict[str, Any] = {
        "id": made("service"), "name": name, "description": block["words"], "status": "active",
        "url": block.get("web", ""), "email": block.get("email", ""), "assured_date": block["reviewed_on"],
        "organization": {"id": made("organization"), "name": name, "description": block["words"]},
        "taxonomy_terms": [block["group"]],
    }  # fmt: skip
    if block.get("phone"):
        told["phones"] = [{"id": made("phone"), "number": block["phone"]}]
    if block.get("hours"):
        told["schedules"] = [{"id": made("schedule"), "description": block["hours"]}]
    if block.get("address") and not (block.get("refuge") or block.get("withholds")):
        told["service_at_locations"] = [_place(made, block["address"])]
    return {name: value for name, value in told.items() if value != ""}


def _place(made: Any, address: str) -> dict[str, Any]:
    written = {"id": made("address"), "address_1": address, "country": "GB", "address_type": "physical"}
    return {
        "id": made("service at location"),
        "location": {"id": made("location"), "location_type": "physical", "addresses": [written]},
    }
