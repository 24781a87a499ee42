//! What stands out, by fixed rules.

use kern::organisaties::TeamId;
use registers::klantinteracties::klantcontact::Afhandeling;
use uuid::Uuid;

use super::super::kwartaal::{Aandeel, AfhandelingRegel, Kwartaalrapport, Regel, TeamRegel, Terugbellen};
use super::super::opvallend::{Doel, Opvallend, Rapportdoelen, opvallend};
use super::super::peil::Peil;
use super::kwartaal;
use super::wereld::moment;

fn regel(sleutel: &str, aantal: i64, vorig: i64) -> Regel {
    Regel { sleutel: sleutel.into(), aantal, vorig: Some(vorig), jaar_eerder: None }
}

fn team(n: u128, direct: i64, aantal: i64) -> TeamRegel {
    TeamRegel {
        team: TeamId::from(Uuid::from_u128(n)),
        aantal,
        afhandeling: [(Afhandeling::DirectBeantwoord, direct)].into(),
        vorig_direct: None,
    }
}

fn rapport() -> Kwartaalrapport {
    let share = |deel, geheel| Aandeel { deel, geheel };
    let handled = |afhandeling, nu, vorig| AfhandelingRegel { afhandeling, nu, vorig: Some(vorig), jaar_eerder: None };
    Kwartaalrapport {
        kwartaal: kwartaal("2026-K3"),
        peil: Peil { volgnummer: 0, op: moment("2026-10-01T08:00:00Z"), daarna: 0, ongeteld: 0 },
        geteld_vanaf: None,
        totaal: regel("", 1_100, 1_000),
        kanalen: vec![],
        klantgroepen: vec![],
        vastlegging: std::collections::BTreeMap::new(),
        onderwerpen: vec![
            regel("", 90, 10),
            regel("paspoort", 80, 75),
            regel("grofvuil", 60, 20),
            regel("nieuw", 50, 0),
        ],
        direct_per_onderwerp: [].into(),
        uren: [].into(),
        themas: vec![],
        redenen: vec![],
        afhandeling: vec![
            handled(Afhandeling::DirectBeantwoord, share(583, 1_100), share(520, 1_000)),
            handled(Afhandeling::KlantBeltZelfTerug, share(121, 1_100), share(130, 1_000)),
        ],
        teams: vec![team(1, 400, 700), team(2, 0, 29), team(3, 20, 40)],
        maanden: vec![],
        terugbellen: Terugbellen { gehaald: 80, te_laat: 20, loopt: 3, ..Terugbellen::default() },
        terugbellen_vorig: Some(Terugbellen::default()),
        terugbellen_per_team: vec![(
            TeamId::from(Uuid::from_u128(4)),
            Terugbellen { gehaald: 80, te_laat: 20, loopt: 3, ..Terugbellen::default() },
        )],
    }
}

fn doelen() -> Rapportdoelen {
    let (direct, zelf_terug) = (Some(Doel::Minstens(65)), Some(Doel::Hoogstens(12)));
    Rapportdoelen { direct, zelf_terug, terugbellen: Some(Doel::Minstens(90)) }
}

#[test]
fn what_stands_out_is_said_in_the_order_of_the_report() {
    let found = opvallend(&rapport(), &doelen(), false);
    assert!(matches!(found[0], Opvallend::Aantal { aantal: 1_100, verschil } if (verschil - 10.0).abs() < 1e-9));
    assert!(
        matches!(found[1], Opvallend::Direct(share) if (share.nu - 53.0).abs() < 1e-9 && share.vorig == Some(52.0))
    );
    // A team with 29 contacts says nothing, however low its share.
    assert_eq!(found[2], Opvallend::TeamDirect { team: TeamId::from(Uuid::from_u128(3)), procent: 50.0 });
    assert!(matches!(found[3], Opvallend::BeltZelfTerug(share) if (share.nu - 11.0).abs() < 1e-9));
    // Contacts without a subject, and subjects that did not exist before, do not rise.
    assert_eq!(found[4], Opvallend::Stijger { product: "grofvuil".into(), aantal: 60, vorig: 20 });
    assert!(matches!(found[5], Opvallend::Terugbellen(share) if share.nu == 80.0 && share.vorig.is_none()));
    assert_eq!(
        found[6],
        Opvallend::TeamTerugbellen { team: TeamId::from(Uuid::from_u128(4)), te_laat: 20, geheel: 100 }
    );
    assert_eq!(found.len(), 7);
}

#[test]
fn of_a_running_quarter_only_shares_are_compared() {
    let found = opvallend(&rapport(), &doelen(), true);
    assert!(!found.iter().any(|found| matches!(found, Opvallend::Aantal { .. } | Opvallend::Stijger { .. })));
    assert_eq!(found.len(), 5);
}

#[test]
fn without_targets_no_team_is_named() {
    let found = opvallend(&rapport(), &Rapportdoelen::default(), false);
    assert!(!found.iter().any(|f| matches!(f, Opvallend::TeamDirect { .. } | Opvallend::TeamTerugbellen { .. })));
}
