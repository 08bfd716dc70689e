"""Who said what: articles in, quotations with their speakers out, briefings on request.

The domain of NATO Briefs. Synchronous, pure at its core, and without any knowledge of Telegram,
templates or schedulers; `bot` enters through `newsroom`, `model` and `errors`. Read from the top:

    newsroom     the use cases, one transaction each
    ingest       a folder of articles -> the store, one result per article
    store        rows <-> values; with migrations/ the only SQL
    digest       which quotations a digest carries
    briefing     which quotations a reader is shown, and in which order
    extraction   the text of one article -> its quotations
    quotations   spans of quotation, and who said them
    questions    what a reader asks -> a speaker, a topic, words
    schedule     which slots of a subscription fall due
    matching     a name as typed -> the names it may mean
    coreference  mentions in one article -> the speaker they refer to
    whoswho      people, offices and their holders, from data/
    topics       the taxonomy, from data/, and what a text is about
    page         a saved web page -> title, publisher, date, body
    marks, cues, segmentation, folding, grammar
                 quote marks, words of saying, sentences, one spelling, closed word classes
    workers      work spread over processes, in order; a death costs one item
    model, errors                         the values, and what can go wrong

Beside them `learning` (the weights of extraction) and `measuring` (stores to measure speed with),
which only the command line uses.

This file imports nothing, so that every module loads cheaply.
"""
