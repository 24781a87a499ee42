//! Folders right and wrong; loading on both engines.

mod laden;
mod lezen;
pub(crate) mod mappen;
mod normen;
mod schijf;
mod voortgang;
pub(crate) mod zaaktypen;
