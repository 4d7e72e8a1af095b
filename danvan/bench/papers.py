"""A paper as PDF, warm: the longest kind, set anew each time because its number and words differ."""

import statistics
import time
from collections.abc import Callable
from functools import partial

from danvan.bench.figures import Figure

TIMES, WARM = 60, 5
FINDINGS = "Tổ xác minh đã đo lại hiện trạng, có mặt người khiếu nại và các hộ giáp ranh. " * 6


def measure() -> list[Figure]:
    """Time of the PDF, and of the Word file beside it, in milliseconds at the median and the 95th percentile."""
    from danvan.papers import fill, kinds, pdf, vocabulary, word

    kind = kinds.get("decision")
    template, pdfs, words = word.default(kind), [], []
    for number in range(TIMES + WARM):
        fields = vocabulary.examples(kind)
        fields |= {"number": f"{number}/QĐ-UBND", "findings": f"{number}. {FINDINGS}\n{FINDINGS}"}
        content = fill.content(kind, fields)
        pdfs.append(_took(partial(pdf.pdf, content)))
        words.append(_took(partial(word.render, template, fields)))
    pages = len(pdf.pages(content, ppi=20))
    return [
        Figure(
            f"a decision of {pages} pages as PDF, warm, median", statistics.median(pdfs[WARM:]), "ms", most=60
        ),
        Figure("the same, 95th percentile", _p95(pdfs[WARM:]), "ms"),
        Figure("the same as Word, median", statistics.median(words[WARM:]), "ms"),
    ]


def _took(make: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    make()
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95) - 1]
