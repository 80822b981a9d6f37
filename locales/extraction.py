"""Finds the sentences in Python code: the first argument of `say` and of `phrase`.

Babel's own extractor loses a call nested deeper than one level, and passes over `say(variable)` in silence;
this one reads the syntax tree, finds every call and refuses a sentence that is not written out.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, TypeAlias

Found: TypeAlias = "tuple[int, str, str | tuple[str, ...], list[str]]"

PYTHON_KEYWORDS = frozenset({"say", "phrase"})


class NotWrittenOutError(ValueError):
    """A sentence that is put together at run time: no catalogue can hold it. Says where and what would do."""


def extract_calls(
    fileobj: BinaryIO,
    keywords: Mapping[str, object],
    comment_tags: Sequence[str],
    options: Mapping[str, object],
) -> Iterator[Found]:
    """Yield (line, keyword, sentence, no comments) for every marked sentence, as Babel asks of an extractor.

    Raises `NotWrittenOutError` for a marked call whose sentence is not one literal.
    """
    del comment_tags, options
    name = str(getattr(fileobj, "name", "this file"))
    wanted = PYTHON_KEYWORDS & set(keywords)
    for node in ast.walk(ast.parse(fileobj.read(), filename=name)):
        # A method that happens to be called `say` takes messages, not sentences: only the plain name counts.
        if isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Name):
            keyword = node.func.id
            if keyword in wanted:
                yield node.lineno, keyword, _sentence(node, keyword, name), []


def _sentence(call: ast.Call, keyword: str, file: str) -> str:
    first = call.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    raise NotWrittenOutError(
        f"{file}:{call.lineno}: write the sentence out inside {keyword}(…), one literal with {{named}} places"
    )
