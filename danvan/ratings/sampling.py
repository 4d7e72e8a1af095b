"""Who is called back: drawn by lot so that anybody can draw the same again. Pure."""

import hashlib
from collections.abc import Iterable


def sample(population: Iterable[int], seed: str, size: int) -> list[int]:
    """So many of the population, in the order of the lot: by the digest of the seed with each number."""
    return sorted(population, key=lambda one: (_lot(seed, one), one))[:size]


def _lot(seed: str, one: int) -> str:
    return hashlib.sha256(f"{seed}:{one}".encode()).hexdigest()
