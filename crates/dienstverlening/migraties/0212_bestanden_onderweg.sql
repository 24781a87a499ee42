-- Files in the store that no document has yet. Noted before the file is stored, so that none is ever without a row; gone when a
-- document has it, or together with the file when nothing wants it.
CREATE TABLE bestanden_onderweg (
    sleutel UUID NOT NULL PRIMARY KEY,      -- where the file is in the store
    aanvraag_id UUID,                       -- the draft of a form that it came with
    bekijken_op TEXT NOT NULL               -- looked at again from then on
);
CREATE INDEX bestanden_onderweg_bekijken ON bestanden_onderweg (bekijken_op);
