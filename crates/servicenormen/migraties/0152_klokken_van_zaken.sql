-- The nearest promise about a zaak is found in the index alone.
DROP INDEX klokken_zaak;
CREATE INDEX klokken_zaak ON klokken (organisatie_id, zaak_id, staat, uiterlijk_op);
