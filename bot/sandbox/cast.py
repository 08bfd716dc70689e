"""Who plays in the sandbox: four people, the bot and one group.

Ids and names are fixed, so that settings may name the admin and a subscription made in one run
still has its chat in the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from telegram.constants import ChatMemberStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    last_name: str
    username: str
    is_bot: bool = False
    language_code: str | None = "en"

    def as_json(self) -> dict[str, object]:
        """As the Bot API gives a User."""
        user: dict[str, object] = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            "username": self.username,
        }
        if self.last_name:
            user["last_name"] = self.last_name
        if self.language_code and not self.is_bot:
            user["language_code"] = self.language_code
        return user


READER = User(id=100_001, first_name="Robin", last_name="Reader", username="robin_reader")
ADMIN = User(id=100_002, first_name="Ada", last_name="Admin", username="ada_admin")
MEMBER = User(id=100_003, first_name="Mika", last_name="Member", username="mika_member")
GROUP_ADMIN = User(id=100_004, first_name="Gwen", last_name="Guard", username="gwen_guard")
PEOPLE = (READER, ADMIN, MEMBER, GROUP_ADMIN)

BOT = User(
    id=7_000_000_001,
    first_name="NATO Briefs",
    last_name="",
    username="nato_briefs_bot",
    is_bot=True,
)
#: How Telegram shows an administrator who posts anonymously: this user, for the group.
ANONYMOUS_ADMIN = User(
    id=1_087_968_824, first_name="Group", last_name="", username="GroupAnonymousBot", is_bot=True
)

GROUP_ID = -1_001_000_000_001
#: The group's id once it has migrated.
MIGRATED_GROUP_ID = -1_001_000_000_002
GROUP_TITLE = "Defence desk"
#: Mika and Gwen meet there; Ada, who runs the bot, is an ordinary member.
GROUP_MEMBERS = {
    MEMBER.id: ChatMemberStatus.MEMBER,
    ADMIN.id: ChatMemberStatus.MEMBER,
    GROUP_ADMIN.id: ChatMemberStatus.ADMINISTRATOR,
    BOT.id: ChatMemberStatus.MEMBER,
}


class Persona(StrEnum):
    """Somebody to be on the chat page: a person and the chat they write in."""

    READER = "reader"
    ADMIN = "admin"
    MEMBER = "member"
    GROUP_ADMIN = "group_admin"


PERSONAS: dict[Persona, tuple[str, User, int]] = {
    Persona.READER: ("Reader", READER, READER.id),
    Persona.ADMIN: ("Admin", ADMIN, ADMIN.id),
    Persona.MEMBER: ("Group member", MEMBER, GROUP_ID),
    Persona.GROUP_ADMIN: ("Group admin", GROUP_ADMIN, GROUP_ID),
}
