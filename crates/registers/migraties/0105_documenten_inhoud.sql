-- Whether a file in the store is that of a document.
CREATE INDEX enkelvoudig_informatieobject_versies_inhoud ON enkelvoudig_informatieobject_versies (inhoud_sleutel);
