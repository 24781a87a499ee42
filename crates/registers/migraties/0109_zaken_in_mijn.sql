-- Since when whoever applied can see the zaak by themselves, when they log in.
ALTER TABLE zaken ADD COLUMN in_mijn_op TEXT;
