import pytest

from tidings.read.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The crews of the ferries stopped work on Tuesday and blocked two ramps, the operator said.", "en"),
        ("Les équipages ont bloqué deux rampes du port mardi matin, a indiqué l'exploitant, et quarante "
         "camions chargés de fruits sont restés sur le quai toute la journée.", "fr"),
        ("Die Besatzungen der Fähren legten am Dienstag die Arbeit nieder und blockierten zwei Rampen im "
         "Hafen, wie der Betreiber am Abend mitteilte; vierzig Lastwagen saßen fest.", "de"),
        ("Færgernes besætninger nedlagde arbejdet tirsdag og spærrede to ramper i havnen, oplyste rederiet, "
         "og de vil have en afskediget kaptajn tilbage; fyrre lastbiler med frugt holder på kajen.", "da"),
        ("Экипажи паромов во вторник прекратили работу и перекрыли порт", "ru"),
        ("توقف عمال العبارات عن العمل يوم الثلاثاء وأغلقوا الميناء", "ar"),
    ],
)  # fmt: skip
def test_the_language_is_told(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["Beira ferry strike: Lopes, Matusse freed", "Ana Lopes", "2024", ""])
def test_headlines_and_names_in_latin_script_pass_for_english(text: str) -> None:
    assert language_of(text) == "en"


def test_a_foreign_quote_in_an_english_report_leaves_it_english() -> None:
    quote = "« Nous ne partirons pas d'ici avant que le capitaine ne soit revenu », "
    assert (
        language_of("The crews that blocked the harbour said they would stay. " + quote + "they said.")
        == "en"
    )
