//! In, and out again.

use futures_util::TryStreamExt;

use super::{Kast, block_on, sleutel};
use crate::{Formaat, Fout, Geweigerd, Regels};

const PDF: &[u8] = b"%PDF-1.7\nbrief";

#[test]
fn what_is_kept_comes_out_the_same() {
    block_on(async {
        let kast = Kast::nieuw();
        let kept = kast.bewaar("Brief van Jan.pdf", PDF).await.unwrap();
        assert_eq!(
            (kept.naam.as_str(), kept.formaat.as_str(), kept.omvang),
            ("Brief van Jan.pdf", "application/pdf", 14)
        );
        assert_eq!(kast.alles(&kept).await.unwrap(), PDF);
        let mut large = b"%PDF-1.7\n".to_vec();
        large.resize(17_000_000, b'x');
        let kept = kast.bewaar("groot.pdf", &large).await.unwrap();
        assert_eq!(kast.alles(&kept).await.unwrap(), large);
        kast.opslag.verwijder(kept.sleutel).await.unwrap();
        kast.opslag.verwijder(kept.sleutel).await.unwrap();
        assert!(matches!(kast.opslag.controleer(&kept).await, Err(Fout::Weg)));
    });
}

#[test]
fn with_little_room_left_no_file_is_taken_in_and_all_can_be_read() {
    block_on(async {
        let mut kast = Kast::nieuw();
        let kept = kast.bewaar("brief.pdf", PDF).await.unwrap();
        kast.opslag = kast.opslag.clone().met_reserve(u64::MAX);
        assert!(matches!(kast.bewaar("brief.pdf", PDF).await, Err(Geweigerd::OpslagWeg(_))));
        assert_eq!(kast.alles(&kept).await.unwrap(), PDF);
        kast.opslag = kast.opslag.clone().met_reserve(0);
        kast.bewaar("brief.pdf", PDF).await.unwrap();
    });
}

/// A small file system of its own, gone when dropped.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn new() -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("loket-volle-kast-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=8m", "tmpfs"];
        let mount = std::process::Command::new("mount").args(mount).arg(&folder).output();
        let made = mount.is_ok_and(|output| output.status.success());
        if !made {
            std::fs::remove_dir(&folder).unwrap();
        }
        made.then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg("-l").arg(&self.0).status();
        let _ = std::fs::remove_dir(&self.0);
    }
}

#[test]
fn a_disk_that_fills_up_halfway_keeps_nothing_of_a_file_and_loses_no_other() {
    let Some(disk) = SmallDisk::new() else {
        println!("no small file system can be made here: the test of the reserve stands for it");
        return;
    };
    block_on(async {
        let mut kast = Kast::nieuw();
        let own = kast.map.clone();
        kast.map = disk.0.join("bestanden");
        kast.opslag = crate::Opslag::map(&kast.map).unwrap().met_reserve(0);
        let _ = std::fs::remove_dir_all(own);
        let text = |megabytes: usize| vec![b'x'; megabytes * 1024 * 1024];
        let kept = kast.bewaar("klein.txt", &text(2)).await.unwrap();
        let before = kast.bestanden();
        // It comes in, and there is no room for the copy that is kept; or it does not even come in.
        for megabytes in [4, 7] {
            let refused = kast.bewaar("groot.txt", &text(megabytes)).await;
            assert!(matches!(refused, Err(Geweigerd::OpslagWeg(_))), "{refused:?}");
            assert_eq!(kast.bestanden(), before, "nothing of it is left");
        }
        kast.opslag.controleer(&kept).await.unwrap();
        kast.opslag.verwijder(kept.sleutel).await.unwrap();
        kast.bewaar("groot.txt", &text(3)).await.unwrap();
    });
}

#[test]
fn the_type_is_what_is_in_it_and_not_what_it_is_called() {
    block_on(async {
        let kast = Kast::nieuw();
        for (naam, inhoud, mime) in [
            ("foto.pdf", b"\xff\xd8\xff\xe0....".as_slice(), "image/jpeg"),
            ("foto", b"\x89PNG\r\n\x1a\n....", "image/png"),
            ("foto.heic", b"\0\0\0\x18ftypheic....", "image/heic"),
            ("notitie", "Één regel\tén nog een.\r\n".as_bytes(), "text/plain; charset=utf-8"),
        ] {
            assert_eq!(kast.bewaar(naam, inhoud).await.unwrap().formaat, mime);
        }
        for (naam, inhoud) in [
            ("brief.pdf", b"MZ\x90\x00\x03".as_slice()),
            ("brief.txt", b"\x7fELF\x02\x01"),
            ("brief.txt", b"\xff\xfeB\0r\0"),
            ("brief.txt", b"half een teken \xc3"),
        ] {
            assert!(matches!(kast.bewaar(naam, inhoud).await, Err(Geweigerd::Soort)), "{naam}");
        }
        assert!(matches!(kast.bewaar("leeg.pdf", b"").await, Err(Geweigerd::Leeg)));
    });
}

#[test]
fn a_type_that_this_place_does_not_want_is_refused() {
    block_on(async {
        let kast = Kast::nieuw();
        let regels = Regels { formaten: vec![Formaat::Jpeg], ..Regels::default() };
        let refused = kast.opslag.bewaar_bytes(sleutel(), "brief.pdf", PDF, &regels).await;
        assert!(matches!(refused, Err(Geweigerd::Soort)));
    });
}

#[test]
fn too_much_is_refused_while_it_comes_in_and_a_cut_off_upload_leaves_nothing() {
    block_on(async {
        let kast = Kast::nieuw();
        let regels = Regels { max_bytes: 1_000, ..Regels::default() };
        let mut binnen = kast.opslag.ontvang(sleutel(), &regels).await.unwrap();
        binnen.schrijf(&[b'x'; 600]).await.unwrap();
        let refused = binnen.schrijf(&[b'x'; 600]).await;
        assert!(matches!(refused, Err(Geweigerd::TeGroot { max: 1_000 })));
        drop(binnen);
        assert!(kast.bestanden().is_empty());
    });
}

#[test]
fn a_file_that_changed_behind_our_back_is_not_given_back_whole() {
    block_on(async {
        let kast = Kast::nieuw();
        let kept = kast.bewaar("brief.pdf", PDF).await.unwrap();
        let path = kast.bestanden().pop().unwrap();
        std::fs::write(&path, b"%PDF-1.7\nbrieg").unwrap();
        assert!(matches!(kast.opslag.controleer(&kept).await, Err(Fout::Veranderd)));
        let mut pieces = kast.opslag.lees(&kept).await.unwrap();
        assert!(pieces.try_next().await.is_err(), "the only piece would have been the last one");
        std::fs::write(&path, b"%PDF").unwrap();
        assert!(matches!(kast.opslag.lees(&kept).await, Err(Fout::Veranderd)));
    });
}

#[test]
fn files_are_found_by_the_age_of_their_key() {
    block_on(async {
        let kast = Kast::nieuw();
        let kept = kast.bewaar("brief.pdf", PDF).await.unwrap();
        let made = 1_795_424_400_000;
        let none: Vec<_> = kast.opslag.zwerf(made).try_collect().await.unwrap();
        assert!(none.is_empty());
        let found: Vec<_> = kast.opslag.zwerf(made + 1).try_collect().await.unwrap();
        assert_eq!(found, [kept.sleutel]);
    });
}
