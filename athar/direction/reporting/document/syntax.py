"""Markdown with two additions: ``{{ directives }}`` and ``:::note`` blocks."""

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

# {{ name "argument" key="value" … }}; what stands between the braces is checked later, so that a
# slip inside is told as a slip and not printed as text.
DIRECTIVE = re.compile(r"\{\{([^{}\n]*)\}\}")
NOTE_OPENS = re.compile(r":::\s*note\s*")
NOTE_CLOSES = ":::"


@cache
def markdown() -> MarkdownIt:
    """A CommonMark parser without raw HTML and with our additions; keeps no state between texts."""
    return extended(MarkdownIt("commonmark", {"html": False}))


def extended(parser: MarkdownIt) -> MarkdownIt:
    """The parser with our two additions."""
    parser.inline.ruler.push("directive", _directive)
    parser.block.ruler.before(
        "fence", "note", _note, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    return parser


def _directive(state: StateInline, silent: bool) -> bool:
    found = DIRECTIVE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("directive", "", 0)
        token.content = found[1].strip()
    state.pos = found.end()
    return True


def _note(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    if state.is_code_block(first) or not NOTE_OPENS.fullmatch(_line(state, first)):
        return False
    if silent:
        return True
    end = next((line for line in range(first + 1, last) if _line(state, line).strip() == NOTE_CLOSES), None)
    token = state.push("note_open", "div", 1)
    token.map = [first, last if end is None else end + 1]
    token.meta = {"closed": end is not None}
    outer, state.lineMax = state.lineMax, last if end is None else end
    state.md.block.tokenize(state, first + 1, state.lineMax)
    state.lineMax = outer
    state.push("note_close", "div", -1)
    state.line = last if end is None else end + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
