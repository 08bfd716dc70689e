"""What processes that read articles load first; they are forked where this is imported."""

from briefs.extraction import extract_article
from briefs.ingest.readings import make_reading

_ARTICLE = "Allies meet\n\n“We will stand together in every crisis,” Ann Ode said on Tuesday.\n"

make_reading(extract_article(_ARTICLE, key="first.txt"), "no hash")
