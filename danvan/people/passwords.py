"""One-time passwords, and the hasher that a small machine can carry."""

import secrets

from django.contrib.auth.hashers import Argon2PasswordHasher

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Four groups of four (79 bits), without letters that look alike: it is read aloud and typed once."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB and two passes (OWASP's profile).

    Django's own takes 100 MiB and eight lanes for each log-in, more than the web server of a commune has.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
