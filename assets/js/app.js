// Pages work without scripts; what is here only makes them smoother.
