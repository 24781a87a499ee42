//! What the municipality offers and promises: a folder per subject, with its rules, its queries and its tests.

use kern::Migratie;
use kern::journaal::Vorm;

pub mod afspraken;
pub mod applicaties;
pub mod behandelaars;
pub mod beloften;
pub mod berichten;
pub mod bestanden;
pub mod contacten;
pub mod formulieren;
pub mod inrichten;
pub mod kennisbank;
pub mod overzicht;
pub mod rapportage;
pub mod toezicht;
pub mod waarnemingen;
pub mod zaken;

/// The kinds of gebeurtenissen of this crate and of the crates below.
pub fn soorten() -> impl Iterator<Item = Vorm> {
    let own = [
        inrichten::soorten::SOORTEN,
        berichten::SOORTEN,
        afspraken::SOORTEN,
        zaken::SOORTEN,
        applicaties::SOORTEN,
        waarnemingen::SOORTEN,
        rapportage::SOORTEN,
    ];
    own.into_iter().flatten().copied().chain(registers::soorten()).chain(servicenormen::SOORTEN.iter().copied())
}

/// Every follower: from this list the server, the demo, `loket controleren` and the tests run them.
pub static VOLGERS: [&dyn kern::Volger; 2] = [&rapportage::Tellingen, &servicenormen::Servicenormen];

/// The migrations of this crate and of the crates below, in order.
#[must_use]
pub fn migraties() -> Vec<Migratie> {
    let own = [
        Migratie::new("0201_kennisbank", include_str!("../migraties/0201_kennisbank.sql")),
        Migratie::new("0202_contacten", include_str!("../migraties/0202_contacten.sql")),
        Migratie::new("0203_rapportage", include_str!("../migraties/0203_rapportage.sql")),
        Migratie::new("0204_formulieren", include_str!("../migraties/0204_formulieren.sql")),
        Migratie::new("0205_berichten", include_str!("../migraties/0205_berichten.sql")),
        Migratie::new("0206_afspraken", include_str!("../migraties/0206_afspraken.sql")),
        Migratie::new("0207_zaken", include_str!("../migraties/0207_zaken.sql")),
        Migratie::new("0208_gesprek_over_zaak", include_str!("../migraties/0208_gesprek_over_zaak.sql")),
        Migratie::new("0209_toezeggingen", include_str!("../migraties/0209_toezeggingen.sql")),
        Migratie::new("0210_contact_terugnemen", include_str!("../migraties/0210_contact_terugnemen.sql")),
        Migratie::new(
            "0211_berichten_niet_aangekomen",
            include_str!("../migraties/0211_berichten_niet_aangekomen.sql"),
        ),
        Migratie::new("0212_bestanden_onderweg", include_str!("../migraties/0212_bestanden_onderweg.sql")),
        Migratie::new("0213_berichten_per_adres", include_str!("../migraties/0213_berichten_per_adres.sql")),
        Migratie::new("0214_zuilen", include_str!("../migraties/0214_zuilen.sql")),
        Migratie::new("0215_berichten_geheim", include_str!("../migraties/0215_berichten_geheim.sql")),
        Migratie::new("0216_afspraken_bevestigen", include_str!("../migraties/0216_afspraken_bevestigen.sql")),
        Migratie::new("0217_toezeggingen_weg", include_str!("../migraties/0217_toezeggingen_weg.sql")),
        Migratie::new("0218_waarnemingen", include_str!("../migraties/0218_waarnemingen.sql")),
        Migratie::new("0219_concept_klantgroep", include_str!("../migraties/0219_concept_klantgroep.sql")),
        Migratie::new("0220_tellingen_per_blok", include_str!("../migraties/0220_tellingen_per_blok.sql")),
        Migratie::new("0221_rapporten", include_str!("../migraties/0221_rapporten.sql")),
        Migratie::new("0222_indicatorwaarden", include_str!("../migraties/0222_indicatorwaarden.sql")),
        Migratie::new("0223_voortgang_teksten", include_str!("../migraties/0223_voortgang_teksten.sql")),
    ];
    registers::migraties().into_iter().chain(servicenormen::MIGRATIES.iter().copied()).chain(own).collect()
}
