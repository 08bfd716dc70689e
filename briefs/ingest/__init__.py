"""A folder of articles -> the store, one result per article.

    files     which files there are, and the text of one or the reason why not
    readings  the text of one article -> what the store keeps of it; runs in worker processes
    roles     which office stands beside a speaker's name
    workers   the worker processes
    loading   what changed, in the store: the flow

This file imports nothing: a worker process loads `readings` and no SQL.
"""
