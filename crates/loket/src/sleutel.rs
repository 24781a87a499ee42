//! The key of this installation (Ed25519): signs the end of the journal's chain and its backups. It lies in a file outside the
//! database, so that whoever can only change the database signs nothing.

use std::fmt;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use kern::Ids;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use crate::Fout;

/// PKCS#8 (RFC 8410, section 7) around the 32 bytes of a private key: what other programs read as well.
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// Signs.
pub struct Sleutel(Ed25519KeyPair);

/// Checks what was signed; written as base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenbareSleutel([u8; 32]);

impl Sleutel {
    /// Makes a new key in a file that only its owner reads.
    ///
    /// # Errors
    /// When the file is there already, or cannot be written.
    pub fn maak(pad: &Path, ids: &Ids) -> Result<Self, Fout> {
        let der = [PKCS8.as_slice(), &ids.secret()].concat();
        let text = format!("{BEGIN}\n{}\n{END}\n", BASE64.encode(&der));
        let klacht = |error: &std::io::Error| Fout::bestand("Kan de sleutel niet schrijven", pad, error);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(pad).map_err(|e| klacht(&e))?;
        if let Err(error) = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()) {
            let _ = std::fs::remove_file(pad);
            return Err(klacht(&error));
        }
        Self::lees(pad)
    }

    /// Reads the key from its file.
    ///
    /// # Errors
    /// When it cannot be read, others can read it too, or it is no such key.
    pub fn lees(pad: &Path) -> Result<Self, Fout> {
        let klacht = |error: &std::io::Error| Fout::bestand("Kan de sleutel niet lezen", pad, error);
        let mode = std::fs::metadata(pad).map_err(|e| klacht(&e))?.permissions().mode();
        if mode & 0o077 != 0 {
            let doe = format!("Voer uit: chmod 600 {}", pad.display());
            return Err(Fout::gebruik("Anderen op deze machine kunnen de sleutel lezen", doe).waar(pad.display()));
        }
        let text = std::fs::read_to_string(pad).map_err(|e| klacht(&e))?;
        let pair = inhoud(&text).and_then(|der| Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).ok());
        let doe = "Maak er een met `loket sleutel`, of gebruik een Ed25519-sleutel in PKCS#8 (PEM).";
        pair.map(Self).ok_or_else(|| Fout::gebruik("Dit is geen sleutel", doe).waar(pad.display()))
    }

    /// Signs a text, and gives the signature in base64.
    #[must_use]
    pub fn onderteken(&self, tekst: &str) -> String {
        BASE64.encode(self.0.sign(tekst.as_bytes()))
    }

    /// What checks its signatures.
    #[must_use]
    pub fn openbaar(&self) -> OpenbareSleutel {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.public_key().as_ref());
        OpenbareSleutel(bytes)
    }
}

impl OpenbareSleutel {
    /// Whether this key signed that text.
    #[must_use]
    pub fn klopt(&self, tekst: &str, handtekening: &str) -> bool {
        let Ok(signature) = BASE64.decode(handtekening) else { return false };
        UnparsedPublicKey::new(&ED25519, self.0).verify(tekst.as_bytes(), &signature).is_ok()
    }
}

impl fmt::Display for OpenbareSleutel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64.encode(self.0))
    }
}

impl FromStr for OpenbareSleutel {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        BASE64.decode(text.trim()).ok().and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or(())
    }
}

/// The bytes between the two lines.
fn inhoud(pem: &str) -> Option<Vec<u8>> {
    let (_, rest) = pem.split_once(BEGIN)?;
    let (middle, _) = rest.split_once(END)?;
    BASE64.decode(middle.split_whitespace().collect::<String>()).ok()
}

#[cfg(test)]
mod tests {
    use kern::Clock;

    use super::*;

    #[test]
    fn a_key_signs_what_only_its_own_public_key_confirms() {
        let map = std::env::temp_dir().join(format!("loket-sleutel-{}", std::process::id()));
        std::fs::create_dir_all(&map).unwrap();
        let ids = Ids::system(Clock::system()).unwrap();
        let [own, other] = ["een", "twee"].map(|naam| Sleutel::maak(&map.join(naam), &ids).ok().unwrap());
        let signature = own.onderteken("tekst");
        assert!(own.openbaar().klopt("tekst", &signature));
        assert!(!own.openbaar().klopt("teksu", &signature) && !own.openbaar().klopt("tekst", "geen base64"));
        assert!(!other.openbaar().klopt("tekst", &signature));
        assert_eq!(own.openbaar().to_string().parse(), Ok(own.openbaar()));
        assert_eq!("kort".parse::<OpenbareSleutel>(), Err(()));
        let again = Sleutel::lees(&map.join("een")).ok().unwrap();
        assert_eq!(again.openbaar(), own.openbaar());
        assert!(Sleutel::maak(&map.join("een"), &ids).is_err(), "a key is never overwritten");
        std::fs::set_permissions(map.join("een"), std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(Sleutel::lees(&map.join("een")).is_err_and(|fout| fout.doe.contains("chmod 600")));
        std::fs::remove_dir_all(&map).unwrap();
    }
}
