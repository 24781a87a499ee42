//! Zip archives, in which office documents come: read by their list of contents and unpacked to be counted, because what an
//! archive says about itself need not be true (a zip bomb).

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use flate2::read::DeflateDecoder;

use crate::Geweigerd;

/// More parts has no letter.
const DELEN_MAX: usize = 2_000;
/// All parts unpacked.
const UITGEPAKT_MAX: u64 = 250_000_000;
/// Unpacked against packed; XML becomes thirty times smaller, seldom a hundred. Small archives may do what they like.
const VERHOUDING_MAX: u64 = 100;
const VERHOUDING_VANAF: u64 = 5_000_000;
const NAAM_BYTES_MAX: usize = 512;
const MIMETYPE_BYTES_MAX: usize = 128;

const BEGIN_VAN_DEEL: &[u8] = b"PK\x03\x04";
const BEGIN_VAN_REGEL: &[u8] = b"PK\x01\x02";
const BEGIN_VAN_EIND: &[u8] = b"PK\x05\x06";
const DEEL_KOP: u64 = 30;
const REGEL_KOP: usize = 46;
const EIND_KOP: usize = 22;
/// What a part may not begin with: another zip, RAR, 7z, gzip, xz, and a Windows or Linux program.
const NIET_ERIN: [&[u8]; 7] =
    [BEGIN_VAN_DEEL, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"\xfd7zXZ", b"MZ\x90\x00", b"\x7fELF"];

/// What is in an archive that was found safe.
pub(crate) struct Archief {
    pub(crate) namen: Vec<String>,
    /// What the part `mimetype` says, with which an OpenDocument begins.
    pub(crate) mimetype: Option<String>,
}

/// A part, as the list of contents has it.
struct Deel {
    naam: String,
    deflate: bool,
    ingepakt: u64,
    uitgepakt: u64,
    begin: u64,
}

/// Whether it begins as a zip.
pub(crate) fn is_archief(bestand: &mut File) -> Result<bool, Geweigerd> {
    Ok(piece(bestand, 0, 4)?.as_slice() == BEGIN_VAN_DEEL)
}

/// Unpacks everything, keeps nothing, and refuses what is broken, locked, nested or too large.
pub(crate) fn controleer(bestand: &mut File, omvang: u64) -> Result<Archief, Geweigerd> {
    let (mut delen, lijst_begin) = inhoud(bestand, omvang)?;
    let said: u64 = delen.iter().map(|deel| deel.uitgepakt).fold(0, u64::saturating_add);
    if said > UITGEPAKT_MAX || (said > VERHOUDING_VANAF && said / omvang.max(1) > VERHOUDING_MAX) {
        return Err(Geweigerd::Archief);
    }
    delen.sort_by_key(|deel| deel.begin);
    let mut mimetype = None;
    for (at, deel) in delen.iter().enumerate() {
        let until = delen.get(at + 1).map_or(lijst_begin, |next| next.begin);
        let start = unpack(bestand, deel, until)?;
        if at == 0 && deel.naam == "mimetype" {
            mimetype = Some(String::from_utf8(start).map_err(|_| Geweigerd::Archief)?);
        }
    }
    Ok(Archief { namen: delen.into_iter().map(|deel| deel.naam).collect(), mimetype })
}

/// The list of contents, and where it begins.
fn inhoud(bestand: &mut File, omvang: u64) -> Result<(Vec<Deel>, u64), Geweigerd> {
    // The end may carry a comment of 65,535 bytes.
    let tail_begin = omvang.saturating_sub(65_535 + EIND_KOP as u64);
    let tail = piece(bestand, tail_begin, usize::try_from(omvang - tail_begin).unwrap_or(usize::MAX))?;
    let at = tail.windows(4).rposition(|four| four == BEGIN_VAN_EIND).ok_or(Geweigerd::Archief)?;
    let eind = tail.get(at..at + EIND_KOP).ok_or(Geweigerd::Archief)?;
    let (count, size, begin) =
        (usize::from(u16_at(eind, 10)), u64::from(u32_at(eind, 12)), u64::from(u32_at(eind, 16)));
    let whole = begin + size == tail_begin + at as u64 && u16_at(eind, 4) == 0 && u16_at(eind, 8) == u16_at(eind, 10);
    // Every part has a line of at least its head, so the count bounds what is read.
    if !whole || count == 0 || count > DELEN_MAX || size > (DELEN_MAX * 2 * NAAM_BYTES_MAX) as u64 {
        return Err(Geweigerd::Archief);
    }
    let lijst = piece(bestand, begin, usize::try_from(size).unwrap_or(usize::MAX))?;
    let (mut delen, mut rest) = (Vec::with_capacity(count), lijst.as_slice());
    for _ in 0..count {
        let (deel, length) = regel(rest)?;
        delen.push(deel);
        rest = rest.get(length..).ok_or(Geweigerd::Archief)?;
    }
    if rest.is_empty() { Ok((delen, begin)) } else { Err(Geweigerd::Archief) }
}

/// One line of the list of contents, and its length.
fn regel(bytes: &[u8]) -> Result<(Deel, usize), Geweigerd> {
    let kop = bytes.get(..REGEL_KOP).filter(|kop| kop.starts_with(BEGIN_VAN_REGEL)).ok_or(Geweigerd::Archief)?;
    let [naam, extra, comment] = [28, 30, 32].map(|at| usize::from(u16_at(kop, at)));
    let (locked, method) = (u16_at(kop, 8) & 0x2041 != 0, u16_at(kop, 10));
    let naam_bytes = bytes.get(REGEL_KOP..REGEL_KOP + naam).filter(|_| naam <= NAAM_BYTES_MAX);
    let naam_text = naam_bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).ok_or(Geweigerd::Archief)?;
    if locked || (method != 0 && method != 8) || naam_text.split(['/', '\\']).any(|part| part == "..") {
        return Err(Geweigerd::Archief);
    }
    let deel = Deel {
        naam: naam_text,
        deflate: method == 8,
        ingepakt: u32_at(kop, 20).into(),
        uitgepakt: u32_at(kop, 24).into(),
        begin: u32_at(kop, 42).into(),
    };
    Ok((deel, REGEL_KOP + naam + extra + comment))
}

/// Unpacks a part, which lies before `until`, and gives how it begins.
fn unpack(bestand: &mut File, deel: &Deel, until: u64) -> Result<Vec<u8>, Geweigerd> {
    let kop = piece(bestand, deel.begin, DEEL_KOP as usize)?;
    if !kop.starts_with(BEGIN_VAN_DEEL) {
        return Err(Geweigerd::Archief);
    }
    let begin = deel.begin + DEEL_KOP + u64::from(u16_at(&kop, 26)) + u64::from(u16_at(&kop, 28));
    // Parts that lie over each other are how a small file becomes endless.
    if begin.checked_add(deel.ingepakt).is_none_or(|end| end > until) {
        return Err(Geweigerd::Archief);
    }
    bestand.seek(SeekFrom::Start(begin))?;
    let packed = (&*bestand).take(deel.ingepakt);
    let (start, size) =
        if deel.deflate { count(DeflateDecoder::new(packed), deel.uitgepakt) } else { count(packed, deel.uitgepakt) }?;
    if size != deel.uitgepakt || NIET_ERIN.iter().any(|known| start.starts_with(known)) {
        return Err(Geweigerd::Archief);
    }
    Ok(start)
}

/// How it begins and how large it is; stops just past `said`.
fn count(bron: impl Read, said: u64) -> Result<(Vec<u8>, u64), Geweigerd> {
    let mut bron = bron.take(said.saturating_add(1));
    let mut start = Vec::new();
    let broken = |_| Geweigerd::Archief;
    bron.by_ref().take(MIMETYPE_BYTES_MAX as u64).read_to_end(&mut start).map_err(broken)?;
    let rest = std::io::copy(&mut bron, &mut std::io::sink()).map_err(broken)?;
    let size = rest + start.len() as u64;
    Ok((start, size))
}

fn piece(bestand: &mut File, at: u64, length: usize) -> Result<Vec<u8>, Geweigerd> {
    let mut bytes = Vec::new();
    bestand.seek(SeekFrom::Start(at))?;
    bestand.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() == length || at == 0 { Ok(bytes) } else { Err(Geweigerd::Archief) }
}

/// Little-endian; the caller has checked that it is there, and a missing byte reads as zero.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let byte = |at: usize| u16::from(bytes.get(at).copied().unwrap_or(0));
    byte(at) | byte(at + 1) << 8
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}
