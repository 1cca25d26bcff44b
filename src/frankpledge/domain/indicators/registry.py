"""What this app adds to the ground."""

from frankpledge.domain.indicators.findable import FINDABLE, SUBJECTS, THREAD, VERSIONED

__all__ = ["AUDIT_SENTENCES", "FACT_WORDS", "FINDABLE", "SUBJECTS", "THREAD", "VERSIONED"]

FACT_WORDS = {
    "indicators.values": "values of indicators",
    "indicators.wide": "values by period",
    "indicators.register": "indicators",
}

AUDIT_SENTENCES = {
    "indicators.registered": "put the indicator {indicator} into the register",
    "indicators.value_recorded": "wrote down a value of {indicator} ({period})",
    "indicators.value_corrected": "corrected a value of {indicator} ({period})",
    "indicators.value_restated": "restated a value of {indicator} ({period}) by {share}",
    "indicators.value_withdrawn": "took back a value of {indicator} ({period})",
    "indicators.refreshed": "counted {count} values of {indicator} from the evidence",
    "indicators.defined_again": "defined {indicator} anew (version {number})",
    "indicators.target_set": "set a target of {indicator}: {kind}",
    "indicators.amended": "put the indicator {indicator} right",
    "indicators.retired": "retired the indicator {indicator}",
    "indicators.taken_up_again": "took the indicator {indicator} up again",
    "indicators.put_in_order": "put {count} indicators in order",
    "indicators.column_switched": "switched the column of red, amber and green {on}",
    "indicators.value_published": "put a value of {indicator} before the board",
}
