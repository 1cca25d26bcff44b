"""Page pieces: the frame of every page, component templates, the form renderer, and the gallery that shows them all.

Top of the ground: every page of the product is made with it. Must never know what a crime, a plan or a partnership is.
"""
