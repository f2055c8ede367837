"""According to whom: cue, source and content, nested, and quotations across sentences.

An attribution is a cue ("said", "according to"), a source (whose words they are) and the tokens
of the content. Rules:

1. A reporting verb's clausal complement is its content, its subject the source.
2. A reporting verb in parenthesis ("…, X said, …"; "“…,” said X") has the clause around it, and
   the quotation that touches it, as content.
3. "According to X", "in the words of X", "X's statement says": the clause it hangs on.
4. A quotation without a cue of its own in the sentence after a quoted one goes on with its speaker.
5. "BBC quoted an official as saying that …": two sources, the outlet outermost. So are the two of "X told
   the Daily Post that …" and "in an interview with AFP X said …", unless the report is that outlet's own; and
   of "Reuters reported, citing X, that …".
6. A quotation of several sentences is one speaker's.
7. "The army's claim that", "reports by activists that", "denied rumours that": the clause of a noun of
   telling is told by those whose it is, or by who denies it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from tidings.claims.roster import Roster, roster_of
from tidings.claims.speakers import (
    DENYING,
    INTERVIEWS,
    ISSUING,
    NO_SPEAKERS,
    SOURCE_NOUNS,
    all_who_speak,
    behind_comma,
    is_outlet,
    tellers,
    who_tells,
)
from tidings.claims.syntax import base, case_of, conjuncts, is_passive, kids, subjects
from tidings.mentions.lexicon import reporting_cues, reporting_verbs
from tidings.model.doc import Doc

ACCORDING = frozenset(("according to", "per", "citing", "in the words of"))

CITING = frozenset(("citing", "quoting"))
QUOTING = frozenset(("quote", "cite"))

CLAIMING = frozenset("accuse blame suspect charge warn complain speak tell hear".split())
"""Verbs whose content stands behind "of", "for" or "about"."""
FORESEEING = frozenset(
    "fear expect hope predict warn promise threaten demand plan order vow pledge urge ask agree anticipate"
    " forecast request propose suggest".split()
)
"""Verbs of what lies ahead: "as the mayor feared, rebels attacked" are not his words."""
ACCUSING = frozenset("accuse blame suspect charge".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """`sources` are head tokens (more than one where co-ordinated), `content` token indices."""

    cue: int
    sources: tuple[int, ...]
    content: frozenset[int]


def find_attributions(doc: Doc) -> list[Attribution]:
    """Every attribution of the text; tells the layer "roster" who speaks in each quotation."""
    roster = roster_of(doc)
    out: list[Attribution] = []
    quoted = _quoted_tokens(doc)
    last_speaker: tuple[int, ...] = ()
    last_sentence = -2
    for sentence in doc.sentences:
        here: list[Attribution] = []
        for i in range(sentence.first, sentence.last):
            found = _by_verb(doc, roster, i) or _by_phrase(doc, roster, i) or _by_noun(doc, roster, i)
            if found is not None:
                if here and doc.tokens[i].text.lower() == "adding":
                    found = replace(found, sources=here[-1].sources)  # who said the one adds the other
                elif (same := _same_sources(doc, found, [*out, *here])) is not None:
                    found = replace(found, sources=same)
                cited = _cited(doc, roster, found)
                if cited is not None:
                    found = replace(found, content=found.content | {cited.cue, *cited.sources})
                    here.append(cited)
                here.append(found)
                if (outlet := _told_to(doc, roster, found)) is not None:
                    here.append(outlet)
        here = _with_quoted(doc, roster, here)
        if sentence.kind == "headline" and not here:
            here += _in_headline(doc, roster, sentence.first, sentence.last)
        marks = [t for t in range(sentence.first, sentence.last) if t in quoted]
        if marks:
            speakers = _speaker_in(doc, roster, here, marks)
            if speakers is None and sentence.i - last_sentence <= 1 and last_speaker:
                if not any(a for a in here):
                    here.append(
                        Attribution(marks[0], last_speaker, frozenset(range(sentence.first, sentence.last)))
                    )
                speakers = last_speaker
            if speakers:
                last_speaker, last_sentence = speakers, sentence.i
                for block in _blocks(marks):
                    roster.set_speaker(block, speakers[0])
                covered = set().union(*(a.content for a in here)) if here else set()
                rest = frozenset(m for m in marks if m not in covered)
                if rest and here:
                    own = next((a for a in here if a.sources == speakers), None)
                    if own is not None:
                        here[here.index(own)] = Attribution(own.cue, own.sources, own.content | rest)
        out.extend(here)
    return _after_what_he_said(doc, roster, _over_whole_quotations(doc, roster, out))


def _same_sources(doc: Doc, told: Attribution, before: list[Attribution]) -> tuple[int, ...] | None:
    """Whom "the same sources" and "these sources" are: who spoke last, in the two sentences before."""
    parse, head = doc.parse, told.sources[0]
    words = {doc.tokens[c].text.lower() for c in kids(doc, head, "det", "amod")}
    if parse.lemma[head].lower() != "source" or not words & {"same", "these", "this"}:
        return None
    last = before[-1] if before else None
    near = last is not None and doc.tokens[head].sent - doc.tokens[last.cue].sent <= 2
    return last.sources if last is not None and near else None


def _in_headline(doc: Doc, roster: Roster, first: int, last: int) -> list[Attribution]:
    """Wire style: "Strike kills ten in Gaza school: ministry", "Soldiers killed 40 villagers - UN", "Police:
    four men arrested"."""
    words = [t.text for t in doc.tokens[first:last]]
    marks = [first + n for n, w in enumerate(words) if w in (":", "-", "\u2013", "\u2014")]
    for mark, speakers, content in (
        *((m, range(m + 1, last), range(first, m)) for m in marks[-1:]),
        *((m, range(first, m), range(m + 1, last)) for m in marks[:1] if doc.tokens[m].text == ":"),
    ):
        alone = doc.tokens[mark].start > doc.tokens[mark - 1].end or doc.tokens[mark].text == ":"
        if not 1 <= len(speakers) <= 4 or len(content) < 3 or not alone:
            continue
        head = speakers[-1]
        speaks = roster.kind_of(head) in ("org", "force", "person") or bool(
            roster.classes(head) & {"person", "role", "group"}
        )
        if speaks and roster.party(head) is not None:
            return [Attribution(mark, (head,), frozenset(content))]
    return []


def _over_whole_quotations(doc: Doc, roster: Roster, found: list[Attribution]) -> list[Attribution]:
    """A quotation of several sentences is one speaker's, though the cue stands only beside the last:
    "“Soldiers burned the market. We fled,” a trader said"."""
    out = list(found)
    starts = [t.start for t in doc.tokens]
    for quote in doc.quotes:
        inside = range(bisect_left(starts, quote.start), bisect_left(starts, quote.end))
        if not inside or doc.tokens[inside[0]].sent == doc.tokens[inside[-1]].sent:
            continue
        words = frozenset(inside)
        beside = [n for n, a in enumerate(out) if a.cue not in words and a.content & words]
        if not beside:
            continue
        n = max(beside, key=lambda n: len(out[n].content & words))
        over = frozenset().union(*(out[m].content for m in beside))
        if words <= over:
            continue
        first = [t for t in inside if t not in over]
        out[n] = Attribution(out[n].cue, out[n].sources, out[n].content | words)
        for block in _blocks(first):
            roster.set_speaker(block, out[n].sources[0])
    return out


def _after_what_he_said(doc: Doc, roster: Roster, found: list[Attribution]) -> list[Attribution]:
    """A quotation that nobody is named for, right behind a sentence that tells what somebody said, is his:
    "The mayor said that the town was quiet. “We have disarmed the guards.”"."""
    out = list(found)
    covered: set[int] = set().union(*(a.content for a in found))
    cues: dict[int, list[Attribution]] = {}
    for a in found:
        cues.setdefault(doc.tokens[a.cue].sent, []).append(a)
    starts = [t.start for t in doc.tokens]
    for quote in sorted(doc.quotes):
        inside = range(bisect_left(starts, quote.start), bisect_left(starts, quote.end))
        if len(inside) < 5 or covered.intersection(inside):
            continue
        n = doc.tokens[inside[0]].sent
        first, last = doc.sentences[n], doc.sentences[doc.tokens[inside[-1]].sent]
        whole = inside[0] <= first.first + 1 and inside[-1] >= last.last - 3
        told = [a for a in cues.get(n - 1, ()) if _tells(doc, roster, a)]
        if not whole or not told or n in cues or first.kind != doc.sentences[n - 1].kind:
            continue
        speaker = told[-1].sources
        out.append(Attribution(told[-1].cue, speaker, frozenset(inside)))
        covered.update(inside)
        roster.set_speaker(inside, speaker[0])
    return out


def _tells(doc: Doc, roster: Roster, told: Attribution) -> bool:
    """Whether one speaker's words are the whole sentence: the cue is its main verb or hangs beside it."""
    if len(told.sources) != 1 or doc.parse.pos[told.cue] != "VERB":
        return False
    main = doc.parse.head[told.cue] < 0 or base(doc.parse.dep[told.cue]) in ("parataxis", "conj")
    return main and roster.kind_of(told.sources[0]) not in NO_SPEAKERS | {"country", "place"}


def sources_of(attributions: list[Attribution], i: int) -> list[Attribution]:
    """The attributions whose content holds token `i`, outermost first."""
    over = [a for a in attributions if i in a.content and a.cue != i]
    return sorted(over, key=lambda a: (-len(a.content), a.cue))


def _by_verb(doc: Doc, roster: Roster, i: int) -> Attribution | None:
    parse = doc.parse
    if parse.pos[i] != "VERB" or (parse.lemma[i].lower(), "VERB") not in reporting_cues():
        return None
    content: set[int] = set()
    for c in kids(doc, i, "ccomp"):
        content.update(doc.subtree(c))
    lemma = parse.lemma[i].lower()
    if (not content and lemma in ("claim", "allege", "deny", "believe", "admit")) or is_passive(doc, i):
        for c in kids(doc, i, "xcomp"):
            content.update(doc.subtree(c))
    beside = lemma not in ACCUSING  # "A accused B of shelling; C blamed D": neither says the other
    if not content and beside and base(parse.dep[i]) == "parataxis" and parse.head[i] >= 0:
        content.update(set(doc.subtree(parse.head[i])) - set(doc.subtree(i)))
    if not content and beside:
        for c in kids(doc, i, "parataxis"):
            if abs(c - i) < 120:
                content.update(doc.subtree(c))
    content |= _whole_before(doc, i)
    if not content:
        content = _around_aside(doc, i)
    if not content:
        # "said in a statement that …", where the clause hangs on the statement
        for o in kids(doc, i, "obl", "obj"):
            if parse.lemma[o].lower() in SOURCE_NOUNS:
                for c in kids(doc, o, "acl", "ccomp"):
                    if any(doc.tokens[m].text.lower() == "that" for m in kids(doc, c, "mark")):
                        content.update(doc.subtree(c))
    if not content and lemma in CLAIMING:
        for c in kids(doc, i, "advcl", "obl"):
            if any(
                doc.tokens[m].text.lower() in ("of", "for", "about") for m in kids(doc, c, "mark", "case")
            ):
                content.update(doc.subtree(c))
    quoting = parse.head[i] if base(parse.dep[i]) in ("advcl", "obl", "xcomp") else -1
    if not content and quoting >= 0 and parse.lemma[quoting].lower() in QUOTING:
        # "quoted an official as saying that …", the clause hung on the quoting
        for c in kids(doc, quoting, "ccomp"):
            if c > i:
                content.update(doc.subtree(c))
    if not content and lemma in QUOTING:
        for c in kids(doc, i, "advcl", "obl", "xcomp"):
            content.update(doc.subtree(c))
    if not content:
        return None
    content -= _told_by_others(doc, i, content)
    sources = who_tells(doc, i)
    if is_passive(doc, i):
        sources = _agents(doc, i)
        if not sources and lemma in QUOTING:
            sources = tuple(subjects(doc, i))  # "X was quoted as saying"
    if parse.dep[i] == "acl" and not sources and parse.head[i] >= 0:
        sources = (parse.head[i],)
    if not sources and base(parse.dep[i]) in ("advcl", "obl", "xcomp") and parse.head[i] >= 0:
        # "quoted an official as saying": the object of the quoting verb speaks
        head = parse.head[i]
        if parse.lemma[head].lower() in ("quote", "cite", "report"):
            sources = kids(doc, head, "obj") or tuple(subjects(doc, head))
    sources = all_who_speak(doc, roster, sources)
    if not sources:
        return None
    return Attribution(i, sources, frozenset(content - {i}))


def _agents(doc: Doc, verb: int) -> tuple[int, ...]:
    """By whom it is said: "as reported by the Daily Star"."""
    by = [k for k in kids(doc, verb, "obl") if doc.parse.dep[k] == "obl:agent" or case_of(doc, k) == "by"]
    return tuple(c for k in by for c in conjuncts(doc, k))


def _around_aside(doc: Doc, cue: int) -> set[int]:
    """The clause around a parenthesis: "as the daily reported", "Smith, prosecutors allege, stabbed him"."""
    parse, head = doc.parse, doc.parse.head[cue]
    dep = base(parse.dep[cue])
    if head < 0 or any(kids(doc, cue, "obj", "ccomp", "xcomp")):
        return set()
    if dep == "advcl":
        as_he_said = any(doc.tokens[m].text.lower() == "as" for m in kids(doc, cue, "mark"))
        as_he_said = as_he_said and parse.lemma[cue].lower() not in FORESEEING
        if as_he_said and parse.tag[cue] != "VBG":
            return set(doc.subtree(head)) - set(doc.subtree(cue))
        return set()
    own = [k for k in kids(doc, cue, "nsubj") if k < cue and parse.tag[k] not in ("WDT", "WP")]
    if parse.dep[cue] != "acl:relcl" or not own or cue + 1 >= len(doc.tokens):
        return set()
    begin = min(doc.subtree(own[0]))
    verb = parse.head[head]
    aside = doc.tokens[begin - 1].text == "," and doc.tokens[cue + 1].text == ","
    if not aside or verb < 0 or base(parse.dep[head]) != "nsubj":
        return set()
    return set(doc.subtree(verb)) - set(doc.subtree(cue))


def _whole_before(doc: Doc, cue: int) -> set[int]:
    """What stands before "…, a spokesman said." at the end of a sentence is all his, whatever it hangs on."""
    parse, sentence = doc.parse, doc.sentence_of(cue)
    own = [s for s in kids(doc, cue, "nsubj") if sentence.first < s < cue]
    if parse.head[cue] >= 0 or not own or sentence.last - cue > 8 or kids(doc, cue, "obj", "conj"):
        return set()
    if any(c > cue for c in kids(doc, cue, "ccomp", "xcomp", "advcl")):
        return set()
    begin = min(doc.subtree(own[-1]))
    if begin - sentence.first < 5 or doc.tokens[begin - 1].text not in (",", '"', "”", "’"):
        return set()
    return set(range(sentence.first, begin))


def _told_by_others(doc: Doc, cue: int, content: set[int]) -> set[int]:
    """Of "Kyiv said A, and Moscow said B", B and its speaker: what hangs on another verb of telling that has
    a subject of its own is no part of what the first one tells; nor is "which Moscow denied"."""
    parse = doc.parse
    out: set[int] = set()
    for t in content:
        if parse.pos[t] != "VERB" or parse.lemma[t].lower() not in reporting_verbs() or t == cue:
            continue
        joined = base(parse.dep[t]) in ("conj", "parataxis", "advcl")
        answers = parse.dep[t] == "acl:relcl" and parse.lemma[t].lower() in DENYING
        if (answers or (joined and kids(doc, t, "ccomp"))) and kids(doc, t, "nsubj"):
            out.update(doc.subtree(t))
    return out


def _told_to(doc: Doc, roster: Roster, told: Attribution) -> Attribution | None:
    """The outlet that somebody told it to, as an attribution around that one."""
    parse = doc.parse
    heard = [*kids(doc, told.cue, "obj", "iobj")]
    for o in kids(doc, told.cue, "obl"):
        if parse.lemma[o].lower() in INTERVIEWS:
            heard += [c for c in kids(doc, o, "nmod") if case_of(doc, c) in ("with", "to", "for", "by", "in")]
        elif case_of(doc, o) in ("to", "on"):
            heard.append(o)
    for outlet in heard:
        if outlet not in told.sources and is_outlet(doc, roster, outlet):
            return Attribution(outlet, (outlet,), told.content | {told.cue, *told.sources})
    return None


def _cited(doc: Doc, roster: Roster, told: Attribution) -> Attribution | None:
    """Whom the teller cites: "Reuters reported, citing two officials", "the paper, quoting police, said"."""
    parse = doc.parse
    sentence = doc.sentence_of(told.cue)
    for i in range(sentence.first, sentence.last):
        head = parse.head[i]
        if doc.tokens[i].text.lower() not in CITING or base(parse.dep[i]) not in ("advcl", "acl", "xcomp"):
            continue
        if head != told.cue and head not in told.sources and (head not in told.content or i < told.cue):
            continue
        named = kids(doc, i, "obj") or [k for k in kids(doc, head, "appos") if i < k <= i + 4]
        speakers = all_who_speak(doc, roster, [c for n in named for c in conjuncts(doc, n)])
        if speakers:
            of = set(doc.subtree(i)).union(*(doc.subtree(n) for n in named))
            return Attribution(i, tuple(dict.fromkeys(speakers)), told.content - of)
    return None


def _with_quoted(doc: Doc, roster: Roster, told: list[Attribution]) -> list[Attribution]:
    """The same with those whom an outlet quotes, also where "as saying" does not tell them, and the outlet
    around them: "Kyodo quoted a minister as saying" behind the quotation, "X was quoted by the daily"."""
    parse, out = doc.parse, list(told)
    for a in told:
        if parse.pos[a.cue] != "VERB" or parse.lemma[a.cue].lower() not in QUOTING:
            continue
        quoted = tuple(subjects(doc, a.cue)) if is_passive(doc, a.cue) else kids(doc, a.cue, "obj")
        speakers = all_who_speak(doc, roster, [c for q in quoted for c in conjuncts(doc, q)])
        if not speakers or speakers == a.sources:
            continue
        inner = next((b for b in out if b is not a and set(b.sources) & set(speakers)), None)
        if inner is None:
            words = set().union(*(doc.subtree(q) for q in quoted))
            inner = Attribution(a.cue, speakers, a.content - words - {a.cue})
            out.append(inner)
        out[out.index(a)] = replace(a, content=a.content | inner.content | {*speakers})
    return out


def _by_phrase(doc: Doc, roster: Roster, i: int) -> Attribution | None:
    parse = doc.parse
    if base(parse.dep[i]) not in ("obl", "nmod", "advmod", "dep", "parataxis"):
        return None
    case = case_of(doc, i)
    if not (case in ACCORDING or case == "according" or case.startswith("according")):
        return None
    head = parse.head[i]
    if head < 0:
        return None
    while (
        parse.head[head] >= 0
        and base(parse.dep[head]) in ("nmod", "obl", "obj", "amod", "nsubj")
        and parse.pos[head] != "VERB"
    ):
        head = parse.head[head]
    content = frozenset(set(doc.subtree(_over_all(doc, head, i))) - set(doc.subtree(i)))
    sources = all_who_speak(doc, roster, conjuncts(doc, i))
    return Attribution(kids(doc, i, "case")[0], sources, content) if sources else None


def _over_all(doc: Doc, verb: int, phrase: int) -> int:
    """What a closing "…, according to X." is said of: of "A attacked and B fled, killing two" the whole,
    unless somebody tells the first part."""
    parse = doc.parse
    closing = max(doc.subtree(phrase)) >= doc.sentence_of(phrase).last - 2 and behind_comma(doc, phrase)
    while closing and base(parse.dep[verb]) in ("conj", "advcl") and parse.pos[parse.head[verb]] == "VERB":
        above = parse.head[verb]
        if above > verb or (parse.lemma[above].lower() in reporting_verbs() and kids(doc, above, "ccomp")):
            break
        verb = above
    return verb


def _by_noun(doc: Doc, roster: Roster, i: int) -> Attribution | None:
    parse = doc.parse
    if parse.pos[i] != "NOUN" or (parse.lemma[i].lower(), "NOUN") not in reporting_cues():
        return None
    content: set[int] = set()
    for c in kids(doc, i, "acl", "ccomp"):
        if any(doc.tokens[m].text.lower() == "that" for m in kids(doc, c, "mark")):
            content.update(doc.subtree(c))
    if not content:
        return None
    head, verb = tellers(doc, roster, i), parse.head[i]
    if not head and base(parse.dep[i]) == "obj" and parse.lemma[verb].lower() in DENYING | ISSUING:
        head = tuple(subjects(doc, verb))
    sources = all_who_speak(doc, roster, head)
    return Attribution(i, sources, frozenset(content - {i})) if sources else None


def _quoted_tokens(doc: Doc) -> set[int]:
    out: set[int] = set()
    tokens = doc.tokens
    if not tokens:
        return out
    j = 0
    for span in sorted(doc.quotes):
        while j < len(tokens) and tokens[j].end <= span.start:
            j += 1
        k = j
        while k < len(tokens) and tokens[k].start < span.end:
            out.add(k)
            k += 1
    return out


def _blocks(marks: list[int]) -> list[range]:
    out: list[range] = []
    start = previous = marks[0]
    for m in marks[1:]:
        if m != previous + 1:
            out.append(range(start, previous + 1))
            start = m
        previous = m
    out.append(range(start, previous + 1))
    return out


def _speaker_in(
    doc: Doc, roster: Roster, here: list[Attribution], marks: list[int]
) -> tuple[int, ...] | None:
    """Whose quotation it is: the attribution that covers most of it, else the nearest cue's source."""
    inside = set(marks)
    best: tuple[int, tuple[int, ...]] | None = None
    for a in here:
        if a.cue in inside:
            continue
        n = len(a.content & inside) * 2 + 1
        if best is None or n > best[0]:
            best = (n, a.sources)
    return best[1] if best else None
