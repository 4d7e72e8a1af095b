"""What can go wrong with the embedded PostgreSQL, each as one sentence in Vietnamese and one in English."""


class PostgresError(Exception):
    """An expected failure; `vi` and `en` say what happened and what to do."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.vi = vi
        self.en = en


class NoBinaries(PostgresError):
    """The wheel that carries PostgreSQL is missing, or is not made for this machine."""


class NoSpace(PostgresError):
    """Too little room on the disk to make or start a database."""


class Foreign(PostgresError):
    """The folder, or the server that answers for it, was not made by Dân Vận."""


class NotReachable(PostgresError):
    """The unprivileged user that PostgreSQL runs as cannot come to the folder."""


class WrongVersion(PostgresError):
    """The data were written by a PostgreSQL of another major version than any we carry."""


class Busy(PostgresError):
    """Another process starts or stops the same database, or its server does not answer, for too long."""


class StartFailed(PostgresError):
    """PostgreSQL would not start; the sentence ends with the last line of its log."""


class StopFailed(PostgresError):
    """PostgreSQL would not stop in time."""
