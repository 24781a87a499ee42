//! What an archive may be.

use super::{Deel, Kast, block_on, deel, odt, zip};
use crate::Geweigerd;

fn docx(extra: Vec<Deel>) -> Vec<u8> {
    let mut delen = vec![deel("[Content_Types].xml", "<Types/>"), deel("word/document.xml", "<w:document/>")];
    delen.extend(extra);
    zip(&delen)
}

#[test]
fn office_documents_are_told_apart_by_what_is_in_them() {
    block_on(async {
        let kast = Kast::nieuw();
        for (naam, inhoud, ending) in [
            ("brief.zip", odt("<office:document/>"), "odt"),
            ("brief.odt", docx(Vec::new()), "docx"),
            ("som", zip(&[deel("[Content_Types].xml", "<Types/>"), deel("xl/workbook.xml", "<workbook/>")]), "xlsx"),
            ("som", zip(&[deel("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), deel("a", "b")]), "ods"),
        ] {
            let kept = kast.bewaar(naam, &inhoud).await.unwrap();
            assert!(kept.naam.ends_with(&format!(".{ending}")), "{kept:?}");
        }
    });
}

#[test]
fn an_archive_that_is_no_document_is_refused() {
    block_on(async {
        let kast = Kast::nieuw();
        let refused = kast.bewaar("brief.docx", &zip(&[deel("a.exe", "x"), deel("b", "y")])).await;
        assert!(matches!(refused, Err(Geweigerd::Soort)), "{refused:?}");
    });
}

#[test]
fn a_zip_bomb_in_an_odt_is_refused_and_leaves_nothing() {
    block_on(async {
        let kast = Kast::nieuw();
        let honest = odt(vec![0; 30_000_000]);
        assert!(honest.len() < 100_000);
        let lying = zip(&[
            deel("mimetype", "application/vnd.oasis.opendocument.text"),
            Deel { naam: "content.xml", inhoud: vec![0; 10_000_000], gezegd: Some(1_000) },
        ]);
        let many = zip(&(0..2_500).map(|_| deel("content.xml", "x")).collect::<Vec<_>>());
        for bomb in [honest, lying, many] {
            let refused = kast.bewaar("brief.odt", &bomb).await;
            assert!(matches!(refused, Err(Geweigerd::Archief)), "{refused:?}");
        }
        assert!(kast.bestanden().is_empty());
    });
}

#[test]
fn an_archive_within_an_archive_is_refused() {
    block_on(async {
        let kast = Kast::nieuw();
        let refused = kast.bewaar("brief.docx", &docx(vec![deel("word/embeddings/x.bin", odt("x"))])).await;
        assert!(matches!(refused, Err(Geweigerd::Archief)), "{refused:?}");
    });
}

#[test]
fn a_document_with_macros_is_refused() {
    block_on(async {
        let kast = Kast::nieuw();
        let basic = zip(&[
            deel("mimetype", "application/vnd.oasis.opendocument.text"),
            deel("Basic/Standard/Module1.xml", "Sub Main"),
        ]);
        for document in [docx(vec![deel("word/vbaProject.bin", "x")]), basic] {
            let refused = kast.bewaar("brief", &document).await;
            assert!(matches!(refused, Err(Geweigerd::Macro)), "{refused:?}");
        }
    });
}

#[test]
fn a_broken_archive_is_refused_wherever_it_breaks() {
    block_on(async {
        let kast = Kast::nieuw();
        let whole = odt("<office:document>".repeat(50));
        for cut in 1..whole.len() {
            let refused = kast.bewaar("brief.odt", &whole[..cut]).await;
            assert!(matches!(refused, Err(Geweigerd::Archief | Geweigerd::Soort)) || cut < 4, "{cut}: {refused:?}");
        }
        // The start of the first part, its name, and the list of contents.
        for at in [5, 20, 60, whole.len() - 30, whole.len() - 5] {
            let mut broken = whole.clone();
            broken[at] ^= 0x55;
            // A change that reads as another whole archive is none of our business; a panic or a hang would be.
            let _ = kast.bewaar("brief.odt", &broken).await;
        }
    });
}

#[test]
fn parts_that_lie_over_each_other_are_refused() {
    block_on(async {
        let kast = Kast::nieuw();
        let mut bytes = odt("x".repeat(1_000));
        // The list's second line is made to point at the first part: one part counted twice.
        let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
        bytes[at + 42..at + 46].copy_from_slice(&[0; 4]);
        let refused = kast.bewaar("brief.odt", &bytes).await;
        assert!(matches!(refused, Err(Geweigerd::Archief)), "{refused:?}");
    });
}
