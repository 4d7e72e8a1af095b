"""Messages are shown on the console of the worker: for whoever works on the product."""

import sys


class Console:
    """Text without the address: consoles are kept in logs, and logs hold no personal data."""

    leaves = False

    def send(self, address: str, text: str) -> str:
        """The word 'console'."""
        sys.stdout.write(f"--- {len(address)} ký tự địa chỉ\n{text}\n")
        sys.stdout.flush()
        return "console"
