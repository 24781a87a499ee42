-- For whom somebody comes, and how much work a zaak is: norms and reports count by them. Nothing is known of what was registered before.
ALTER TABLE klantcontacten ADD COLUMN klantgroep TEXT;
ALTER TABLE zaken ADD COLUMN klantgroep TEXT;
ALTER TABLE zaken ADD COLUMN complexiteit TEXT NOT NULL DEFAULT 'gewoon';
ALTER TABLE zaaktypen ADD COLUMN complexiteit TEXT NOT NULL DEFAULT 'gewoon';
