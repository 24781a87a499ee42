-- The case that a running contact is about.
ALTER TABLE contact_concepten ADD COLUMN zaak_id UUID;
