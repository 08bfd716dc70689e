"""One callback for each command or button: parse, ask the newsroom, answer.

    briefs         /who, /topic, /timeline, /search, /quote, /latest, plain questions; pages,
                   contexts, parts of long quotations
    comparing      /compare, also in plain words
    nearby         /about; every article that prints the same words
    following      what the next question may go on with
    inline         what is offered in other chats
    listings       /people, /topics
    subscriptions  /subscribe, /unsubscribe;  hours reads the hour and place typed
    settings       /settings, /pause, /resume;  preferring makes of a button what is wished for
    editions       /today; what a digest had no room for
    interests      /follow, /mute, /unfollow, /following
    personal       /export, /forget
    basics         /start, /help, /privacy, /cancel, what is no command;  wishes reads commands in
                   plain words
    admin          /reload, /stats, /delivery;  aliases /alias
    membership     blocked, kicked, migrated
    buttons        callback data -> one of the above
    errors         what a reader is told when something fails
    audience       who is asking, where, and whether they may
    standing       the subscription of where they ask
    answers        sending and editing, with the fallbacks that Telegram makes necessary

A handler gets its update only when it is meant for the bot: application decides that with filters.
"""
