"""The learned ranker: numbers, read from a file, for what speaks for an attribution.

`briefs.quotations.ranking` asks it, `briefs.learning` teaches it.
"""
