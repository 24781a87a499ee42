-- Reports that were established: which and of when, at which place in the journal, held against which targets, with which words. The figures
-- are no part of it: they are computed again at that place.
CREATE TABLE rapporten (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    soort TEXT NOT NULL,                -- kcc: the quarterly report of the contact centre; voortgang: the yearly one to the council
    periode TEXT NOT NULL,              -- 2026-K3, or 2026
    versie BIGINT NOT NULL,             -- 1, and one more each time that it is established again
    volgnummer BIGINT NOT NULL,         -- the last gebeurtenis that counts
    op TEXT NOT NULL,                   -- the moment by which what was promised was due or not
    doelen TEXT NOT NULL,               -- the targets of then, as JSON
    raaddoelen TEXT NOT NULL,           -- of the yearly one the goals as they were then, as JSON; else empty
    teams TEXT NOT NULL,                -- the teams that these name, by code, as JSON
    teksten TEXT NOT NULL,              -- and what was written of each, as JSON
    tekststand BIGINT NOT NULL,         -- which words these are: the sum of their versions
    definities TEXT NOT NULL,           -- by which version of each indicator it was counted, as JSON
    toelichting TEXT NOT NULL,          -- what whoever established it says of it, or empty
    vastgesteld_op TEXT NOT NULL,
    vastgesteld_door UUID NOT NULL REFERENCES medewerkers (id),
    gepubliceerd_op TEXT,               -- since when it stands on the website
    UNIQUE (organisatie_id, soort, periode, versie)
);
