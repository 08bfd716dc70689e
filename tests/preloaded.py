"""What the program loads when it starts and when it reads; processes are forked where this is."""

import bot.application
import bot.cli.asking
import bot.cli.backups
import bot.cli.chores
import bot.cli.extracting  # noqa: F401
from briefs.extraction import extract_article
from briefs.ingest.readings import make_reading

_ARTICLE = "Allies meet\n\n“We will stand together in every crisis,” Ann Ode said on Tuesday.\n"

make_reading(extract_article(_ARTICLE, key="first.txt"), "no hash")
