"""The composition root: one table of commands becomes handlers, menus and help; errors; the tick.

Which updates are for the bot is decided here, once, by filters:

    private chat       commands and any text
    group              what is addressed: a command, a mention, a reply to the bot
    channel            commands: only its administrators can post them
    any chat           what is typed behind our name, with quotations to send there
    edited messages, guest messages    nothing: an answer that was given stands
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import httpx
import telegram
from telegram import BotCommand, Message, MessageEntity, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.calls import CountedRequest
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.context import BotData, BriefsApplication, BriefsContext, Command, Desk, Handler, Scope
from bot.handlers import (
    admin,
    aliases,
    basics,
    briefs,
    buttons,
    comparing,
    editions,
    errors,
    inline,
    interests,
    listings,
    membership,
    nearby,
    personal,
    settings,
    subscriptions,
)
from bot.polling import PollingBot
from briefs.newsroom import Newsroom

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

_LOG = logging.getLogger(__name__)

DESCRIPTION: Final = (
    "Who said what about NATO, word for word: each quotation with its speaker, publisher and date, "
    "and the sentence it stands in. Ask for a person or a topic, or get a digest every morning."
)
SHORT_DESCRIPTION: Final = "Who said what about NATO, word for word, on request and each morning."

#: In the order of the menus and of /help.
COMMANDS: Final = (
    Command(
        name="who",
        arguments="NAME [on TOPIC]",
        description="what somebody said, by name or office",
        handler=briefs.who,
    ),
    Command(
        name="topic",
        arguments="TOPIC",
        description="what is said about a topic",
        handler=briefs.topic,
    ),
    Command(
        name="about",
        arguments="NAME",
        description="what others said about somebody",
        handler=nearby.about,
    ),
    Command(
        name="compare",
        arguments="A | B [on TOPIC]",
        description="two people side by side",
        handler=comparing.compare,
    ),
    Command(
        name="timeline",
        arguments="TOPIC",
        description="a topic in the course of time",
        handler=briefs.timeline,
    ),
    Command(
        name="search",
        arguments='WORDS "A PHRASE" -NOT',
        description="words in and around the quotations",
        handler=briefs.search,
    ),
    Command(
        name="quote",
        arguments="ID",
        description="one quotation by its id",
        handler=briefs.quote,
    ),
    Command(name="latest", description="the newest quotations", handler=briefs.latest),
    Command(name="people", description="who is quoted", handler=listings.people),
    Command(name="topics", description="what is spoken about", handler=listings.topics),
    Command(
        name="subscribe",
        arguments="[HH:MM] [PLACE]",
        description="a digest every day at your hour",
        handler=subscriptions.subscribe,
        scope=Scope.IN_CHARGE,
    ),
    Command(
        name="unsubscribe",
        description="end the digest",
        handler=subscriptions.unsubscribe,
        aliases=("stop",),
        scope=Scope.IN_CHARGE,
    ),
    Command(
        name="settings",
        description="when your digest comes, how long, with what sound",
        handler=settings.settings,
    ),
    Command(name="today", description="today's digest, at any time", handler=editions.today),
    Command(
        name="follow",
        arguments='NAME, TOPIC or "WORDS"',
        description="first in your digests",
        handler=interests.follow,
        scope=Scope.IN_CHARGE,
    ),
    Command(
        name="mute",
        arguments='NAME, TOPIC or "WORDS"',
        description="never in your digests",
        handler=interests.mute,
        scope=Scope.IN_CHARGE,
    ),
    Command(
        name="unfollow",
        arguments="NAME",
        description="neither followed nor muted",
        handler=interests.unfollow,
        scope=Scope.IN_CHARGE,
    ),
    Command(name="following", description="what you follow and mute", handler=interests.following),
    Command(
        name="pause",
        description="no digest for a while",
        handler=settings.pause,
        scope=Scope.IN_CHARGE,
    ),
    Command(
        name="resume",
        description="the digest comes again",
        handler=settings.resume,
        scope=Scope.IN_CHARGE,
    ),
    Command(name="help", description="what I can do", handler=basics.help_),
    Command(name="privacy", description="what is stored, and how long", handler=basics.privacy),
    Command(
        name="export",
        description="a copy of what is stored about you",
        handler=personal.export,
        scope=Scope.IN_CHARGE,
    ),
    Command(
        name="forget",
        description="erase what is stored about you",
        handler=personal.forget,
        scope=Scope.IN_CHARGE,
    ),
    Command(name="start", description="the greeting", handler=basics.start, scope=Scope.PRIVATE),
    Command(
        name="cancel",
        description="there is never anything to cancel",
        handler=basics.cancel,
        scope=Scope.PRIVATE,
    ),
    Command(
        name="reload",
        description="read what changed in the articles",
        handler=admin.reload,
        scope=Scope.ADMINS,
    ),
    Command(
        name="alias",
        arguments="[NAME = NAME]",
        description="which names are one person",
        handler=aliases.alias,
        scope=Scope.ADMINS,
    ),
    Command(
        name="stats", description="the store in numbers", handler=admin.stats, scope=Scope.ADMINS
    ),
    Command(
        name="delivery",
        description="what waits to go out, and how the day went",
        handler=admin.delivery,
        scope=Scope.ADMINS,
    ),
)


_OURS: Final = frozenset(name for each in COMMANDS for name in (each.name, *each.aliases))


class Addressed(filters.MessageFilter):
    """Meant for the bot: in private anything; elsewhere a command, mention or reply to it.

    Never a quotation that was sent by way of the bot: that is meant for whoever reads the chat.
    """

    def filter(self, message: Message) -> bool:
        """Decide it from the message alone."""
        if message.via_bot is not None and message.via_bot.id == message.get_bot().id:
            return False
        chat = message.chat.type
        if chat == telegram.Chat.PRIVATE:
            return True
        if chat == telegram.Chat.CHANNEL:
            return _command(message) is not None
        return _replies(message) or _names(message)


def _replies(message: Message) -> bool:
    answered = message.reply_to_message
    author = answered.from_user if answered else None
    return author is not None and author.id == message.get_bot().id


def _names(message: Message) -> bool:
    """It has a command for the bot in it, or its name.

    A command without a name is for us if we know it: in a group with one bot that is how clients
    send those that are tapped, and Telegram keeps from us what follows another bot's message.
    """
    bot = message.get_bot().username.lower()
    if command := _command(message):
        name, _, addressee = command.lower().removeprefix("/").partition("@")
        return addressee == bot or (not addressee and name in _OURS)
    mentions = message.parse_entities([MessageEntity.MENTION]).values()
    return f"@{bot}" in map(str.lower, mentions)


def _command(message: Message) -> str | None:
    """The command a message begins with, as typed: /who or /who@bot."""
    first = message.entities[0] if message.entities else None
    if first is None or first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return None
    return message.parse_entity(first)


_NEW: Final = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
_FOR_US: Final = _NEW & Addressed()


def build_application(
    settings: Settings, newsroom: Newsroom, clock: Clock, *, request: BaseRequest | None = None
) -> BriefsApplication:
    """Everything put together; not yet initialised. `request` replaces the network."""
    desk = Desk(newsroom, clock, settings)
    application = (
        Application.builder()
        .bot(_bot(settings, desk, request))
        .context_types(ContextTypes(context=BriefsContext, bot_data=BotData))
        .updater(None)
        .job_queue(None)
        .build()
    )
    application.bot_data.desk = desk
    application.bot_data.commands = COMMANDS
    _add_handlers(application)
    return application


def _bot(settings: Settings, desk: Desk, request: BaseRequest | None) -> PollingBot:
    assert settings.token is not None, "a sandbox brings its own token"
    if request is not None:
        calls = polls = request
    else:
        # To read which certificates to trust takes longer than all else here: once is enough.
        trust = {"verify": httpx.create_ssl_context()}
        calls, polls = (
            HTTPXRequest(connection_pool_size=size, httpx_kwargs=trust) for size in (64, 1)
        )
    return PollingBot(
        token=settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        request=CountedRequest(calls, desk.metrics, desk.budget),
        get_updates_request=CountedRequest(polls, desk.metrics, desk.budget),
    )


def _add_handlers(application: BriefsApplication) -> None:
    """In the order they are tried: the first that fits takes the update."""
    for command in COMMANDS:
        names = [command.name, *command.aliases]
        handler = _measured(command.name, command.handler)
        application.add_handler(CommandHandler(names, handler, _FOR_US))
    talk = _FOR_US & filters.UpdateType.MESSAGE
    silent = filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
    for kind, which, handler in (
        ("migration", filters.StatusUpdate.MIGRATE, membership.migrated),
        ("unknown", _FOR_US & filters.COMMAND, basics.unknown_command),
        ("text", talk & filters.TEXT, basics.plain_text),
        ("no_text", talk & silent, basics.no_text),
    ):
        application.add_handler(MessageHandler(which, _measured(kind, handler)))
    application.add_handler(CallbackQueryHandler(_measured("button", buttons.press)))
    application.add_handler(InlineQueryHandler(_measured("inline", inline.inline)))
    changed = _measured("membership", membership.my_membership)
    application.add_handler(ChatMemberHandler(changed, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(errors.handle_error)


def _measured(kind: str, handler: Handler) -> Handler:
    """The handler, with each update it is given counted and timed under this word."""

    @wraps(handler)
    async def measured(update: Update, context: BriefsContext) -> None:
        with context.desk.metrics.handling(kind):
            await handler(update, context)

    return measured


async def set_commands(application: BriefsApplication) -> None:
    """Put the commands into the menus. A menu that cannot be set costs nothing but itself.

    All words are English, so one list serves every language.
    """
    for scope, seen in _menus(application.bot_data.desk.settings.admins):
        commands = [
            BotCommand(each.name, each.description) for each in COMMANDS if each.scope in seen
        ]
        try:
            await application.bot.set_my_commands(commands, scope=scope)
        except TelegramError as exc:  # an admin who never wrote to the bot has no chat yet
            _LOG.info("The menu for a %s is not set: %s", scope.type, exc)


def _menus(
    admins: Iterable[int],
) -> Iterator[tuple[telegram.BotCommandScope, frozenset[Scope]]]:
    """Who sees which commands; the narrower one is what Telegram shows."""
    group = frozenset({Scope.EVERYBODY})
    private = frozenset({Scope.EVERYBODY, Scope.IN_CHARGE, Scope.PRIVATE})
    yield telegram.BotCommandScopeDefault(), private
    yield telegram.BotCommandScopeAllPrivateChats(), private
    yield telegram.BotCommandScopeAllGroupChats(), group
    yield telegram.BotCommandScopeAllChatAdministrators(), group | {Scope.IN_CHARGE}
    for user in sorted(admins):
        yield telegram.BotCommandScopeChat(user), private | {Scope.ADMINS}


async def describe_bot(application: BriefsApplication) -> None:
    """What somebody sees who has not started the bot yet, and what it says of itself."""
    await application.bot.set_my_description(DESCRIPTION)
    await application.bot.set_my_short_description(SHORT_DESCRIPTION)
    if not application.bot.supports_inline_queries:
        _LOG.info("Quotations can be sent from other chats once /setinline at @BotFather is on.")


#: What the scheduler knows the tick by.
TICK: Final = "tick"


def build_scheduler(tick: Any) -> AsyncIOScheduler:
    """A scheduler that runs the tick at once and each minute; what is due the database knows."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 -- `ask` has none

    scheduler = AsyncIOScheduler(timezone=dt.UTC)
    scheduler.add_job(
        tick,
        "cron",
        minute="*",
        id=TICK,
        next_run_time=SystemClock().now(),  # what fell due while no process ran is late already
        coalesce=True,
        max_instances=1,
        misfire_grace_time=3600,
    )
    return scheduler
