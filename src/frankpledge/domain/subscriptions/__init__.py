"""Residents who asked to be told by e-mail of what a partnership publishes, and confirmed that they did.

Duties: publishing the plan (SI 2007/1830 reg 14) and engaging the community (reg 12) by telling whoever asks; consent
by UK GDPR Art 4(11) and 7, and by the Privacy and Electronic Communications Regulations (SI 2003/2426) reg 22.
Words: a subscriber is asked for and, once the button of a mail is pressed, confirmed; a letter is one mail to one of
them. An address is sealed and shown to nobody. Never beneath a safety page, never about case reviews.
"""
