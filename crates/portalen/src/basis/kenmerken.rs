//! For whom somebody comes and how much work a zaak is, as forms ask for it and pages say it.

use registers::catalogi::Complexiteit;
use registers::klantinteracties::Klantgroep;
use registers::zaken::Zaak;

use super::{Taal, Velden};

/// For whom a zaak is and how much work, in the form that puts it right: what is chosen, and what can be.
pub(crate) struct Kenmerkkeuze {
    pub(crate) klantgroep: String,
    pub(crate) klantgroepen: Vec<(String, String)>,
    pub(crate) complexiteit: String,
    pub(crate) complexiteiten: Vec<(String, String)>,
}

impl Kenmerkkeuze {
    /// What was typed; else as it is.
    pub(crate) fn new(t: Taal, zaak: &Zaak, velden: &Velden) -> Self {
        let typed = |veld: &str, now: &str| if velden.has(veld) { velden.get(veld) } else { now }.to_owned();
        let hoeveel = |keuze: &Complexiteit| (keuze.code().to_owned(), complexiteit(t, *keuze));
        Self {
            klantgroep: typed("klantgroep", zaak.klantgroep.map_or("", Klantgroep::code)),
            klantgroepen: klantgroepen(t, "klantgroep-onbekend"),
            complexiteit: typed("complexiteit", zaak.complexiteit.code()),
            complexiteiten: Complexiteit::ALL.iter().map(hoeveel).collect(),
        }
    }
}

/// What a klantgroep is called.
pub(crate) fn klantgroep(t: Taal, groep: Klantgroep) -> String {
    // texts: klantgroep-*
    t.tekst(&format!("klantgroep-{}", groep.code()))
}

/// What a form can choose from; `leeg` is the text of choosing nothing.
pub(crate) fn klantgroepen(t: Taal, leeg: &str) -> Vec<(String, String)> {
    let all = Klantgroep::ALL.iter().map(|groep| (groep.code().to_owned(), klantgroep(t, *groep)));
    std::iter::once((String::new(), t.tekst(leeg))).chain(all).collect()
}

/// How much work a zaak is.
pub(crate) fn complexiteit(t: Taal, complexiteit: Complexiteit) -> String {
    // texts: complexiteit-*
    t.tekst(&format!("complexiteit-{}", complexiteit.code()))
}
