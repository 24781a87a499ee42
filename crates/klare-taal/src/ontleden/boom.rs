//! The tree of a sentence, by the arc-hybrid system of Kuhlmann, Gómez-Rodríguez and Satta (ACL 2011): words come from the left, wait on
//! a stack, and find the word that they depend on in what comes next, or in what waits under them.

use super::{Ontleed, Rol, Vorm, Woordsoort, gewichten, gewichten::Gewichten, kenmerk};
use crate::tekst::Leesteken;

/// How many outcomes there are: wait, and each role to the right or to the left.
pub(super) const UITKOMSTEN: usize = 1 + 2 * Rol::ALLE.len();

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stap {
    /// The next word waits.
    Wacht,
    /// The word that waits on top depends on the next word.
    Links(Rol),
    /// The word that waits on top depends on the one under it.
    Rechts(Rol),
}

impl Stap {
    pub(super) fn van(uitkomst: usize) -> Self {
        let rol = |n: usize| Rol::ALLE[n % Rol::ALLE.len()];
        match uitkomst.checked_sub(1) {
            None => Self::Wacht,
            Some(n) if n < Rol::ALLE.len() => Self::Links(rol(n)),
            Some(n) => Self::Rechts(rol(n)),
        }
    }
}

/// A tree that is being built. The place behind the last word stands for what the sentence hangs on.
#[derive(Clone, Debug)]
pub(super) struct Bouw {
    pub(super) stapel: Vec<usize>,
    pub(super) volgende: usize,
    pub(super) hoofden: Vec<Option<usize>>,
    rollen: Vec<Rol>,
    links: Vec<Kinderen>,
    rechts: Vec<Kinderen>,
}

/// The children of a word on one side.
#[derive(Clone, Copy, Debug, Default)]
struct Kinderen {
    aantal: u32,
    laatste: Option<usize>,
    een_na_laatste: Option<usize>,
}

impl Bouw {
    pub(super) fn new(woorden: usize) -> Self {
        Self {
            stapel: Vec::with_capacity(woorden),
            volgende: 0,
            hoofden: vec![None; woorden + 1],
            rollen: vec![Rol::Overig; woorden + 1],
            links: vec![Kinderen::default(); woorden + 1],
            rechts: vec![Kinderen::default(); woorden + 1],
        }
    }

    pub(super) fn woorden(&self) -> usize {
        self.hoofden.len() - 1
    }

    pub(super) fn is_klaar(&self) -> bool {
        self.stapel.is_empty() && self.volgende >= self.woorden()
    }

    pub(super) fn mag(&self, stap: Stap) -> bool {
        match stap {
            Stap::Wacht => self.volgende < self.woorden(),
            Stap::Links(_) => !self.stapel.is_empty(),
            Stap::Rechts(_) => self.stapel.len() > 1,
        }
    }

    pub(super) fn doe(&mut self, stap: Stap) {
        match stap {
            Stap::Wacht => {
                self.stapel.push(self.volgende);
                self.volgende += 1;
            }
            Stap::Links(rol) => {
                if let Some(kind) = self.stapel.pop() {
                    self.hang(kind, self.volgende, rol);
                }
            }
            Stap::Rechts(rol) => {
                if let (Some(kind), Some(hoofd)) = (self.stapel.pop(), self.stapel.last().copied()) {
                    self.hang(kind, hoofd, rol);
                }
            }
        }
    }

    fn hang(&mut self, kind: usize, hoofd: usize, rol: Rol) {
        self.hoofden[kind] = Some(hoofd);
        self.rollen[kind] = rol;
        let kinderen = if kind < hoofd { &mut self.links[hoofd] } else { &mut self.rechts[hoofd] };
        kinderen.aantal += 1;
        kinderen.een_na_laatste = kinderen.laatste;
        kinderen.laatste = Some(kind);
    }

    /// What is seen of it: the words on top of the stack, the next ones, and what hangs on them already.
    pub(super) fn zie(&self, zin: &[Vorm], soorten: &[Woordsoort], kenmerken: &mut Vec<u32>) {
        let op_stapel = |diepte: usize| self.stapel.len().checked_sub(diepte + 1).map(|at| self.stapel[at]);
        let komt = |verder: usize| Some(self.volgende + verder).filter(|at| *at < zin.len());
        let blik = Blik {
            bouw: self,
            zin,
            soorten,
            s: [op_stapel(0), op_stapel(1), op_stapel(2)],
            n: [komt(0), komt(1), komt(2)],
        };
        kenmerken.clear();
        kenmerken.extend(blik.woorden());
        kenmerken.extend(blik.takken());
        kenmerken.extend(blik.afstanden());
    }
}

/// Nothing stands there.
const GEEN: u32 = u32::MAX;

/// What is looked at: three words from the top of the stack, the three that come.
struct Blik<'a> {
    bouw: &'a Bouw,
    zin: &'a [Vorm],
    soorten: &'a [Woordsoort],
    s: [Option<usize>; 3],
    n: [Option<usize>; 3],
}

impl Blik<'_> {
    fn woord(&self, plaats: Option<usize>) -> u32 {
        plaats.and_then(|at| self.zin.get(at)).map_or(GEEN, |vorm| vorm.woord)
    }

    fn soort(&self, plaats: Option<usize>) -> u32 {
        plaats.and_then(|at| self.soorten.get(at)).map_or(GEEN, |soort| *soort as u32)
    }

    fn rol(&self, plaats: Option<usize>) -> u32 {
        plaats.map_or(GEEN, |at| self.bouw.rollen[at] as u32)
    }

    fn leesteken(&self, plaats: Option<usize>) -> u32 {
        plaats.and_then(|at| self.zin.get(at)).map_or(GEEN, |vorm| vorm.leesteken as u32)
    }

    /// The children of a word, those before it and those behind it.
    fn kinderen(&self, plaats: Option<usize>) -> (Kinderen, Kinderen) {
        plaats.map_or_else(Default::default, |at| (self.bouw.links[at], self.bouw.rechts[at]))
    }

    /// The words themselves, and what they are.
    fn woorden(&self) -> [u32; 24] {
        let [s0w, s1w, _] = self.s.map(|plaats| self.woord(plaats));
        let [n0w, n1w, _] = self.n.map(|plaats| self.woord(plaats));
        let [s0t, s1t, s2t] = self.s.map(|plaats| self.soort(plaats));
        let [n0t, n1t, n2t] = self.n.map(|plaats| self.soort(plaats));
        [
            kenmerk(100, &[s0w, s0t]),
            kenmerk(101, &[s0t]),
            kenmerk(102, &[n0w, n0t]),
            kenmerk(103, &[n0t]),
            kenmerk(104, &[n1w]),
            kenmerk(105, &[n1t]),
            kenmerk(106, &[s1w, s1t]),
            kenmerk(107, &[s1t]),
            kenmerk(108, &[s0w, n0w]),
            kenmerk(109, &[s0w, s0t, n0t]),
            kenmerk(110, &[s0t, n0w, n0t]),
            kenmerk(111, &[s0t, n0t]),
            kenmerk(112, &[s1t, s0t]),
            kenmerk(113, &[s1w, s0t]),
            kenmerk(114, &[s1t, s0w]),
            kenmerk(115, &[s1t, s0t, n0t]),
            kenmerk(116, &[s2t, s1t, s0t]),
            kenmerk(117, &[s0t, n0t, n1t]),
            kenmerk(118, &[n0t, n1t, n2t]),
            kenmerk(135, &[s1t, s0t, n0t, n1t]),
            kenmerk(136, &[s2t, s1t, s0t, n0t]),
            kenmerk(140, &[n0w, n1w]),
            kenmerk(141, &[s1t, s0t, n0w]),
            kenmerk(143, &[s1w, s0w]),
        ]
    }

    /// What hangs on them already.
    fn takken(&self) -> [u32; 13] {
        let [s0t, s1t, _] = self.s.map(|plaats| self.soort(plaats));
        let (s0w, s1w, n0t) = (self.woord(self.s[0]), self.woord(self.s[1]), self.soort(self.n[0]));
        let (s0l, s0r) = self.kinderen(self.s[0]);
        let (s1l, s1r) = self.kinderen(self.s[1]);
        let (n0l, _) = self.kinderen(Some(self.bouw.volgende));
        let (soort, rol) = (|plaats| self.soort(plaats), |plaats| self.rol(plaats));
        [
            kenmerk(119, &[s0t, n0t, soort(s0r.laatste)]),
            kenmerk(120, &[s0t, n0t, soort(s0l.laatste)]),
            kenmerk(121, &[s0t, n0t, soort(n0l.laatste)]),
            kenmerk(122, &[s0t, rol(s0l.laatste), rol(s0r.laatste)]),
            kenmerk(123, &[s0t, n0t, rol(n0l.laatste), rol(n0l.een_na_laatste)]),
            kenmerk(124, &[s0t, s0l.aantal.min(4), s0r.aantal.min(4)]),
            kenmerk(125, &[n0t, n0l.aantal.min(4)]),
            kenmerk(131, &[s1t, s0t, soort(s1r.laatste), rol(s1r.laatste)]),
            kenmerk(132, &[s1t, s0t, soort(s0l.laatste), rol(s0l.laatste)]),
            kenmerk(133, &[s1t, s0t, soort(s1l.laatste), rol(s1l.laatste)]),
            kenmerk(134, &[s0w, soort(s0l.laatste), n0t]),
            kenmerk(137, &[s1t, self.woord(s0l.laatste), s0t]),
            kenmerk(138, &[s1w, self.woord(s0l.laatste)]),
        ]
    }

    /// How far apart they are, and which marks and finite verbs stand between them.
    fn afstanden(&self) -> [u32; 8] {
        let [s0t, s1t, _] = self.s.map(|plaats| self.soort(plaats));
        let (s0w, n0w, n0t) = (self.woord(self.s[0]), self.woord(self.n[0]), self.soort(self.n[0]));
        let volgende = self.bouw.volgende;
        let tot = |van: usize, tot: usize| van + 1..tot.min(self.zin.len()).max(van + 1);
        let klein = |afstand: usize, hoogstens: u32| u32::try_from(afstand).unwrap_or(hoogstens).min(hoogstens);
        let afstand = self.s[0].map_or(GEEN, |at| klein(volgende - at, 8));
        let tussen = self.s[0].zip(self.s[1]).map_or(GEEN, |(boven, onder)| klein(boven - onder, 8));
        let tekens = self.s[0].map_or(GEEN, |at| {
            let marks = self.zin[tot(at, volgende + 1)].iter().filter(|vorm| vorm.leesteken != Leesteken::Geen);
            klein(marks.count(), 3)
        });
        let persoonsvormen = self.s[0].map_or(GEEN, |at| {
            let finite = self.soorten[tot(at, volgende)].iter().filter(|soort| soort.is_persoonsvorm());
            klein(finite.count(), 2)
        });
        let (voor_n0, voor_s0) = (self.leesteken(self.n[0]), self.leesteken(self.s[0]));
        let rand = [self.bouw.stapel.len() > 1, volgende + 1 >= self.zin.len()].map(u32::from);
        [
            kenmerk(126, &[s0t, n0t, afstand]),
            kenmerk(127, &[s1t, s0t, tussen]),
            kenmerk(128, &[s0t, n0t, voor_n0, tekens]),
            kenmerk(129, &[s1t, s0t, voor_s0, voor_n0]),
            kenmerk(130, &[s0t, n0t, persoonsvormen, tekens]),
            kenmerk(139, &[s0w, afstand]),
            kenmerk(142, &[s0t, n0w, tekens]),
            kenmerk(144, &[s0t, n0t, rand[0], rand[1]]),
        ]
    }
}

/// Builds the tree.
pub(super) fn bouw(gewichten: &impl Gewichten, zin: &[Vorm], soorten: &[Woordsoort]) -> Vec<Ontleed> {
    let mut bouw = Bouw::new(zin.len());
    let mut kenmerken = Vec::new();
    while !bouw.is_klaar() {
        bouw.zie(zin, soorten, &mut kenmerken);
        let mut punten = [0; UITKOMSTEN];
        gewichten.tel(&kenmerken, &mut punten);
        let Some(stap) = gewichten::beste(&punten, |uitkomst| bouw.mag(Stap::van(uitkomst))) else { break };
        bouw.doe(Stap::van(stap));
    }
    let woorden = bouw.woorden();
    soorten
        .iter()
        .enumerate()
        .map(|(plaats, soort)| Ontleed {
            soort: *soort,
            hoofd: bouw.hoofden[plaats].filter(|hoofd| *hoofd < woorden),
            rol: bouw.rollen[plaats],
        })
        .collect()
}
