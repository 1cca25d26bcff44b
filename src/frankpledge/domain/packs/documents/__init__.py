"""The pack as documents: its front, its papers, sheets in the place of what is withheld, the whole as it leaves."""
