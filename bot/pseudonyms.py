"""What stands in a log for a chat, a user or an update, so that no log tells who asks.

The key comes from the bot's token: every process of an installation, today and after a restart,
writes the same word for the same chat, so one conversation can be followed through all its logs;
without the token nobody can try out all numbers there are. A new token makes new words.
"""

from __future__ import annotations

import base64
import hashlib

#: 40 bits: among 10,000 chats, two share a word once in 20,000 installations.
_BYTES = 5


class Pseudonyms:
    """Words for numbers, by a key that cannot be worked out from them."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.blake2b(secret.encode(), person=b"pseudonyms").digest()

    def word(self, number: int | None) -> str:
        """The word for the id of a chat, user or update; a question mark for none."""
        if number is None:
            return "?"
        digest = hashlib.blake2b(str(number).encode(), key=self._key, digest_size=_BYTES).digest()
        return base64.b32encode(digest).decode().lower()
