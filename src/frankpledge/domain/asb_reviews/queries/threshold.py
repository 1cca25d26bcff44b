"""The threshold of a case as the law counts it: its lines, the local rules, and the arithmetic in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from frankpledge.domain.asb_reviews.models import Case, Procedure, Report
from frankpledge.domain.asb_reviews.queries.opened import Open, OpenCase
from frankpledge.domain.asb_reviews.rules import Sure
from frankpledge.ground.accounts.models import Workspace
from frankpledge.statute import case_days, case_review
from frankpledge.statute import case_procedures as law
from frankpledge.statute.case_days import Told
from frankpledge.statute.case_decision import Decision
from frankpledge.statute.case_procedures import grounds
from frankpledge.statute.case_review import Complaint, Reckoning
from frankpledge.statute.case_words import count_words, letter, line_words


def procedure_on(*, workspace: Workspace, on: date) -> Procedure | None:
    """Return the published version of the procedure that holds on a day; None where none does."""
    found = Procedure.objects.filter(workspace=workspace, published_at__isnull=False, in_force_from__lte=on)
    return found.order_by("-in_force_from", "-number").first()


def procedure_for(case: Case | OpenCase) -> Procedure | None:
    """Return the version that holds for what was received on the day of a case."""
    return procedure_on(workspace=case.workspace, on=case.received_on) if case.received_on else None


def statute_procedure(found: Procedure | None) -> law.Procedure:
    """Return the rules of a version as the law counts by them; the Act's own where there is none."""
    if found is None:
        return law.acts_own()
    return law.Procedure(
        version=f"Procedure, {found}",
        valid_from=found.in_force_from,
        number=found.complaints,
        complaint_within=found.complaint_within,
        complaint_unit=found.complaint_unit,  # type: ignore[arg-type]  # one of the choices of the field
        application_within=found.application_within,
        application_unit=found.application_unit,  # type: ignore[arg-type]
        source="the procedures of this partnership",
        confidence="V",
        of_whom="one_person" if found.one_person else "anybody",
        people=found.people,
        one_hate_report=found.one_hate_report,
        policing_body_review_from=found.policing_body_review_from,
    )


def reckoning_of(case: Case | OpenCase, *, on: date | None = None) -> Reckoning:
    """Return the count of a case as of its receipt; of one that is being written, as if it were sent `on`.

    Of a case that is not open, reasons are counted with and not shown.
    """
    applied = case.received_on or on
    if applied is None:
        raise ValueError("an application that is not sent is reckoned as of a day")
    procedure = statute_procedure(procedure_on(workspace=case.workspace, on=applied))
    reports = case.reports if isinstance(case, OpenCase) else case.reports.all()
    return case_review.reckon([complaint_of(one, case) for one in reports], applied_on=applied, procedure=procedure)


def complaint_of(report: Report | Open, case: Case | OpenCase) -> Complaint:
    """Return a line as the law counts it: its days as a log or the reviewer has them, else as they were told."""
    told = report.get_told_display()
    source = f"{report.log_of}’s log" if report.log_of else ""
    if report.settled_because:
        source = f"settled by the reviewer: {report.settled_because}"  # a seal shows nothing of itself
    return Complaint(
        id=str(report.position),
        behaviour=_told(report.log_happened_on, report.happened_on, report.happened_sure, source),
        complaint=_told(report.log_told_on, report.told_on, report.told_sure, source),
        body=f"{told[0].lower()}{told[1:]}",
        person=str(report.made_by or ""),
        hate=bool(case.hate if report.hate is None else report.hate),
        same_as=str(report.same_as.position) if report.same_as else "",
        why_same=str(report.same_because or ""),
    )


def _told(logged: date | None, said: date | None, sure: str, source: str) -> Told:
    """Return a day as far as it is known: what an agency's log has goes before what the applicant remembers."""
    if logged is not None:
        return case_days.exactly(logged, source=source)
    if said is None or sure == Sure.UNKNOWN:
        return case_days.UNKNOWN
    return case_days.exactly(said) if sure == Sure.EXACT else case_days.about(said)


def arithmetic_of(reckoning: Reckoning) -> dict[str, list[list[str]] | list[str]]:
    """Return the arithmetic in words: the whole, and each line."""
    return {
        "whole": list(count_words(reckoning)),
        "lines": [list(line_words(one, reckoning)) for one in reckoning.lines],
    }


def decided(*, met: bool, weighed: Mapping[str, str], on: date) -> Decision:
    """Return a decision as the law looks at it."""
    return Decision(met=met, decided_on=on, **{one.id: weighed.get(one.id, "") for one in grounds()})


def reasons_letter(case: OpenCase, decision: Decision) -> str:
    """Return the letter that gives the reasons, in the words of the law's own reckoning."""
    found = procedure_for(case)
    objection = found.objection if found else "If you are not content, write to us here with your code."
    return letter(reckoning_of(case), decision, objection=objection).text
