"""Yardsticks: what recorded crime is held against before it is judged: people, peers, the rest of the force, harm.

Source: SI 2007/1830 reg 7(a) (levels and patterns). Words: base, peer set, weight, hot spot. Each answer is made anew
from the evidence and says what it was held against, or why it cannot be; it must never import assessments or documents.
"""
