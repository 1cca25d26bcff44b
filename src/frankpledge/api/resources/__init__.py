"""What programs may ask, one module a part. Each registers its routes as it is read."""
