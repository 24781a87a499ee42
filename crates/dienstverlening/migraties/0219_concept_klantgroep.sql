-- What an agent says of whoever calls; empty: it goes by the product.
ALTER TABLE contact_concepten ADD COLUMN klantgroep TEXT;
