//! The keys of the workplace: what can be done by a chord, the default, and what a person may choose instead.

use kern::FieldError;

use crate::basis::Voorkeuren;
use crate::basis::kader::AKKOORD_TAKEN;

/// Something that a chord does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Actie {
    /// Its name in the preferences.
    pub(super) naam: &'static str,
    /// Its field on the page of preferences.
    pub(super) veld: &'static str,
    /// The text that says what it does.
    pub(super) tekst: &'static str,
    /// The chord when nothing was chosen; several are separated by spaces.
    pub(super) standaard: &'static str,
}

const fn actie(naam: &'static str, veld: &'static str, tekst: &'static str, standaard: &'static str) -> Actie {
    Actie { naam, veld, tekst, standaard }
}

/// Everything that has a chord. Defaults are chords that browsers on Windows and screen readers leave free (web/README.md).
pub(super) const ACTIES: [Actie; 15] = [
    actie("nieuw", "toets-nieuw", "werkplek-actie-nieuw", "F8"),
    actie("zoek", "toets-zoek", "werkplek-actie-zoek", "F2"),
    actie("direct", "toets-direct", "werkplek-actie-direct", "Ctrl+Enter"),
    actie("terugbellen", "toets-terugbellen", "werkplek-actie-terugbellen", "Alt+R"),
    actie("doorverbinden", "toets-doorverbinden", "werkplek-actie-doorverbinden", "Alt+O"),
    actie("zelf-terug", "toets-zelf-terug", "werkplek-actie-zelf-terug", "Alt+Z"),
    actie("anders", "toets-anders", "werkplek-actie-anders", "Alt+I"),
    actie(ONGEDAAN, "toets-ongedaan", "werkplek-actie-ongedaan", "Alt+U"),
    actie("reden", "toets-reden", "werkplek-actie-reden", "Alt+J"),
    actie("controle", "toets-controle", "werkplek-actie-controle", "Alt+K"),
    actie("zaak", "toets-zaak", "werkplek-actie-zaak", "Alt+C"),
    actie("artikel", "toets-artikel", "werkplek-actie-artikel", "Alt+P"),
    actie(AKKOORD_TAKEN.0, "toets-taken", "werkplek-actie-taken", AKKOORD_TAKEN.1),
    actie("alle", "toets-alle", "werkplek-actie-toetsen", "F1 ?"),
    actie(CONTACTEN, "toets-contacten", "werkplek-actie-contacten", "Alt"),
];

/// Undoing what was registered just now.
pub(super) const ONGEDAAN: &str = "ongedaan";

/// Of the running contacts only what stands before the digit is chosen.
pub(super) const CONTACTEN: &str = "contacten";
const CONTACTEN_CHOICES: [&str; 3] = ["", "Alt", "Alt+Shift"];

/// The chords of whoever works here.
#[derive(Clone, Debug)]
pub(super) struct Toetsen(Voorkeuren);

impl Toetsen {
    /// Theirs.
    pub(super) fn van(voorkeuren: &Voorkeuren) -> Self {
        Self(voorkeuren.clone())
    }

    /// The chord for something; empty when it is switched off. A default gives way to what a person chose for something
    /// else, perhaps before there was this default.
    pub(super) fn bij(&self, naam: &str) -> &str {
        let standaard = ACTIES.iter().find(|actie| actie.naam == naam).map_or("", |actie| actie.standaard);
        let mut others = self.0.akkoorden.iter().filter(|(other, _)| *other != naam);
        let taken = others.any(|(_, own)| own.split(' ').any(|chord| chord == standaard));
        self.0.akkoord(naam, if taken { "" } else { standaard })
    }

    /// The chord for the running contact at this place, from 0; the first nine have one.
    pub(super) fn contact(&self, plaats: usize) -> String {
        match self.bij(CONTACTEN) {
            before if before.is_empty() || plaats >= 9 => String::new(),
            before => format!("{before}+{}", plaats + 1),
        }
    }
}

/// Letters that the menus and address bars of browsers take with Alt.
const ALT_TAKEN: &str = "BDEFGHLSTVWX";
/// Keys that browsers, Windows or typing need, with or without anything before them.
const TAKEN: [&str; 14] =
    ["F3", "F4", "F5", "F6", "F7", "F10", "F11", "F12", "Tab", "Insert", "Capslock", "Delete", "Backspace", "Home"];
/// Keys with a name, as they are written.
const NAMED: [&str; 10] =
    ["Enter", "Space", "Plus", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageUp", "PageDown"];

/// A chord, or several with spaces between, as it is stored: `ctrl+enter` becomes `Ctrl+Enter`.
///
/// # Errors
/// On this field, that it is no chord (`toets-onleesbaar`) or one that must stay free (`toets-gereserveerd`).
pub(super) fn lees(actie: Actie, typed: &str) -> Result<String, FieldError> {
    let refused = |code| FieldError::new(actie.veld, code);
    let typed = typed.trim();
    if actie.naam == CONTACTEN {
        let same = |choice: &&&str| choice.eq_ignore_ascii_case(&typed.replace(' ', ""));
        return CONTACTEN_CHOICES.iter().find(same).map(|c| (*c).to_owned()).ok_or_else(|| refused("toets-onleesbaar"));
    }
    // People write "Ctrl + Enter"; between chords stands a space too.
    let tight = typed.replace(" +", "+").replace("+ ", "+");
    let chords = tight.split_whitespace().map(|one| chord(one).map_err(refused));
    Ok(chords.collect::<Result<Vec<_>, _>>()?.join(" "))
}

fn chord(typed: &str) -> Result<String, &'static str> {
    let (before, key) = match typed.rsplit_once('+') {
        Some((before, key)) if !key.is_empty() => (before, key),
        Some(_) => return Err("toets-onleesbaar"),
        None => ("", typed),
    };
    let mut held = [("Ctrl", false), ("Alt", false), ("Shift", false)];
    for part in before.split('+').filter(|part| !part.is_empty()) {
        let part = if part.eq_ignore_ascii_case("control") { "Ctrl" } else { part };
        let known = held.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(part)).ok_or("toets-onleesbaar")?;
        known.1 = true;
    }
    let [(_, ctrl), (_, alt), _] = held;
    let key = key_name(key).ok_or("toets-onleesbaar")?;
    if is_taken(ctrl, alt, &key) {
        return Err("toets-gereserveerd");
    }
    let mut chord = String::new();
    for (name, _) in held.iter().filter(|(_, is_held)| *is_held) {
        chord.push_str(name);
        chord.push('+');
    }
    Ok(chord + &key)
}

fn key_name(key: &str) -> Option<String> {
    let upper = key.to_uppercase();
    let is_function = upper.strip_prefix('F').and_then(|n| n.parse::<u8>().ok()).is_some_and(|n| (1..=12).contains(&n));
    if is_function || key.chars().count() == 1 {
        return Some(upper);
    }
    NAMED.iter().chain(&TAKEN).find(|name| name.eq_ignore_ascii_case(key)).map(|name| (*name).to_owned())
}

/// What must stay free: for typing, for the browser, for Windows.
fn is_taken(ctrl: bool, alt: bool, key: &str) -> bool {
    let is_sign = key.chars().count() == 1;
    let is_letter = is_sign && key.chars().all(char::is_alphanumeric);
    match (ctrl, alt) {
        _ if TAKEN.contains(&key) => true,
        // AltGr is Ctrl+Alt.
        (true, true) => true,
        (true, false) => is_letter || is_sign || key == "PageUp" || key == "PageDown",
        (false, true) => {
            (is_letter && ALT_TAKEN.contains(key)) || key == "Space" || key == "Escape" || key.starts_with("Arrow")
        }
        // Alone, a sign works where no text has the focus, and a function key anywhere; the rest is for moving about.
        (false, false) => !is_sign && !key.starts_with('F'),
    }
}

/// What is used twice: each later field.
pub(super) fn dubbel(chosen: &[(Actie, String)]) -> Vec<FieldError> {
    let mut seen: Vec<String> = Vec::new();
    let mut errors = Vec::new();
    for (actie, chords) in chosen {
        let theirs: Vec<String> = if actie.naam == CONTACTEN && !chords.is_empty() {
            (1..=9).map(|n| format!("{chords}+{n}")).collect()
        } else {
            chords.split_whitespace().map(str::to_owned).collect()
        };
        if theirs.iter().any(|chord| seen.contains(chord)) {
            errors.push(FieldError::new(actie.veld, "toets-dubbel"));
        }
        seen.extend(theirs);
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<String, &'static str> {
        lees(ACTIES[0], typed).map_err(|error| error.code)
    }

    #[test]
    fn a_chord_is_written_in_one_way() {
        for (typed, stored) in [
            ("ctrl+enter", "Ctrl+Enter"),
            ("Ctrl + Enter", "Ctrl+Enter"),
            ("shift+alt+k", "Alt+Shift+K"),
            ("f8", "F8"),
            ("F1 ?", "F1 ?"),
            ("", ""),
            ("alt+plus", "Alt+Plus"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(stored), "{typed}");
        }
    }

    #[test]
    fn what_browsers_and_typing_need_stays_free() {
        for typed in
            ["Alt+D", "Ctrl+W", "Ctrl+Alt+E", "F5", "Enter", "Tab", "Alt+F4", "Ctrl+1", "Escape", "Alt+ArrowLeft"]
        {
            assert_eq!(read(typed), Err("toets-gereserveerd"), "{typed}");
        }
        for typed in ["Hyper+K", "Ctrl+", "+", "Alt+Kop", "F13"] {
            assert_eq!(read(typed), Err("toets-onleesbaar"), "{typed}");
        }
    }

    #[test]
    fn every_default_may_be_chosen_and_none_is_there_twice() {
        let all: Vec<(Actie, String)> =
            ACTIES.into_iter().map(|actie| (actie, lees(actie, actie.standaard).expect(actie.naam))).collect();
        assert!(all.iter().all(|(actie, stored)| stored == actie.standaard));
        assert!(dubbel(&all).is_empty());
        let twice = [(ACTIES[0], "Alt+3".to_owned()), (ACTIES[ACTIES.len() - 1], "Alt".to_owned())];
        assert_eq!(dubbel(&twice).len(), 1);
    }
}
