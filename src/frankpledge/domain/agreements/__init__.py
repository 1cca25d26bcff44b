"""On what terms information is shared: the protocol and other agreements, who signed, who is nominated, requests.

Source: SI 2007/1830 reg 4 (the protocol, and a person whom each authority nominates); CDA 1998 ss 17A and 115. Words:
agreement, version, signatory, nominated person (guidance: designated liaison officer), basis, request, lapse. Requests
are counted and described, never with a name of whom they are about. It must never import what lies above it.
"""
