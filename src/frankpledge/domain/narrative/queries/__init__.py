"""Reading narrative: the catalogue of figures and claims, what each says at a cut-off, and what is stale."""
