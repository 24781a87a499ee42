//! A table for a spreadsheet. As a Dutch Excel reads it: UTF-8 with a byte order mark, and semicolons.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::Fout;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The file, with the names of its columns as the first row, as a download under this name.
pub(crate) fn antwoord<const N: usize>(naam: &str, rows: &[[String; N]]) -> Result<Response, Fout> {
    let body = schrijf(rows).map_err(kern::Error::bug)?;
    let name = format!("attachment; filename=\"{naam}.csv\"");
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, body).into_response())
}

fn schrijf<const N: usize>(rows: &[[String; N]]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in rows {
        writer.write_record(row.iter().map(|cell| veilig(cell)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A cell that a spreadsheet takes for text, never for a formula.
fn veilig(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dutch_excel_reads_it_and_no_cell_is_a_formula() {
        let mut row: [String; 8] = Default::default();
        for (cell, text) in row.iter_mut().zip(["=1+1", "+31", "-2", "@x", "\tx", "a;b", "zegt \"u\"", "café"]) {
            *cell = text.to_owned();
        }
        let text = String::from_utf8(schrijf(&[row]).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}'=1+1;'+31;'-2;'@x;'\tx;\"a;b\";\"zegt \"\"u\"\"\";café\r\n");
    }
}
