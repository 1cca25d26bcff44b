"""Setting up a partnership: its area, a board with the authorities that the law names, its people.

Crime and Disorder Act 1998 s5. Everything that it makes is of partnerships and bodies, through their own actions.
"""
