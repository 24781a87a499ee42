-- "My latest contacts": what somebody registered, newest first.

CREATE INDEX klantcontacten_medewerker ON klantcontacten (organisatie_id, medewerker_id, plaatsgevonden_op, id);
