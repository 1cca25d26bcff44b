"""What sorts of organisation, body, seat and change there are, and what each is called."""

from __future__ import annotations

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What sort of organisation it is. The law's descriptions name these kinds."""

    DISTRICT_COUNCIL = "district_council"
    UNITARY_COUNCIL = "unitary_council"
    COUNTY_COUNCIL = "county_council"
    PARISH_COUNCIL = "parish_council"
    POLICE = "police"
    POLICE_AUTHORITY = "police_authority"
    PCC = "pcc"
    MAYOR = "mayor"
    POLICING_BOARD = "policing_board"
    FIRE = "fire"
    PROBATION = "probation"
    PCT = "pct"
    CCG = "ccg"
    ICB = "icb"
    HEALTH_BOARD = "health_board"
    NHS_TRUST = "nhs_trust"
    YOUTH_JUSTICE = "youth_justice"
    EDUCATION = "education"
    CHARITY = "charity"
    LANDLORD = "landlord"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return ORGANISATION_KINDS[self]


ORGANISATION_KINDS = {
    OrganisationKind.DISTRICT_COUNCIL: "District council",
    OrganisationKind.UNITARY_COUNCIL: "Unitary council, borough or Welsh council",
    OrganisationKind.COUNTY_COUNCIL: "County council",
    OrganisationKind.PARISH_COUNCIL: "Parish, town or community council",
    OrganisationKind.POLICE: "Police force",
    OrganisationKind.POLICE_AUTHORITY: "Police authority (until November 2012)",
    OrganisationKind.PCC: "Local policing body: police and crime commissioner",
    OrganisationKind.MAYOR: "Local policing body: mayor",
    OrganisationKind.POLICING_BOARD: "Local policing body: policing and crime board",
    OrganisationKind.FIRE: "Fire and rescue authority",
    OrganisationKind.PROBATION: "Probation provider",
    OrganisationKind.PCT: "Primary care trust (until March 2013)",
    OrganisationKind.CCG: "Clinical commissioning group (until June 2022)",
    OrganisationKind.ICB: "Integrated care board",
    OrganisationKind.HEALTH_BOARD: "Local health board (Wales)",
    OrganisationKind.NHS_TRUST: "NHS trust",
    OrganisationKind.YOUTH_JUSTICE: "Youth justice service",
    OrganisationKind.EDUCATION: "School or college",
    OrganisationKind.CHARITY: "Charity or voluntary organisation",
    OrganisationKind.LANDLORD: "Social landlord",
    OrganisationKind.OTHER: "Other",
}


class CapacityKind(StrEnum):
    """In which capacity an organisation takes part."""

    RESPONSIBLE = "responsible"
    CO_OPERATING = "co_operating"
    PARTICIPATING = "participating"
    INVITED = "invited"

    @property
    def label(self) -> str:
        """Return the capacity as it is shown."""
        return CAPACITIES[self]


CAPACITIES = {
    CapacityKind.RESPONSIBLE: "Responsible authority",
    CapacityKind.CO_OPERATING: "Co-operating body",
    CapacityKind.PARTICIPATING: "Participating body",
    CapacityKind.INVITED: "Invited",
}


class BodyKind(StrEnum):
    """What sort of group it is."""

    BOARD = "board"
    SUB_GROUP = "sub_group"
    TASK_GROUP = "task_group"
    COUNTY_STRATEGY_GROUP = "county_strategy_group"
    SCRUTINY = "scrutiny"
    LINKED = "linked"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return BODY_KINDS[self]


BODY_KINDS = {
    BodyKind.BOARD: "Board (strategy group)",
    BodyKind.SUB_GROUP: "Sub-group",
    BodyKind.TASK_GROUP: "Task group",
    BodyKind.COUNTY_STRATEGY_GROUP: "County strategy group",
    BodyKind.SCRUTINY: "Scrutiny committee",
    BodyKind.LINKED: "Another board that it works with",
}
# In the order in which a list of bodies is read.
BODY_ORDER = {kind: at for at, kind in enumerate(BodyKind)}


class SuccessionKind(StrEnum):
    """How one organisation came after another."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    TRANSFERRED = "transferred"

    @property
    def label(self) -> str:
        """Return what happened, as it is shown."""
        return SUCCESSIONS[self]


SUCCESSIONS = {
    SuccessionKind.RENAMED: "renamed",
    SuccessionKind.MERGED: "merged",
    SuccessionKind.SPLIT: "split",
    SuccessionKind.TRANSFERRED: "its functions passed on",
}


class Standing(StrEnum):
    """Whether who sits there is a member of the body or attends it."""

    MEMBER = "member"
    ATTENDS = "attends"

    @property
    def label(self) -> str:
        """Return the standing as it is shown."""
        return {Standing.MEMBER: "Member", Standing.ATTENDS: "In attendance"}[self]


class OfficeKind(StrEnum):
    """What a seat does for its body besides sitting there."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"

    @property
    def label(self) -> str:
        """Return the office as it is shown."""
        return {OfficeKind.CHAIR: "Chair", OfficeKind.VICE_CHAIR: "Vice-chair"}[self]


class Part(StrEnum):
    """As what a person sits for an organisation. A deputy stands in, and is no member."""

    REPRESENTATIVE = "representative"
    DEPUTY = "deputy"

    @property
    def label(self) -> str:
        """Return the part as it is shown."""
        return self.value.capitalize()


class QuorumOf(StrEnum):
    """What is counted for a quorum."""

    MEMBERS = "members"
    AUTHORITIES = "authorities"

    @property
    def label(self) -> str:
        """Return what is counted, as it is shown."""
        return {QuorumOf.MEMBERS: "members present", QuorumOf.AUTHORITIES: "responsible authorities represented"}[self]


class Frequency(StrEnum):
    """How often a body means to meet."""

    MONTHLY = "monthly"
    TWO_MONTHLY = "two_monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    AS_NEEDED = "as_needed"

    @property
    def label(self) -> str:
        """Return the frequency as it is shown."""
        return FREQUENCIES[self][0]

    @property
    def months(self) -> int | None:
        """Return the months between two meetings, None where they are called as needed."""
        return FREQUENCIES[self][1]


FREQUENCIES: dict[Frequency, tuple[str, int | None]] = {
    Frequency.MONTHLY: ("every month", 1),
    Frequency.TWO_MONTHLY: ("every other month", 2),
    Frequency.QUARTERLY: ("every quarter", 3),
    Frequency.HALF_YEARLY: ("twice a year", 6),
    Frequency.YEARLY: ("once a year", 12),
    Frequency.AS_NEEDED: ("as needed", None),
}
