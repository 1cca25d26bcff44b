"""Reading how the duties of a partnership stand, and what was recorded of them."""
