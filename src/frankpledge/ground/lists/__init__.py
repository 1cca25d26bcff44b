"""Lists that come in as files: tried without a trace, taken in, and taken back as one deed.

A register says which columns its lists have, what takes their lines in, and what takes them back (`ListKind`); pages,
reading, remembered heads and words, remarks and the difference are here, once. Many rows changed at a stroke are a list
too, made from the rows that were chosen. Words: list, head, word, trial, fault, step. Must never import an app of the
domain, and never guess: what a list does not say in words that are known is asked, or told as a fault.
"""
