"""How seats and organisations were at meetings over time, and the attendance sheets that a partnership kept before.

Source: what partnerships print in their yearly reports; Crime and Disorder Act 1998 s5 for who has to come. Words:
those of `meetings`, whose record it reads and writes through the meetings' own action. It must never count a cancelled
meeting as an absence, nor read a mark whose meaning nobody said.
"""
