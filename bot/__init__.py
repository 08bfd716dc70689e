"""The Telegram side: updates in, messages out, at the right time, once.

__main__      the entry point; no other module acts by itself
cli           the sub-commands
application   the one place where the parts are put together
intake        updates -> inbox -> per-chat workers -> Application.process_update
handlers      one callback per command or button: parse, ask the newsroom, reply
delivery      due slots -> sent digests
sandbox       our stand-in for Telegram's server, and its chat page
context       what handlers are given: newsroom, clock, the hop off the event loop
messages      briefings -> Telegram HTML within the limits; keyboards: the buttons under it
supervisor    systemd, told that the bot runs, lives and ends
config, clock one frozen value of settings; the one clock
"""
