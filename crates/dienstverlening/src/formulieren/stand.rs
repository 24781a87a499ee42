//! Where somebody is in a form: which pages and questions apply, what is wrong, what is sent. Pure: the same definition,
//! answers, knowledge and day always give the same.

use std::collections::BTreeSet;

use jiff::civil::Date;
use registers::klantinteracties::Adres;

use super::concept::Upload;
use super::definitie::{Formulier, Gegeven, Groep, JA, Soort, Voorwaarde, Vraag};
use super::invoer::Invoer;
use super::waarde::{self, Antwoord, Bron, Persoon, Waarde};

/// What the municipality knows of whoever applies; empty for a visitor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bekend {
    /// The name.
    pub naam: Option<String>,
    /// The date of birth.
    pub geboortedatum: Option<Date>,
    /// The address.
    pub adres: Option<Adres>,
    /// The mail address.
    pub e_mail: Option<String>,
    /// The phone number.
    pub telefoon: Option<String>,
    /// The burgerservicenummer.
    pub bsn: Option<String>,
}

impl Bekend {
    /// What is known, as the answer to a question.
    fn waarde(&self, gegeven: Gegeven) -> Option<Waarde> {
        match gegeven {
            Gegeven::Naam => self.naam.clone().map(Waarde::Tekst),
            Gegeven::Geboortedatum => self.geboortedatum.map(Waarde::Datum),
            Gegeven::Adres => self.adres.clone().map(|adres| Waarde::Adres(Box::new(adres))),
            Gegeven::EMail => self.e_mail.clone().map(Waarde::Tekst),
            Gegeven::Telefoon => self.telefoon.clone().map(Waarde::Tekst),
            Gegeven::Bsn => self.bsn.clone().map(Waarde::Tekst),
            // Among several people the applicant is offered, not filled in.
            Gegeven::Zelf => None,
        }
    }

    /// The applicant, as one of several people.
    #[must_use]
    pub fn zelf(&self) -> Option<Persoon> {
        let naam = self.naam.clone()?;
        Some(Persoon { naam, geboortedatum: self.geboortedatum, zelf: true })
    }
}

/// A broken rule: the field, the rule's key (`aanvragen-fout-{code}` says it to people), and what makes the text exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fout {
    /// The name of the field, which is also the id of its input.
    pub veld: String,
    /// The rule's key.
    pub code: &'static str,
    /// A limit. Never what was typed.
    pub detail: String,
    /// A day that is a limit; the face says it as people do.
    pub datum: Option<Date>,
    /// What the folder says itself about this rule, in Dutch and English.
    pub eigen: Option<(String, String)>,
}

impl Fout {
    /// A broken rule.
    pub fn new(veld: impl Into<String>, code: &'static str) -> Self {
        Self { veld: veld.into(), code, detail: String::new(), datum: None, eigen: None }
    }

    /// The same, with its limit.
    #[must_use]
    pub fn detail(self, detail: impl std::fmt::Display) -> Self {
        Self { detail: detail.to_string(), ..self }
    }

    pub(super) fn datum(self, datum: Date) -> Self {
        Self { datum: Some(datum), ..self }
    }

    pub(super) fn eigen(self, nl: &str, en: &str) -> Self {
        Self { eigen: Some((nl.to_owned(), en.to_owned())), ..self }
    }
}

/// Everything that is answered, or per page what is wrong there.
pub type Uitslag<'a> = Result<Vec<Antwoord<'a>>, Vec<(&'a Groep, Vec<Fout>)>>;

/// A form with what was answered so far.
pub struct Stand<'a> {
    formulier: &'a Formulier,
    bron: Bron<'a>,
    bekend: &'a Bekend,
    /// Codes of the questions that apply.
    zichtbaar: BTreeSet<&'a str>,
}

impl<'a> Stand<'a> {
    /// Works out which questions apply.
    #[must_use]
    pub fn new(
        formulier: &'a Formulier,
        invoer: &'a Invoer,
        uploads: &'a [Upload],
        bekend: &'a Bekend,
        vandaag: Date,
    ) -> Self {
        let bron = Bron { invoer, uploads, vandaag, zelf: bekend.zelf() };
        let mut stand = Self { formulier, bron, bekend, zichtbaar: BTreeSet::new() };
        for groep in &formulier.groepen {
            // In order, so that a condition finds the questions before it settled.
            let applies = stand.voldoet(groep.toon_als.as_ref());
            for vraag in groep.vragen.iter().filter(|_| applies) {
                if stand.voldoet(vraag.toon_als.as_ref()) {
                    stand.zichtbaar.insert(&vraag.code);
                }
            }
        }
        stand
    }

    fn voldoet(&self, voorwaarde: Option<&Voorwaarde>) -> bool {
        let Some(voorwaarde) = voorwaarde else { return true };
        let answered = self.bron.invoer.alle(&voorwaarde.vraag);
        self.zichtbaar.contains(voorwaarde.vraag.as_str())
            && answered.iter().any(|answer| voorwaarde.is.iter().any(|wanted| wanted == answer.trim()))
    }

    /// The form.
    #[must_use]
    pub fn formulier(&self) -> &'a Formulier {
        self.formulier
    }

    /// Whether a question applies.
    #[must_use]
    pub fn toont(&self, vraag: &Vraag) -> bool {
        self.zichtbaar.contains(vraag.code.as_str())
    }

    /// The questions of a page that apply.
    pub fn vragen(&self, groep: &'a Groep) -> impl Iterator<Item = &'a Vraag> {
        groep.vragen.iter().filter(|vraag| self.toont(vraag))
    }

    /// The pages that have something to ask, in order.
    #[must_use]
    pub fn groepen(&self) -> Vec<&'a Groep> {
        self.formulier.groepen.iter().filter(|groep| self.vragen(groep).next().is_some()).collect()
    }

    /// What is known already as the answer to a question: shown, and not asked.
    #[must_use]
    pub fn bekend(&self, vraag: &Vraag) -> Option<Waarde> {
        self.bekend.waarde(vraag.vooraf?)
    }

    /// Whether the applicant can be chosen in a question about several people.
    #[must_use]
    pub fn zelf(&self, vraag: &Vraag) -> Option<&Persoon> {
        self.bron.zelf.as_ref().filter(|_| vraag.vooraf == Some(Gegeven::Zelf))
    }

    /// What is wrong on a page.
    #[must_use]
    pub fn controleer_groep(&self, groep: &'a Groep) -> Vec<Fout> {
        self.vragen(groep).filter_map(|vraag| self.lees(vraag).err()).flatten().collect()
    }

    /// Everything that is answered, if all is well: questions that do not apply are not among it.
    ///
    /// # Errors
    /// Per page what is wrong there.
    pub fn controleer(&self) -> Uitslag<'a> {
        let (mut answers, mut wrong) = (Vec::new(), Vec::new());
        for groep in self.groepen() {
            let mut here = Vec::new();
            for vraag in self.vragen(groep) {
                match self.lees(vraag) {
                    Ok(Some(waarde)) => answers.push(Antwoord { vraag, waarde }),
                    Ok(None) => {}
                    Err(fouten) => here.extend(fouten),
                }
            }
            if !here.is_empty() {
                wrong.push((groep, here));
            }
        }
        if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
    }

    /// The answer to a question, known or typed.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn lees(&self, vraag: &Vraag) -> Result<Option<Waarde>, Vec<Fout>> {
        if let Some(known) = self.bekend(vraag) {
            return Ok(Some(known));
        }
        if self.zelf(vraag).is_none() && matches!(vraag.soort, Soort::Personen { .. }) {
            let bron = Bron { zelf: None, ..self.bron };
            return waarde::lees(vraag, &bron);
        }
        waarde::lees(vraag, &self.bron)
    }

    /// Where somebody who comes back goes on: the first page with something wrong or left to answer; none: check your answers.
    #[must_use]
    pub fn gebleven(&self) -> Option<&'a Groep> {
        self.groepen().into_iter().find(|groep| !self.controleer_groep(groep).is_empty())
    }

    /// The page after this one; none: check your answers.
    #[must_use]
    pub fn volgende(&self, groep: &Groep) -> Option<&'a Groep> {
        let place = self.place(groep);
        self.groepen().into_iter().find(|other| self.place(other) > place)
    }

    /// The page before this one; none: this is the first.
    #[must_use]
    pub fn vorige(&self, groep: &Groep) -> Option<&'a Groep> {
        let place = self.place(groep);
        self.groepen().into_iter().rfind(|other| self.place(other) < place)
    }

    fn place(&self, groep: &Groep) -> Option<usize> {
        self.formulier.groepen.iter().position(|other| other.code == groep.code)
    }

    /// Whether a box was ticked or a choice made, for showing it again.
    #[must_use]
    pub fn gekozen(&self, vraag: &Vraag, code: &str) -> bool {
        self.bron.invoer.alle(&vraag.code).iter().any(|chosen| chosen == code)
    }

    /// Whether the applicant was ticked among several people.
    #[must_use]
    pub fn zelf_gekozen(&self, vraag: &Vraag) -> bool {
        self.bron.invoer.get(&super::velden::deel(&vraag.code, super::velden::ZELF)) == JA
    }
}
