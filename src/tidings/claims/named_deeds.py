"""Whether a deed that a noun names has happened: what stands beside the noun, and the verb over it."""

from __future__ import annotations

from tidings.claims.foiled import PREVENT_VERBS, is_called_off
from tidings.claims.frames import LIGHT_VERBS, Frame
from tidings.claims.hearsay import DENIAL_VERBS
from tidings.claims.mood import ONGOING_MODIFIERS, ONGOING_VERBS, POSSIBLE_MODIFIERS, Status, clause_status
from tidings.claims.syntax import base, case_of, definite, is_passive, kids
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc

PLAN_NOUNS = frozenset(
    "plan intention proposal decision order promise pledge preparation bid effort offer"
    " schedule agreement mandate"
    " vow commitment determination draft bill prelude".split()
)
PLANNED_MODIFIERS = frozenset(
    "planned upcoming forthcoming scheduled proposed future imminent coming impending"
    " promised next draft eventual".split()
)
POSSIBLE_NOUNS = frozenset(
    "risk threat possibility prospect fear concern allegation chance suspicion danger"
    " likelihood potential rumour"
    " rumor speculation worry accusation hope option scenario suggestion".split()
)
CONSIDERING = frozenset("fear suspect threaten consider weigh risk contemplate mull".split())
ANNOUNCED = frozenset({"RETREAT", "AID", "MOBILIZE", "CONSULT", "COOPERATE", "AGREE", "ASSAULT"})
"""Types whose announcement comes before the deed; an announced arrest or sanction is one."""
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


def noun_status(doc: Doc, frame: Frame) -> Status | None:
    """What is said of a deed named by a noun; None where it leaves that to the words above."""
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
        found = clause_status(doc, v, frame.type)
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
            announced = lemma == "announce" and (frame.type not in ANNOUNCED or frame.mode == "capture")
            if announced or (lemma in ("order", "decide") and frame.type == "SANCTION"):
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
            if is_called_off(doc, frame, v):
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


def _is_of_a_deed_done(doc: Doc, frame: Frame, verb: int) -> bool:
    """ "who planned the murder", "suspected of planning the 2003 bombing": a deed that is known was planned
    before; whoever "is planning the attack" has not done it yet."""
    going_on = any(doc.parse.lemma[k].lower() == "be" for k in kids(doc, verb, "aux"))
    past = doc.parse.tag[verb] in ("VBD", "VBN", "VBG") and not going_on and not is_passive(doc, verb)
    known = definite(doc, frame.trigger) or kids(doc, frame.trigger, "nmod:poss")
    return bool(frame.type == "ASSAULT" and past and known and base(doc.parse.dep[frame.trigger]) == "obj")
