//! What holds for all pages together. A room's own tests lie in the room.

mod echt;
mod formulieren;
mod inzage;
mod koppen;
mod limieten;
mod rommel;
mod storing;
mod toegang;
