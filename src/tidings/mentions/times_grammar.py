# ruff: noqa: E501  (a pattern is easier to read in one piece)
"""What time expressions look like: patterns over a sentence's characters, longest match wins."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from tidings.mentions.calendars import EITHER, FEASTS, NATIONAL
from tidings.mentions.numerals import SCALES, TENS, UNITS, read_number

MONTHS: Final = {
    name: n
    for n, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final = {
    name: n
    for n, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu", "friday fri", "saturday sat",
         "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}
TENS_NAMES: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
PART_CODES: Final = {
    "morning": "MO", "dawn": "MO", "noon": "MI", "midday": "MI", "afternoon": "AF", "evening": "EV", "dusk": "EV",
    "mid-morning": "MO", "mid-afternoon": "AF", "night": "NI", "midnight": "NI", "sunrise": "MO", "daybreak": "MO", "sunset": "EV",
}  # fmt: skip
VAGUE_NUMBERS: Final = {"few": 3, "several": 4, "couple": 2, "many": None, "some": None}
"""What "the past few days" and the like cover; None where nothing can be said."""


def _names(words: list[str], *, upper: bool = True) -> str:
    forms = [w.title() for w in words] + ([w.upper() for w in words] if upper else [])
    return "|".join(sorted(forms, key=lambda w: (-len(w), w)))


_LONG_MONTHS = _names([m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")])
_SHORT_MONTHS = _names([m for m in MONTHS if len(m) <= 4 and m not in ("may", "june", "july")])
MONTH: Final = rf"(?:{_LONG_MONTHS}|(?:{_SHORT_MONTHS})(?:\.|(?=\s\d)))"
_LOWER_MONTHS = "|".join(m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july"))
MONTH_NEAR: Final = rf"(?:{MONTH}|{_LOWER_MONTHS})"
"""Beside a day or a year also in lower case, as wire copy once in capitals comes."""
_LONG_DAYS = (
    _names([w for w in WEEKDAYS if w.endswith("day")])
    + "|"
    + "|".join(w for w in WEEKDAYS if w.endswith("day"))
)
WEEKDAY: Final = rf"(?:{_LONG_DAYS}|(?:{_names([w for w in WEEKDAYS if not w.endswith('day')])})\.(?=,?\s))"
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[,.:]\d)"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[,.:]\d)"
ORDINAL_DAYS: Final = {
    word: n for n, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
        twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first""".split(),
        start=1,
    )
}  # fmt: skip
_ORDINAL_DAY = "|".join(sorted((w.replace("-", "[-\\s]") for w in ORDINAL_DAYS), key=len, reverse=True))
_DAY_WORD = rf"(?i:{_ORDINAL_DAY})(?!\w|-|\s(?:quarter|half|time|round|day))"
UNIT: Final = r"(?i:second|minute|hour|day|night|weekend|week|fortnight|month|quarter|season|year|decade|century|centurie)"
PART: Final = r"(?i:mid[-\s]?(?:morning|afternoon)|morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|daybreak|sunrise|sunset)"
SEASON: Final = r"(?i:spring|summer|autumn|fall|winter)"
_WORDS = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
NUMBER: Final = (
    rf"(?i:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?:\s(?:million|thousand|billion))?(?![\d,])|"
    rf"\d{{1,2}}(?:\sand)?\s1/2|(?:{_WORDS})\sand\sa\shalf|"
    rf"half\sa\sdozen|(?:(?:{_WORDS}|(?:a|an)(?!\s(?:{_WORDS})\b))(?:[-\s](?:{_WORDS}|dozen|{'|'.join(SCALES)})){{0,8}})(?![\w]))"
)
QUANTITY: Final = (
    rf"(?:(?i:a\scouple(?:\sof)?|couple\sof|a\sfew|few|several|many|some|a\shandful\sof|a\snumber\sof)|{NUMBER})"
    rf"(?:[-\s](?i:more|other|additional|full|long|straight|consecutive|whole|solid))?"
)
APPROX: Final = (
    r"(?i:(?:(?:(?:just\s|slightly\s|a\slittle\s|no\s|little\s)?(?:less|more|fewer)\sthan|about|around|nearly|almost|some|"
    r"roughly|approximately|at\sleast|over|up\sto)\s)?)"
)
MOD: Final = (
    r"(?:(?P<mod>(?i:early(?:\son|\sin)?|late(?:\son|\sin)?|mid(?:dle)?(?=-|\s)|the\s(?:very\s)?(?:beginning|start|end|middle)\sof|"
    r"(?:the\s)?(?:beginning|start|end|middle)\sof))[-\s]+(?:the\s)?)?"
)
WHICH: Final = r"(?i:last|next|this|this\spast|this\scoming|the\scoming|the\spast|the\sprevious|previous|the\sfollowing|following|coming|the\ssame|the\snext|the\slast|that)"


def _feast_pattern(name: str) -> str:
    title = re.sub(r"(?<=[a-z' ])\b(?:S|Een|Of|The)\b", lambda m: m[0].lower(), name.title())
    title = re.escape(title).replace("'", "['\u2019]")
    return re.sub(r"Eid\\ Al\\-", r"(?:Eid|EID)[-\\s](?:[AEU]|[aeu])l[-\\s]", title)


FEAST: Final = "|".join(
    _feast_pattern(n) for n in sorted((*FEASTS, *EITHER, *NATIONAL), key=len, reverse=True)
)
CLOCK: Final = (
    r"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?i:a\.?\s?m\b\.?|p\.?\s?m\b\.?|o['\u2019]clock)|(?:[01]\d|2[0-3]):?[0-5]\d\s(?:GMT|UTC|CES?T|EES?T|MSK|local\stime|hours)|"
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)|(?i:noon|midday|midnight))(?:\s\(?(?:GMT|UTC|Z|[ECMP][SD]?T|CES?T|EES?T|BST|MSK|IST|AST|(?:local|[A-Z][a-z]+)\stime)\b\)?)?"
)

_RULES: Final[tuple[tuple[str, str], ...]] = (
    ("iso", r"(?P<y>\d{4})[-/](?P<m>\d\d)[-/](?P<d>\d\d)(?:T[\d:.]+Z?)?"),
    ("numeric", r"(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d\d)(?:\s\d\d:\d\d(?::\d\d)?)?"),
    ("month_days", rf"(?P<month>{MONTH_NEAR})\s(?P<d>{DAY})\s?(?:-|\u2013|\u2014|to|through|until)\s?(?P<e>{DAY})(?:,?\s(?P<y>{YEAR}))?"),
    ("month_days", rf"(?P<d>{DAY})\s?(?:-|\u2013|\u2014|to)\s?(?P<e>{DAY})\s(?:of\s)?(?P<month>{MONTH_NEAR})(?:,?\s(?P<y>{YEAR}))?"),
    ("month_days", rf"(?P<row>(?P<d>{DAY})(?:,\s{DAY})*,?\sand\s(?P<e>{DAY}))\s(?:of\s)?(?P<month>{MONTH_NEAR})(?:,?\s(?P<y>{YEAR}))?"),
    ("month_day", rf"(?:(?P<clock>{CLOCK}),?\s(?:on\s)?)?(?:(?P<w>{WEEKDAY}),?\s(?:the\s)?(?:(?P<p>{PART}),?\s(?:of\s)?)?)?(?:(?P<rel>{WHICH})\s)?(?P<month>{MONTH_NEAR})(?:\s|(?<=\.)(?=\d))(?:the\s)?(?P<d>{DAY}|{_DAY_WORD})(?!\s(?:people|percent|per))"
                  rf"(?:,?\s(?:(?P<y>{YEAR})|['\u2019](?P<yy>\d\d)\b)|,?\s(?P<w2>{WEEKDAY})(?:,?\s(?P<y3>{YEAR}))?|,?\s(?:of\s)?(?P<which>last|this|next)\syear)?"),
    ("month_day", rf"(?:(?P<clock>{CLOCK}),?\s(?:on\s)?)?(?:(?P<w>{WEEKDAY}),?\s)?(?:the\s)?(?P<d>{DAY}|{_DAY_WORD}(?=\sof\s))[-\s](?:of\s)?(?P<month>{MONTH_NEAR})(?:,?[-\s](?P<y>{YEAR})|,?\s(?P<w2>{WEEKDAY})|,?\s(?:of\s)?(?P<which>last|this|next)\syear)?"),
    ("more_day", rf"(?P<month>{MONTH_NEAR})\s{DAY}(?:,\s{DAY})*,?\s(?:and|or)\s(?P<told>(?:the\s)?(?P<d>{DAY}))(?!\s(?:people|men|civilian|soldier|percent|per)|\s(?!(?:was|is|as|has|his|its)\b)[a-z]+s\b)(?:,?\s(?P<y>{YEAR}))?"),
    ("month", rf"{MOD}(?:(?P<rel>{WHICH})\s)?(?P<month>{MONTH_NEAR})(?:,?\s(?:of\s)?(?:(?P<y>{YEAR})|['\u2019](?P<yy>\d\d)\b|(?P<which>last|this|next|the\sprevious|the\sfollowing|that|the\ssame)\syear))?(?:,?\sa\s(?P<ago>year)\s(?:ago|earlier))?"),
    ("season", rf"{MOD}(?:(?P<rel>{WHICH})\s|the\s|in\s)?(?P<season>{SEASON})(?:\s(?:of\s)?(?:(?P<y>{YEAR})(?:\s?[-\u2013/]\s?(?P<y2>{YEAR}|\d\d(?!\d)))?|(?P<which>last|this|next)\syear))"),
    ("season", rf"{MOD}(?P<rel>{WHICH})\s(?P<season>{SEASON})(?!\w)"),
    ("season", r"(?:the|in)\s(?P<season>summer|winter)(?!\s(?:olympic|games|camp|school|offensive|break|palace))"),
    ("quarter", rf"(?:the\s)?(?:(?P<y0>{YEAR})\s)?(?:(?P<rel>{WHICH})\s(?:year['\u2019]s\s)?)?(?P<q>first|second|third|fourth|final)[-\s]quarter(?:,?\s(?:of\s)?(?:(?:fiscal\s)?(?P<y>{YEAR})|(?P<which>last|this|next)\syear))?"),
    ("quarter", rf"Q(?P<qn>[1-4])[\s-](?P<y>{YEAR})"),
    ("half", rf"(?:the\s)?(?P<h>first|second|latter|last)\shalf(?:\sof)\s(?:(?P<y>{YEAR})|(?P<which>last|this|next)\syear|the\s(?P<theyear>year))"),
    ("first_months", rf"(?:the\s)?(?P<end>(?i:first|last|final))\s(?P<n>{NUMBER})\smonths\sof\s(?:the\syear\s)?(?:(?P<y>{YEAR})|(?P<which>last|this|next)\syear)(?!\w)"),
    ("week_of", rf"(?:the\s)?(?i:week)\s(?i:of|beginning|starting)\s(?:(?:on\s)?{WEEKDAY},?\s)?(?:(?P<month>{MONTH_NEAR})\s(?P<d>{DAY})|(?P<d2>{DAY})\s(?P<month2>{MONTH_NEAR}))(?:,?\s(?P<y>{YEAR}))?(?!\w)"),
    ("year", rf"{MOD}(?P<pre>(?i:fiscal|calendar|the\syear)\s)?(?P<y>{YEAR})(?!\w)"),
    ("year_words", rf"(?P<pre>(?i:the\syear\s))?(?P<words>(?i:nineteen\s(?:{'|'.join(TENS)})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|nineteen\s(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)|two\sthousand(?:\s(?:and\s)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?))(?![\w-])"),
    ("year_end", r"(?i:the\send\sof\sthe\syear|year[-\s]end)(?![\w-])"),
    ("year_ended", r"(?i:for|of|in)\s(?P<told>(?i:the\s(?:fiscal\s)?year))\s(?i:ended|ending|to)(?!\w)"),
    ("attacks_day", r"9/11(?![\d/])"),
    ("year_range", rf"(?P<y>{YEAR})[-\u2013](?P<z>{YEAR}|\d\d)(?!\d)"),
    ("decade", rf"{MOD}(?:the\s)?(?:{MOD.replace('<mod>', '<mod2>')})(?P<c>1[5-9]|20|['\u2019])(?P<t>\d)0\s?['\u2019]?s(?!\w)"),
    ("decade", rf"(?:the\s)?{MOD}(?P<name>{'|'.join(TENS_NAMES)})(?!\w)"),
    ("century", rf"(?:the\s)?{MOD}(?P<n>\d\d?)(?:st|nd|rd|th)[-\s]century"),
    ("weekday", rf"(?:(?P<pre>early|late|overnight|later|earlier)\s(?:on\s)?)?(?:(?P<rel>{WHICH}|past)\s)?(?P<w>{WEEKDAY})"
                rf"(?:['\u2019]s(?=\s{PART}\b))?(?:,?\s(?P<mod>early|late)(?=\s(?:{PART})|\s(?:in|on|at)\s|[.,;]))?(?:,?\s(?:in\sthe\s)?(?:(?:early|late|mid)[-\s])?(?P<p>{PART}|overnight))?(?:\s(?:of\s)?(?P<which>last|next|this)\sweek)?"),
    ("weekday", rf"(?:the\s)?(?P<p>{PART})\s(?:of|on)\s(?P<w>{WEEKDAY})(?!,?\s(?:the\s)?(?:\d|{MONTH}))"),
    ("clock_day", rf"(?:(?:shortly|just)\s(?:before|after)\s|around\s|about\s)?(?P<clock>{CLOCK}),?\s(?:on\s)?(?:(?P<rel>last|next|this)\s)?(?P<w>{WEEKDAY}|today|yesterday|tomorrow)"),
    ("clock", rf"(?:(?:around|about)\s)?(?P<clock>{CLOCK})"),
    ("deictic", rf"(?:(?P<pre>early|late|later|earlier)\s)?(?P<d>(?i:the\sday\sbefore\syesterday|the\sday\safter\stomorrow|today|yesterday|tomorrow|tonight|tonite))"
                rf"(?:['\u2019]s(?=\s{PART}\b))?(?:\s(?P<p>{PART}))?"),
    ("deictic", r"(?P<d>(?i:last|this|that))\s(?P<p>(?i:night|morning|afternoon|evening))"),
    ("deictic", r"(?P<d>(?i:overnight))"),
    ("day_part", r"(?:(?i:in|during|by|of))\s(?P<told>(?P<lead>(?i:the\s))?(?:(?i:early|late)[-\s])?(?P<p>(?i:mid[-\s]?(?:morning|afternoon)|morning|afternoon|evening)))(?=[,.;]|\s(?:in|to|and|as|when|after|before|by|at|on\s[A-Z]|hours|they|he|she|it|the|an?|[A-Z]\w+)\b|$)"),
    ("rel_unit", rf"(?:(?P<mod>(?i:earlier|later|early|late|mid|sometime|the\s(?:end|beginning|start|middle)\sof|the\srest\sof|the\sremainder\sof))[-\s])?"
                 rf"(?P<rel>(?i:this|last|next|this\spast|this\scoming|the\scoming|the\sprevious|the\sfollowing|that|the\ssame|later\sthis|the\snext|the\slast|the\spast|the\scurrent|current))\s(?P<unit>{UNIT})(?!\w|-)"),
    ("rel_units", rf"(?P<lead>(?i:(?:the|these|this|its|their|his|her)\s)?)(?P<rel>(?i:past|last|previous|preceding|prior|next|coming|following|first|final|latest|recent|intervening|ensuing|past\sor\snext))\s"
                  rf"(?:(?:{NUMBER}\s(?:or|to)\s)?(?P<n>{QUANTITY})[-\s])?(?P<unit>{UNIT})(?P<s>s?)(?!\w)"),
    ("within", rf"(?i:within)\s(?P<told>(?P<rel>(?:the\s(?:next|coming)\s)?)(?P<n>{APPROX}{QUANTITY}\s)?(?P<unit>{UNIT})s?)(?!\w)"),
    ("ago", rf"(?P<approx>{APPROX})(?:(?:(?P<n0>{NUMBER})\s(?:or|to)\s)?(?P<n>{QUANTITY})[-\s](?:and\sa\shalf\s)?)?(?P<unit>{UNIT})s?\s(?P<half>and\sa\shalf\s)?(?P<dir>(?i:ago|earlier|later|before(?=[,.;]|$)|after(?=[,.;]|$)|afterwards?|from\snow|hence|previously|beforehand))(?!\w)(?:\s(?P<this>(?i:today|this\s(?:week|month)))(?!\w))?"),
    ("weekend", r"(?P<lead>(?i:over|during|through(?:out)?|of|for|at|on|by|ahead\sof|this))\s(?P<told>(?i:the\sweekend))(?!\w|-|\sof\b)"),
    ("year_ago", r"(?:(?i:the|its|their|a)\s)?(?i:year)[-\s](?P<dir>(?i:ago|earlier))(?:\s(?i:(?:(?P<q>first|second|third|fourth)[-\s])?quarter|period))?(?!\w)"),
    ("year_quarter", rf"(?:(?i:the)\s)?(?P<y>{YEAR})\s(?:quarter|period)(?!\w)"),
    ("the_quarter", r"(?i:in|for|during|of)\s(?P<told>(?i:the\squarter))(?!\w|\sof\b|-)"),
    ("the_quarter", r"(?P<told>(?i:the\s(?:latest|current)\squarter))(?!\w|-)"),
    ("ago", r"(?P<dir>(?i:long|not\slong|some\stime|a\swhile|moments))\s(?P<vague>(?i:ago|earlier))"),
    ("next_day", r"(?P<rel>(?i:the\s(?:next|following|previous|same|very\snext|very\ssame)|that\s(?:same\s)?|the))\s?(?P<unit>(?i:day|night|morning|evening|afternoon))(?:\s(?P<dir>(?i:before|after|later|earlier)))?(?!\w|-)"),
    ("duration", rf"(?P<approx>{APPROX})(?:(?i:the)\s(?={QUANTITY}\s{UNIT}s))?(?P<n>{QUANTITY})(?P<h>[-\s])(?P<unit>{UNIT})(?P<s>s?)(?![\w])(?P<half>\sand\sa\shalf)?(?P<poss>['\u2019])?(?P<old>[-\s](?i:old|of\sage)s?)?(?P<long>[-\s]long)?"),
    ("duration", rf"(?P<pre>(?i:for|in|over|after|during|took|take|takes|lasted|lasting|within|of|spent|spend|throughout))\s(?P<told>(?P<approx>{APPROX})(?P<unit>{UNIT})s)(?!\w|\s(?:ago|later|earlier|before|after))"),
    ("duration", rf"(?P<unit>{UNIT})(?P<long>s?-long)"),
    ("duration", rf"(?P<approx>)(?P<unit>{UNIT})s(?=\s(?i:before|after|ahead|leading\sup)\b)"),
    ("duration", rf"(?P<approx>{APPROX})(?P<tens>(?i:hundreds|thousands|dozens|tens))\sof\s(?P<unit>{UNIT})s"),
    ("set", rf"(?i:every|each)\s(?:(?P<n>{NUMBER}|other|few)\s)?(?:(?P<unit>{UNIT})s?|(?P<w>{WEEKDAY})|(?P<p>{PART}))(?!\w)"),
    ("set", rf"(?P<w>{WEEKDAY})s(?!\w)"),
    ("set", rf"(?P<w>{WEEKDAY})\s(?P<p>{PART})s(?!\w)"),
    ("set", r"(?P<adj>(?i:daily|weekly|monthly|quarterly|yearly|annual|annually|hourly|nightly|biweekly|bimonthly))(?!\w)"),
    ("set", rf"(?P<times>(?i:once|twice|(?:{_WORDS}|several|many)\stimes))\s(?:a|an|per|each|every)\s(?P<unit>{UNIT})"),
    ("feast", rf"(?P<feast>{FEAST})(?!\w)(?:,?\s(?:(?P<y>{YEAR})|(?P<which>last|this|next)\syear))?"),
    ("since_then", r"(?i:since)\s(?P<told>(?i:then))(?!\w)"),
    ("now", r"(?P<now>(?i:now|currently|at\s(?:the\s)?present|at\sthe\smoment|right\snow|these\sdays|nowadays|presently|at\sthis\spoint|at\sthis\stime))(?!\w)"),
    ("past", r"(?P<past>(?i:recently|lately|formerly|recent\stimes|(?:in\s)?the\spast(?=\s?[.,;]|\s(?:and|but|to|have|has|when|as)\b)|until\srecently|the\srecent\spast|once(?=\s(?:was|were|had)\b)))(?!\w)"),
    ("future", r"(?P<future>(?i:the\s(?:near\s|foreseeable\s|immediate\s|distant\s)?future(?=[.,;]|\s(?:of|and|to|if|when|is|will)\b)|in\s(?:the\s)?(?:near\s|foreseeable\s)?future|soon(?=[.,;]|\s(?:be|to)\b)))(?!\w)"),
)  # fmt: skip
RULES: Final = tuple((name, re.compile(rf"(?<![\w$\u20ac\u00a3]){pattern}")) for name, pattern in _RULES)

_MONTH_WORD: Final = re.compile(
    "(?i:" + "|".join(m[:3] for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")) + ")"
)
_DIGIT: Final = re.compile(r"\d")
NEEDS: Final[dict[str, re.Pattern[str]]] = {
    **dict.fromkeys(("month_day", "month_days", "more_day", "month"), _MONTH_WORD),
    **dict.fromkeys(("iso", "numeric", "year", "year_range", "century", "year_quarter"), _DIGIT),
    "clock": re.compile(r"\d|(?i:noon|midday|midnight)"),
    "feast": re.compile(r"[A-Z]\w"),
    "decade": re.compile(r"0\s?['\u2019]?s|ies"),
    "attacks_day": re.compile(r"9/11"),
    "first_months": re.compile(r"(?i:months\sof)"),
    "week_of": re.compile(r"(?i:week)"),
    "season": re.compile(SEASON),
    "year_words": re.compile(r"(?i:nineteen|thousand)"),
}
"""What a sentence must hold for a rule to be tried: half of the time goes into rules that cannot match."""

NAMES: Final = re.compile(
    rf"(?:{WEEKDAY})\s(?:prayers?|sermons?|mosque|Prayers?|Agreement|Times|Telegraph|Herald|Mirror|Express|Mail|Star|Post)\b"
    r"|(?:Black|Bloody|Cyber|Super|Ruby|Fat)\s(?:Monday|Tuesday|Friday|Sunday|Saturday)|(?:Arab|Prague)\s[Ss]pring"
    r"|Good\sFriday\s(?:Agreement|Accords?)|60\sMinutes|Face\sthe\sNation|Easter\sIsland|Thursday's\sChild|Million\sMan\sMarch"
)
"""Names that hold a time word and tell no time."""
BRANDS: Final = re.compile(
    r"\s(?:Alliance|Movement|Brigades?|Bridge|Coalition|Square|Street|Organi[sz]ation|Party|Front|[Bb]loc)\b"
)
"""After a day's date: "the 14 February Movement" is a group."""


def words_value(text: str) -> Fraction | None:
    """The number that `text` writes; None for "few", "several" and what is no number."""
    words = text.lower().replace("-", " ").split()
    if words[-1:] == ["1/2"] or words[-3:] == ["and", "a", "half"]:
        whole = words_value(" ".join(words[: -1 if words[-1] == "1/2" else -3]).removesuffix(" and"))
        return whole + Fraction(1, 2) if whole is not None else None
    if len(words) > 1 and words[0] in ("a", "an", "the") and words[1] not in (*SCALES, "dozen", "couple"):
        words = words[1:]
    if words in (["a"], ["an"]):
        return Fraction(1)
    number = read_number(words, 0, [False] * len(words)) if words else None
    return number.value if number and number.last == len(words) - 1 else None


def vague_value(text: str) -> int | None:
    """What "a few" or "several" stands for, None for a number or where nothing can be said."""
    return next((n for word, n in VAGUE_NUMBERS.items() if word in text.lower().split()), None)


def month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def weekday_number(name: str) -> int:
    return WEEKDAYS[name.lower().rstrip(".")]
