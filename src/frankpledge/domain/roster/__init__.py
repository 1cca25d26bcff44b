"""The pages of who sits where: the board and its groups, organisations, people, and member lists that come in as files.

Source: Crime and Disorder Act 1998 s5; SI 2007/1830 regs 3 and 8. Words: those of `bodies`, whose register it shows and
changes through its actions. It must never keep a second register of its own.
"""
