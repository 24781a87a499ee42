//! The search as its users see it.

mod corpus;
mod grenzen;
mod vragen;
