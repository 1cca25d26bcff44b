"""The reports of performance: to the board, a delivery group, the county, on one theme, and of the year.

Source: the practice of partnerships; each is a template of `definitions/reports.toml`. Words: report, as known on (the
moment whose values it tells), exception (what changed, misses its target or cannot be seen), decision sought.
"""
