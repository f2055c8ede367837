"""How many people or things a text says there are, as bounds.

The bounds follow the annotation guidelines: "at least 43" is 43 and more, "about 90" is five per
cent either way, "dozens" 20 to 99. Ordinals, years, ages, money, measures, times and the numbers
of resolutions, roads and aircraft count nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tidings.mentions.count_readings import STARTS, Words, count_at
from tidings.mentions.count_words import BREAKS, FLAT, GROUPS, STRONG
from tidings.model.doc import Doc, Sentence
from tidings.model.mention import Count
from tidings.model.span import Span


def find_counts(doc: Doc) -> tuple[Count, ...]:
    """The counts of a report, in text order, none inside another.

    "no casualties" and "nobody was hurt" give [0, 0]; "several", "a few", "many" give nothing. "one"
    is read as a number only where it stands before what it counts, "a soldier" is not a number here.
    """
    return tuple(count for sentence in doc.sentences for count in _read(doc, sentence))


def counts_in(doc: Doc, sentence: Sentence) -> Sequence[Count]:
    """The counts of one sentence: from the layer "counts" where it is there, since phrases ask for
    those of their sentence a noun at a time, and a list can run to hundreds of nouns."""
    if not doc.has("counts"):
        return _read(doc, sentence)
    first = bisect_left(doc.counts, sentence.first, key=lambda count: count.first)
    last = bisect_left(doc.counts, sentence.last, lo=first, key=lambda count: count.first)
    return doc.counts[first:last]


def _read(doc: Doc, sentence: Sentence) -> list[Count]:
    tokens = doc.tokens[sentence.first : sentence.last]
    text = tuple(t.text for t in tokens)
    words = Words(
        text,
        tuple(w.lower().replace("\u2019", "'") if w.lower().isascii() or "\u2019" in w else w for w in text),
        tuple(k > 0 and tokens[k - 1].end == t.start for k, t in enumerate(tokens)),
        sentence.first,
    )
    out: list[Count] = []
    k = 0
    while k < len(text):
        if not (words.low[k] in STARTS or text[k][0].isdigit()):
            k += 1
            continue
        found = count_at(doc, words, k)
        if found is None:
            k += 1
            continue
        low, high, first, last, past = found
        if low is not None or high is not None:
            start, end = sentence.first + first, sentence.first + last
            if not out or start > out[-1].last:
                out.append(Count(low, high, doc.span(start, end), start, end))
        k = max(past, k + 1)
    return out


def count_of_phrase(doc: Doc, head_token: int, *, singular: bool = False) -> Count | None:
    """The count that belongs to the noun (or number) `head_token`, None where it has none.

    Bare and definite plurals have none. `singular`: "a soldier", "another soldier" count as one;
    the caller has to know that the noun is a person. Takes the parse layer where it is there.
    """
    sentence = doc.sentences[doc.tokens[head_token].sent]
    counts = counts_in(doc, sentence)
    for count in counts:
        if count.first <= head_token <= count.last:
            return count
    if doc.has("parse") and len(counts) > 1:
        # "nine of the 16 soldiers killed": the noun's own number goes before one that it hangs on
        own = {c for c in doc.children(head_token) if doc.parse.dep[c].startswith("nummod")}
        for count in counts:
            if own.intersection(range(count.first, count.last + 1)):
                return count
    reach = _reaches if doc.has("parse") else _stands_before
    for count in counts:
        if reach(doc, count, head_token):
            return count
    return _single(doc, head_token) if singular else None


def _reaches(doc: Doc, count: Count, head: int) -> bool:
    """Whether the count's words hang on the noun, or the noun on the count ("dozens of people")."""
    parse, at = doc.parse, count.last
    inside = range(count.first, count.last + 1)
    for t in inside:
        # what the expression hangs on by itself; "than" and "least" may hang where they like
        if parse.pos[t] in ("NUM", "NOUN", "DET") and parse.head[t] not in inside:
            at = t
    up = parse.head[at]
    if up == head and at > head:
        # "a family of five"
        return doc.tokens[head].text.lower() in GROUPS and doc.tokens[count.first - 1].text.lower() == "of"
    if up == head:
        return parse.dep[at].split(":")[0] in (
            "nummod",
            "amod",
            "det",
            "compound",
            "advmod",
            "nmod",
            "obl",
            "dep",
        )
    if head > up >= 0 and parse.head[up] == head and parse.dep[at].split(":")[0] in FLAT:
        word = doc.tokens[up].text.lower()
        if word in STRONG and abs(up - at) <= 2:
            return True
    if parse.head[head] in inside and parse.dep[head].split(":")[0] in ("nmod", "obl"):
        return any(doc.tokens[c].text.lower() == "of" for c in doc.children(head))
    if doc.tokens[head].text.lower() in GROUPS:
        return any(
            parse.dep[c].split(":")[0] == "nmod"
            and any(doc.tokens[k].text.lower() == "of" for k in doc.children(c))
            and (c in inside or _reaches(doc, count, c))
            for c in doc.children(head)
            if c > head
        )
    return False


def _stands_before(doc: Doc, count: Count, head: int) -> bool:
    """Without a parse: the count stands before the noun with at most three plain words between."""
    if not count.last < head <= count.last + 4:
        return False
    between = [doc.tokens[t].text.lower() for t in range(count.last + 1, head)]
    if between[:1] == ["of"] or between[:2] == ["-", "strong"]:
        between = between[1 if between[0] == "of" else 2 :]
    return not any(word in BREAKS for word in between)


def _single(doc: Doc, head: int) -> Count | None:
    def is_one(t: int) -> bool:
        return doc.tokens[t].text.lower() in ("a", "an", "another", "one")

    if doc.has("parse"):
        if doc.parse.tag[head] not in ("NN", "NNP"):
            return None
        dets = [c for c in doc.children(head) if c < head and is_one(c)]
        first = dets[0] if dets else None
    else:
        sentence = doc.sentences[doc.tokens[head].sent]
        window = range(max(sentence.first, head - 3), head)
        first = next((t for t in reversed(window) if is_one(t)), None)
    return Count(1, 1, doc.span(first, head), first, head) if first is not None else None


def add_counts(a: Count, b: Count) -> Count:
    """Both together. An open upper bound stays open; an open lower one adds nothing.

    The span runs from the first of them to the end of the other.
    """
    low = None if a.low is None and b.low is None else (a.low or 0) + (b.low or 0)
    high = None if a.high is None or b.high is None else a.high + b.high
    left, right = sorted((a, b), key=lambda c: (c.first, c.last))
    end = right if right.last >= left.last else left
    start, stop = left.span.start, max(left.span.end, end.span.end)
    return Count(low, high, Span(start, stop), left.first, max(left.last, right.last))


def bounds(counts: Sequence[Count]) -> tuple[int | None, int | None]:
    """Low and high of several added; both None for none."""
    if not counts:
        return None, None
    total = counts[0]
    for count in counts[1:]:
        total = add_counts(total, count)
    return total.low, total.high
