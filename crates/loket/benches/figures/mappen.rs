//! Folders of municipalities that are larger than the demo.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

const ARTICLES: usize = 5_000;
const ZAAKTYPEN: usize = 50;

fn elsdrecht() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../organisaties/elsdrecht")
}

/// Elsdrecht with so many zaaktypen as a municipality has, all of which this team may handle.
pub(super) fn many_zaaktypen(folder: &Path, team: &str) -> Result<()> {
    copy_folder(&elsdrecht(), folder)?;
    let model = fs::read_to_string(folder.join("zaaktypen/kapvergunning.toml"))?;
    let mut codes: Vec<String> = Vec::new();
    for file in fs::read_dir(folder.join("zaaktypen"))? {
        codes.extend(file?.path().file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
    }
    for n in codes.len()..ZAAKTYPEN {
        let code = format!("soort-{n}");
        fs::write(folder.join(format!("zaaktypen/{code}.toml")), &model)?;
        codes.push(code);
    }
    let teams = fs::read_to_string(folder.join("teams.toml"))?;
    let code = format!("code = \"{team}\"");
    let (before, own) = teams.split_once(&code).context("the team")?;
    let (own, after) = own.split_once("[[team]]").context("a team after it")?;
    let named: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
    let rights = format!(
        "[[team.autorisatie]]\nzaaktypen = [{}]\nmax_vertrouwelijkheid = \"zeer_geheim\"\ntoegang = \"behandelen\"\n\n",
        named.join(", ")
    );
    let teams = format!("{before}{code}{own}{rights}[[team]]{after}");
    Ok(fs::write(folder.join("teams.toml"), teams)?)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (from, to) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if from.is_dir() { copy_folder(&from, &to)? } else { fs::copy(&from, &to).map(drop)? }
    }
    Ok(())
}

/// Elsdrecht with each product many times over, each time a little different.
pub(super) fn many_articles(folder: &Path) -> Result<()> {
    let elsdrecht = elsdrecht();
    fs::create_dir_all(folder.join("producten"))?;
    fs::create_dir_all(folder.join("vragensets"))?;
    for name in ["organisatie.toml", "medewerkers.toml", "contact.toml", "zoeken.toml"] {
        fs::copy(elsdrecht.join(name), folder.join(name))?;
    }
    // What a team may do with cases names zaaktypen, and there are none here.
    let (mut teams, mut kept) = (String::new(), true);
    for line in fs::read_to_string(elsdrecht.join("teams.toml"))?.lines() {
        kept = if line.starts_with("[[") { !line.starts_with("[[team.autorisatie]]") } else { kept };
        if kept {
            teams.push_str(line);
            teams.push('\n');
        }
    }
    fs::write(folder.join("teams.toml"), teams)?;
    for file in fs::read_dir(elsdrecht.join("vragensets"))? {
        let file = file?;
        fs::copy(file.path(), folder.join("vragensets").join(file.file_name()))?;
    }
    let originals: Vec<PathBuf> =
        fs::read_dir(elsdrecht.join("producten"))?.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
    for (n, original) in originals.iter().cycle().take(ARTICLES).enumerate() {
        let copy = n / originals.len();
        let code = original.file_stem().and_then(|stem| stem.to_str()).context("a product's code")?;
        let text = fs::read_to_string(original)?;
        let (name, text) = if copy == 0 {
            (format!("{code}.md"), text)
        } else {
            let kept = text.lines().filter(|line| !line.starts_with("meest_gevraagd"));
            let changed = kept.map(|line| match line.strip_prefix("naam = \"") {
                Some(rest) => format!("naam = \"Wijk {copy}: {rest}"),
                None => line.to_owned(),
            });
            (format!("{code}-wijk-{copy}.md"), changed.collect::<Vec<_>>().join("\n"))
        };
        fs::write(folder.join("producten").join(name), text)?;
    }
    Ok(())
}
