"""Who sits where: organisations and their capacity in law, bodies and their seats, people and whom they stand for.

Source: Crime and Disorder Act 1998 s5; SI 2007/1830 regs 3, 8 and 12(4). Words: seat (a place on a body, held by an
organisation), representative, deputy, vacancy, capacity, succession. Everything begins and ends on a day, and the
past stays as it was. It must never import what meets, decides or pays.
"""
