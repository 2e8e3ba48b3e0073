"""Read the translatable texts out of templates (with Django's lexer) and of Python (with ``ast``)."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

# The place of each argument: context, singular, plural.
_FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
_FUNCTIONS |= {
    f"{name}_{kind}": places
    for name, places in list(_FUNCTIONS.items())
    if name != "_"
    for kind in ("lazy", "noop")
}
_INLINE_TAGS = {"translate", "trans"}
_BLOCK_TAGS = {"blocktranslate", "blocktrans"}
_CONSTANT = re.compile(r"""_\(\s*(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""")


@dataclass(frozen=True)
class Message:
    """A text to translate, as Django will ask for it; counter names the placeholder that counts."""

    singular: str
    plural: str | None = None
    context: str | None = None
    counter: str | None = None
    origins: tuple[str, ...] = ()

    def beside(self, other: "Message") -> "Message":
        fuller = self if self.plural else other
        return replace(fuller, origins=tuple(dict.fromkeys(other.origins + self.origins)))


# --- Python --------------------------------------------------------------------------------------


def messages_in_python(source: str, origin: str) -> list[Message]:
    """
    Return the texts of all gettext calls.

    :raises SyntaxError: where a call is given an f-string, which no catalogue can hold.
    """
    if "gettext" not in source:
        return []
    return [
        message
        for node in ast.walk(ast.parse(source, origin))
        if isinstance(node, ast.Call) and (message := _called(node, origin))
    ]


def _called(call: ast.Call, origin: str) -> Message | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in _FUNCTIONS:
        return None
    context, singular, plural = _FUNCTIONS[name]
    if any(isinstance(argument, ast.JoinedStr) for argument in call.args):
        raise SyntaxError(f"{origin}:{call.lineno}: an f-string cannot be translated; use %(name)s")
    text = _literal(call, singular)
    if not text:
        return None  # a variable: its text is marked where it is written
    return Message(text, _literal(call, plural), _literal(call, context), origins=(origin,))


def _literal(call: ast.Call, place: int | None) -> str | None:
    if place is None or place >= len(call.args):
        return None
    argument = call.args[place]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


# --- Templates -----------------------------------------------------------------------------------


def messages_in_template(source: str, origin: str) -> list[Message]:
    """
    Return the texts of translate and blocktranslate tags and of _("…") constants.

    :raises SyntaxError: where a blocktranslate holds another tag or never ends.
    """
    tokens = iter(Lexer(source).tokenize())
    return [replace(message, origins=(origin,)) for message in _messages(tokens, origin)]


def _messages(tokens: Iterator[Token], origin: str) -> Iterator[Message]:
    for token in tokens:
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        name = token.contents.split(None, 1)[0] if token.contents.strip() else ""
        if token.token_type is TokenType.BLOCK and name == "comment":
            _skip_comment(tokens)
        elif token.token_type is TokenType.BLOCK and name in _BLOCK_TAGS:
            yield from _constants(token)
            yield _block(token, tokens, origin)
        else:
            if token.token_type is TokenType.BLOCK and name in _INLINE_TAGS:
                yield from _inline(token)
            yield from _constants(token)


def _skip_comment(tokens: Iterator[Token]) -> None:
    for token in tokens:
        if token.token_type is TokenType.BLOCK and token.contents.strip() == "endcomment":
            return


def _constants(token: Token) -> Iterator[Message]:
    for found in _CONSTANT.finditer(token.contents):
        yield Message(_doubled(_unquoted(found["text"])))


def _inline(token: Token) -> Iterator[Message]:
    bits = list(smart_split(token.contents))
    text = bits[1].split("|")[0] if bits[1][0] not in "'\"" else _quoted_head(bits[1])
    if text[0] in "'\"":
        yield Message(_doubled(_unquoted(text)), context=_context(bits))


def _quoted_head(bit: str) -> str:
    """Return the quoted text of ``"text"|filter``."""
    end = re.match(r"""(["'])(?:\\.|(?!\1).)*\1""", bit, re.DOTALL)
    return end[0] if end else bit


def _block(opening: Token, tokens: Iterator[Token], origin: str) -> Message:
    bits = opening.split_contents()
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.token_type is not TokenType.BLOCK:
            parts[-1].append(token)
        elif token.contents.strip() == "plural" and len(parts) == 1:
            parts.append([])
        elif token.contents.strip() == f"end{bits[0]}":
            texts = [_text(part, trimmed="trimmed" in bits) for part in parts]
            return Message(texts[0], texts[1] if len(texts) > 1 else None, _context(bits), _counter(bits))
        else:
            raise SyntaxError(
                f"{origin}:{token.lineno}: {{% {token.contents} %}} may not stand inside {bits[0]}"
            )
    raise SyntaxError(f"{origin}:{opening.lineno}: {bits[0]} never ends")


def _text(tokens: list[Token], *, trimmed: bool) -> str:
    written = {TokenType.TEXT: _doubled, TokenType.VAR: lambda text: f"%({text})s"}
    text = "".join(
        written[token.token_type](token.contents) for token in tokens if token.token_type in written
    )
    return trim_whitespace(text) if trimmed else text


def _context(bits: list[str]) -> str | None:
    return _unquoted(bits[bits.index("context") + 1]) if "context" in bits else None


def _counter(bits: list[str]) -> str | None:
    if "count" not in bits:
        return None
    after = bits[bits.index("count") + 1 :]
    return after[0].partition("=")[0] if "=" in after[0] else after[2]


def _unquoted(text: str) -> str:
    return text[1:-1].replace(f"\\{text[0]}", text[0]).replace("\\\\", "\\")


def _doubled(text: str) -> str:
    # Django looks template texts up with every percent sign doubled.
    return text.replace("%", "%%")
