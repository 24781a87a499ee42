//! How much room there is: files stop first, so that notes and cases can still be kept.

use std::path::Path;

/// Below this an administrator hears that it gets full.
pub const WAARSCHUWEN_BYTES: u64 = 1_000_000_000;
/// Below this no file is taken in any more: what is left is for the database.
pub(crate) const RESERVE_BYTES: u64 = 200_000_000;

/// How many bytes can still be written where this folder is.
///
/// # Errors
/// When there is no such folder, or the system does not tell.
pub fn vrije_bytes(map: &Path) -> std::io::Result<u64> {
    let found = rustix::fs::statvfs(map)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}
