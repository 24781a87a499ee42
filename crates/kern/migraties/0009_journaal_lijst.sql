-- The newest of an organisation, in their order: without it the list sorts the whole journal.
CREATE INDEX gebeurtenissen_organisatie ON gebeurtenissen (organisatie_id, volgnummer);
