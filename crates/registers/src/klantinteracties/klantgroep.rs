//! Klantgroep: for whom somebody comes.

crate::code_enum! {
    /// For whom somebody asks or applies, in the words of the Samenwerkende Catalogi (`overheid:Doelgroep`).
    Klantgroep {
        /// For themselves, or for somebody like them.
        Particulier "particulier",
        /// For a company or institution.
        Ondernemer "ondernemer",
    }
}
