"""The methods about chats and the people in them."""

from __future__ import annotations

from telegram.constants import ChatAction, ChatMemberStatus, UpdateType

from bot.sandbox.cast import BOT
from bot.sandbox.errors import bad_request
from bot.sandbox.state import Chat, Json, State

#: What an administrator of the group may do; the sandbox's one may do it all.
_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


def get_chat(state: State, *, chat_id: int | str) -> Json:
    """A chat, with the fields that the Bot API always gives."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    return {
        **state.get_chat(chat_id).as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }


def get_chat_member(state: State, *, chat_id: int | str, user_id: int) -> Json:
    """How somebody belongs to a chat; who never did has left it."""
    chat = state.get_chat(chat_id)
    chat.check_writable()
    if user_id not in state.users:
        raise bad_request("user not found")
    return member_as_json(state, chat, user_id)


def get_chat_administrators(state: State, *, chat_id: int | str) -> list[Json]:
    """The administrators of a group, other bots apart."""
    chat = state.get_chat(chat_id)
    chat.check_writable()
    if not chat.is_group:
        raise bad_request("there are no administrators in the private chat")
    admins = (
        user_id
        for user_id, status in chat.members.items()
        if status is ChatMemberStatus.ADMINISTRATOR
    )
    return [member_as_json(state, chat, user_id) for user_id in admins]


def get_chat_member_count(state: State, *, chat_id: int | str) -> int:
    """How many belong to a chat, the bot among them."""
    gone = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
    return sum(status not in gone for status in state.get_chat(chat_id).members.values())


def leave_chat(state: State, *, chat_id: int | str) -> bool:
    """The bot goes out of a group."""
    chat = state.get_writable_chat(chat_id)
    if not chat.is_group:
        raise bad_request("chat member status can't be changed in private chats")
    change_membership(state, chat, by=BOT.id, status=ChatMemberStatus.LEFT)
    return True


def send_chat_action(
    state: State, *, chat_id: int | str, action: str, message_thread_id: int | None = None
) -> bool:
    """Show for five seconds that the bot is busy."""
    chat = state.get_writable_chat(chat_id, message_thread_id)
    if action not in set(ChatAction):
        raise bad_request("wrong parameter action in request")
    state.events.add("action", chat_id=chat.id, action=action)
    return True


def member_as_json(state: State, chat: Chat, user_id: int) -> Json:
    """As the Bot API gives a ChatMember."""
    status = chat.members.get(user_id, ChatMemberStatus.LEFT)
    member: Json = {"status": status.value, "user": state.users[user_id].as_json()}
    if status is ChatMemberStatus.ADMINISTRATOR:
        member |= {"is_anonymous": False, **dict.fromkeys(_RIGHTS, True)}
    if status is ChatMemberStatus.BANNED:
        member["until_date"] = 0
    return member


def change_membership(state: State, chat: Chat, *, by: int, status: ChatMemberStatus) -> None:
    """Let the bot in or show it out, and tell it."""
    before = member_as_json(state, chat, BOT.id)
    chat.members[BOT.id] = status
    change = {
        "chat": chat.as_json(),
        "from": state.users[by].as_json(),
        "date": int(state.now()),
        "old_chat_member": before,
        "new_chat_member": member_as_json(state, chat, BOT.id),
    }
    state.push(UpdateType.MY_CHAT_MEMBER, change)
    state.events.add("membership", chat_id=chat.id, status=status.value)
