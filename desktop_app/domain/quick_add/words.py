"""Cutting a line into words, marks and the tokens that have a sign of their own."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desktop_app.domain.quick_add.language import Language
from desktop_app.domain.quick_add.tokens import Token, TokenKind
from desktop_app.domain.task import Priority
from sync_protocol import limits
from sync_protocol.text import fold

STOPS = ",;:.!?"
"""Marks that go with a recognised word before them."""

_OPENING = "([{"
_CLOSING = (")", "]", "}")
_MARKS = STOPS + "".join(_CLOSING)
_BLANKS = re.compile(r"\s+")
_CHUNK = re.compile(r"\S+")
_LITERAL = re.compile(r"""(?:"([^"]+)"|\u201c([^\u201c\u201d]+)\u201d)(?=[\s,;:.!?)\]}]|\Z)""")
_QUOTED_LIST = re.compile(r"""\#(?:"([^"]+)"|\u201c([^\u201c\u201d]+)\u201d)[,;:.!?]*(?=\s|\Z)""")
_LIST = re.compile(rf"\#((?:\\.|[^\s\\]){{1,{2 * limits.LIST_NAME_LENGTH}}})(?=\s|\Z)")
"""Bounded, because escaped blanks reach across words: a long line would be read once per word."""
_TAG = re.compile(r"@([^\s;,#@]+)")
_DESCRIPTION = re.compile(r"//\s+(?=\S)")
_ESCAPE = re.compile(r"\\(.)")
_PRIORITY_NUMBERS = {"1": Priority.HIGH, "2": Priority.MEDIUM, "3": Priority.LOW, "4": Priority.NONE}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a run of marks, or a span that is already recognised."""

    start: int
    end: int
    text: str
    key: str
    """The folded form; empty for a recognised span, so that no phrase reaches across it."""
    is_mark: bool = False
    token: Token | None = None


def split(text: str, language: Language, dropped: frozenset[Span]) -> list[Word]:
    """The line's words in order. Of several lists or priorities the last counts."""
    words: list[Word] = []
    position = _after_blanks(text, 0)
    at_boundary = True
    while position < len(text):
        token = _signed(text, position, language, at_boundary)
        if token is not None and not _is_dropped(token, dropped):
            words.append(Word(token.start, token.end, text[token.start : token.end], "", token=token))
        elif text[position] in _OPENING:
            words.append(_mark(text, position, position + 1))
        else:
            words.extend(_plain(text, position))
        end = words[-1].end
        position = _after_blanks(text, end)
        at_boundary = position > end
    return _only_last(_only_last(words, TokenKind.LIST), TokenKind.PRIORITY)


def _after_blanks(text: str, position: int) -> int:
    blanks = _BLANKS.match(text, position)
    return blanks.end() if blanks else position


def _plain(text: str, position: int) -> list[Word]:
    """The chunk's word and the marks after it."""
    end = _chunk_end(text, position)
    core = text[position:end].rstrip(_MARKS)
    stop = position + len(core)
    words = [Word(position, stop, core, fold(core))] if core else []
    return [*words, _mark(text, stop, end)] if stop < end else words


def _mark(text: str, start: int, end: int) -> Word:
    return Word(start, end, text[start:end], text[start:end], is_mark=True)


def _chunk_end(text: str, position: int) -> int:
    chunk = _CHUNK.match(text, position)
    return chunk.end() if chunk else position


def _signed(text: str, position: int, language: Language, at_boundary: bool) -> Token | None:
    """The token that begins here, if its sign does. Only a literal may follow a bracket."""
    sign = text[position]
    if sign in '"\u201c':
        return _literal(text, position)
    if not at_boundary:
        return None
    if sign == "#":
        return _list(text, position)
    if sign == "@":
        return _word_token(text, position, TokenKind.TAG, _tag)
    if sign == "/":
        return _description(text, position)
    if sign in "!pP":
        return _word_token(text, position, TokenKind.PRIORITY, lambda word: _priority(word, language))
    return None


def _literal(text: str, position: int) -> Token | None:
    match = _LITERAL.match(text, position)
    if match is None or not (match[1] or match[2]).strip():
        return None
    # Straight quotes are a sign to this program; curly ones are part of what was written.
    content = match[1] or match[0]
    return Token(position, match.end(), TokenKind.LITERAL, content)


def _description(text: str, position: int) -> Token | None:
    if _DESCRIPTION.match(text, position) is None:
        return None
    return Token(position, len(text), TokenKind.DESCRIPTION, text[position + 2 :].strip())


def _list(text: str, position: int) -> Token | None:
    if quoted := _QUOTED_LIST.match(text, position):
        name = (quoted[1] or quoted[2]).strip()
        return Token(position, quoted.end(), TokenKind.LIST, name) if name else None
    match = _LIST.match(text, position)
    if match is None:
        return None
    name = match[1].rstrip(STOPS)
    # "#12" is an issue, "##" a heading, and a bracket belongs to the sentence around it.
    if name.isdecimal() or name.startswith("#") or name.endswith(_CLOSING) or not _says_something(name):
        return None
    return Token(position, match.end(), TokenKind.LIST, _ESCAPE.sub(r"\1", name))


def _tag(word: str) -> str | None:
    match = _TAG.fullmatch(word)
    if match is None or match[1].endswith(_CLOSING) or not _says_something(match[1]):
        return None
    return match[1]


def _priority(word: str, language: Language) -> Priority | None:
    key = word.lower()
    if key[0] == "p":
        return _PRIORITY_NUMBERS.get(key[1:])
    name = key.lstrip("!")
    value = language.priorities.get(fold(name))
    return _PRIORITY_NUMBERS.get(name) if value is None else Priority(value)


def _says_something(name: str) -> bool:
    return any(letter.isalnum() or not letter.isascii() for letter in name)


def _word_token(
    text: str, position: int, kind: TokenKind, value_of: Callable[[str], Priority | str | None]
) -> Token | None:
    """The whole chunk as one token, stops included; None if `value_of` its word is None."""
    end = _chunk_end(text, position)
    word = text[position:end].rstrip(STOPS)
    value = value_of(word) if word else None
    return None if value is None else Token(position, end, kind, value)


def _is_dropped(token: Token, dropped: frozenset[Span]) -> bool:
    """A literal and a description are plain words already, so what was dropped inside may stay."""
    end = token.start + 1 if token.kind in (TokenKind.LITERAL, TokenKind.DESCRIPTION) else token.end
    return touches_any(token.start, end, dropped)


def touches_any(start: int, end: int, spans: frozenset[Span]) -> bool:
    """Whether a span shares a character with one of `spans`."""
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def _only_last(words: Sequence[Word], kind: TokenKind) -> list[Word]:
    """Turns all tokens of a kind but the last back into words."""
    of_kind = [index for index, word in enumerate(words) if word.token and word.token.kind is kind]
    earlier = set(of_kind[:-1])
    return [
        replace(word, key=fold(word.text), token=None) if index in earlier else word for index, word in enumerate(words)
    ]
