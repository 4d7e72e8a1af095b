"""Messages are laid down as files: for a demonstration, or to look at what would be sent."""

import secrets

from django.conf import settings

from danvan.lib import dates


class Filed:
    """Each message is a file of its own in the folder `sms` of DANVAN_VAR."""

    leaves = False

    def send(self, address: str, text: str) -> str:
        """The name of the file."""
        folder = settings.VAR / "sms"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{dates.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.txt"
        (folder / name).write_text(f"{address}\n{text}\n", encoding="utf-8")
        return name
