"""Telegram's stand-in: a Bot API server of our own, so that the bot runs without an account.

Read from the bottom:

    errors      what a call is refused with, in Telegram's words
    rules       which methods and parameters exist, read off python-telegram-bot's own `Bot`
    formatting  message text -> plain text and entities; keyboards, menus: the rules for these
    offers      what may be offered for an inline query, and its limits
    flood, faults   the rates Telegram allows; failures that somebody ordered
    cast        who plays: four people, the bot, one group
    state       chats, messages, updates: what a server has to remember
    messages, inline, chats, profile, updates   one function per method that is played
    world       `SandboxTelegram`: the bot's calls on one side, what people do on the other
    gateway     tokens, long polling and the envelope of an answer
    transport   the world behind python-telegram-bot's request interface, without a network
    server      the world behind HTTP, with the chat page and the controls it uses

Where Telegram would silently drop what a bot meant (an unknown parameter, a link that is none, the
hundred-and-first entity), the sandbox refuses and says so: a sandbox is for finding mistakes.
"""
