//! The engine against the recount, in the database, and norms by worked example.

mod databank;
mod geschiedenis;
mod voorbeelden;

/// The kinds of the histories, as a journal takes them.
const SOORTEN: [kern::Soort<serde_json::Value>; 11] = [
    kern::Soort::new("organisatie", "aangemaakt"),
    kern::Soort::new("organisatie", "gewijzigd"),
    kern::Soort::new("zaak", "aangemaakt"),
    kern::Soort::new("zaak", "gewijzigd"),
    kern::Soort::new("status", "aangemaakt"),
    kern::Soort::new("klantcontact", "aangemaakt"),
    kern::Soort::new("klantcontact", "gewijzigd"),
    kern::Soort::new("klantcontact", "ingetrokken"),
    kern::Soort::new("internetaak", "gewijzigd"),
    kern::Soort::new("bericht", "aangemaakt"),
    kern::Soort::new("aanvulverzoek", "aangemaakt"),
];
