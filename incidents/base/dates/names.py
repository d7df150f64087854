"""The names of months, seasons and days of the week that people type, in English and Arabic.

Arabic has three sets of month names for the same calendar: the Levantine one (نيسان), the one of Egypt and the Gulf
(أبريل), and the Maghrebi one (أفريل). The names below are folded when the module is read, and so is what is typed.
"""

import re

from incidents.base.text import fold

# One line a month: English, Levantine, Egyptian with its spellings, Maghrebi where it differs.
_MONTHS = """
january jan|كانون الثاني|يناير|جانفي
february feb|شباط|فبراير|فيفري
march mar|آذار|مارس
april apr|نيسان|أبريل إبريل|أفريل
may|أيار|مايو|ماي
june jun|حزيران|يونيو يونيه|جوان
july jul|تموز|يوليو يوليه|جويلية
august aug|آب|أغسطس|أوت غشت
september sep sept|أيلول|سبتمبر|شتنبر
october oct|تشرين الأول|أكتوبر
november nov|تشرين الثاني|نوفمبر|نونبر
december dec|كانون الأول|ديسمبر|دجنبر
"""

# Written without apostrophes and hyphens, as `plain` in typed.py leaves them.
_HIJRI_MONTHS = """
muharram|محرم|المحرم
safar|صفر
rabi al awwal|rabi i|ربيع الأول
rabi al thani|rabi al akhir|rabi ii|ربيع الثاني|ربيع الآخر
jumada al ula|jumada al awwal|jumada i|جمادى الأولى|جمادى الأول
jumada al akhirah|jumada al thani|jumada al thaniyah|jumada ii|جمادى الآخرة|جمادى الثانية|جمادى الثاني
rajab|رجب
shaban|شعبان
ramadan|ramadhan|رمضان
shawwal|شوال
dhu al qadah|dhul qadah|dhu al qida|ذو القعدة|ذي القعدة
dhu al hijjah|dhul hijjah|dhu al hijja|ذو الحجة|ذي الحجة
"""

_SEASONS = "spring|ربيع|الربيع\nsummer|صيف|الصيف\nautumn|fall|خريف|الخريف\nwinter|شتاء|الشتاء"

_WEEKDAYS = """
monday|mon|الاثنين|الإثنين
tuesday|tue|tues|الثلاثاء
wednesday|wed|الأربعاء
thursday|thu|thurs|الخميس
friday|fri|الجمعة
saturday|sat|السبت
sunday|sun|الأحد
"""


def _numbered(table: str, first: int) -> dict[str, int]:
    lines = enumerate(table.strip().splitlines(), first)
    return {fold(name.strip()): number for number, line in lines for name in line.split("|")}


def _words_apart(table: str) -> str:
    """Set every name of a line apart, except the Levantine ones, which may have two words."""
    return "\n".join(
        "|".join([*english.split(), levantine, *(name for part in others for name in part.split())])
        for english, levantine, *others in (line.split("|") for line in table.strip().splitlines())
    )


MONTHS = _numbered(_words_apart(_MONTHS), 1)
HIJRI_MONTHS = _numbered(_HIJRI_MONTHS, 1)
SEASONS = _numbered(_SEASONS, 21)
WEEKDAYS = _numbered(_WEEKDAYS, 0)


def one_of(names: dict[str, int]) -> str:
    """Return a pattern that matches any of the names, the longest that fits."""
    return "(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"
