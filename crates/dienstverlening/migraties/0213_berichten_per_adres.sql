-- How much went to an address lately.
CREATE INDEX berichten_per_adres ON berichten (lower(aan), verstuurd_op);
