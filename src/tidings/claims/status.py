"""Did it happen? Status of a trigger from tense, mood, negation and the words that govern it.

Rules, strongest first:

1. `denied`: the clause is negated, or stands under a word of denial ("denied that", "no plan to",
   "dismissed reports that").
2. `planned`: future ("will", "is to", "going to", "would" under a past report), an infinitive in a
   headline, or a governing word of intention ("plans to", "ordered", "is due to", "vowed to").
3. `possible`: "may", "might", "could", "would" elsewhere, a condition, or a governing word of
   allegation, fear or chance ("accused of", "suspected of", "risk of", "alleged", "reportedly").
4. `ongoing`: progressive tense, "continue to", "ongoing", "under way", "for weeks".
5. `occurred` otherwise.

Verbal types (REQUEST, ACCUSE …) are done by being said: rule 4 does not touch them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tidings.claims.frames import LIGHT_VERBS, Frame
from tidings.claims.syntax import NOT, NOT_ONLY, base, case_of, definite, is_passive, kids, subjects
from tidings.claims.triggers import infinitival, is_verbal
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc

PLAN_VERBS = frozenset(
    "plan intend prepare schedule expect hope aim seek mean propose vow pledge promise order"
    " decide pledge approve"
    " authorize authorise set want agree offer mull undertake arrange commit instruct direct slate".split()
)
PLAN_ADJECTIVES = frozenset(
    "due set ready poised prepared willing scheduled bound eager determined keen about".split()
)
PLAN_NOUNS = frozenset(
    "plan intention proposal decision order promise pledge preparation bid effort offer"
    " schedule agreement mandate"
    " vow commitment determination draft bill prelude".split()
)
PLANNED_MODIFIERS = frozenset(
    "planned upcoming forthcoming scheduled proposed future imminent coming impending"
    " promised next draft eventual".split()
)
POSSIBLE_VERBS = frozenset(
    "accuse suspect fear believe allege threaten risk consider weigh contemplate purport worry think blame"
    " speculate suggest explore mull could hint imagine assume appear seem warn charge implicate mean".split()
)
POSSIBLE_NOUNS = frozenset(
    "risk threat possibility prospect fear concern allegation chance suspicion danger"
    " likelihood potential rumour"
    " rumor speculation worry accusation hope option scenario suggestion".split()
)
POSSIBLE_MODIFIERS = frozenset(
    "alleged possible potential suspected purported reported apparent supposed likely"
    " hypothetical feared allegedly"
    " reportedly purportedly apparently possibly perhaps likely probably supposedly".split()
)
CONSIDERING = frozenset("fear suspect threaten consider weigh risk contemplate mull".split())
DENIAL_VERBS = frozenset("deny refute disavow".split())
REJECTING = DENIAL_VERBS | frozenset("dismiss reject rebut".split())
CONFIRMING = frozenset("confirm verify corroborate substantiate".split())
HEARSAY = frozenset("report claim allegation rumour rumor assertion suggestion story notion".split())
"""Nouns whose that-clause somebody tells, and another may deny."""
UNTRUE = frozenset("false untrue baseless unfounded fabricated bogus".split())
UNSURE = frozenset("unconfirmed unverified conflicting unsubstantiated".split())
DENIAL_NOUNS = frozenset("denial".split())
PREVENT_VERBS = frozenset("prevent avert avoid stop thwart foil fail refuse refrain block cancel".split())
CALLED_OFF = frozenset("CONSULT COOPERATE MOBILIZE".split())
"""Types whose nouns name what is arranged beforehand: a meeting called off has not been held, a protest
called off may have begun."""
FOILING = frozenset("foil thwart avert prevent disrupt".split())
"""Verbs whose doer keeps a deed from being done."""
CAUSING = frozenset("cause trigger spark start ignite provoke".split())
ONGOING_VERBS = frozenset("continue keep remain persist rage proceed".split())
ONGOING_MODIFIERS = frozenset(
    "ongoing continuing current continued unfolding underway present still currently on-going"
    " continuous".split()
)
ATTEMPT_VERBS = frozenset("try attempt struggle battle fight work move begin start seek".split())
ANNOUNCED = frozenset({"RETREAT", "AID", "MOBILIZE", "CONSULT", "COOPERATE", "AGREE", "ASSAULT"})
"""Types whose announcement comes before the deed; an announced arrest or sanction is one."""
FUTURE_MODALS = frozenset(("will", "shall", "'ll", "’ll", "wo"))
CHANCE_MODALS = frozenset(("may", "might", "could", "can", "ca"))
PAST_REPORT = frozenset(("VBD", "VBN"))


@dataclass(frozen=True, slots=True)
class Status:
    """`status` with the token that decided it (None by default tense) and one sentence why. `score`: how
    much likelier it was weighed than the next one, in log-odds."""

    status: str
    token: int | None
    why: str
    score: float = 0.0
    plain: bool = False
    """Whether the words leave nothing to weigh."""


def status_of(doc: Doc, frame: Frame) -> Status:
    """The status of a frame's deed; see the module's rules."""
    i = frame.trigger
    denied = _denial_above(doc, i)
    if denied is not None:
        return denied
    if not is_verbal(doc, i) and frame.verb is not None and not carries(doc, frame):
        frame = replace(frame, verb=None)
    if (cause := _perhaps_the_cause(doc, i)) is not None:
        return cause
    if not is_verbal(doc, i) and frame.verb is None and definite(doc, i):
        return _noun(doc, frame) or Status("occurred", None, "taken as known")
    found = (is_verbal(doc, i) and _clause(doc, i, frame.type)) or None
    if found is None and not is_verbal(doc, i):
        found = _noun(doc, frame)
    if found is not None and not (
        found.status == "ongoing" and frame.type in VERBAL_TYPES and not frame.mode
    ):
        return found
    above = _governor(doc, frame.verb if frame.verb is not None else i, frame.type)
    if above is not None:
        return above
    return Status("occurred", None, "stated as a fact, past or simple present")


def _perhaps_the_cause(doc: Doc, i: int) -> Status | None:
    """ "a bomb could have caused the crash": whether there was a bomb is not known."""
    parse, up = doc.parse, doc.parse.head[i]
    if up < 0 or is_verbal(doc, i) or parse.dep[i] != "nsubj" or definite(doc, i):
        return None
    if parse.lemma[up].lower() not in CAUSING:
        return None
    modal = _modal(doc, up)
    if modal is None or modal[1] not in CHANCE_MODALS or not _perfect(doc, up):
        return None
    return Status("possible", modal[0], f"the cause by chance: '{modal[1]} have'", plain=True)


HAPPENING = LIGHT_VERBS | frozenset(
    "happen occur come follow intensify escalate rage flare erupt resume underway kill wound"
    " injure hit strike leave target"
    " destroy remain persist spread plan schedule propose prepare vow expect promise pledge deny"
    " fear suspect threaten"
    " consider weigh risk contemplate stop prevent avert avoid thwart foil cancel postpone halt"
    " suspend approve authorize"
    " authorise ban scrap".split()
)
"""Verbs that say of a deed named by a noun whether, when and how it happened."""


def carries(doc: Doc, frame: Frame) -> bool:
    """Whether the verb over a noun trigger tells of the deed itself ("the attack killed"), and does not
    only speak about it ("the war won't be resolved by force")."""
    if frame.verb is None or base(doc.parse.dep[frame.trigger]) == "obl":
        return False
    return doc.parse.lemma[frame.verb].lower() in HAPPENING


def negation(doc: Doc, i: int) -> int | None:
    """The negating word of a predicate or noun, or None."""
    parse = doc.parse
    for c in doc.children(i):
        lemma = parse.lemma[c].lower()
        if lemma in NOT and base(parse.dep[c]) in ("advmod", "neg", "aux"):
            return c
        if lemma == "no" and base(parse.dep[c]) == "det":
            return c
    return None


def _modal(doc: Doc, i: int) -> tuple[int, str] | None:
    for c in kids(doc, i, "aux"):
        if doc.parse.tag[c] == "MD" or doc.tokens[c].text.lower() in FUTURE_MODALS | CHANCE_MODALS | {
            "would",
            "should",
            "must",
        }:
            return c, doc.tokens[c].text.lower()
    head = doc.parse.head[i]
    if doc.parse.dep[i] == "conj" and head >= 0 and is_verbal(doc, head) and not kids(doc, i, "nsubj", "aux"):
        return _modal(doc, head)
    return None


def _clause(doc: Doc, i: int, type_: str) -> Status | None:
    parse = doc.parse
    no = negation(doc, i)
    if no is not None and not any(parse.lemma[c].lower() in NOT_ONLY for c in doc.children(i)):
        return Status("denied", no, f"negated by {doc.tokens[no].text!r}")
    for h in kids(doc, i, "nsubj", "obj"):
        nobody = _nobody(doc, h)
        if nobody is not None:
            return Status("denied", nobody, f"of nobody: {doc.tokens[nobody].text!r}")
    modal = _modal(doc, i)
    if modal is not None:
        at, word = modal
        if word in FUTURE_MODALS:
            if conditional(doc, i):
                return Status("possible", at, "future under a condition")
            return Status("planned", at, f"future: {word!r}")
        if word in CHANCE_MODALS:
            if _perfect(doc, i):
                return Status("possible", at, f"chance: '{word} have'", plain=True)
            return Status("possible", at, f"chance: {word!r}")
        if word in ("would", "'d", "’d"):
            if _reported_past(doc, i) and not conditional(doc, i):
                return Status("planned", at, "'would' under a past report is the future of then")
            return Status("possible", at, "'would' outside a past report")
        if word in ("should", "must", "ought"):
            return Status("possible", at, f"what ought to be, not what is: {word!r}")
    for c in kids(doc, i, "advmod"):
        if parse.lemma[c].lower() in POSSIBLE_MODIFIERS:
            return Status("possible", c, f"hedged by {doc.tokens[c].text!r}")
    if any(parse.lemma[m].lower() == "if" for m in kids(doc, i, "mark")):
        return Status("possible", i, "a condition")
    if any(parse.lemma[m].lower() in ("unless", "should", "whether") for m in kids(doc, i, "mark")):
        return Status("possible", i, "a condition")
    sentence = doc.sentences[doc.tokens[i].sent]
    for m in kids(doc, i, "mark"):
        if doc.tokens[m].text.lower() in PLAN_ADJECTIVES and kids(doc, m, "fixed"):
            return Status("planned", m, f"{doc.tokens[m].text!r} to")
    infinitive = infinitival(doc, i)
    if infinitive and parse.head[i] < 0:
        return Status("planned", i, "a headline's infinitive announces")
    if infinitive and sentence.kind == "headline" and parse.dep[i] in ("acl", "root", "parataxis"):
        return Status("planned", i, "a headline's infinitive announces")
    if infinitive and kids(doc, i, "nsubj", "nsubj:pass") and parse.head[i] < 0:
        return Status("planned", i, "'is to' announces")
    be = [c for c in kids(doc, i, "aux") if parse.lemma[c].lower() == "be"]
    if parse.tag[i] == "VBG" and be:
        if any(parse.lemma[c].lower() == "go" for c in kids(doc, i, "aux")):
            return Status("planned", i, "'going to'")
        if parse.tag[be[0]] in ("VBP", "VBZ", "VBN", "VB", "VBG") or _duration(doc, i):
            return Status("ongoing", be[0], "progressive")
        if parse.tag[be[0]] == "VBD":
            return Status("ongoing", be[0], "past progressive") if _reported_past(doc, i) else None
    if is_passive(doc, i) and any(doc.tokens[c].text.lower() == "being" for c in kids(doc, i, "aux")):
        return Status("ongoing", i, "is being done")
    if (
        any(parse.lemma[c].lower() in ONGOING_MODIFIERS for c in kids(doc, i, "advmod"))
        and parse.tag[i] != "VBD"
    ):
        return Status("ongoing", i, "still going on")
    return None


def _nobody(doc: Doc, head: int) -> int | None:
    """The word that says that there was nobody: "nobody was arrested", "no soldiers were sent"."""
    if doc.tokens[head].text.lower() in ("nobody", "none", "no-one", "nothing", "neither"):
        return head
    return next((c for c in kids(doc, head, "det") if doc.parse.lemma[c].lower() in ("no", "neither")), None)


def _denial_above(doc: Doc, i: int) -> Status | None:
    """ "denied that his men were shelling": rule 1 goes before the tense below it."""
    parse, at = doc.parse, i
    for _ in range(4):
        head, dep = parse.head[at], base(parse.dep[at])
        if head < 0:
            return None
        if dep in ("ccomp", "xcomp") and parse.lemma[head].lower() in DENIAL_VERBS:
            return Status("denied", head, f"under {doc.tokens[head].text!r}")
        if parse.dep[at] in ("acl", "ccomp") and parse.lemma[head].lower() in HEARSAY:
            that = any(doc.tokens[m].text.lower() == "that" for m in kids(doc, at, "mark"))
            return _hearsay(doc, head) if that else None
        if dep != "xcomp" and not (dep == "obj" and is_verbal(doc, head)):
            return None
        at = head
    return None


def _hearsay(doc: Doc, noun: int) -> Status | None:
    """What becomes of "reports that", "a claim that": denied by somebody, denied although another party
    claims it, unconfirmed, false."""
    parse, verb = doc.parse, doc.parse.head[noun]
    role = base(parse.dep[noun])
    for c in kids(doc, noun, "amod"):
        if parse.lemma[c].lower() in UNTRUE:
            return Status("denied", c, f"called {doc.tokens[c].text!r}", plain=True)
        if parse.lemma[c].lower() in UNSURE:
            return Status("possible", c, f"called {doc.tokens[c].text!r}", plain=True)
    if verb < 0 or not is_verbal(doc, verb):
        return None
    lemma, passive = parse.lemma[verb].lower(), is_passive(doc, verb)
    if lemma in REJECTING and (role == "obj" or (role == "nsubj" and passive)):
        whose = kids(doc, noun, "nmod:poss") or [
            c for c in kids(doc, noun, "nmod") if case_of(doc, c) in ("by", "from")
        ]
        if whose:
            return Status(
                "possible", verb, f"claimed by one, {doc.tokens[verb].text!r} by another", plain=True
            )
        return Status("denied", verb, f"{doc.tokens[verb].text!r}", plain=True)
    if lemma in CONFIRMING and negation(doc, verb) is not None and role in ("obj", "nsubj"):
        return Status("possible", verb, f"not {doc.tokens[verb].text}", plain=True)
    return None


def _perfect(doc: Doc, i: int) -> bool:
    return any(doc.parse.lemma[c].lower() == "have" for c in kids(doc, i, "aux"))


def _duration(doc: Doc, i: int) -> bool:
    return (
        any(t.type == "DURATION" and doc.tokens[t.first].sent == doc.tokens[i].sent for t in doc.times)
        if doc.has("times")
        else False
    )


def conditional(doc: Doc, i: int) -> bool:
    """True where an if- or unless-clause hangs on the predicate."""
    return any(
        doc.parse.lemma[m].lower() in ("if", "unless")
        for c in kids(doc, i, "advcl")
        for m in kids(doc, c, "mark")
    )


def _reported_past(doc: Doc, i: int) -> bool:
    """True where the clause is the content of something said in the past."""
    parse = doc.parse
    for _ in range(4):
        head = parse.head[i]
        if head < 0:
            return any(parse.tag[c] in PAST_REPORT for c in kids(doc, i, "parataxis"))
        if base(parse.dep[i]) in ("ccomp", "acl", "parataxis", "advcl") and parse.tag[head] in (
            "VBD",
            "VBN",
            "VBZ",
            "VBP",
            "NN",
            "VBG",
        ):
            return True
        i = head
    return False


def _noun(doc: Doc, frame: Frame) -> Status | None:
    parse, i = doc.parse, frame.trigger
    for c in kids(doc, i, "amod", "det", "advmod", "compound"):
        lemma = parse.lemma[c].lower()
        if lemma == "no" and base(parse.dep[c]) == "det":
            return Status("denied", c, "there was no such thing")
        if lemma in PLANNED_MODIFIERS:
            return Status("planned", c, f"called {doc.tokens[c].text!r}")
        if lemma in POSSIBLE_MODIFIERS:
            return Status("possible", c, f"called {doc.tokens[c].text!r}")
        if lemma in ONGOING_MODIFIERS and frame.type not in VERBAL_TYPES:
            return Status("ongoing", c, f"called {doc.tokens[c].text!r}")
    if frame.verb is not None:
        v = frame.verb
        found = _clause(doc, v, frame.type)
        if found is not None and found.status == "ongoing" and base(parse.dep[i]) == "obj":
            # "is considering sanctions" is no sanction under way
            if parse.lemma[v].lower() in CONSIDERING:
                return Status("possible", v, f"under {doc.tokens[v].text!r}")
            if parse.lemma[v].lower() in (
                "plan",
                "prepare",
                "schedule",
                "propose",
                "promise",
                "pledge",
                "vow",
            ):
                return Status("planned", v, f"under {doc.tokens[v].text!r}")
        if found is not None and not (found.status == "denied" and base(parse.dep[i]) == "obl"):
            return found
        lemma = parse.lemma[v].lower()
        if base(parse.dep[i]) in ("nsubj", "obj"):
            if lemma in ONGOING_VERBS and frame.type not in VERBAL_TYPES:
                return Status("ongoing", v, f"it {doc.tokens[v].text}")
            if lemma == "announce" and (frame.type not in ANNOUNCED or frame.mode == "capture"):
                return Status("occurred", v, "announced as done")
            if lemma in ("plan", "plot", "mastermind") and _is_of_a_deed_done(doc, frame, v):
                return Status("occurred", v, f"known, and {doc.tokens[v].text!r} before", plain=True)
            if (
                lemma
                in (
                    "plan",
                    "announce",
                    "schedule",
                    "propose",
                    "order",
                    "prepare",
                    "vow",
                    "expect",
                    "promise",
                    "pledge",
                )
                and (base(parse.dep[i]) == "obj" or parse.tag[v] == "VBN")
                and frame.type not in VERBAL_TYPES
            ):
                return Status("planned", v, f"{doc.tokens[v].text!r}, not reported done")
            if lemma in DENIAL_VERBS and base(parse.dep[i]) == "obj":
                return Status("denied", v, "denied")
            if _is_called_off(doc, frame, v):
                return Status("denied", v, f"{doc.tokens[v].text!r}: not held")
            if lemma in PREVENT_VERBS and base(parse.dep[i]) == "obj" and lemma not in ("stop",):
                return Status("denied", v, f"{doc.tokens[v].text!r}: it did not come to it")
            if lemma in ("fear", "suspect", "threaten", "consider", "weigh", "risk", "contemplate"):
                return Status("possible", v, f"under {doc.tokens[v].text!r}")
    head = parse.head[i]
    goes_on = frame.type not in VERBAL_TYPES - {"ACCUSE"} and head >= 0 and base(parse.dep[i]) == "nsubj"
    if goes_on and parse.lemma[head].lower() in ONGOING_MODIFIERS | ONGOING_VERBS | {"way"}:
        return Status("ongoing", head, f"it is {doc.tokens[head].text!r}")
    if head >= 0 and base(parse.dep[i]) in ("nmod", "compound") and parse.pos[head] == "NOUN":
        lemma = parse.lemma[head].lower()
        if lemma in POSSIBLE_NOUNS:
            return Status("possible", head, f"{doc.tokens[head].text!r} of it")
        if lemma in PLAN_NOUNS - {"agreement", "effort", "bid", "decision"} and case_of(doc, i) in (
            "of",
            "for",
            "on",
            "",
        ):
            return Status("planned", head, f"{doc.tokens[head].text!r} for it")
    if (
        head >= 0
        and parse.lemma[i].lower()
        and any(parse.lemma[c].lower() == "underway" for c in doc.children(i))
    ):
        return Status("ongoing", i, "under way")
    return None


def _is_called_off(doc: Doc, frame: Frame, verb: int) -> bool:
    """ "the talks were called off", "scrapped a visit", "cancelled a strike planned for Friday"."""
    parse, i = doc.parse, frame.trigger
    lemma, dep = parse.lemma[verb].lower(), base(parse.dep[i])
    if not (dep == "obj" or (dep == "nsubj" and is_passive(doc, verb))):
        return False
    off = any(doc.tokens[k].text.lower() == "off" for k in kids(doc, verb, "compound:prt", "advmod"))
    if lemma not in ("cancel", "scrap") and not (lemma == "call" and off):
        return False
    ahead = any(parse.lemma[k].lower() in ("plan", "schedule") for k in kids(doc, i, "acl", "amod"))
    return frame.type in CALLED_OFF or ahead


def _is_of_a_deed_done(doc: Doc, frame: Frame, verb: int) -> bool:
    """ "who planned the murder", "suspected of planning the 2003 bombing": a deed that is known was planned
    before; whoever "is planning the attack" has not done it yet."""
    going_on = any(doc.parse.lemma[k].lower() == "be" for k in kids(doc, verb, "aux"))
    past = doc.parse.tag[verb] in ("VBD", "VBN", "VBG") and not going_on and not is_passive(doc, verb)
    known = definite(doc, frame.trigger) or kids(doc, frame.trigger, "nmod:poss")
    return bool(frame.type == "ASSAULT" and past and known and base(doc.parse.dep[frame.trigger]) == "obj")


def _governor(doc: Doc, i: int, type_: str) -> Status | None:
    """What the words above a clause say of it: "plans to", "accused of", "continued to"."""
    parse = doc.parse
    at = i
    for _ in range(5):
        head, dep = parse.head[at], base(parse.dep[at])
        if head < 0:
            return None
        lemma = parse.lemma[head].lower()
        infinitive = infinitival(doc, at)
        if dep == "conj":
            at = head
            continue
        if dep in ("xcomp", "ccomp", "acl", "advcl", "csubj"):
            if is_verbal(doc, head):
                if lemma in DENIAL_VERBS and dep in ("ccomp", "xcomp"):
                    return Status("denied", head, f"under {doc.tokens[head].text!r}")
                if lemma in PREVENT_VERBS and dep in ("xcomp", "ccomp") and infinitive:
                    return Status("denied", head, f"under {doc.tokens[head].text!r}: not done")
                if infinitive and dep in ("xcomp", "ccomp"):
                    if lemma in PLAN_VERBS:
                        return Status("planned", head, f"under {doc.tokens[head].text!r}")
                    if lemma in POSSIBLE_VERBS or (lemma in ("say", "report") and type_ not in VERBAL_TYPES):
                        return Status("possible", head, f"under {doc.tokens[head].text!r}")
                    if lemma in ONGOING_VERBS and type_ not in VERBAL_TYPES:
                        return Status("ongoing", head, f"under {doc.tokens[head].text!r}")
                    if lemma in ATTEMPT_VERBS and type_ not in VERBAL_TYPES:
                        return Status(
                            "ongoing" if parse.tag[head] in ("VBG", "VBP", "VBZ") else "occurred",
                            head,
                            "attempted",
                        )
                    own = _clause(doc, head, type_)
                    if own is not None:
                        return own
                if lemma in (
                    "accuse",
                    "suspect",
                    "allege",
                    "blame",
                    "fear",
                    "believe",
                    "charge",
                    "purport",
                    "implicate",
                ):
                    return Status("possible", head, f"under {doc.tokens[head].text!r}")
                if dep == "xcomp" and lemma in ONGOING_VERBS and type_ not in VERBAL_TYPES:
                    return Status("ongoing", head, f"under {doc.tokens[head].text!r}")
                if dep == "advcl" and infinitive:
                    own = _clause(doc, head, type_)
                    if own is not None and own.status in ("planned", "possible"):
                        return own
                    return (
                        Status("planned", head, "a purpose, not reported done")
                        if type_ not in VERBAL_TYPES
                        else None
                    )
                if dep == "xcomp":
                    own = _clause(doc, head, type_)
                    if own is not None:
                        return own
                    at = head
                    continue
                return None
            if lemma in PLAN_ADJECTIVES and infinitive and parse.pos[head] != "NOUN":
                return Status("planned", head, f"{doc.tokens[head].text!r} to")
            if parse.pos[head] == "ADJ":
                if lemma in ("likely", "able", "possible"):
                    return Status("possible", head, f"{doc.tokens[head].text!r} to")
                return None
            if parse.pos[head] in ("NOUN", "PROPN") and dep == "acl":
                if negation(doc, head) is not None:
                    return Status("denied", head, f"no {doc.tokens[head].text}")
                if infinitive and (foil := _foiling(doc, head)) is not None:
                    return Status("denied", foil, f"{doc.tokens[foil].text!r}: it did not come to it")
                if infinitive and lemma in PLAN_NOUNS:
                    return Status("planned", head, f"{doc.tokens[head].text!r} to")
                if lemma in POSSIBLE_NOUNS:
                    return Status("possible", head, f"{doc.tokens[head].text!r} of it")
                if lemma in DENIAL_NOUNS:
                    return Status("denied", head, "a denial")
                return None
            return None
        if dep in ("obl", "nmod") and not is_verbal(doc, at):
            if lemma in ("accuse", "suspect", "blame", "charge") and case_of(doc, at) in (
                "of",
                "for",
                "with",
                "over",
            ):
                return Status("possible", head, f"under {doc.tokens[head].text!r}")
            return None
        return None
    return None


def _foiling(doc: Doc, noun: int) -> int | None:
    """The verb that says that a plot or bid came to nothing: "foiled a plot to", "a plot was thwarted"."""
    parse, verb = doc.parse, doc.parse.head[noun]
    if verb < 0 or parse.lemma[verb].lower() not in FOILING:
        return None
    dep = base(parse.dep[noun])
    return verb if dep == "obj" or (dep == "nsubj" and is_passive(doc, verb)) else None


def speaker_of_plan(doc: Doc, i: int) -> tuple[int, int] | None:
    """(cue, speaker) where a clause of the future is the content of an announcement or promise."""
    parse = doc.parse
    at = i
    for _ in range(5):
        head, dep = parse.head[at], base(parse.dep[at])
        if head < 0:
            return None
        if dep in ("ccomp", "xcomp", "acl") and parse.lemma[head].lower() in (
            "announce",
            "say",
            "pledge",
            "promise",
            "vow",
            "agree",
            "offer",
            "declare",
            "tell",
            "confirm",
            "decide",
            "commit",
            "order",
            "undertake",
            "plan",
            "state",
            "decision",
            "announcement",
            "promise",
            "pledge",
        ):
            who = subjects(doc, head) if is_verbal(doc, head) else ()
            return (head, who[0]) if who else (head, -1)
        at = head
    return None
