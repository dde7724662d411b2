"""Normal forms of text: what is stored, what is compared, what is refused.

Titles, names and tags are stored trimmed and in NFC. Comparing and searching use the *folded*
form, in which case, accents and compatibility spellings make no difference, so that `strasse`
finds `Straße` and `uber` finds `über`.
"""

import unicodedata


def normalise(text: str) -> str:
    """The stored form of a one-line text: NFC, without blanks at either end."""
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """The form that search and comparison use. Folding twice changes nothing."""
    if text.isascii():
        return text.lower()
    # Case folding can yield characters that decompose further (and the reverse), so the two
    # steps are repeated until nothing moves; two rounds are enough for all of Unicode but a few.
    folded = _fold_once(text)
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def name_key(text: str) -> str:
    """The form in which two list names or tags count as the same name.

    Trimmed, NFC and case folded; accents do make a difference here ("Resume" is not "Résumé").
    """
    return unicodedata.normalize("NFC", normalise(text).casefold())


def storable(text: str) -> str:
    """The text with what no field may hold (and SQLite cannot take) replaced by U+FFFD.

    For text that is only looked for: what cannot be stored is not found, and that is no error.
    """
    return "".join("\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in text)


def control_character(text: str, *, allow_newlines: bool = False) -> str | None:
    """The first character that no field may hold, or None.

    Control characters (category Cc) and lone surrogates are refused: the first cannot be seen,
    the second cannot be encoded. Tabs and line breaks are allowed in descriptions.
    """
    for letter in text:
        if allow_newlines and letter in "\n\r\t":
            continue
        if unicodedata.category(letter) in {"Cc", "Cs"} or letter in "\u2028\u2029":
            return letter
    return None
