//! Makes nothing: sees to it that what is embedded is there, and that a new file in it leads to a new build.

use std::path::Path;

fn main() {
    for folder in ["../../web/dist", "teksten", "templates"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    if !Path::new("../../web/dist/publiek.css").exists() {
        println!(
            "cargo::error=web/dist is missing: run `make web` (or `npm ci && npm run build` in web/), then build again"
        );
    }
}
