"""What there is to ask about: /people and /topics, paged by buttons."""

from __future__ import annotations

from telegram import Update

from bot.context import BriefsContext
from bot.handlers.answers import answer, edit
from bot.keyboards import ListPeople, ListTopics
from bot.messages import render_people, render_topics

#: What /people takes as the beginning of a name; it travels in the code of the buttons.
LONGEST = 20


async def people(update: Update, context: BriefsContext) -> None:
    """/people [BEGINNING]: who is quoted, most quoted first."""
    await list_people(update, context, ListPeople(context.typed[:LONGEST]))


async def topics(update: Update, context: BriefsContext) -> None:
    """/topics: what is spoken about, most quotations first."""
    await list_topics(update, context, ListTopics())


async def list_people(update: Update, context: BriefsContext, action: ListPeople) -> None:
    """A page of the people: in place of the one its button was under, else on its own."""
    newsroom = context.desk.newsroom
    speakers = await context.desk.read(newsroom.find_speakers, action.initial or None)
    message = render_people(speakers, action.initial, action.page)
    await (edit if action.turns else answer)(update, context, message)


async def list_topics(update: Update, context: BriefsContext, action: ListTopics) -> None:
    """A page of the topics: in place of the one its button was under, else on its own."""
    found = await context.desk.read(context.desk.newsroom.find_topics)
    await (edit if action.turns else answer)(update, context, render_topics(found, action.page))
