-- What two versions of a norm promised is counted apart. The follower makes the figures again.
DROP TABLE normcijfers;
CREATE TABLE normcijfers (
    organisatie_id UUID NOT NULL,
    norm TEXT NOT NULL,
    versie TEXT NOT NULL,                   -- the version that was promised, by its first day
    soort TEXT NOT NULL,                    -- week, maand
    periode TEXT NOT NULL,                  -- the first day of it
    team TEXT NOT NULL,                     -- its id, or '' for all
    aantal BIGINT NOT NULL,
    gehaald BIGINT NOT NULL,
    PRIMARY KEY (organisatie_id, soort, team, periode, norm, versie)
);
