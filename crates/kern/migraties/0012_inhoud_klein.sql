-- The contents of the journal have been taken over, made small (crates/kern/src/journaal/inhoud.rs): what held them goes.

DROP TABLE oude_inhoud;
DROP TABLE oude_gebeurtenissen;
