//! The command line in Dutch: headings, the options that clap adds, and what it says of a wrong argument.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

use crate::{Fout, uitvoer};

const TEMPLATE: &str = "{about}\n\nGebruik: {usage}\n\n{all-args}{after-help}\n";

/// Gives every command Dutch headings, and `--help` and `--version` in Dutch.
pub(super) fn in_het_nederlands(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::HelpLong).help("Toon deze uitleg");
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Toon de versie");
    dutch(command)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .arg(help.global(true))
        .arg(version)
        .mut_subcommands(dutch)
}

fn dutch(command: Command) -> Command {
    command
        .help_template(TEMPLATE)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .term_width(100)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Argumenten" } else { "Opties" };
            arg.help_heading(heading)
        })
        .next_help_heading("Opties")
}

/// Shows help or the version, or says what is wrong with the arguments; gives the exit code.
pub(super) fn report(error: &Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            uitvoer::regel(error.render().to_string().replace("[OPTIONS]", "[OPTIES]").trim_end());
            ExitCode::SUCCESS
        }
        _ => {
            let fout = Fout::gebruik(sentence(error), "Zie `loket --help`, of `loket OPDRACHT --help`.");
            uitvoer::melding(&fout);
            ExitCode::from(fout.code())
        }
    }
}

fn sentence(error: &Error) -> String {
    let get = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    };
    let (arg, value) = (get(ContextKind::InvalidArg), get(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument => format!("{arg} is hier geen bekende optie of te veel."),
        ErrorKind::InvalidSubcommand => format!("{} is geen opdracht.", get(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Er staat geen opdracht.".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("Hier ontbreekt: {arg}."),
        ErrorKind::ArgumentConflict => format!("{arg} en {} gaan niet samen.", get(ContextKind::PriorArg)),
        ErrorKind::InvalidValue if value.is_empty() => format!("Na {arg} ontbreekt een waarde."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let allowed = std::error::Error::source(error).map(|cause| format!(" ({cause})")).unwrap_or_default();
            format!("{value:?} kan niet als {arg}{allowed}.")
        }
        ErrorKind::InvalidUtf8 => "Een argument is geen leesbare tekst.".to_owned(),
        _ => error.to_string(),
    }
}
