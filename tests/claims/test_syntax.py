"""Who is subject and object, on parses written by hand."""

from __future__ import annotations

from trees import at, tree, words

from tidings.claims import syntax
from tidings.model.doc import Doc

ACTIVE = tree("""
    Rebels     NNS 2 nsubj
    shelled    VBD 0 root
    the        DT  5 det
    old        JJ  5 amod
    port       NN  2 obj
    of         IN  7 case
    Asmarat    NNP 5 nmod
    """)
PASSIVE = tree("""
    The        DT  2 det
    port       NN  4 nsubj:pass
    was        VBD 4 aux:pass
    shelled    VBN 0 root
    by         IN  6 case
    rebels     NNS 4 obl:agent
    and        CC  8 cc
    pirates    NNS 6 conj
    """)
URGED = tree("""
    The        DT  2 det
    mayor      NN  3 nsubj
    urged      VBD 0 root
    the        DT  5 det
    army       NN  3 obj
    to         TO  7 mark
    leave      VB  3 xcomp
    """)
PROMISED = tree("""
    The        DT  2 det
    mayor      NN  3 nsubj
    promised   VBD 0 root
    to         TO  5 mark
    leave      VB  3 xcomp
    """)


def subjects(doc: Doc, verb: str) -> str:
    return words(doc, syntax.subjects(doc, at(doc, verb)))


def objects(doc: Doc, verb: str) -> str:
    return words(doc, syntax.objects(doc, at(doc, verb)))


def agents(doc: Doc, verb: str) -> str:
    return words(doc, syntax.agents(doc, at(doc, verb)))


def test_in_the_active_the_subject_does_it_to_the_object() -> None:
    assert (agents(ACTIVE, "shelled"), objects(ACTIVE, "shelled")) == ("Rebels", "port")
    assert not syntax.is_passive(ACTIVE, at(ACTIVE, "shelled"))


def test_in_the_passive_the_by_phrase_does_it_to_the_subject() -> None:
    assert (agents(PASSIVE, "shelled"), objects(PASSIVE, "shelled")) == ("rebels pirates", "port")
    assert syntax.is_passive(PASSIVE, at(PASSIVE, "shelled"))


def test_a_passive_without_a_by_phrase_has_no_agent() -> None:
    doc = tree("Two CD 2 nummod\n men NNS 4 nsubj:pass\n were VBD 4 aux:pass\n killed VBN 0 root")
    assert (agents(doc, "killed"), objects(doc, "killed")) == ("", "men")


def test_a_participle_after_a_noun_is_passive_and_done_to_the_noun() -> None:
    doc = tree("""
        Troops   NNS 0 root
        killed   VBN 1 acl
        by       IN  4 case
        rebels   NNS 2 obl
        """)
    assert (agents(doc, "killed"), objects(doc, "killed")) == ("rebels", "Troops")


def test_who_is_told_to_leave_leaves() -> None:
    assert subjects(URGED, "leave") == "army"


def test_who_promises_to_leave_leaves() -> None:
    assert subjects(PROMISED, "leave") == "mayor"


def test_who_is_called_on_to_leave_leaves() -> None:
    doc = tree("""
        Kenya    NNP 2 nsubj
        called   VBD 0 root
        on       IN  4 case
        Mali     NNP 2 obl
        to       TO  6 mark
        leave    VB  2 xcomp
        """)
    assert subjects(doc, "leave") == "Mali"


def test_a_relative_pronoun_stands_for_the_noun_before_it() -> None:
    doc = tree("""
        The      DT  2 det
        rebels   NNS 6 nsubj
        who      WP  4 nsubj
        shelled  VBD 2 acl:relcl
        Asmarat  NNP 4 obj
        fled     VBD 0 root
        """)
    assert (subjects(doc, "shelled"), subjects(doc, "fled")) == ("rebels", "rebels")


def test_the_gap_of_a_relative_clause_with_a_subject_is_its_object() -> None:
    doc = tree("""
        The      DT  2 det
        port     NN  6 nsubj
        that     WDT 5 obj
        rebels   NNS 5 nsubj
        shelled  VBD 2 acl:relcl
        burned   VBD 0 root
        """)
    assert (subjects(doc, "shelled"), objects(doc, "shelled")) == ("rebels", "port")


def test_joined_verbs_share_their_subject_and_their_object() -> None:
    doc = tree("""
        Rebels   NNS 2 nsubj
        shelled  VBD 0 root
        and      CC  4 cc
        stormed  VBD 2 conj
        Asmarat  NNP 4 obj
        """)
    assert (subjects(doc, "stormed"), objects(doc, "shelled")) == ("Rebels", "Asmarat")


def test_a_participle_clause_has_the_subject_of_the_verb_above() -> None:
    doc = tree("""
        Rebels   NNS 2 nsubj
        shelled  VBD 0 root
        Asmarat  NNP 2 obj
        ,        ,   5 punct
        killing  VBG 2 advcl
        three    CD  7 nummod
        dockers  NNS 5 obj
        """)
    assert (subjects(doc, "killing"), objects(doc, "killing")) == ("Rebels", "dockers")


def test_who_is_quoted_as_saying_says() -> None:
    doc = tree("""
        Reuters  NNP 2 nsubj
        quoted   VBD 0 root
        a        DT  4 det
        nurse    NN  2 obj
        as       IN  6 mark
        saying   VBG 2 advcl
        """)
    assert subjects(doc, "saying") == "nurse"


def test_the_infinitive_of_a_headline_is_done_by_the_noun_before_it() -> None:
    line = "India NNP 0 root\n to TO 3 mark\n boycott VB 1 acl\n summit NN 3 obj"
    assert subjects(tree(line, kind="headline"), "boycott") == "India"


def test_a_plan_belongs_to_who_has_it() -> None:
    doc = tree("""
        The      DT  2 det
        army     NN  4 nmod:poss
        's       POS 2 case
        plan     NN  0 root
        to       TO  6 mark
        leave    VB  4 acl
        """)
    assert subjects(doc, "leave") == "army"


def test_a_verb_without_anybody_near_has_no_subject() -> None:
    doc = tree("Shelling VBG 0 root\n Asmarat NNP 1 obj")
    assert (subjects(doc, "Shelling"), objects(doc, "Shelling")) == ("", "Asmarat")


def test_nested_conjuncts_are_all_found_in_text_order() -> None:
    doc = tree("""
        Kenya    NNP 6 nsubj
        ,        ,   3 punct
        Mali     NNP 1 conj
        and      CC  5 cc
        Chad     NNP 3 conj
        met      VBD 0 root
        """)
    assert subjects(doc, "met") == "Kenya Mali Chad"
    assert words(doc, syntax.conjuncts(doc, at(doc, "Mali"))) == "Mali Chad"


def test_a_preposition_of_two_words_is_read_whole() -> None:
    doc = tree("Because IN 3 case\n of IN 1 fixed\n war NN 4 obl\n they PRP 4 nsubj\n fled VBD 0 root")
    assert syntax.case_of(doc, at(doc, "war")) == "because of"
    assert syntax.case_of(doc, at(doc, "they")) == ""


def test_the_mark_of_a_possessor_is_no_preposition() -> None:
    doc = tree("Kenya NNP 3 nmod:poss\n 's POS 1 case\n army NN 0 root")
    assert syntax.case_of(doc, at(doc, "Kenya")) == ""
    assert syntax.definite(doc, at(doc, "army"))


def test_obliques_are_chosen_by_their_preposition_with_what_is_joined_to_them() -> None:
    assert words(PASSIVE, syntax.obliques(PASSIVE, at(PASSIVE, "shelled"), "by")) == "rebels pirates"
    assert syntax.obliques(PASSIVE, at(PASSIVE, "shelled"), "on") == ()


def test_a_noun_phrase_has_its_modifiers_and_only_on_request_its_of_phrase() -> None:
    port = at(ACTIVE, "port")
    assert words(ACTIVE, tuple(range(syntax.noun_span(ACTIVE, port)[0], port + 1))) == "the old port"
    first, last = syntax.with_of(ACTIVE, port)
    assert words(ACTIVE, tuple(range(first, last + 1))) == "the old port of Asmarat"


def test_the_articles_tell_what_is_known() -> None:
    assert syntax.determiner(ACTIVE, at(ACTIVE, "port")) == "the"
    assert syntax.definite(ACTIVE, at(ACTIVE, "port"))
    assert not syntax.definite(ACTIVE, at(ACTIVE, "Rebels"))


def test_a_ring_of_heads_ends_all_the_same() -> None:
    doc = tree("war NN 2 conj\n war NN 1 conj")
    assert len(list(syntax.ancestors(doc, 0))) == 200
    assert syntax.conjuncts(doc, 0) == (0, 1)
