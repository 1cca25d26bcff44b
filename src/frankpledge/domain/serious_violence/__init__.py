"""The Serious Violence Duty: what it means here, needs, strategy, consultation, yearly work plan, review and effect.

Source: PCSC Act 2022 Part 2 chapter 1 (ss8-17) and its statutory guidance of December 2022. One document may serve
several partnerships, each of which signs up. Words: strategy, item, consulted, line, review, signed up. It must never
hold a person or a case, and never import what lies above it.
"""
