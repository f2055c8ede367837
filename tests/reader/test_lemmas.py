import pytest

from tidings.reader.lemmas import lemma_of


@pytest.mark.parametrize(
    ("tag", "pairs"),
    [
        (
            "VBD",
            "seized seize, stopped stop, killed kill, fled flee, shot shoot, denied deny, patrolled patrol",
        ),
        (
            "VBN",
            "captured capture, evacuated evacuate, condemned condemn, targeted target, withdrawn withdraw",
        ),
        ("VBG", "shelling shell, using use, dying die, planning plan, relying rely, remaining remain"),
        ("VBZ", "denies deny, clashes clash, uses use, vetoes veto, has have, is be"),
        ("NNS", "casualties casualty, bases base, men man, ambushes ambush, troops troops, 1980s 1980s"),
        ("JJR", "larger large, heavier heavy, bigger big, worse bad"),
        ("JJS", "deadliest deadly, latest late, largest large"),
        ("MD", "wo will, ca can, 'd would"),
        ("RB", "n't not, Quickly quickly"),
        ("PRP", "them they, him he, us we"),
    ],
)
def test_lemmas_follow_from_word_and_tag(tag: str, pairs: str) -> None:
    for word, lemma in (p.split() for p in pairs.split(", ")):
        assert lemma_of(word, tag) == lemma


def test_names_keep_their_case() -> None:
    assert lemma_of("Philippines", "NNPS") == "Philippines"
