"""What this app adds to the ground."""

__all__ = ["AUDIT_SENTENCES"]

AUDIT_SENTENCES = {
    "indicators.registered": "put the indicator {indicator} into the register",
    "indicators.value_recorded": "wrote down a value of {indicator} ({period})",
    "indicators.value_corrected": "corrected a value of {indicator} ({period})",
    "indicators.value_published": "put a value of {indicator} before the board",
}
