"""What the interface for programs tells the ground."""

from __future__ import annotations

from frankpledge.api.parts import PARTS as TOKEN_PARTS

__all__ = ["TOKEN_PARTS"]
