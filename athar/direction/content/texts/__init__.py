"""The texts of items: Markdown that can hold no HTML, no picture from elsewhere, and figures only by reference."""

from athar.direction.content.texts.figures import resolved
from athar.direction.content.texts.reading import Asked, asked_by, doubts
from athar.direction.content.texts.rendering import plain_words, render

__all__ = ["Asked", "asked_by", "doubts", "plain_words", "render", "resolved"]
