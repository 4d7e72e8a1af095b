"""Merkle trees as RFC 6962 (section 2.1) builds them: a root over many leaves, a short proof for one."""

import hashlib
from collections.abc import Sequence


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of the leaves in their order; of none, the hash of nothing (RFC 6962)."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [leaf_hash(leaf) for leaf in leaves]
    while len(level) > 1:
        level = _next_level(level)
    return level[0]


def proof(leaves: Sequence[bytes], index: int) -> list[tuple[str, str]]:
    """The path from leaf `index` to the root: ('left'|'right', sibling in hexadecimal) from the bottom up.

    Raises IndexError when there is no such leaf.
    """
    level = [leaf_hash(leaf) for leaf in leaves]
    level[index]
    path: list[tuple[str, str]] = []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(("left" if sibling < index else "right", level[sibling].hex()))
        level, index = _next_level(level), index // 2
    return path


def proves(leaf: bytes, path: Sequence[Sequence[str]], expected_root: bytes) -> bool:
    """Whether the path leads from the leaf to the root."""
    running = leaf_hash(leaf)
    for side, sibling in path:
        other = bytes.fromhex(sibling)
        running = node_hash(other, running) if side == "left" else node_hash(running, other)
    return running == expected_root


def _next_level(level: list[bytes]) -> list[bytes]:
    """Neighbours joined in pairs; an odd last one rises alone, which is RFC 6962's split by powers of two."""
    paired = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return paired + level[len(level) - len(level) % 2 :]
