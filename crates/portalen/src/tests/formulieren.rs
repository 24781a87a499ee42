//! Every form that a page offers, sent by whom it was not offered to, and with other values in it.

use std::collections::{BTreeMap, BTreeSet};

use kern::database::Engine;
use kern::on_both_engines;

use super::echt::Echt;
use super::limieten::elk;
use crate::wereld::{Browser, Formulier, MENSEN, Pagina, World};
use crate::{Routes, operations};

/// What is everybody's own and is offered only when there is something to do: it ends what this test works with.
const EIGEN: [&str; 3] = ["/uitloggen", "/mijn/uitloggen", "/werkplek/account/sessies/andere"];

/// Fields with an id that the page chose, so that what is sent twice is there once: any id will do.
const GEKOZEN: [&str; 3] = ["bezoek", "id", "deelzaak"];

/// Pages whose form comes after a choice in the address.
const IN_TWEE_STAPPEN: [&str; 1] = ["/werkplek/zaken/nieuw?soort=sleutel"];

/// Everybody who has pages here: the roles, the citizen whose case it is, another one, and a visitor.
struct Toneel {
    w: World,
    echt: Echt,
    mensen: BTreeMap<&'static str, Browser>,
}

impl Toneel {
    async fn new(engine: Engine) -> Self {
        let w = World::met(engine, elk(1_000_000, 1_000_000_000), Routes::new()).await;
        let echt = Echt::new(&w).await;
        let mut mensen = BTreeMap::from([("niemand", w.niemand())]);
        for (wie, _) in MENSEN {
            mensen.insert(wie, w.als(wie).await);
        }
        mensen.insert("inwoner", w.als_burger(echt.burger).await);
        let buur = w.inwoner("Jansen").await;
        mensen.insert("buur", w.als_burger(buur).await);
        Self { w, echt, mensen }
    }

    /// The addresses of pages, with what exists in them.
    fn paginas(&self) -> Vec<String> {
        let pages = operations().into_iter().filter(|operatie| operatie.methode == "GET");
        let addresses = pages.map(|operatie| self.echt.adres(&operatie));
        addresses.chain(IN_TWEE_STAPPEN.map(str::to_owned)).collect()
    }

    /// The forms that somebody is offered, and on which page each stands.
    async fn aangeboden(&self, wie: &str) -> Vec<(String, Formulier)> {
        let mut found: Vec<(String, Formulier)> = Vec::new();
        for adres in self.paginas() {
            let page = self.mensen[wie].get(&adres).await;
            for form in page.formulieren().into_iter().filter(|form| !EIGEN.contains(&form.adres.as_str())) {
                if !found.iter().any(|(_, other)| same(other, &form)) {
                    found.push((adres.clone(), form));
                }
            }
        }
        found
    }

    async fn laatste(&self) -> i64 {
        kern::testhulp::laatste_nummer(&self.w.app.db).await
    }

    /// What changed since: neither a look nor the log of security.
    async fn veranderd(&self, since: i64) -> Vec<String> {
        let all = kern::testhulp::verteld_na(&self.w.app.db, since).await;
        for entry in &all {
            let kind =
                dienstverlening::soorten().find(|kind| entry.heet(kind.naam)).unwrap_or_else(|| panic!("{entry:?}"));
            assert_eq!(kind.gelezen(&entry.feiten).unwrap(), entry.feiten, "its facts are read as they were written");
        }
        let all = all.into_iter().filter(|entry| entry.actie != "geraadpleegd" && entry.resource != "veiligheid");
        all.map(|e| format!("{} {} {} {:?} {}", e.resource, e.actie, e.resource_id, e.hoofdobject_id, e.feiten))
            .collect()
    }
}

/// Whether two forms ask the same of the same place; values differ with each page.
fn same(one: &Formulier, other: &Formulier) -> bool {
    let names = |form: &Formulier| form.velden.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    one.adres == other.adres && names(one) == names(other)
}

/// A field with each value that is not its own.
fn varianten(form: &Formulier, ids: &[String]) -> Vec<Formulier> {
    let mut all = Vec::new();
    for (at, (_, value)) in form.velden.iter().enumerate() {
        let with = |value: String| {
            let mut velden = form.velden.clone();
            velden[at].1 = value;
            form.met(velden)
        };
        // An id stands alone, or behind a word that says what it is of.
        let id = value.len().checked_sub(36).and_then(|begin| value.split_at_checked(begin));
        match id.filter(|(_, id)| uuid::Uuid::parse_str(id).is_ok()) {
            Some((kind, own)) => all.extend(ids.iter().filter(|id| *id != own).map(|id| with(format!("{kind}{id}")))),
            None => all.extend(
                ["99999999999999999999", "<script>\u{202e}\0", "2026-02-30T25:00"].map(|text| with(text.to_owned())),
            ),
        }
        all.push(with(String::new()));
        all.push(with("ë".repeat(20_000)));
        let mut without = form.velden.clone();
        let field = without.remove(at);
        all.push(form.met(without));
        all.push(form.met(form.velden.iter().cloned().chain([field]).collect()));
    }
    all
}

#[track_caller]
fn antwoord(page: &Pagina, what: &str) {
    assert!(!page.status.is_server_error(), "{what}: {} {}", page.status, page.tekst());
    assert!(!page.status.is_client_error() || !page.tekst().is_empty(), "{what}: {} without a word", page.status);
}

on_both_engines! {
    async fn what_is_not_offered_to_somebody_cannot_be_done_by_them(engine) {
        let toneel = Toneel::new(engine).await;
        let mut offered: BTreeMap<&str, Vec<(String, Formulier)>> = BTreeMap::new();
        for wie in toneel.mensen.keys() {
            offered.insert(wie, toneel.aangeboden(wie).await);
        }
        let own: BTreeSet<(&str, &str)> =
            offered.iter().flat_map(|(wie, forms)| forms.iter().map(|(_, form)| (*wie, form.adres.as_str()))).collect();
        let mut tried = 0;
        for (_, form) in offered.values().flatten() {
            for wie in toneel.mensen.keys().filter(|wie| !own.contains(&(*wie, form.adres.as_str()))) {
                let before = toneel.laatste().await;
                let page = toneel.mensen[wie].verstuur(form).await;
                let what = format!("{form:?} as {wie}");
                antwoord(&page, &what);
                assert!(page.status.is_client_error(), "{what}: {}", page.status);
                assert_eq!(toneel.veranderd(before).await, [""; 0], "{what}");
                tried += 1;
            }
        }
        assert!(tried > 300, "only {tried}");
    }

    async fn a_form_with_another_value_is_refused_whole_or_means_what_it_says(engine) {
        let toneel = Toneel::new(engine).await;
        let elders = toneel.w.als_buur("s.bakker").await;
        let contact = elders.post("/werkplek/contacten", &[]).await.is(303).kop("location").to_owned();
        let elders = contact.rsplit('/').next().unwrap().to_owned();
        let Echt { zaak, klant, taak, .. } = &toneel.echt;
        let ids = [zaak.clone(), klant.clone(), taak.clone(), elders.clone()];
        let mut tried = 0;
        for (wie, browser) in &toneel.mensen {
            for (adres, form) in toneel.aangeboden(wie).await {
                for changed in varianten(&form, &ids) {
                    let what = format!("{changed:.400?} as {wie}");
                    // Its page once more, so that what is asked is of this moment and not stopped by a version of before.
                    let now = browser.get(&adres).await.formulieren();
                    let Some(now) = now.into_iter().find(|now| same(now, &form)) else { continue };
                    let fresh = changed.velden.iter().map(|(name, value)| {
                        let was = form.velden.iter().find(|field| field.0 == *name).map(|field| &field.1);
                        let is = now.velden.iter().find(|field| field.0 == *name).map(|field| &field.1);
                        (name.clone(), if was == Some(value) { is.unwrap_or(value) } else { value }.clone())
                    });
                    let before = toneel.laatste().await;
                    let page = browser.verstuur(&changed.met(fresh.collect())).await;
                    antwoord(&page, &what);
                    let after = toneel.veranderd(before).await;
                    if page.status.is_client_error() {
                        assert_eq!(after, [""; 0], "{what}: {} and yet something happened", page.status);
                    }
                    let chosen = changed.velden.iter().any(|(name, value)| GEKOZEN.contains(&name.as_str()) && *value == elders);
                    let theirs = !chosen && after.iter().any(|entry| entry.contains(&elders));
                    assert!(!theirs, "{what}: something of another organisation was taken");
                    tried += 1;
                }
            }
        }
        assert!(tried > 800, "only {tried}");
    }
}
