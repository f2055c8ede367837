"""Repairs of a parse where its own words give the slip away."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.reader.repair import (
    agree_on_verbs,
    bare_obliques_are_objects,
    give_back_clauses,
    give_back_modifiers,
    give_back_objects,
    give_back_obliques,
    give_back_subjects,
    join_conjuncts,
    lift_from_names,
    list_subjects,
    name_participles,
    papers_speak,
    short_passives,
    subjects_of_dying,
    whose_force,
    words_denied,
)


def test_a_name_after_and_is_a_conjunct_and_no_part_of_the_name_before() -> None:
    # General X and Major Y
    pos = ["NOUN", "PROPN", "CCONJ", "NOUN", "PROPN"]
    head, dep = [-1, 0, 4, 4, 0], ["root", "flat", "cc", "nmod:desc", "flat"]
    join_conjuncts(pos, head, dep)
    assert (head[4], dep[4]) == (0, "conj")


def test_a_second_modifier_after_and_joins_the_first() -> None:
    # killing of X and Y, both hung on the killing
    pos = ["NOUN", "ADP", "PROPN", "CCONJ", "PROPN"]
    head, dep = [-1, 2, 0, 4, 0], ["root", "case", "nmod", "cc", "nmod"]
    join_conjuncts(pos, head, dep)
    assert (head[4], dep[4]) == (2, "conj")


def test_an_and_between_clauses_is_left_alone() -> None:
    pos = ["VERB", "CCONJ", "VERB"]
    head, dep = [-1, 2, 0], ["root", "cc", "conj"]
    join_conjuncts(pos, head, dep)
    assert (head, dep) == ([-1, 2, 0], ["root", "cc", "conj"])


def test_who_tells_is_the_subject_of_telling() -> None:
    # bomb killed people , doctor told
    pos = ["NOUN", "VERB", "NOUN", "PUNCT", "NOUN", "VERB"]
    head, dep = [1, 5, 1, 1, 1, -1], ["nsubj", "ccomp", "obj", "punct", "nsubj", "root"]
    give_back_subjects(pos, head, dep)
    assert head == [1, 5, 1, 1, 5, -1]


def test_who_tells_before_the_clause_is_the_subject_of_telling_too() -> None:
    # army said it killed rebels
    pos = ["NOUN", "VERB", "PRON", "VERB", "NOUN"]
    head, dep = [3, -1, 3, 1, 3], ["nsubj", "root", "nsubj", "ccomp", "obj"]
    give_back_subjects(pos, head, dep)
    assert head == [1, -1, 3, 1, 3]


def test_two_subjects_of_telling_are_one_of_each_verb() -> None:
    # jets bombed Raqqa , spokesman said
    pos = ["NOUN", "VERB", "PROPN", "PUNCT", "NOUN", "VERB"]
    head, dep = [5, 5, 1, 5, 5, -1], ["nsubj", "ccomp", "obj", "punct", "nsubj", "root"]
    give_back_subjects(pos, head, dep)
    assert head == [1, 5, 1, 5, 5, -1]


def test_the_only_subject_stays_where_it_is() -> None:
    pos = ["VERB", "NOUN", "VERB"]
    head, dep = [2, 0, -1], ["ccomp", "nsubj", "root"]
    give_back_subjects(pos, head, dep)
    assert head == [2, 0, -1]


def test_a_participle_with_a_passive_auxiliary_is_a_verb() -> None:
    # troops were killed
    pos, tag = ["NOUN", "AUX", "ADJ"], ["NNS", "VBD", "VBN"]
    agree_on_verbs(pos, tag, [2, 2, -1], ["nsubj:pass", "aux:pass", "root"])
    assert pos == ["NOUN", "AUX", "VERB"]


def test_a_participle_that_only_describes_stays_an_adjective() -> None:
    # the killed troops
    pos, tag = ["DET", "ADJ", "NOUN"], ["DT", "VBN", "NNS"]
    agree_on_verbs(pos, tag, [2, 2, -1], ["det", "amod", "root"])
    assert pos == ["DET", "ADJ", "NOUN"]


def test_a_preposition_belongs_to_the_first_word_of_a_name() -> None:
    # proximity of Kataib Hezbollah
    head, dep = [-1, 3, 0, 2], ["root", "case", "nmod", "flat"]
    lift_from_names(head, dep)
    assert head == [-1, 2, 0, 2]


def test_what_stands_inside_a_name_stays_there() -> None:
    # Ministry of Defence, read flat
    head, dep = [-1, 2, 0], ["root", "case", "flat"]
    lift_from_names(head, dep)
    assert head == [-1, 2, 0]


def test_an_oblique_without_a_preposition_is_the_object() -> None:
    # who heads the Service
    pos, head, dep = ["PRON", "VERB", "DET", "PROPN"], [1, -1, 3, 1], ["nsubj", "root", "det", "obl"]
    bare_obliques_are_objects(pos, head, dep)
    assert dep[3] == "obj"


def test_an_oblique_of_a_passive_or_beside_an_object_stays() -> None:
    # was held Monday; held them Monday
    for pos, head, dep in (
        (["AUX", "VERB", "NOUN"], [1, -1, 1], ["aux:pass", "root", "obl"]),
        (["VERB", "PRON", "NOUN"], [-1, 0, 0], ["root", "obj", "obl"]),
    ):
        bare_obliques_are_objects(pos, head, dep)
        assert dep[2] == "obl"


def test_of_a_resolution_in_parliament_asking_it_is_parliaments_and_asks() -> None:
    words = "it prompted a resolution in parliament asking them to leave".split()
    tag = "PRP VBD DT NN IN NN VBG PRP TO VB".split()
    head = [1, -1, 3, 1, 5, 1, 1, 6, 9, 6]
    dep = ["nsubj", "root", "det", "obj", "case", "obl", "advcl", "obj", "mark", "xcomp"]
    papers_speak(words, tag, head, dep)
    assert (head[6], dep[6]) == (3, "acl")
    assert (head[5], dep[5]) == (3, "nmod")


def test_of_who_sends_a_letter_and_then_after_a_comma_asks_he_does() -> None:
    words = "it sent a letter , asking them to leave".split()
    tag = "PRP VBD DT NN , VBG PRP TO VB".split()
    head, dep = (
        [1, -1, 3, 1, 1, 1, 5, 8, 5],
        ["nsubj", "root", "det", "obj", "punct", "advcl", "obj", "mark", "xcomp"],
    )
    papers_speak(words, tag, head, dep)
    assert (head[5], dep[5]) == (1, "advcl")


def test_a_second_day_behind_a_second_verb_is_the_second_verbs() -> None:
    words = "they met on monday and left on tuesday".split()
    pos = ["PRON", "VERB", "ADP", "PROPN", "CCONJ", "VERB", "ADP", "PROPN"]
    head, dep = [1, -1, 3, 1, 5, 1, 7, 1], ["nsubj", "root", "case", "obl", "cc", "conj", "case", "obl"]
    give_back_obliques(words, pos, head, dep)
    assert head[7] == 5
    assert head[3] == 1


def test_one_day_behind_two_verbs_stays() -> None:
    words = "they came and left on tuesday".split()
    pos = ["PRON", "VERB", "CCONJ", "VERB", "ADP", "PROPN"]
    head, dep = [1, -1, 3, 1, 5, 1], ["nsubj", "root", "cc", "conj", "case", "obl"]
    give_back_obliques(words, pos, head, dep)
    assert head[5] == 1


def test_what_stands_before_two_conjuncts_is_the_first_one_s() -> None:
    # Congo 's army and M23 rebels clashed
    head, dep = [5, 0, 6, 5, 5, 2, -1], ["nmod:poss", "case", "nsubj", "cc", "compound", "conj", "root"]
    give_back_modifiers(head, dep)
    assert head == [2, 0, 6, 5, 5, 2, -1]


def test_a_verb_in_ing_is_no_past_form() -> None:
    tag = ["VBD", "VBN", "VBD"]
    name_participles(["killing", "string", "missed"], ["VERB", "NOUN", "VERB"], tag)
    assert tag == ["VBG", "VBN", "VBD"]


def test_what_stands_right_behind_a_verb_is_its_object() -> None:
    # opened fire killing five
    pos = ["VERB", "NOUN", "VERB", "NUM"]
    head, dep = [-1, 2, 0, 2], ["root", "obj", "advcl", "obj"]
    give_back_objects(pos, head, dep)
    assert head == [-1, 0, 0, 2]


def test_an_only_object_before_its_verb_stays() -> None:
    pos = ["VERB", "NOUN", "VERB"]
    head, dep = [-1, 2, 0], ["root", "obj", "advcl"]
    give_back_objects(pos, head, dep)
    assert head == [-1, 2, 0]


def test_a_noun_before_the_second_auxiliary_is_its_subject() -> None:
    # guard was killed and others were hurt
    words = ["guard", "was", "killed", "and", "others", "were", "hurt"]
    pos = ["NOUN", "AUX", "VERB", "CCONJ", "NOUN", "AUX", "VERB"]
    head = [2, 2, -1, 4, 0, 6, 2]
    dep = ["nsubj:pass", "aux:pass", "root", "cc", "conj", "aux:pass", "conj"]
    give_back_clauses(words, pos, head, dep)
    assert (head[4], dep[4]) == (6, "nsubj:pass")


def test_a_number_before_a_joined_participle_is_its_subject() -> None:
    # people were hurt and 48 detained
    words = ["people", "were", "hurt", "and", "48", "detained"]
    pos = ["NOUN", "AUX", "VERB", "CCONJ", "NUM", "VERB"]
    head, dep = [2, 2, -1, 5, 0, 2], ["nsubj:pass", "aux:pass", "root", "cc", "nummod", "conj"]
    give_back_clauses(words, pos, head, dep)
    assert (head[4], dep[4]) == (5, "nsubj:pass")


def test_a_verb_with_a_subject_is_joined_to_the_verb() -> None:
    # people were killed and others wounded
    words = ["people", "were", "killed", "and", "others", "wounded"]
    pos = ["NOUN", "AUX", "VERB", "CCONJ", "NOUN", "VERB"]
    head, dep = [2, 2, -1, 4, 5, 0], ["nsubj:pass", "aux:pass", "root", "cc", "nsubj", "conj"]
    give_back_clauses(words, pos, head, dep)
    assert head[5] == 2


def test_objects_are_shared_out_among_two_verbs() -> None:
    # killed three and wounded several others
    words = ["killed", "three", "and", "wounded", "several", "others"]
    pos = ["VERB", "NUM", "CCONJ", "VERB", "ADJ", "NOUN"]
    head, dep = [-1, 5, 3, 0, 5, 0], ["root", "nummod", "cc", "conj", "amod", "obj"]
    give_back_clauses(words, pos, head, dep)
    assert (head[1], dep[1], head[5]) == (0, "obj", 3)


def test_two_subjects_with_a_comma_between_are_a_list() -> None:
    # doctors , nurses and guards fled
    words = ["doctors", ",", "nurses", "and", "guards", "fled"]
    pos = ["NOUN", "PUNCT", "NOUN", "CCONJ", "NOUN", "VERB"]
    head, dep = [5, 0, 5, 4, 2, -1], ["nsubj", "punct", "nsubj", "cc", "conj", "root"]
    list_subjects(words, pos, head, dep)
    assert (head[2], dep[2]) == (0, "conj")


def test_those_behind_of_are_no_subject_beside_another() -> None:
    # of soldiers , two died
    words = ["of", "soldiers", ",", "two", "died"]
    pos = ["ADP", "NOUN", "PUNCT", "NUM", "VERB"]
    head, dep = [1, 4, 1, 4, -1], ["case", "nsubj", "punct", "nsubj", "root"]
    list_subjects(words, pos, head, dep)
    assert (dep[1], dep[3]) == ("obl", "nsubj")


def test_an_object_behind_the_second_verb_is_no_conjunct_of_the_first_ones() -> None:
    # killed pupils and teacher and wounded others
    words = ["killed", "pupils", "and", "teacher", "and", "wounded", "others"]
    pos = ["VERB", "NOUN", "CCONJ", "NOUN", "CCONJ", "VERB", "NOUN"]
    head, dep = [-1, 0, 3, 1, 5, 0, 3], ["root", "obj", "cc", "conj", "cc", "conj", "conj"]
    give_back_clauses(words, pos, head, dep)
    assert (head[6], dep[6], head[3]) == (5, "obj", 1)


def test_the_army_is_whose_the_word_before_it_says_and_not_the_strike() -> None:
    # Sudanese army air strike
    words = ["sudanese", "army", "air", "strike"]
    head, dep = [3, 3, 3, -1], ["amod", "compound", "compound", "root"]
    whose_force(words, head, dep)
    assert head == [1, 3, 3, -1]


def test_what_is_denied_stands_beside_the_sentence_and_its_denial_hangs_on_it() -> None:
    # hit , Kyiv said , a charge Moscow denied
    words = ["hit", ",", "kyiv", "said", ",", "a", "charge", "moscow", "denied"]
    pos = ["VERB", "PUNCT", "PROPN", "VERB", "PUNCT", "DET", "NOUN", "PROPN", "VERB"]
    head = [3, 0, 3, -1, 8, 6, 8, 8, 3]
    dep = ["ccomp", "punct", "nsubj", "root", "punct", "det", "nsubj", "nsubj", "ccomp"]
    words_denied(words, pos, head, dep)
    assert (head[6], dep[6]) == (3, "appos")
    assert (head[8], dep[8]) == (6, "acl:relcl")


WORDS = [
    "one",
    "was",
    "killed",
    "and",
    "five",
    "others",
    "of",
    ",",
    "hurt",
    "said",
    "more",
    "died",
    "army",
    "strike",
    "letter",
    "asking",
    "a",
    "charge",
    "denied",
]
POS = ["NOUN", "VERB", "PROPN", "NUM", "ADJ", "PRON", "CCONJ", "ADP", "PUNCT"]
DEPS = [
    "obj",
    "nsubj",
    "nsubj:pass",
    "conj",
    "nummod",
    "cc",
    "xcomp",
    "advcl",
    "ccomp",
    "compound",
    "acl",
    "aux",
    "aux:pass",
    "case",
    "amod",
    "obl",
    "flat",
    "appos",
    "nmod",
]
REPAIRS: list[Callable[[list[str], list[str], list[str], list[int], list[str]], None]] = [
    lambda words, pos, tag, head, dep: lift_from_names(head, dep),
    lambda words, pos, tag, head, dep: join_conjuncts(pos, head, dep),
    lambda words, pos, tag, head, dep: give_back_modifiers(head, dep),
    lambda words, pos, tag, head, dep: give_back_subjects(pos, head, dep),
    lambda words, pos, tag, head, dep: give_back_clauses(words, pos, head, dep),
    lambda words, pos, tag, head, dep: short_passives(words, pos, head, dep),
    lambda words, pos, tag, head, dep: subjects_of_dying(words, pos, head, dep),
    lambda words, pos, tag, head, dep: list_subjects(words, pos, head, dep),
    lambda words, pos, tag, head, dep: bare_obliques_are_objects(pos, head, dep),
    lambda words, pos, tag, head, dep: give_back_objects(pos, head, dep),
    lambda words, pos, tag, head, dep: papers_speak(words, tag, head, dep),
    lambda words, pos, tag, head, dep: give_back_obliques(words, pos, head, dep),
    lambda words, pos, tag, head, dep: whose_force(words, head, dep),
    lambda words, pos, tag, head, dep: words_denied(words, pos, head, dep),
]
"""All that alter heads, in the order in which the reader calls them."""


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[str], list[str], list[int], list[str]]:
    """Words, parts of speech, heads and relations of a tree, labels as the repairs look at."""
    size = draw(st.integers(2, 9))
    order = draw(st.permutations(range(size)))
    head = [-1] * size
    for n, t in enumerate(order[1:], start=1):
        head[t] = order[draw(st.integers(0, n - 1))]
    labels = draw(st.lists(st.sampled_from(DEPS), min_size=size, max_size=size))
    dep = ["root" if up < 0 else relation for up, relation in zip(head, labels, strict=True)]
    words = draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
    return words, draw(st.lists(st.sampled_from(POS), min_size=size, max_size=size)), head, dep


@settings(max_examples=2000, deadline=None)
@given(trees())
def test_all_repairs_together_make_no_ring(tree: tuple[list[str], list[str], list[int], list[str]]) -> None:
    words, pos, head, dep = tree
    tag = ["VBG" if word == "asking" else "NN" for word in words]
    for repair in REPAIRS:
        repair(words, pos, tag, head, dep)
        assert not has_ring(head), repair


@settings(max_examples=2000, deadline=None)
@given(trees(), st.sampled_from(range(len(REPAIRS))))
def test_no_repair_alone_makes_a_ring(
    tree: tuple[list[str], list[str], list[int], list[str]], which: int
) -> None:
    words, pos, head, dep = tree
    roots = head.count(-1)
    REPAIRS[which](words, pos, ["VBG" if word == "asking" else "NN" for word in words], head, dep)
    assert not has_ring(head)
    assert head.count(-1) == roots


LINES: list[tuple[list[str], list[str], list[int], list[str]]] = [
    (
        ["raiders", "overran", "town", "and", "people"],
        ["NOUN", "VERB", "NOUN", "CCONJ", "NOUN"],
        [1, -1, 1, 4, 2],
        ["nsubj", "root", "obj", "cc", "conj"],
    ),
    (
        ["farmers", "were", "killed", "and", "others"],
        ["NOUN", "AUX", "VERB", "CCONJ", "NOUN"],
        [2, 2, -1, 4, 0],
        ["nsubj:pass", "aux:pass", "root", "cc", "conj"],
    ),
    (["died", "at", "home"], ["VERB", "ADP", "NOUN"], [-1, 2, 0], ["root", "case", "obl"]),
    (["wounded", "farmers", "died"], ["ADJ", "NOUN", "VERB"], [1, 2, -1], ["amod", "nsubj", "root"]),
    (["more", "wounded"], ["ADV", "VERB"], [1, -1], ["advmod", "root"]),
]
"""Lines without a full stop, as of headlines and lists."""


@settings(max_examples=2000, deadline=None)
@given(trees() | st.sampled_from(LINES), trees() | st.sampled_from(LINES))
def test_no_repair_hangs_a_word_on_another_sentence(
    one: tuple[list[str], list[str], list[int], list[str]],
    other: tuple[list[str], list[str], list[int], list[str]],
) -> None:
    size = len(one[0])
    words, pos, dep = one[0] + other[0], one[1] + other[1], one[3] + other[3]
    head = one[2] + [up + size if up >= 0 else up for up in other[2]]
    tag = ["VBG" if word == "asking" else "NN" for word in words]
    for repair in REPAIRS:
        repair(words, pos, tag, head, dep)
    assert head.count(-1) == 2
    assert all((up < size) == (t < size) for t, up in enumerate(head) if up >= 0)


def has_ring(head: list[int]) -> bool:
    """Whether a word hangs on itself by some way."""
    for t in range(len(head)):
        at, steps = t, 0
        while at >= 0:
            at, steps = head[at], steps + 1
            if steps > len(head):
                return True
    return False


def test_those_behind_the_verb_are_the_subject_of_the_participle() -> None:
    # farmers were killed and others wounded
    words = ["farmers", "were", "killed", "and", "others", "wounded"]
    pos = ["NOUN", "AUX", "VERB", "CCONJ", "NOUN", "VERB"]
    head, dep = [2, 2, -1, 4, 0, 0], ["nsubj:pass", "aux:pass", "root", "cc", "conj", "acl"]
    short_passives(words, pos, head, dep)
    assert (head[4], dep[4], head[5], dep[5], head[3]) == (5, "nsubj:pass", 2, "conj", 5)


def test_a_number_before_more_is_the_subject_of_the_participle() -> None:
    # civilians were killed and dozens more wounded
    words = ["civilians", "were", "killed", "and", "dozens", "more", "wounded"]
    pos = ["NOUN", "AUX", "VERB", "CCONJ", "NOUN", "ADV", "VERB"]
    head = [2, 2, -1, 6, 5, 6, 2]
    dep = ["nsubj:pass", "aux:pass", "root", "cc", "nummod", "advmod", "conj"]
    short_passives(words, pos, head, dep)
    assert (head[4], dep[4], head[5]) == (6, "nsubj:pass", 4)


def test_those_who_die_are_no_object_of_the_verb_before() -> None:
    # raiders overran town and people died
    words = ["raiders", "overran", "town", "and", "people", "died"]
    pos = ["NOUN", "VERB", "NOUN", "CCONJ", "NOUN", "VERB"]
    head, dep = [1, -1, 1, 4, 2, 1], ["nsubj", "root", "obj", "cc", "conj", "acl:relcl"]
    subjects_of_dying(words, pos, head, dep)
    assert (head[4], dep[4], head[5], dep[5]) == (5, "nsubj", 1, "conj")
