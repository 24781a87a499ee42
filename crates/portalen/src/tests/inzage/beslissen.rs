//! Who decides, and who is brought into a case.

use kern::autorisatie::BehandelZaken;
use kern::testhulp::set;
use kern::{Authorised, on_both_engines};
use registers::catalogi::by_id;
use registers::zaken::{WachtOp, rol, zaak};

use super::{Behandelt, Beslist, Gesprek, Leest, MENSEN, Niets, Toneel, verwacht};

on_both_engines! {
    async fn a_colleague_is_brought_into_a_case_and_out_of_it_again(engine) {
        let toneel = Toneel::new(engine).await;
        let page = format!("/werkplek/zaken/{}", toneel.zaak);
        let who = Authorised::<BehandelZaken>::program(toneel.w.organisatie);
        let niemand = format!("medewerker:{}", toneel.w.medewerker("n.niemand").await);
        let asked = toneel.w.als("n.niemand").await;
        for (wie, omschrijving, may) in [
            ("h.handelt", "Adviseur", true),
            ("h.handelt", "Beslisser", false),
            ("h.handelt", "Behandelaar", false),
            ("b.beslisser", "Beslisser", true),
        ] {
            let now = zaak::by_id(&toneel.w.app.db, &who, toneel.zaak).await.unwrap().unwrap();
            let kind = by_id(&toneel.w.app.db, toneel.w.organisatie, now.zaaktype).await.unwrap().unwrap();
            let roltype = kind.roltype_genaamd(omschrijving).unwrap().id.to_string();
            let browser = toneel.w.als(wie).await;
            assert_eq!(browser.get(&page).await.ok().html.contains(&format!("value=\"{roltype}\"")), may, "{wie} {omschrijving}");
            let form = [("versie", now.versie.to_string()), ("roltype", roltype.clone()), ("medewerker", niemand.clone())];
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.post(&format!("{page}/rollen"), &form).await;
            asked.get(&page).await.is(if may { 200 } else { 404 });
            if !may {
                answer.is(400);
                continue;
            }
            let seen = browser.get(answer.naar(&format!("{page}?gedaan=betrokken")).kop("location")).await.ok();
            seen.bevat("hoort nu bij de zaak").bevat("Bij de zaak gevraagd: n.niemand");
            let again = [("versie", (now.versie + 1).to_string()), ("roltype", roltype), ("medewerker", niemand.clone())];
            let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(&format!("{page}/rollen"), &again).await.is(400).bevat("heeft deze rol al");
            let rollen = rol::van_zaak(&toneel.w.app.db, &who, toneel.zaak).await.unwrap();
            let part = rollen.iter().find(|part| part.betrokkene.contact().0 == "n.niemand").unwrap().id.to_string();
            let form = [("versie", again[0].1), ("rol", &part)];
            // Whoever advises takes nobody's part away: they don't handle it.
            toneel.w.als("a.adviseur").await.post(&format!("{page}/rollen/verwijderen"), &form).await.is(404);
            browser.post(&format!("{page}/rollen/verwijderen"), &form).await.naar(&format!("{page}?gedaan=ontheven"));
            asked.get(&page).await.is(404);
        }
        // Nobody gives themselves what they would keep.
        let now = zaak::by_id(&toneel.w.app.db, &who, toneel.zaak).await.unwrap().unwrap();
        let kind = by_id(&toneel.w.app.db, toneel.w.organisatie, now.zaaktype).await.unwrap().unwrap();
        let own = format!("medewerker:{}", toneel.w.medewerker("h.handelt").await);
        let (versie, roltype) = (now.versie.to_string(), kind.roltype_genaamd("Adviseur").unwrap().id.to_string());
        let form = [("versie", versie.as_str()), ("roltype", &roltype), ("medewerker", &own)];
        toneel.w.als("h.handelt").await.post(&format!("{page}/rollen"), &form).await.is(400).bevat("Uzelf kunt u geen rol geven");
        let rollen = rol::van_zaak(&toneel.w.app.db, &who, toneel.zaak).await.unwrap();
        let versie = zaak::by_id(&toneel.w.app.db, &who, toneel.zaak).await.unwrap().unwrap().versie.to_string();
        for part in rollen.iter().filter(|part| part.omschrijving != "Adviseur") {
            let form = [("versie", versie.clone()), ("rol", part.id.to_string())];
            let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            toneel.w.als("h.handelt").await.post(&format!("{page}/rollen/verwijderen"), &form).await.is(404);
        }
    }

    async fn a_manager_who_takes_a_case_to_their_team_does_not_decide(engine) {
        let toneel = Toneel::new(engine).await;
        let page = format!("/werkplek/zaken/{}", toneel.zaak);
        let browser = toneel.w.als("o.recht").await;
        let versie = |html: &str| html.split("name=\"versie\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let seen = versie(&browser.get(&page).await.ok().html);
        browser.post(&format!("{page}/oppakken"), &[("versie", &seen)]).await.is(303);
        let now = browser.get(&page).await.ok();
        now.bevat_niet("/besluiten\"");
    }

    async fn deciding_is_for_who_decides(engine) {
        for (wie, _, rol) in MENSEN.iter().filter(|(_, _, rol)| *rol != "redacteur" && *rol != "agent") {
            let toneel = Toneel::new(engine).await;
            set(&toneel.w.app.db, "zaken", toneel.hoofdzaak, &[("wacht_op", WachtOp::Deelzaak.into())]).await;
            let who = Authorised::<BehandelZaken>::program(toneel.w.organisatie);
            let made = zaak::by_id(&toneel.w.app.db, &who, toneel.zaak).await.unwrap().unwrap();
            let kind = by_id(&toneel.w.app.db, toneel.w.organisatie, made.zaaktype).await.unwrap().unwrap();
            let (versie, result) = (made.versie.to_string(), kind.resultaattypen[0].id.to_string());
            let form = [("versie", versie.as_str()), ("resultaattype", &result), ("besluit_toelichting", "Gevonden.")];
            let zicht = verwacht(wie, made.vertrouwelijkheidaanduiding, Gesprek::Geen);
            let browser = toneel.w.als(wie).await;
            if zicht >= Behandelt {
                let page = browser.get(&format!("/werkplek/zaken/{}", toneel.zaak)).await.ok();
                assert_eq!(page.html.contains("/besluiten\""), zicht == Beslist, "{wie} {rol}");
            }
            let answer = browser.post(&format!("/werkplek/zaken/{}/besluiten", toneel.zaak), &form).await.status.as_u16();
            let right = match zicht { Niets | Leest => 404, Behandelt => 403, Beslist => 303 };
            assert_eq!(answer, right, "{wie} {rol}");
            let now = zaak::by_id(&toneel.w.app.db, &who, toneel.zaak).await.unwrap().unwrap();
            assert_eq!(now.is_open(), zicht != Beslist, "{wie}");
            // Whoever closes the last part frees the main case, whether they see that or not.
            let main = zaak::by_id(&toneel.w.app.db, &who, toneel.hoofdzaak).await.unwrap().unwrap();
            assert_eq!(main.wacht_op == WachtOp::Behandelaar, zicht == Beslist, "{wie}");
        }
    }
}
