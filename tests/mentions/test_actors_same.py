"""Names of one actor meet, names of others do not."""

from datetime import date

from tidings.mentions.actors import Setting
from tidings.mentions.actors_same import keys_of


def keys(*names: str, **setting: object) -> list[str]:
    found = keys_of(names, Setting(day=date(2016, 6, 1), **setting))  # type: ignore[arg-type]
    return [found[name][0] for name in names]


def test_spellings_and_short_names_are_one() -> None:
    assert len(set(keys("Kata'ib Hezbollah", "Kataib Hizballah", "Hezbollah Brigades"))) == 1
    assert len(set(keys("U.S.", "United States", "Washington", "American officials", "White House"))) == 1
    assert len(set(keys("Abdel Fattah el-Sissi", "Abdul-Fattah al-Sisi", "el-Sissi"))) == 1
    assert len(set(keys("Ada Marel Orel", "Ada Orel", "Orel"))) == 2  # a middle name is not guessed


def test_neighbours_are_apart() -> None:
    assert len(set(keys("Hezbollah", "Kataib Hezbollah"))) == 2
    assert len(set(keys("Taliban", "Pakistani Taliban"))) == 2
    assert len(set(keys("Turkey", "Turkish military", "Turkish police"))) == 3
    assert len(set(keys("Sudan", "South Sudan"))) == 2


def test_descriptions_mean_nobody_outside_their_report() -> None:
    (key,) = keys("protesters", countries=("EG",))
    assert key.startswith(":")
    assert keys("the 250 protesters", "protesters")[0] == keys("protesters")[0]


def test_the_militants_are_the_one_group_a_report_is_about() -> None:
    text = "Boko Haram raided a village. Boko Haram burned it. The militants fled."
    assert len(set(keys("Boko Haram", "the militants", text=text))) == 1
    text = "Boko Haram raided a village. ISWAP burned another. The militants fled."
    assert len(set(keys("Boko Haram", "ISWAP", "the militants", text=text))) == 3
