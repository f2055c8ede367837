import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import InputError
from tidings.read.decode import decode

WORDS = "Café blast kills two in the port, doctors said"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read_without_their_mark(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), where="a.txt").text == WORDS


def test_big_endian_utf16_with_a_mark_is_read() -> None:
    assert decode(b"\xfe\xff" + WORDS.encode("utf-16-be"), where="a.txt").text == WORDS


def test_western_european_bytes_are_read_and_noted() -> None:
    decoded = decode(WORDS.encode("cp1252"), where="a.txt")
    assert decoded.text == WORDS
    assert "cp1252" in (decoded.note or "")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_another_eight_bit_encoding_is_refused_rather_than_garbled(encoding: str) -> None:
    with pytest.raises(InputError, match="wrong encoding"):
        decode("Двое погибли в порту, сообщили врачи".encode(encoding), where="a.txt")


def test_utf8_with_a_broken_character_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match="broken character at byte 9"):
        decode("Café é ".encode() + b"\xe2\x80 and so on", where="a.txt")


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "zip"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"a\x00b", "NUL"),
    ],
)
def test_a_binary_file_is_refused_with_what_it_is(start: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as refusal:
        decode(start + b" rest", where="folder/a.bin")
    assert refusal.value.where == "folder/a.bin"
    assert refusal.value.do


def test_mostly_control_characters_are_refused() -> None:
    with pytest.raises(InputError, match="control characters"):
        decode(bytes(range(1, 32)) * 4 + b"abc", where="a.txt")


def test_line_ends_control_and_direction_characters_stay() -> None:
    text = "Two \u202eheld\u202c\r\nin the port\x1b[0m,\u200f doctors said.\r"
    assert decode(text.encode(), where="a.txt").text == text


def test_a_page_is_decoded_as_it_declares() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Порт</body></html>'
    assert decode(page.encode("cp1251"), where="a.html", page=True).text == page


@pytest.mark.parametrize("name", ["hex", "no-such-code"])
def test_a_declared_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="wrong encoding"):
        decode(f"<meta charset={name}>".encode() + b"\xff\xfe\xfd", where="a.html", page=True)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_give_text_or_an_input_error(data: bytes, page: bool) -> None:
    try:
        result: object = decode(data, where="x", page=page).text
    except InputError as error:
        result = error.where
    assert isinstance(result, str)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1))
def test_text_survives_encoding_and_decoding(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), where="x").text == text
