"""Tokens by which a person's programs act for them in one workspace: made, shown once, listed, withdrawn.

A token is never wider than its maker: what it may do is asked of their roles at every request. Words: token, part (of
the interface that a token reaches). Knows nothing of what is reached; must never import anything of the domain.
"""
