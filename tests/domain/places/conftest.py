"""Somebody who looks deeper, and questions put without a page: as the studies' own tests have them."""

from tests.domain.studies.conftest import ask, reader

__all__ = ["ask", "reader"]
