"""The interface for programs: the queries and actions of the pages over HTTP, by token, described in OpenAPI.

It asks what the pages ask, by the same forms, and changes nothing but through the same actions. Source: RFC 9457 for
what is refused, RFC 6750 for the token. Beside the pages, and a stranger to them.
"""
