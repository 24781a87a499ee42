//! What a file really is, by what is in it.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use crate::archief::{self, Archief};
use crate::{Geweigerd, Regels};

/// A type of file that can come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formaat {
    /// A document as it is printed.
    Pdf,
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
    /// A photo of a phone (High Efficiency Image File Format).
    Heic,
    /// A text of Word.
    Docx,
    /// A sheet of Excel.
    Xlsx,
    /// A text of LibreOffice.
    Odt,
    /// A sheet of LibreOffice.
    Ods,
    /// Plain text in UTF-8.
    Txt,
}

const ODT: &str = "application/vnd.oasis.opendocument.text";
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

impl Formaat {
    /// Every type.
    pub const ALL: [Self; 9] =
        [Self::Pdf, Self::Jpeg, Self::Png, Self::Heic, Self::Docx, Self::Xlsx, Self::Odt, Self::Ods, Self::Txt];

    /// Its MIME type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => ODT,
            Self::Ods => ODS,
            Self::Txt => "text/plain; charset=utf-8",
        }
    }

    /// How its names end: the usual ending first.
    #[must_use]
    pub fn uitgangen(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Heic => &["heic", "heif"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Txt => &["txt"],
        }
    }

    /// A type by the ending of its names, as a list of what is allowed has it.
    #[must_use]
    pub fn van_uitgang(uitgang: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|formaat| formaat.uitgangen().contains(&uitgang))
    }
}

/// Looks what a file is, and refuses what is not allowed. Blocks: an archive is unpacked to count it.
pub(crate) fn herken(bestand: &mut File, omvang: u64, regels: &Regels) -> Result<Formaat, Geweigerd> {
    let formaat = match by_start(bestand)? {
        Some(formaat) => formaat,
        None if archief::is_archief(bestand)? => of_archive(&archief::controleer(bestand, omvang)?)?,
        None if is_text(bestand)? => Formaat::Txt,
        None => return Err(Geweigerd::Soort),
    };
    if regels.formaten.contains(&formaat) { Ok(formaat) } else { Err(Geweigerd::Soort) }
}

fn by_start(bestand: &mut File) -> Result<Option<Formaat>, Geweigerd> {
    let mut start = Vec::with_capacity(16);
    bestand.seek(SeekFrom::Start(0))?;
    bestand.take(16).read_to_end(&mut start)?;
    let brand = start.get(8..12).unwrap_or_default();
    Ok(match start.as_slice() {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Formaat::Pdf),
        [0xff, 0xd8, 0xff, ..] => Some(Formaat::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Formaat::Png),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if [b"heic", b"heix", b"mif1"].iter().any(|known| *known == brand) => {
            Some(Formaat::Heic)
        }
        _ => None,
    })
}

fn of_archive(archief: &Archief) -> Result<Formaat, Geweigerd> {
    if archief.namen.iter().any(|naam| is_macro(naam)) {
        return Err(Geweigerd::Macro);
    }
    let has = |naam: &str| archief.namen.iter().any(|known| known == naam);
    match archief.mimetype.as_deref() {
        Some(ODT) => Ok(Formaat::Odt),
        Some(ODS) => Ok(Formaat::Ods),
        None if has("[Content_Types].xml") && has("word/document.xml") => Ok(Formaat::Docx),
        None if has("[Content_Types].xml") && has("xl/workbook.xml") => Ok(Formaat::Xlsx),
        _ => Err(Geweigerd::Soort),
    }
}

/// Where Office and LibreOffice keep programs.
fn is_macro(naam: &str) -> bool {
    let naam = naam.to_lowercase();
    naam.ends_with("vbaproject.bin") || naam.starts_with("basic/") || naam.starts_with("scripts/")
}

/// Whether all of it is UTF-8 without control characters other than those of lines and columns.
fn is_text(bestand: &mut File) -> Result<bool, Geweigerd> {
    bestand.seek(SeekFrom::Start(0))?;
    let mut buffer = vec![0; 64 * 1024];
    let mut kept = 0;
    loop {
        let read = bestand.read(&mut buffer[kept..])?;
        let end = kept + read;
        let valid = match std::str::from_utf8(&buffer[..end]) {
            Ok(_) => end,
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            Err(_) => return Ok(false),
        };
        if buffer[..valid].iter().any(|byte| (*byte < 0x20 && !b"\t\n\r\x0c".contains(byte)) || *byte == 0x7f) {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
        buffer.copy_within(valid..end, 0);
        kept = end - valid;
    }
}
