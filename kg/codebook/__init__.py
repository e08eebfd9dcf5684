"""The ontology, and a store if there is one -> a reference of its terms and a codebook of the graph, as text.

Both are made from the Turtle and the graph alone, so they cannot say what these do not.
"""

from kg.codebook.counts import codebook
from kg.codebook.terms import reference

__all__ = ["codebook", "reference"]
