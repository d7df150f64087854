"""Searching for words: one index of each case's public words and names, with one meaning on both engines.

No engine folds Arabic as its readers do and no two cut words alike, so text is folded and cut by the
program, both when it is stored and when it is asked for; the engines only match.
"""

from incidents.search.fulltext.cutting import cut, without_prefix
from incidents.search.fulltext.index import erase, index_is_whole, write
from incidents.search.fulltext.matching import TextMatch, TextRank

__all__ = ["TextMatch", "TextRank", "cut", "erase", "index_is_whole", "without_prefix", "write"]
