"""The pages of agreements and of requests under them."""
