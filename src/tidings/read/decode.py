"""Bytes to text, or a clear refusal: what the file is instead, and what to do about it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from tidings.errors import InputError

_TO_TEXT: Final = "Save it as plain text."
_MAGIC: Final = tuple(
    (re.compile(start, re.DOTALL), what, do)
    for start, what, do in (
        (rb"%PDF-", "a PDF document", "Save its text as a .txt file (pdftotext does it)."),
        (rb"PK\x03\x04", "a zip archive or office document (.docx, .odt)", "Unpack it, or save it as text."),
        (rb"\xd0\xcf\x11\xe0", "an office document (.doc)", _TO_TEXT),
        (rb"\{\\rtf\d", "a rich-text document (.rtf)", _TO_TEXT),
        (rb"\x1f\x8b", "a gzip archive", "Unpack it first (gunzip)."),
        (rb"BZh[1-9]1AY", "a bzip2 archive", "Unpack it first (bunzip2)."),
        (rb"\xfd7zXZ", "an xz archive", "Unpack it first (unxz)."),
        (rb"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
        (rb"\x89PNG", "a PNG image", "Give the text, not a picture of it."),
        (rb"\xff\xd8\xff", "a JPEG image", "Give the text, not a picture of it."),
        (rb"GIF8[79]a", "a GIF image", "Give the text, not a picture of it."),
        (rb"RIFF....(?:WAVE|WEBP|AVI )", "an image, sound or film", "Give the text of the report."),
        (rb"OggS\x00", "a sound or film", "Give the text of the report."),
        (rb"\x7fELF", "a program", "Give the text of the report."),
        (rb"SQLite format 3\x00", "a SQLite database", "If it is a tidings store, name it with --store."),
    )
)
# The UTF-32 mark begins with the UTF-16 one, so it is tried first.
_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_NO_CHARSETS: Final = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MAX_CONTROL_SHARE: Final = 0.05
"""Text from terminals and feeds carries a stray control character; a binary file is full of them
(random bytes below 128: one in five)."""
MAX_WESTERN_SHARE: Final = 0.2
"""Accented letters among all letters, above which bytes are not taken for cp1252: French has about
one in twelve; Cyrillic, Greek or Arabic in an 8-bit code page decodes to nearly nothing else."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte order mark; line ends stay as they were. `note` is None for Unicode input."""

    text: str
    note: str | None = None


def decode(data: bytes, *, where: str, page: bool = False) -> Decoded:
    """Decode a file's bytes: byte order mark, else UTF-8, else Western European (cp1252).

    With `page`, the character set that an HTML page declares is tried before UTF-8's fallback.
    Raises InputError where the bytes are no text or their encoding cannot be told.
    """
    for start, what, do in _MAGIC:
        if start.match(data):
            raise InputError(where, f"this is {what}, not text", do)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_decode_as(data[len(mark) :], name, where))
    if b"\x00" in data:
        raise InputError(
            where, "it holds NUL bytes, so it is a binary file or UTF-16 without a byte order mark",
            "Save the report as UTF-8 text.",
        )  # fmt: skip
    try:
        return Decoded(_refuse_noise(data.decode("utf-8"), where))
    except UnicodeDecodeError as error:
        if page and (declared := _DECLARED.search(data[:4096])) is not None:
            return Decoded(_decode_as(data, declared[1].decode("ascii"), where))
        if _is_damaged_utf8(data):
            raise InputError(
                where, f"wrong encoding: UTF-8 with a broken character at byte {error.start}",
                "Save the file as UTF-8 again; it may be cut off or mixed from two encodings.",
            ) from None  # fmt: skip
    return Decoded(
        _refuse_noise(_decode_western(data, where), where),
        "not UTF-8; read as Western European text (cp1252)",
    )


def in_charset(data: bytes, name: str) -> str | None:
    """The text; None where it is not in this character set, or there is none of the name. The name comes from
    others: Python's codecs that unpack ("zlib": a bomb) or take hours ("punycode") are none."""
    try:
        if codecs.lookup(name).name in _NO_CHARSETS:
            return None
        return data.decode(name)  # knows codecs of text only, unlike codecs.decode
    except (UnicodeError, LookupError, ValueError, TypeError):
        return None


def _decode_as(data: bytes, name: str, where: str) -> str:
    text = in_charset(data, name)
    if text is None:
        raise InputError(
            where, f"wrong encoding: it says {name} but cannot be read so", "Save the file as UTF-8."
        )
    return _refuse_noise(text, where)


def _decode_western(data: bytes, where: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    letters = [c for c in text if c.isalpha()]
    accented = sum(1 for c in letters if not c.isascii())
    if not letters or accented > MAX_WESTERN_SHARE * len(letters):
        raise InputError(
            where, "wrong encoding: neither UTF-8 nor Western European text",
            "Save the file as UTF-8.",
        )  # fmt: skip
    return text


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of the bytes above 127 belong to well-formed UTF-8 characters."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    whole = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+|\xc2[\xa0-\xbf]", data))
    return whole > broken


def _refuse_noise(text: str, where: str) -> str:
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise InputError(where, "it is mostly control characters, so no text", "Give the text of the report.")
    return text
