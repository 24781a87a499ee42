-- A draft that became a contact stays a moment, so that registering can be undone with all that was typed.
ALTER TABLE contact_concepten ADD COLUMN afgerond_op TEXT;
