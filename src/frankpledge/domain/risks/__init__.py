"""What may happen to the people, the plan or the partnership, how likely and how bad it is, and what is done about it.

Source: practice, after HM Treasury's Orange Book; SI 2007/1830 reg 3(5) (the partnership judges its own effectiveness).
Words: risk, cause, effect; inherent (nothing is done), current and target score; control, appetite, review. It must
never import what lies above it: whatever else bears on a risk is tied to it by the address of its page.
"""
