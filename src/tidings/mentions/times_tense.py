"""Whether a time stands with what has happened or with what lies ahead."""

from __future__ import annotations

import re
from typing import Final

from tidings.mentions.count_words import word_set
from tidings.model.doc import Doc

PLANNING: Final = word_set(
    "expect schedule plan due set slate intend hope vow pledge promise agree threaten want aim prepare "
    "decide order propose ready bind poise want need ask call urge invite plan seek wait will shall go"
)
"""Before "to" and a verb these put the verb's day ahead."""
_AHEAD_ADJ: Final = word_set(
    "planned upcoming scheduled forthcoming expected next proposed coming impending due"
)
_FUTURE_CUE: Final = re.compile(
    r"(?i)\b(?:will|shall|won['\u2019]t|'ll|\u2019ll|going to|due|scheduled|slated|"
    r"expected (?:to|on|in|by|for)|set (?:to|for)|"
    r"plan(?:s|ning|ned)? (?:to|for|on)|upcoming|forthcoming|to be held|ahead of|intends? to|"
    r"vow(?:s|ed)? to|as (?:soon|early) as|"
    r"would|hopes? to|later this|to take place|comes? into effect|begins?|starts?|is to|are to)\b"
)
_PAST_CUE: Final = re.compile(
    r"(?<!\bbe )\b(?:was|were|had|has|have|did|said|told|took|came|went|began|met|left|"
    r"held|made|saw|shot|fell|found|set|rose|gave|"
    r"broke|struck|hit|won|lost|led|fled|spoke|sent|[a-z]{3,}ed)\b"
)
_SET_FOR: Final = re.compile(
    r"(?i)\b(?:(?:scheduled|slated|due|planned|expected)\s(?:for|on|in|by|to\s\w+)|set\s(?:for|to\s\w+)|(?:payable|effective)(?:\son)?|(?:stock|holders)\sof\srecord)"
    r"\s(?:on\s|the\s|early\s|late\s)?$"
)
_OPEN_UNTIL: Final = re.compile(
    r"(?i)\b(?:extend\w*|g[ai]ven?|giving|postpon\w*|adjourn\w*|delay\w*|suspend\w*|deadline|ultimatum|ha[sd]|have|remain\w*|"
    r"put\soff|allow\w*|expire\w*|offer|wait\w*|good|ban\w*|curfew|detain\w*|custody|clos\w*|shut\w*|impos\w*|bar(?:s|red|ring)"
    r"|prohibit\w*|restrict\w*|halt\w*|pause\w*|cease-?fire|truce|stay\w*)\b[^.;]*\b(?:until|till)\s(?:at\s|the\s)?$"
)
"""Before a day these put it ahead: what was put off "until Tuesday" is still to come."""
_UNTIL_THEN: Final = re.compile(
    r"(?i)\b(?:until|till|pending|ahead\sof|awaiting)\s(?:(?:a|an|the|his|her|its|their|further)\s)?(?:[a-z]+\s){1,2}(?:on\s)$"
)
"""Before a day: "held until sentencing on 27 September"."""
_BECAUSE: Final = word_set("because since wake aftermath response reaction retaliation revenge")
"""What comes because of a deed comes later: the day of "will vote for him because of the killing on Friday"
lies behind."""
_AFTER: Final = frozenset({"after", "following"})
_CLAUSE_END: Final = re.compile(r"[;:\u2014]|\bthat\b|\bwho\b|\bwhich\b")


_CALLED_FOR: Final = re.compile(
    r"(?i)\b(?:plan\w*|schedul\w*|call\w*|announc\w*|organi[sz]\w*)\b[^.;,]{0,50}\sfor\s(?:late\s|early\s)?$"
)


def direction(doc: Doc, sent: int, first: int, last: int) -> str:
    """ "past", "future" or "" for the words from token `first` to `last` of sentence `sent`."""
    start = doc.tokens[first].start
    before = doc.text[max(doc.sentences[sent].start, start - 90) : start]
    if any(p.search(before) for p in (_SET_FOR, _OPEN_UNTIL, _CALLED_FOR, _UNTIL_THEN)):
        return "future"
    if doc.has("parse"):
        if _due_to_act(doc, sent, first):
            return "future"
        found = _by_parse(doc, first, last)
        if found:
            return found
    return _by_words(doc, sent, first, last)


def _due_to_act(doc: Doc, sent: int, first: int) -> bool:
    """ "was due to meet the envoy on Sunday", and not "was cancelled due to rain on Sunday"."""
    for t in range(first - 3, max(doc.sentences[sent].first, first - 14) - 1, -1):
        if doc.tokens[t].text.lower() in (",", ";", "that", "after"):
            return False
        if doc.tokens[t].text.lower() == "due" and doc.tokens[t + 1].text.lower() == "to":
            return doc.parse.tag[t + 2] == "VB"
    return False


def _by_parse(doc: Doc, first: int, last: int) -> str:
    parse = doc.parse
    at = next((t for t in range(first, last + 1) if not first <= parse.head[t] <= last), last)
    for _ in range(6):
        kids = doc.children(at)
        helped = any(parse.dep[k].startswith(("aux", "cop")) for k in kids)
        if helped or parse.pos[at] in ("VERB", "AUX", "ADJ"):
            found = _of_verb(doc, at)
            if found:
                return found
        elif any(parse.dep[k] == "amod" and doc.tokens[k].text.lower() in _AHEAD_ADJ for k in kids):
            return "future"
        elif at < first and _is_before_the_rest(doc, at, doc.tokens[first - 1].text.lower()):
            return "past"
        at = parse.head[at]
        if at < 0:
            break
    return ""


def _is_before_the_rest(doc: Doc, noun: int, led: str) -> bool:
    """Whether a noun is what something comes because of, or after in some month ("in", the word `led`)."""
    parse = doc.parse
    marks = [k for k in doc.children(noun) if parse.dep[k] == "case"]
    words = {doc.tokens[k].text.lower() for k in marks}
    words |= {doc.tokens[k - 1].text.lower() for k in marks if k}
    return parse.pos[noun] == "NOUN" and bool(words & (_BECAUSE | _AFTER if led == "in" else _BECAUSE))


def _of_verb(doc: Doc, verb: int) -> str:
    parse = doc.parse
    helps = [k for k in doc.children(verb) if parse.dep[k].startswith(("aux", "cop", "mark"))]
    words = {doc.tokens[k].text.lower() for k in helps}
    lemma, tag = parse.lemma[verb].lower(), parse.tag[verb]
    if words & {"will", "shall", "'ll", "\u2019ll", "wo"} or (words & {"would"} and "have" not in words):
        return "future"
    if words & {"may", "might", "must"} and "have" not in words and tag == "VB":
        return "future"
    if lemma in ("plan", "schedule", "slate", "due", "expect") and tag in ("VBN", "JJ", "IN"):
        return "future"
    if lemma in ("plan", "intend") and any(parse.dep[k] == "xcomp" for k in doc.children(verb)):
        return "future"  # "On Friday the union planned to march"
    if "to" in words and tag in ("VB", "VBN"):
        up = parse.head[verb]
        if words & {"is", "are"} or (up >= 0 and doc.tokens[up].text.lower() in ("is", "are")):
            return "future"
        if parse.dep[verb].startswith("acl") or (up >= 0 and parse.lemma[up].lower() in PLANNING):
            return "future"
        return "" if up >= 0 else "future"
    if tag == "VBD" or words & {"was", "were", "had", "has", "have", "did", "been"}:
        return "past"
    return "past" if tag == "VBN" and not words else ""


def _by_words(doc: Doc, sent: int, first: int, last: int) -> str:
    sentence, tokens = doc.sentences[sent], doc.tokens
    left = doc.text[max(sentence.start, tokens[first].start - 90) : tokens[first].start]
    cuts = list(_CLAUSE_END.finditer(left))
    near = left[cuts[-1].end() :] if cuts else left
    future, past = list(_FUTURE_CUE.finditer(near)), list(_PAST_CUE.finditer(near))
    if future or past:
        if future and (not past or future[-1].end() >= past[-1].end()):
            return "future"
        return "past"
    right = doc.text[tokens[last].end : min(sentence.end, tokens[last].end + 110)]
    ahead, behind = _FUTURE_CUE.search(right), _PAST_CUE.search(right)
    if ahead and (not behind or ahead.start() <= behind.start()):
        return "future"
    return "past" if behind else ""
