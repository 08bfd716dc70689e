"""A folder of articles -> the store, one result per article.

    loading      what changed, in the store: the flow
    batching     what is written together
    files        which files there are, and the text of one or the reason why not
    fingerprint  by which rules and data articles are read
    workers      the worker processes; tasks: what goes to them and comes back
    readings     the text of one article -> what the store keeps of it
    roles        which office stands beside a speaker's name

This file imports nothing: a worker loads `readings` and no SQL, the bot SQL and no `readings`.
"""
