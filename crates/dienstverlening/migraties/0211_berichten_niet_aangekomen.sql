-- The few messages that did not arrive and wait for somebody, of the many that did.
CREATE INDEX berichten_niet_aangekomen ON berichten (organisatie_id, opgesteld_op, id) WHERE reden <> '';
