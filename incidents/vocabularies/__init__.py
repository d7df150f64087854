"""The controlled terms of the database: data files with labels in English and Arabic, and the reader for them.

A vocabulary is one file in ``data/``; what a code means, what it is called, where it stands and what it
corresponds to elsewhere is written there and nowhere else. Forms, search, exports and the codebook read the same
terms, so they cannot disagree.
"""

from incidents.vocabularies.reading import VERSION, label, names, vocabulary
from incidents.vocabularies.terms import Term, UnknownTerm, UnknownVocabulary, Vocabulary

__all__ = ["VERSION", "Term", "UnknownTerm", "UnknownVocabulary", "Vocabulary", "label", "names", "vocabulary"]
