"""What is said of an indicator in a period: what happened, why, and what is done next, approved by a second person.

Source: the practice of partnerships. Words: commentary, asked for (a signal stands), prompt (what was said the
period before), quoted figure (fetched by its name and never typed), overtaken (its figure has changed since).
"""
