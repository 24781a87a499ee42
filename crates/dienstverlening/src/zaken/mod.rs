//! Cases from application to decision: how one comes about, what it promises, when it must be done and why then, and what
//! handlers do with it.
//!
//! [`indienen`] is the one way a case comes about, over every channel. The other functions are one step each, in one
//! commit: they read the case as it is now, compare it with what the person saw (`versie`), and decide. What it promises is
//! what its clocks say (`servicenormen`); [`werklijst`] is in their order.

mod aanvullen;
mod aanvulverzoek;
mod behandelen;
mod bericht;
mod betrekken;
mod bevestiging;
mod dossier;
mod gesprek;
mod herrekenen;
mod indienen;
mod lopend;
mod registreren;
mod samenstellen;
pub mod termijnen;
#[cfg(test)]
mod tests;
mod werklijst;

/// The kinds of gebeurtenissen of this room; those of a zaak are the register's.
pub(crate) const SOORTEN: &[kern::journaal::Vorm] =
    &[aanvulverzoek::AANGEMAAKT.vorm(), aanvulverzoek::GEWIJZIGD.vorm()];

pub use aanvullen::{Aanvulling, Binnen, compleet_melden, ontvangen, verlopen, vragen};
pub use aanvulverzoek::{Aanvulverzoek, AanvulverzoekId, Stuk, StukId, Verzoekstatus, aanvulverzoeken_van};
pub use behandelen::{
    Besluit, Deelzaak, Statuskeuze, Verlenging, besluitbericht, besluiten, deelzaak_openen, eigenschap_zetten,
    kenmerken_verbeteren, ontvangst_verbeteren, status_zetten, toewijzen, verlengen,
};
pub use betrekken::{is_voor_collegas, rol_toevoegen, rol_verwijderen, voor_collegas};
pub use bevestiging::{AndersVerteld, Berichtgevolg, anders_bevestigen, wacht_op_bericht};
pub use dossier::{Dossier, document_openen, dossier, inzagen, niet_aangekomen, open_verzoeken, openen};
pub use gesprek::{Vraag, bericht_nazien, bericht_openen, vraag_beantwoorden, vraag_stellen};
pub use herrekenen::herrekenen;
pub use indienen::{Aanvraag, Aanvrager, Bijlage, Ingediend, in_een_keer, indienen};
pub use registreren::{Registratie, eigen_registratie, registreren};
pub use samenstellen::{Aanvragers, Omgeving, Samengesteld, samenstellen};
pub use werklijst::{Werkzaak, telling, toezeggingen, toezeggingen_van_beller, verweesd, werklijst};
