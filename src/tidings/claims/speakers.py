"""Who speaks: whose a statement is, which names are outlets, who tells a report or claim."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tidings.claims.roster import Roster
from tidings.claims.syntax import base, case_of, conjuncts, determiner, kids, noun_span, subjects
from tidings.mentions.gazetteer import country_of_capital
from tidings.mentions.lexicon import reporting_verbs
from tidings.model.doc import Doc

SOURCE_NOUNS = frozenset(
    "statement report interview message tweet letter post remark comment speech video editorial note"
    " communique communiqué document memo memorandum study survey cable bulletin dispatch announcement"
    " affidavit".split()
)
INTERVIEWS = frozenset(
    "interview statement comment remark message letter call briefing conversation report article"
    " story".split()
)
OUTLET = re.compile(
    r"\b(?:News|Times|Daily|Post|Herald|Tribune|Gazette|Guardian|Journal|Weekly|Magazine|Television|TV|Radio"
    r"|Press|Media|Chronicle|Mail|Telegraph|Observer|Independent|Standard|Monitor|Broadcast\w*|Newspaper"
    r"|(?i:news agency|newspaper|state television|magazine|broadcaster|tabloid|news site|radio station)"
    r"|daily(?= [A-Z])|NPR|ABC|MSNBC|Bloomberg|Politico|BuzzFeed|Haber"
    r"|BBC|CNN|NBC|CBS|AFP|AP|Reuters|Xinhua|TASS|Interfax|RIA|Jazeera|Arabiya|VOA|RFE/RL|DW|IRNA|Fars"
    r"|Tasnim|Mehr|SANA|Anadolu|Haaretz|Monde|Figaro|Spiegel|Bild|Welt|Pa[ií]s|Dawn|Kyodo|Yonhap|PTI|ANI|dpa|EFE)\b"
)
"""Words in the names of newspapers, broadcasters and agencies."""
DENYING = frozenset("deny reject dismiss refute rebut dispute".split())
ISSUING = frozenset("issue make release publish give send post carry broadcast circulate put repeat".split())
"""Verbs whose subject tells what their object says."""
FOUND_THERE = frozenset("report dispatch video footage post survey study".split())
"""Words for what comes from a place and is not its own: "reports from Tripoli"."""
SAME_PAPER = frozenset("report document study survey".split())
"""Words for one paper."""
FAR = 8
"""Sentences back in which the report has told whose statement it is."""
NO_SPEAKERS = frozenset({"event", "money", "weapon", "platform"})


def who_tells(doc: Doc, cue: int) -> tuple[int, ...]:
    """The subject of a verb of telling; of two that the parser gives it the one right before it."""
    own = kids(doc, cue, "nsubj")
    before, after = [s for s in own if s < cue], [s for s in own if s > cue]
    if len(after) > 1 and behind_comma(doc, after[-1]):
        return (after[-1],)  # "said one of the wounded, X", where the name is taken for a second subject
    return conjuncts(doc, before[-1]) if len(before) > 1 else tuple(subjects(doc, cue))


def behind_comma(doc: Doc, head: int) -> bool:
    """Whether a comma stands before the phrase of a head."""
    first = min(doc.subtree(head))
    return "," in (doc.tokens[first].text, doc.tokens[max(0, first - 1)].text)


def all_who_speak(doc: Doc, roster: Roster, heads: Iterable[int]) -> tuple[int, ...]:
    """Those who speak among heads, or for them."""
    return tuple(s for h in heads if (s := who_speaks(doc, roster, h)) is not None)


def who_speaks(doc: Doc, roster: Roster, s: int) -> int | None:
    """The one who speaks: "X's statement" is X; things do not speak."""
    parse = doc.parse
    if parse.lemma[s].lower() in SOURCE_NOUNS:
        for c in kids(doc, s, "nmod:poss"):
            return c
        for c in kids(doc, s, "nmod"):
            case, kind = case_of(doc, c), roster.kind_of(c)
            found_there = kind in ("place", "country") and parse.lemma[s].lower() in FOUND_THERE
            if case == "by" or (case == "from" and not found_there):
                return c
        for c in _named_before(doc, roster, s):
            return c
        for c in kids(doc, s, "acl"):
            for k in kids(doc, c, "obl"):  # "a statement issued by the ministry"
                if parse.tag[c] == "VBN" and case_of(doc, k) == "by":
                    return k
        verb = parse.head[s]
        if base(parse.dep[s]) == "obj" and parse.lemma[verb].lower() in ISSUING:
            for c in subjects(doc, verb):  # "the ministry issued a statement saying"
                return c
        issued = issuer(doc, roster, s)
        return s if issued is None else issued
    kind = roster.kind_of(s)
    if kind in ("person", "org", "force", "country", "nationality", "place"):
        return s
    if parse.pos[s] in ("PRON", "PROPN") or (parse.pos[s] == "NOUN" and kind not in NO_SPEAKERS):
        return s
    return None


def issuer(doc: Doc, roster: Roster, noun: int) -> int | None:
    """Who issued "the statement": whose one the report has told of in the sentences before, the subject of
    issuing it, or who said something in it."""
    parse, lemma = doc.parse, doc.parse.lemma[noun].lower()
    if determiner(doc, noun) not in ("the", "this") or kids(doc, noun, "acl", "amod", "nmod", "compound"):
        return None
    sentence = doc.tokens[noun].sent
    names = SAME_PAPER if lemma in SAME_PAPER else {lemma}
    first = doc.sentences[max(0, sentence - FAR)].first
    for t in range(noun - 1, first - 1, -1):
        if parse.lemma[t].lower() not in names:
            continue
        if whose := [w for w in tellers(doc, roster, t) if roster.kind_of(w) != "place"]:
            return whose[0]
        verb = parse.head[t]
        issued = base(parse.dep[t]) == "obj" and parse.lemma[verb].lower() in ISSUING
        said_in = base(parse.dep[t]) == "obl" and parse.lemma[verb].lower() in reporting_verbs()
        if (issued or said_in) and (who := subjects(doc, verb)):
            return who[0]
    return _body_before(doc, roster, noun) if names == SAME_PAPER else None


def _body_before(doc: Doc, roster: Roster, noun: int) -> int | None:
    """The body that says something last before "the report", in the two sentences before."""
    first = doc.sentences[max(0, doc.tokens[noun].sent - 2)].first
    for t in range(doc.sentence_of(noun).first - 1, first - 1, -1):
        if doc.parse.pos[t] == "VERB" and doc.parse.lemma[t].lower() in reporting_verbs():
            for who in kids(doc, t, "nsubj"):
                if roster.kind_of(who) == "org" and roster.named_head(who) is not None:
                    return who
    return None


def tellers(doc: Doc, roster: Roster, noun: int) -> tuple[int, ...]:
    """Whose claim, report or rumour it is, as its own phrase says: "the army's", "by activists", "press"."""
    for c in kids(doc, noun, "nmod:poss"):
        return conjuncts(doc, c)
    for c in kids(doc, noun, "nmod"):
        if case_of(doc, c) in ("by", "from", "in") and roster.kind_of(c) not in (None, "place", "abstract"):
            return conjuncts(doc, c)
        if case_of(doc, c) in ("by", "from") and country_of_capital(doc.tokens[c].text) is not None:
            return conjuncts(doc, c)  # "allegations by Moscow"
    return _named_before(doc, roster, noun)


def _named_before(doc: Doc, roster: Roster, noun: int) -> tuple[int, ...]:
    """Parties that a noun's own phrase names before it: "press reports", "a UN report", no "local report"."""
    return tuple(
        c
        for c in kids(doc, noun, "compound", "amod")
        if roster.is_party(c) and (doc.parse.pos[c] != "ADJ" or roster.entity_at(c) is not None)
    )


def is_outlet(doc: Doc, roster: Roster, i: int) -> bool:
    """Whether a head names a newspaper, broadcaster or agency, and not the one whose report this is."""
    name = doc.span(*noun_span(doc, i)).of(doc.text)
    entity = roster.named_head(i)
    if entity is not None and entity.first > i:
        name = f"{name} {entity.span.of(doc.text)}"  # "the newspaper", "El Faro"
    if not OUTLET.search(name) or roster.kind_of(i) == "person" or not any(map(str.isupper, name)):
        return False
    if doc.report.outlet is None:
        # whose page this is is not known; of itself it speaks by a bare short name ("told VOA")
        return len(name.split()) > 1
    own = doc.report.outlet.casefold()
    return all(n not in own and own not in n for n in (name.casefold(), name.casefold().removeprefix("the ")))
