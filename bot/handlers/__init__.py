"""One callback for each command or button: parse, ask the newsroom, answer.

    briefs         /who, /topic, /timeline, /search, /quote, /latest, plain questions; pages,
                   contexts, parts of long quotations
    comparing      /compare, also in plain words
    listings       /people, /topics
    subscriptions  /subscribe, /unsubscribe, /settings;  hours reads the hour and place typed
    basics         /start, /help, /privacy, /cancel, what is no command
    admin          /reload, /stats
    membership     blocked, kicked, migrated
    buttons        callback data -> one of the above
    errors         what a reader is told when something fails
    audience       who is asking, where, and whether they may
    answers        sending and editing, with the fallbacks that Telegram makes necessary

A handler gets its update only when it is meant for the bot: application decides that with filters.
"""
