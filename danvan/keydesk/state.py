"""What the key desk remembers, in this process alone: the secret while it is open, and handouts, still sealed.

Nothing that was opened is kept: a page opens its handout anew each time. Without use for IDLE seconds, or when asked,
the secret is forgotten; the sealed handouts may stay, they tell nothing.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from danvan.keydesk.handout import Handout
from danvan.lib import seal

IDLE = 15 * 60  # seconds
MOST_HELD = 20


@dataclass
class KeyDesk:
    """One custodian at one desk."""

    now: Callable[[], float] = time.monotonic
    key_file: bytes = b""  # locked behind its passphrase
    key_name: str = ""
    language: str = "vi"
    held: dict[str, Handout] = field(default_factory=dict)
    _secret: str = ""
    _used: float = 0.0

    @property
    def secret(self) -> str:
        """The secret, empty while the desk is locked; asking for it is a use."""
        self.forget_if_idle()
        self._used = self.now()
        return self._secret

    @property
    def is_open(self) -> bool:
        """Whether the secret is here; looking is no use."""
        self.forget_if_idle()
        return bool(self._secret)

    @property
    def recipient(self) -> str:
        """The recipient of the key that is open."""
        return seal.recipient_of(self._secret) if self.is_open else ""

    def unlock(self, secret: str, key_file: bytes, key_name: str) -> None:
        """Open the desk with a secret, and keep the locked file, so that next time the passphrase is enough."""
        self._secret, self._used = secret, self.now()
        self.key_file, self.key_name = key_file, key_name

    def lock(self) -> None:
        """Forget the secret."""
        self._secret = ""

    def forget_if_idle(self) -> None:
        """Forget the secret that nobody has used for a quarter of an hour."""
        if self._secret and self.now() - self._used > IDLE:
            self.lock()

    def hold(self, handout: Handout) -> str:
        """Keep a handout, sealed; gives its token. The oldest goes when there are too many."""
        token = secrets.token_urlsafe(16)
        self.held[token] = handout
        while len(self.held) > MOST_HELD:
            del self.held[next(iter(self.held))]
        return token


desk = KeyDesk()
