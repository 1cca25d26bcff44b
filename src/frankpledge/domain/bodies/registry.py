"""What this app adds to the ground."""

from functools import partial

from frankpledge.domain.bodies.queries.duties import seated
from frankpledge.domain.bodies.rules import BodyKind

__all__ = ["AUDIT_SENTENCES", "DUTIES"]

DUTIES = {"CSP-01": partial(seated, BodyKind.BOARD), "CSP-18": partial(seated, BodyKind.COUNTY_STRATEGY_GROUP)}

AUDIT_SENTENCES = {
    "bodies.organisation_founded": "recorded the organisation {organisation}",
    "bodies.organisation_ended": "ended the organisation {organisation}",
    "bodies.organisation_succeeded": "recorded that {after} came after {before}: {how}",
    "bodies.capacity_set": "recorded {organisation} as: {capacity}",
    "bodies.capacity_ended": "recorded that {organisation} is no longer: {capacity}",
    "bodies.body_created": "created the body {body}",
    "bodies.body_ended": "ended the body {body}",
    "bodies.terms_adopted": "adopted version {version} of the terms of reference of {body}",
    "bodies.seat_created": "created the seat {seat} in {body}",
    "bodies.seat_ended": "ended the seat {seat} in {body}",
    "bodies.seat_given": "gave the seat {seat} to {organisation}",
    "bodies.seat_vacated": "left the seat {seat} without a holder",
    "bodies.office_given": "made the seat {seat} {office}",
    "bodies.office_ended": "ended the office of {office} of the seat {seat}",
    "bodies.person_recorded": "recorded a person",
    "bodies.account_tied": "{how} an account and a person",
    "bodies.post_given": "recorded a person’s post in {organisation}",
    "bodies.post_ended": "ended a person’s post in {organisation}",
    "bodies.person_left": "recorded that a person left: {ended} posts and parts ended",
    "bodies.appointed": "appointed a {part} to the seat {seat}",
    "bodies.part_handed_over": "ended the part of somebody who left the seat {seat}, and {how}",
    "bodies.appointment_ended": "ended the part of a {part} in the seat {seat}",
    "bodies.corrected": "put right a {what}: {parts}",
    "bodies.withdrawn": "withdrew a {what} that was recorded by mistake",
}
