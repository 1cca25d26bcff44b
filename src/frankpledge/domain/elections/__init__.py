"""Elections that fall in a partnership's area, and the days of care before each, on which publication waits.

Source: Local Government Act 1986 ss2 and 4 and the code of recommended practice on publicity (circular 01/2011) paras
33 to 35. Words: election, poll, period of care (the pre-election period). The law proposes days where it fixes them; an
officer says which elections are held here and when local care begins. It must never import what it holds up.
"""
