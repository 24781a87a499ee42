mod aanwijzingen;
mod data;
mod formules;
mod lint;
mod ontleden;
mod tekst;
