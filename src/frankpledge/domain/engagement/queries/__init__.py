"""Reading the registers of views and inputs, and the figures that a sentence may quote from them."""

from frankpledge.domain.engagement.queries.registers import (
    Line,
    ProvidedInputs,
    Put,
    Said,
    View,
    exercise_of,
    exercises,
    input_of,
    inputs,
    line_of,
    needs,
    provided_inputs,
    question_of,
    view_of,
    views_for,
    years_of,
)

__all__ = [
    "Line",
    "ProvidedInputs",
    "Put",
    "Said",
    "View",
    "exercise_of",
    "exercises",
    "input_of",
    "inputs",
    "line_of",
    "needs",
    "provided_inputs",
    "question_of",
    "view_of",
    "views_for",
    "years_of",
]
