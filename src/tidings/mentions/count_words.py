"""Words that say how a number is meant, and words beside which a number counts nothing."""

from __future__ import annotations

import re
from typing import Final


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


VAGUE: Final = {
    "dozens": (20, 99), "scores": (40, 99), "hundreds": (100, 999), "thousands": (1_000, 9_999),
    "millions": (10**6, 10**7 - 1), "billions": (10**9, 10**10 - 1),
}  # fmt: skip
TENS_OF: Final = {"tens": 10, "hundreds": 100}
SEVERAL: Final = {
    "dozen": (20, 99),
    "hundred": (100, 999),
    "thousand": (1_000, 9_999),
    "million": (10**6, 10**7 - 1),
}

BEFORE: Final = (
    ("low", "at least|more than|over|upwards of|no fewer than|no less than|not less than|"
            "not fewer than|a minimum of|in excess of|above|exceeding|just over|well over|"
            "slightly more than|at the very least"),
    ("high", "up to|as many as|no more than|not more than|at most|fewer than|less than|under|a maximum of"),
    ("below", "nearly|almost|close to|just under|some nearly|approaching"),
    ("about", "about|around|some|roughly|approximately|approx.|circa|an estimated|the estimated|estimated|"
              "somewhere around|in the region of|or so|more or less"),
)  # fmt: skip
MODIFIERS: Final = sorted(
    ((tuple(words.split()), kind) for kind, group in BEFORE for words in group.split("|")),
    key=lambda m: -len(m[0]),
)
CONCERNING: Final = word_set(
    "concerned worried worry worries asked ask asks complained complain complaints concern concerns news "
    "information talk talked talks spoke speak speaking reports stories questions told know knows knew"
)
"""After these "about" is no estimate."""
AFTER: Final = (
    (("or", "more"), "low"), (("or", "so"), "about"), (("or", "fewer"), "high"), (("or", "less"), "high"),
    (("-", "odd"), "about"), (("odd",), "about"),
    (("-", "plus"), "low"), (("+",), "low"), (("at", "least"), "low"), (("at", "most"), "high"),
)  # fmt: skip

MEASURES: Final = word_set(
    "percent % per-cent pct degree degrees km kms kilometer kilometers kilometre kilometres mile miles "
    "meter meters metre metres foot feet ft inch inches yard yards cm mm nautical ton tons tonne tonnes "
    "kg kgs kilo kilos kilogram kilograms pound pounds gram grams liter liters litre litres gallon "
    "gallons barrel barrels acre acres hectare hectares square cubic sq mph kph knots watts megawatts "
    "mw gigawatts kilotons kiloton caliber calibre magnum mm. dollar dollars euro euros cent cents yen yuan "
    "sterling ruble rubles rouble roubles rupee rupees lira dinar dinars riyal riyals rial rials shekel "
    "shekels franc francs peso pesos naira shilling shillings usd eur gbp point points times time fold "
    "o'clock am pm a.m. p.m. a.m p.m gmt utc est edt"
)
TIME_UNITS: Final = word_set(
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends month "
    "months year years decade decades century centuries quarter quarters"
)
OF_THINGS: Final = word_set("seat storey story page bed room lane bedroom gun wheel megawatt part volume")
"""After a number and a hyphen these say how large a thing is: "the 120-seat parliament"."""
MONTHS: Final = word_set(
    "january february march april may june july august september october november december jan. feb. "
    "mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. jan feb apr jun jul aug sept sep oct nov dec"
)
CURRENCY: Final = re.compile(
    r"(?:US|AU|CA|HK|NZ|NT|[ACSR])?[$\u20ac\u00a3\u00a5\u20b9]\Z|(?:Rs|USD|EUR|GBP)\.?\Z"
)
LABELS: Final = word_set(
    "no. nos. number # resolution article articles section chapter paragraph boeing airbus flight "
    "highway route road interstate room apollo channel phase page pages unit building gate grade type "
    "model version mark m mig area camp checkpoint bureau ps protocol part volume act season episode "
    "category level tel phone fax group g p bus train psalm proposition amendment title sector zone "
    "district ward block plot apartment radio fm ch. apt. art. antonov tupolev ilyushin sukhoi saab "
    "galaxy windows office directive regulation decree"
)
SINCE: Final = word_set("in since until till by of during from before after early late mid circa")
RISING: Final = re.compile(
    r"(?i)(?:rose|ris(?:e|en|ing)|climb\w*|increas\w*|fell|fall\w*|jump\w*|revis\w*|rais\w*|"
    r"grew|grow\w*|up|down|drop\w*|cut|reduc\w*|lower\w*|slash\w*|doubl\w*)\Z"
)
CASUALTY: Final = re.compile(
    r"(?i)(?:casualt|fatalit|injur|death|wounded|dead|killed|people|civilian|victim|survivor|soldier|troop|police|"
    r"passenger|protester|arrest|detainee|hostage|loss|militant|fighter|sailor|crew|prisoner)\w*\Z"
)
HARM: Final = re.compile(r"(?i)(?:kill|hurt|injur|wound|harm|die|dead|death|detain|arrest)\w*\Z")
GROUPS: Final = word_set(
    "group crowd band team convoy squad total force contingent number unit gang batch wave handful "
    "party army mob column cell crew household family "
    "battalion brigade regiment company platoon detachment delegation coalition combination pair trio"
)
STRONG: Final = word_set("strong member members man men woman person people soldier seat")
FLAT: Final = frozenset(
    {"nummod", "compound", "flat", "advmod", "fixed", "goeswith", "quantmod", "conj", "nmod"}
)


SCALE_WORDS: Final = {"thousand": 1_000, "million": 10**6, "billion": 10**9}

BREAKS: Final = word_set(
    "and or but , . ; : ( ) \" ' in on at by from with who that which were was are is have has had to of "
    "for - when while after before as"
)
"""Without a parse, no noun behind one of these is counted by a number before it."""
