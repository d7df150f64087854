"""Searching for words: one index of each case's public words and names, with one meaning on both engines.

No engine folds Arabic as its readers do and no two cut words alike, so text is folded and cut by the
program, both when it is stored and when it is asked for; the engines only match.
"""

from incidents.search.fulltext.cutting import cut, without_prefix
from incidents.search.fulltext.index import erase, index_is_whole, write
from incidents.search.fulltext.matching import TextMatch, ranks

__all__ = ["TextMatch", "cut", "erase", "index_is_whole", "ranks", "without_prefix", "write"]
