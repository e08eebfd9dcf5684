"""Bytes -> text: by a byte order mark, as UTF-8, as declared, or as it looks. Line breaks stay as they are.

`mended` is for texts that are whole files: it undoes what programs on the way did to them.
"""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = ["cp1252", "mac_roman", "utf_16_le", "utf_16_be", "cp1250", "cp1251", "gb18030", "shift_jis", "big5", "euc_kr"]
"""What texts in English come in, and what agencies elsewhere write theirs in. Tried only where it is not UTF-8."""
LATIN = frozenset(("latin-1", "sloppy-windows-1252", "windows-1252"))
"""What UTF-8 is taken for where texts come broken; the names are ftfy's."""
ENOUGH = 64
"""Bytes from which on a guess is worth something; a shorter text that is not UTF-8 is taken for Windows' Latin."""


class NoText(ValueError):
    """Bytes that are no text, with the reason."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; raises NoText. `declared` counts only where it is not UTF-8 and fits."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return _text(data.decode(encoding))
            except UnicodeDecodeError as error:
                raise NoText(f"no text: byte {error.start} is not {encoding.removesuffix('-sig').upper()}") from None
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _text(_guessed(data, declared, error.start))


def mended(text: str) -> str:
    """The text with line feeds for line breaks, and words that were decoded wrongly once decoded rightly.

    "CafÃ©" was UTF-8 taken for Windows' Latin. Of other encodings ftfy knows too, but right letters look like their
    leavings: "”ß" is UTF-8 taken for the Macintosh's. https://ftfy.readthedocs.io/en/latest/heuristic.html
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    from ftfy import fix_encoding_and_explain

    fixed, steps = fix_encoding_and_explain(text)
    taken_for = {encoding for action, encoding in steps or () if action == "encode"}
    return fixed if taken_for <= LATIN else text


def _text(text: str) -> str:
    if "\0" in text:
        raise NoText("no text: a binary file (it holds zero bytes)")
    return text


def _guessed(data: bytes, declared: str | None, fault: int) -> str:
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    if len(data) >= ENOUGH:
        from charset_normalizer import from_bytes

        best = from_bytes(data, cp_isolation=LIKELY).best()
        if best is not None:
            return str(best)
    else:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    raise NoText(f"no text: byte {fault} is not UTF-8, and no other encoding fits")
