//! What the municipality offers and promises: a folder per subject, with its rules, its queries and its tests.

use kern::Migratie;
use kern::journaal::Vorm;

pub mod afspraken;
pub mod behandelaars;
pub mod berichten;
pub mod bestanden;
pub mod contacten;
pub mod formulieren;
pub mod inrichten;
pub mod kennisbank;
pub mod overzicht;
pub mod rapportage;
pub mod toezeggingen;
pub mod toezicht;
pub mod zaken;

/// The kinds of gebeurtenissen of this crate and of the crates below.
pub fn soorten() -> impl Iterator<Item = Vorm> {
    let own = [inrichten::soorten::SOORTEN, berichten::SOORTEN, afspraken::SOORTEN, zaken::SOORTEN];
    own.into_iter().flatten().copied().chain(registers::soorten())
}

/// Every follower: from this list the server, the demo, `loket controleren` and the tests run them.
pub static VOLGERS: [&dyn kern::Volger; 2] = [&rapportage::Tellingen, &toezeggingen::Toezeggingen];

/// The migrations of this crate and of the crates below, in order.
#[must_use]
pub fn migraties() -> Vec<Migratie> {
    let own = [
        Migratie { naam: "0201_kennisbank", sql: include_str!("../migraties/0201_kennisbank.sql") },
        Migratie { naam: "0202_contacten", sql: include_str!("../migraties/0202_contacten.sql") },
        Migratie { naam: "0203_rapportage", sql: include_str!("../migraties/0203_rapportage.sql") },
        Migratie { naam: "0204_formulieren", sql: include_str!("../migraties/0204_formulieren.sql") },
        Migratie { naam: "0205_berichten", sql: include_str!("../migraties/0205_berichten.sql") },
        Migratie { naam: "0206_afspraken", sql: include_str!("../migraties/0206_afspraken.sql") },
        Migratie { naam: "0207_zaken", sql: include_str!("../migraties/0207_zaken.sql") },
        Migratie { naam: "0208_gesprek_over_zaak", sql: include_str!("../migraties/0208_gesprek_over_zaak.sql") },
        Migratie { naam: "0209_toezeggingen", sql: include_str!("../migraties/0209_toezeggingen.sql") },
        Migratie { naam: "0210_contact_terugnemen", sql: include_str!("../migraties/0210_contact_terugnemen.sql") },
        Migratie {
            naam: "0211_berichten_niet_aangekomen",
            sql: include_str!("../migraties/0211_berichten_niet_aangekomen.sql"),
        },
        Migratie { naam: "0212_bestanden_onderweg", sql: include_str!("../migraties/0212_bestanden_onderweg.sql") },
        Migratie { naam: "0213_berichten_per_adres", sql: include_str!("../migraties/0213_berichten_per_adres.sql") },
        Migratie { naam: "0214_zuilen", sql: include_str!("../migraties/0214_zuilen.sql") },
        Migratie { naam: "0215_berichten_geheim", sql: include_str!("../migraties/0215_berichten_geheim.sql") },
        Migratie { naam: "0216_afspraken_bevestigen", sql: include_str!("../migraties/0216_afspraken_bevestigen.sql") },
    ];
    registers::migraties().into_iter().chain(own).collect()
}
