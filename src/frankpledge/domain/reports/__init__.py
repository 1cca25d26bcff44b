"""The reports of performance: to the board, a delivery group, the county, on one theme, and of the year.

Source: the practice of partnerships; each report is a template of `definitions/reports.toml`. Words: report, as known on
(the moment whose values it tells), exception (an indicator whose signal, position or data asks for the board), decision
sought.
"""
