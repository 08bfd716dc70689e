"""How many quotations a topic has of each day; words and phrases fast on PostgreSQL.

PostgreSQL moves a row's vectors out of the table only when they are longer than 2 kB, and most are
not: what has a word was spread over ten times the pages. Two thousand blanks beside them, which are
kept in thirty bytes, make every row long enough.

It finds rows with two words and then reads each to see whether they stand side by side, which may
be a tenth of the table. So neighbours are in the index as pairs: all of them among the words of
quotations, and nearby, where only is looked what those have not, those with one of the words that
are everywhere.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "days",
        sa.Column("topic_id", KEY, nullable=False),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic_id", "age", name=op.f("pk_days")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO days (topic_id, age, count) SELECT topic_id, age, count(*) FROM listings "
        "WHERE speaker_id = '' GROUP BY topic_id, age"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET LOCAL maintenance_work_mem = '256MB'")
        _execute_each(_FULL_TEXT.replace("EVERYWHERE", ",".join(_STEMS.split())))


def downgrade() -> None:
    """What is lost is found out anew by whoever needs it."""
    if op.get_bind().dialect.name == "postgresql":
        _execute_each(_FULL_TEXT_BEFORE)
    op.drop_table("days")


def _execute_each(statements: str) -> None:
    for statement in statements.split(";\n\n")[:-1]:
        op.execute(statement)


#: Stems of words that are in every other paragraph, and of the one that is here.
_STEMS = """
a all an and ar as at be been but by can could did do for from ha had have he her hi how i if in is
it mai more must nato no not of on or our out she should so some than that the thei their them there
these thi those to u up wa we were what when where which who why will with would you your
"""

_FULL_TEXT = """
CREATE FUNCTION briefs_pairs(vector TSVECTOR, every BOOLEAN) RETURNS TSVECTOR
IMMUTABLE LANGUAGE sql AS $$
    WITH placed AS (SELECT lexeme, unnest(positions) AS place FROM unnest(vector)),
    neighbours AS (
        SELECT lexeme AS one, place, lead(lexeme) OVER ahead AS next, lead(place) OVER ahead AS at
        FROM placed WINDOW ahead AS (ORDER BY place)
    )
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT one || ' ' || next), '{}'))
    FROM neighbours WHERE at = place + 1 AND (
        every OR one = ANY ('{EVERYWHERE}'::TEXT[]) OR next = ANY ('{EVERYWHERE}'::TEXT[])
    )
$$;

CREATE FUNCTION briefs_phrase(phrase TEXT, every BOOLEAN) RETURNS TSQUERY
IMMUTABLE LANGUAGE plpgsql AS $$
DECLARE
    wanted TSQUERY := phraseto_tsquery('briefs', phrase);
    pairs TEXT[] := tsvector_to_array(briefs_pairs(to_tsvector('briefs', phrase), every));
    pair TEXT;
BEGIN
    IF numnode(wanted) = 3 AND cardinality(pairs) = 1 THEN
        RETURN quote_literal(pairs[1])::TSQUERY;
    END IF;
    FOREACH pair IN ARRAY pairs LOOP
        wanted := wanted && quote_literal(pair)::TSQUERY;
    END LOOP;
    RETURN wanted;
END $$;

CREATE TABLE quotation_words_anew (
    number BIGINT NOT NULL,
    words TSVECTOR NOT NULL,
    nearby TSVECTOR NOT NULL,
    blanks TEXT NOT NULL DEFAULT repeat(' ', 2000)
) WITH (toast_tuple_target = 128);

ALTER TABLE quotation_words_anew
    ALTER words SET STORAGE EXTERNAL,
    ALTER nearby SET STORAGE EXTERNAL;

INSERT INTO quotation_words_anew (number, words, nearby)
SELECT
    number,
    words || briefs_pairs(words, true),
    nearby || briefs_pairs(nearby, false)
FROM quotation_words ORDER BY number;

DROP TABLE quotation_words;

ALTER TABLE quotation_words_anew RENAME TO quotation_words;

ALTER TABLE quotation_words
    ADD PRIMARY KEY (number),
    ADD FOREIGN KEY (number) REFERENCES quotations ON DELETE CASCADE;

CREATE INDEX ix_quotation_words_words ON quotation_words USING gin (words);

CREATE INDEX ix_quotation_words_nearby ON quotation_words USING gin (nearby);

CREATE INDEX ix_listings_quotation_words ON listings (quotation)
    INCLUDE (age, article_key, position) WHERE speaker_id = '' AND topic_id = '';

ANALYZE quotation_words;

CREATE OR REPLACE FUNCTION index_quotation_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marks TSVECTOR := array_to_tsvector(
        ARRAY(SELECT '@' || json_array_elements_text(new.speakers)) || ('#' || (new.number >> 14))
    );
    said TSVECTOR := to_tsvector('briefs', new.words);
    around TSVECTOR := to_tsvector('briefs', new.lead_in || ' ' || new.words);
BEGIN
    DELETE FROM quotation_words WHERE number = new.number;
    IF new.words <> '' THEN
        INSERT INTO quotation_words (number, words, nearby) VALUES (
            new.number,
            said || briefs_pairs(said, true) || marks,
            around || briefs_pairs(around, false) || marks
        );
    END IF;
    RETURN NULL;
END $$;

"""

#: As the first revision has it; the vectors without pairs and blanks.
_FULL_TEXT_BEFORE = """
DROP INDEX ix_listings_quotation_words;

CREATE OR REPLACE FUNCTION index_quotation_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marks TSVECTOR := array_to_tsvector(
        ARRAY(SELECT '@' || json_array_elements_text(new.speakers)) || ('#' || (new.number >> 14))
    );
BEGIN
    DELETE FROM quotation_words WHERE number = new.number;
    IF new.words <> '' THEN
        INSERT INTO quotation_words VALUES (
            new.number,
            to_tsvector('briefs', new.words) || marks,
            to_tsvector('briefs', new.lead_in || ' ' || new.words) || marks
        );
    END IF;
    RETURN NULL;
END $$;

DROP TABLE quotation_words;

CREATE TABLE quotation_words (
    number BIGINT PRIMARY KEY REFERENCES quotations ON DELETE CASCADE,
    words TSVECTOR NOT NULL,
    nearby TSVECTOR NOT NULL
) WITH (toast_tuple_target = 128);

ALTER TABLE quotation_words
    ALTER words SET STORAGE EXTERNAL,
    ALTER nearby SET STORAGE EXTERNAL;

INSERT INTO quotation_words
SELECT
    number,
    to_tsvector('briefs', words) || marks,
    to_tsvector('briefs', lead_in || ' ' || words) || marks
FROM quotations, LATERAL (
    SELECT array_to_tsvector(
        ARRAY(SELECT '@' || json_array_elements_text(speakers)) || ('#' || (number >> 14))
    ) AS marks
) AS marked
WHERE words <> '' ORDER BY number;

CREATE INDEX ix_quotation_words_words ON quotation_words USING gin (words);

CREATE INDEX ix_quotation_words_nearby ON quotation_words USING gin (nearby);

DROP FUNCTION briefs_phrase;

DROP FUNCTION briefs_pairs;

"""
