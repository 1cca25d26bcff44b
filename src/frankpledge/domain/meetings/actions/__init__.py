"""Changing meetings: planned, held or cancelled; their agendas; who came; what was decided; their minutes."""
