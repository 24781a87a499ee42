-- Of a kind of case that is an objection: the name of the eigenschap that holds the day on which the decision was made known.
ALTER TABLE zaaktypen ADD COLUMN bestreden_besluit TEXT NOT NULL DEFAULT '';
