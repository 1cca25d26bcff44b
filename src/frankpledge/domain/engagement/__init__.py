"""What people said, and what partners sent: the register of views and the register of inputs.

Source: SI 2007/1830 reg 6 (what an assessment must consider) and reg 12 (community engagement); Wales: SI 2007/3076.
Words: exercise (a survey, a meeting, a consultation), group reached, base, nil return (asked, and nothing came). It
must never be imported by the evidence, and it never turns what volunteers said into what residents think.
"""
