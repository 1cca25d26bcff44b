"""The public's side: its own host, its own addresses, and no session, cookie or sign-in anywhere.

What is here reads published things alone. Pages beneath `i/` are safety pages: whoever stands behind the reader must
find nothing. Each app may add pages for the public (`public_urls`), in these layouts.
"""
