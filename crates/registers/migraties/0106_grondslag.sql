-- What the term of a kind of case rests on, and with which results somebody can object.
ALTER TABLE zaaktypen ADD COLUMN grondslag TEXT NOT NULL DEFAULT 'wet';         -- wet, besluit, verordening, belofte
ALTER TABLE zaaktypen ADD COLUMN grondslag_artikel TEXT NOT NULL DEFAULT '4:13 Awb'; -- where the term stands, as lawyers write it
ALTER TABLE zaaktypen ADD COLUMN verlenging_artikel TEXT NOT NULL DEFAULT '';   -- where its extension stands
ALTER TABLE resultaattypen ADD COLUMN bezwaar_mogelijk BOOLEAN NOT NULL DEFAULT FALSE;
