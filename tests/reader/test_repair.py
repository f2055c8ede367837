"""Repairs of a parse where its own words give the slip away."""

from __future__ import annotations

from tidings.reader.repair import give_back_subjects, join_conjuncts


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


def test_the_only_subject_stays_where_it_is() -> None:
    pos = ["VERB", "NOUN", "VERB"]
    head, dep = [2, 0, -1], ["ccomp", "nsubj", "root"]
    give_back_subjects(pos, head, dep)
    assert head == [2, 0, -1]
