"""The Telegram side: updates in, messages out, at the right time, once.

__main__      the entry point; no other module acts by itself
cli           the sub-commands
application   the one place where the parts are put together
polling, webhook    how updates come: asked for, or posted
intake        updates -> inbox -> per-chat workers -> Application.process_update
turns         whose turn it is, in one process or among several
handlers      one callback per command or button: parse, ask the newsroom, reply
delivery      due slots -> sent digests; leadership: by which process; budget: how fast
sandbox       our stand-in for Telegram's server, and its chat page
context       what handlers are given: newsroom, clock, the hop off the event loop
web           a server in the same event loop; health: what machines may ask
messages      briefings -> Telegram HTML within the limits; keyboards: the buttons under it
supervisor    systemd, told that the bot runs, lives and ends
progress      how far a load is, in words and as a bar
config, clock one frozen value of settings; the one clock
"""
