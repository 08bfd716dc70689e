"""Rows <-> values; with briefs/migrations the only place that speaks SQL.

engine         opening the database, reading and writing transactions, errors in one sentence
sqlite, postgresql    what each engine does in its own way
schema         the tables
migrating      bringing an older database up to date
inspection     whether a database could be used, found out without changing it
reading        an article as read, with what is stored beside it
folder         the articles folder as it was last seen
articles       articles and their quotations: replaced whole, ids kept
identity       which quotation is which when an article is read again; which say the same
standing       where a quotation is listed, and which of the same words are one statement
listings       what each speaker and topic lists, counted as it changes
cards          quotations as a reader is shown them
people         speakers and topics, with their counts
search         full text
stats          the store in numbers
counters       how often something happened, for other processes to see
backup         everything in one file, and back
subscriptions, dues, outbox    what readers asked for, what fell due, what goes out
material       what a digest may carry: what is new for a chat, what it never had
inbox, claims  what came in; which process handles it

Start with `engine.open_store`. Functions take a connection of `Store.read()` or `Store.write()`
and return values of briefs.model. This file imports nothing: worker processes need no SQL.
"""
