"""The words of a date: one pattern for each shape in which English reports write days, months, seasons and years.

Patterns are tried where a trigger word stands, in the order of `SHAPES`, and share the names of their groups.
No pattern repeats a group that can match the same words in two ways: each is linear in the text.
"""

from __future__ import annotations

import re

MONTH_NAMES = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = ("spring", "summer", "autumn", "fall", "winter")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
TENS = ("twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth")
NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
ROUND_NUMBERS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _month(group: str) -> str:
    full = [names[0] for names in MONTH_NAMES]
    short = [short for names in MONTH_NAMES for short in names[1:]]
    words = full + [name.upper() for name in full]
    abbreviated = short + [name.upper() for name in short]
    return rf"(?P<{group}>(?:{'|'.join(words)})(?!\w)|(?:{'|'.join(abbreviated)})(?!\w)\.?)"


def _day(group: str) -> str:
    # A following digit, percent sign, clock or decimal makes it a number, not a day.
    return rf"(?P<{group}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.:]\d|,\d{{3}}(?!\d))"


def _year(group: str) -> str:
    return rf"(?P<{group}>(?:1[5-9]|20)\d\d)(?![\w%]|[.,:]\d|-year)"


_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_ON_WEEKDAY = rf"(?P<weekday>{_WEEKDAY})(?: (?:morning|afternoon|evening|night))?"
_TO = r"(?: ?[-\u2010-\u2015\u2212] ?| (?:to|through|until|till) )(?:the )?"
# "And" joins the days of one month to a range; "26 February and 4 March" are two dates.
_TO_OR_AND = r"(?: ?[-\u2010-\u2015\u2212] ?| (?P<joiner>and) | (?:to|through|until|till) )(?:the )?"
_RELATIVE_YEAR = r"(?:of )?(?P<yrel>last|this|next|the same) year"
_TAIL = rf"(?:,? (?:of )?{_year('year')}|,? {_RELATIVE_YEAR})"
_PART = (
    r"(?P<part>earlier|later|early|late|mid|(?:the )?(?:very )?(?:end|beginning|start|middle|close) of|by the end of)"
    r"(?:[ -]in[ -]|[ -])"
)
_PLACE = r"(?:the )?"

MONTH_DAY = re.compile(
    rf"(?:{_ON_WEEKDAY},? (?:the )?)?{_month('month')} ?{_day('day')}"
    rf"(?:,? {_year('year1')}{_TO}{_month('month2')} {_day('day2')},? {_year('year2')}"
    rf"|(?:(?:{_TO}| (?P<joiner2>and) ){_month('month2b')} {_day('day2b')}|{_TO_OR_AND}{_day('day2c')})?{_TAIL}?)"
)
DAY_MONTH = re.compile(
    rf"(?:{_ON_WEEKDAY},? )?{_PLACE}{_day('day')}(?: (?:of )?{_month('month')})"
    rf"(?:(?:,? {_year('year1')})?{_TO}{_day('day2')} (?:of )?{_month('month2')})?{_TAIL}?"
)
DAYS_MONTH = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}),? )?{_PLACE}{_day('day')}{_TO_OR_AND}(?:{_WEEKDAY},? )?{_day('day2c')}"
    rf" (?:of )?{_month('month')}{_TAIL}?"
)
ISO_DAY = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?P<sep>[-/.])(?P<nmonth>\d\d)(?P=sep)(?P<day>\d\d)(?![\w/-])")
NUMERIC_DAY = re.compile(r"(?P<day>\d\d?)(?P<sep>[./])(?P<nmonth>\d\d?)(?P=sep)(?P<year>(?:1[5-9]|20)\d\d)(?![\w/-])")
MONTH_YEAR = re.compile(rf"(?:{_PART}(?:the )?)?{_month('month')}(?:{_TO}{_month('month2')})?{_TAIL}")
MONTH = re.compile(rf"(?:{_PART})?(?:(?P<which>(?i:last|this|next|this past|this coming)) )?{_month('month')}")
WEEKDAY = re.compile(
    rf"(?:{_PART}(?:on )?)?(?:(?P<which>(?i:last|this|next|this past|this coming)) )?(?P<weekday>{_WEEKDAY})(?!\w)"
    rf"(?:{_TO}(?P<weekday2>{_WEEKDAY})(?!\w)|(?:,| of)? (?P<week>last|this|next) week)?"
)
DAY_WORD = re.compile(
    r"(?P<word>[Tt]he day before yesterday|[Tt]he day after tomorrow|(?:[Ee]arlier |[Ll]ater )?[Tt]oday(?!\w)"
    r"|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast night"
    r"|(?:[Ee]arlier |[Ll]ater )?[Tt]his (?:morning|afternoon|evening))"
    r"(?!\w)"
)
# Reckoned from the day that was told last.
FROM_TOLD = re.compile(
    r"(?:(?:the|that) )?(?P<shift>same|very same|following|next|previous|preceding) (?:day|evening|afternoon|morning)"
    r"(?! of)(?!\w|-)|that (?:evening|afternoon|morning|night|day)(?!\w|-)|(?:earlier|later) in the day(?!\w|-)"
    r"|(?P<count>a|one|two|three|four|five) days? (?P<way>later|earlier)(?!\w)",
    re.I,
)
UNIT = re.compile(
    rf"(?:{_PART})?(?P<which>last|this|next|this past|this coming|the) (?P<unit>week|month|year|weekend)(?!\w|-)", re.I
)
SEASON = re.compile(
    rf"(?:{_PART})?(?:(?P<which>last|this|next|this past|this coming|the) )?(?P<season>{'|'.join(SEASONS)})(?!\w)"
    rf"(?:,? (?:of )?{_year('year')}(?:[-/\u2013]\d{{2,4}})?|,? {_RELATIVE_YEAR})?",
    re.I,
)
YEAR_SLICE = re.compile(
    rf"(?:the )?(?P<nth>first|second|third|fourth|last) (?P<slice>half|quarter) of "
    rf"(?:{_year('year')}|(?P<yrel>last|this|next|the) year)",
    re.I,
)
YEAR = re.compile(rf"(?:{_PART})?{_year('year')}(?:[-/\u2013](?P<year2>(?:20)?\d\d)(?![\w-]))?")
DAY_ONLY = re.compile(
    r"the (?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?! (?:of )?[A-Z])"
    r"(?:,? (?P<local>local time)| of (?P<mrel>last|this|next) month|(?=[.,;:)\n]|$| (?:at|in|by|with|to|and) ))"
)

# Looked for backwards from the word that follows the number.
_COUNT = r"(?P<count>\d{1,3}|a|an|half a|[A-Za-z]{3,9}(?:-[a-z]{3,5})?)"
AGO = re.compile(rf"(?<![\w.,]){_COUNT}[ -](?P<unit>day|week|month|year|decade|century|centurie)s? $")
NTH = re.compile(
    r"(?<![\w.,])(?P<count>\d{1,3})(?:st|nd|rd|th)[ -]$|(?<![\w-])(?P<nth>[A-Za-z]{5,12}(?:-[a-z]{5,7})?)[ -]$"
)
YEARS = re.compile(rf"(?<![\w.,]){_COUNT} years $")
APPROXIMATE = re.compile(r"(?:more than|less than|almost|nearly|about|around|over|some|under|roughly|approximately) $")

# Where a year or the name of a month stands alone, the word before it tells whether it is a date.
SINCE = ("in", "since", "until", "till", "during")
_ANY = (
    *SINCE,
    "through",
    "throughout",
    "early",
    "late",
    "mid",
    "of",
    "from",
    "between",
    "by",
    "for",
    "after",
    "before",
)
BEFORE_MONTH = frozenset(_ANY)
BEFORE_YEAR = frozenset((*_ANY, "year", "to", "and"))
# Names of months that are also surnames, given names or verbs need the plainest of these words.
NAME_MONTHS = frozenset(("May", "March", "April", "June", "August", "MAY", "MARCH", "Mar", "Jan"))
BEFORE_NAME_MONTH = frozenset((*SINCE, "early", "late", "mid"))
# "The June visit" is dated, "the April twins" are not.
EVENT = re.compile(
    r" (?:visit|trip|summit|meeting|talks|session|conference|call|forum|statement|declaration|agreement|elections?)\b"
)
BEFORE_EVENT = frozenset(("the", "their", "his", "her", "our", "its", "a", "this"))
NOT_A_YEAR = re.compile(
    r"(?:resolutions?|resolution no\.|agenda|vision|horizon|expo|no\.|number|unscr|article|room|flight|km|[$€£#])\s?$",
    re.I,
)
COUNTED = re.compile(
    r" (?:[a-z]+ )?(?:percent|per cent|troops|soldiers|servicemen|personnel|people|tons|tonnes|kilomet\w+|km|miles"
    r"|met\w+|companies|dollars|euros|yuan|rubles|roubles|million|billion|hectares|megawatts|MW|students|agenda|vision"
    r"|prisoners|civilians|jobs)\b",
    re.I,
)
OF_OUR_TIME = re.compile(r"'s (?:world|youth|generation|challenges|era|realit(?:y|ies)|international)\b")

# The words (or their beginnings) at which a date may stand; months, weekdays and digits are triggers as well.
POINTERS = (
    "today", "yesterday", "tomorrow", "tonight", "last ", "this ", "next ", "earlier today", "later today",
    "earlier this ", "later this ", "the weekend", *SEASONS,
)  # fmt: skip
PARTS = (
    "early", "late ", "late-", "mid-", "end of ", "beginning of ", "start of ", "middle of ", "close of ", "earlier ",
    "later ",
)  # fmt: skip
TOLD = (
    "same day", "the same ", "that same ", "that day", "that evening", "that afternoon", "that morning", "that night",
    "earlier in the day", "later in the day", "the following ", "the next ", "the previous ", "the preceding ",
    "next day", "a day ", "one day ", "two days ", "three days ", "four days ", "five days ",
)  # fmt: skip
SLICES = (
    "first half", "second half", "first quarter", "second quarter", "third quarter", "fourth quarter", "last quarter",
)  # fmt: skip
MONTH_NUMBERS = {name.upper(): number for number, names in enumerate(MONTH_NAMES, 1) for name in names}
LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NAMED_WEEKDAYS = frozenset(("black", "bloody", "good", "easter", "holy", "every", "ash", "palm"))
