-- Which cases a team may see and handle besides its own: loaded from the organisation's folder (docs/inrichting.md).

CREATE TABLE zaakautorisaties (
    id UUID NOT NULL PRIMARY KEY,
    organisatie_id UUID NOT NULL REFERENCES organisaties (id),
    sleutel TEXT NOT NULL,                          -- the name it has in reports: team/zaaktype/toegang
    team_id UUID NOT NULL REFERENCES teams (id),
    zaaktype TEXT NOT NULL,                         -- identificatie: it holds for every version
    max_vertrouwelijkheidaanduiding TEXT NOT NULL,  -- the most confidential case that it is about
    toegang TEXT NOT NULL,                          -- bij_contact, lezen, behandelen, beslissen
    actief BOOLEAN NOT NULL,
    UNIQUE (organisatie_id, sleutel)
);
CREATE INDEX zaakautorisaties_team ON zaakautorisaties (organisatie_id, team_id, zaaktype);
