//! The contents of a gebeurtenis as they are kept: small. One text is much like the next, so they are compressed with a dictionary of
//! what contents have in common (docs/decisions, 0017).

use std::cell::RefCell;
use std::sync::LazyLock;

use sea_query::{Expr, Order, Query};
use uuid::Uuid;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe;

use super::keten::hex;
use crate::database::Write;
use crate::volgers::Werk;
use crate::{Error, Reads, Result, Row, Tx};

/// The form of what is kept: this dictionary, and the parts in this order.
const VORM: u8 = 1;
/// Never another file under this form: what was kept could not be read any more.
const WOORDENBOEK: &[u8] = include_bytes!("inhoud-1.zdict");
/// Smaller costs more time than it saves room.
const LEVEL: i32 = 3;
/// What somebody who can write in the database could make us unpack.
const BYTES_MAX: u64 = 64 * 1024 * 1024;

static INPAKKEN: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(WOORDENBOEK, LEVEL));
static UITPAKKEN: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(WOORDENBOEK));

thread_local! {
    // Each holds tables that take longer to make than a content takes to pack.
    static INPAKKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UITPAKKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// What can be forgotten of a gebeurtenis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bewaard {
    /// Goes with the content, so that its hash tells nothing afterwards.
    pub zout: Vec<u8>,
    /// JSON; none for something new.
    pub voor: Option<String>,
    /// JSON; none for something that goes.
    pub na: Option<String>,
}

impl Bewaard {
    /// As it is kept: the form, the length of the salt, the salt, and a frame with the length of `voor`, `voor` and `na`.
    ///
    /// # Errors
    /// When it is too large.
    pub(super) fn inpakken(&self) -> Result<Vec<u8>> {
        let (voor, na) = (self.voor.as_deref().unwrap_or_default(), self.na.as_deref().unwrap_or_default());
        let mut parts = u32::try_from(voor.len()).map_err(Error::bug)?.to_le_bytes().to_vec();
        parts.extend(voor.bytes().chain(na.bytes()));
        if parts.len() as u64 > BYTES_MAX {
            return Err(Error::bug(anyhow::anyhow!(
                "contents of a gebeurtenis of {} bytes: more than is read",
                parts.len()
            )));
        }
        let frame = INPAKKER.with_borrow_mut(|own| {
            let with = match own {
                Some(known) => known,
                None => own.insert(Compressor::with_prepared_dictionary(&INPAKKEN)?),
            };
            with.compress(&parts)
        });
        let mut bytes = vec![VORM, u8::try_from(self.zout.len()).map_err(Error::bug)?];
        bytes.extend(&self.zout);
        bytes.extend(frame.map_err(Error::bug)?);
        Ok(bytes)
    }

    /// Reads what is kept.
    ///
    /// # Errors
    /// When it is not what [`Self::inpakken`] made.
    pub(super) fn uitpakken(bytes: &[u8]) -> Result<Self> {
        let unreadable =
            |wat: &str| Error::bug(anyhow::anyhow!("contents of a gebeurtenis that cannot be read: {wat}"));
        let [VORM, length, rest @ ..] = bytes else { return Err(unreadable("of another form")) };
        let (zout, frame) = rest.split_at_checked(usize::from(*length)).ok_or_else(|| unreadable("cut off"))?;
        let size = zstd_safe::get_frame_content_size(frame).ok().flatten().filter(|size| *size <= BYTES_MAX);
        let size = size.and_then(|size| usize::try_from(size).ok()).ok_or_else(|| unreadable("without a size"))?;
        let parts = UITPAKKER.with_borrow_mut(|own| {
            let with = match own {
                Some(known) => known,
                None => own.insert(Decompressor::with_prepared_dictionary(&UITPAKKEN)?),
            };
            with.decompress(frame, size)
        });
        let parts = parts.map_err(Error::bug)?;
        let (length, texts) = parts.split_first_chunk().ok_or_else(|| unreadable("empty"))?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(Error::bug)?;
        let (voor, na) = texts.split_at_checked(length).ok_or_else(|| unreadable("of another length"))?;
        let text = |part: &[u8]| {
            let text = std::str::from_utf8(part).map_err(Error::bug)?;
            Ok::<_, Error>((!text.is_empty()).then(|| text.to_owned()))
        };
        Ok(Self { zout: zout.to_vec(), voor: text(voor)?, na: text(na)? })
    }

    /// The hash by which it can be told, as long as it is there, from anything else.
    pub(super) fn hash(&self) -> String {
        super::keten::content_hash(&hex(&self.zout), self.voor.as_deref(), self.na.as_deref())
    }
}

/// So many contents are in memory at a time.
const STAP: u64 = 2_000;

/// Makes what was kept as texts small: the step of a migration.
pub(crate) fn verkleinen(tx: &Tx) -> Werk<'_> {
    Box::pin(async move {
        let mut after = 0;
        loop {
            let query = Query::select()
                .columns([("g", "organisatie_id"), ("g", "volgnummer")])
                .columns([("i", "zout"), ("i", "voor"), ("i", "na")])
                .from_as("oude_gebeurtenissen", "g")
                .inner_join(
                    sea_query::TableRef::from("oude_inhoud").alias("i"),
                    sea_query::ExprTrait::equals(Expr::col(("i", "gebeurtenis_id")), ("g", "id")),
                )
                .and_where(sea_query::ExprTrait::gt(Expr::col(("g", "volgnummer")), after))
                .order_by(("g", "volgnummer"), Order::Asc)
                .limit(STAP)
                .to_owned();
            let rows = tx.rows(&query).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.get("volgnummer")?;
            tx.apply(rows.iter().map(small).collect::<Result<_>>()?).await?;
        }
    })
}

fn small(row: &Row) -> Result<Write> {
    let zout: String = row.get("zout")?;
    let not_hex = || Error::bug(anyhow::anyhow!("the salt of a content is no hexadecimal text: {zout}"));
    let digits = zout.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    let zout = digits.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect::<Option<_>>().ok_or_else(not_hex)?;
    let bewaard = Bewaard { zout, voor: row.get("voor")?, na: row.get("na")? };
    let values = vec![
        ("organisatie_id", row.get::<Uuid>("organisatie_id")?.into()),
        ("volgnummer", row.get::<i64>("volgnummer")?.into()),
        ("inhoud", bewaard.inpakken()?.into()),
    ];
    Ok(Write::Insert { table: "gebeurtenis_inhoud", values })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept(voor: Option<&str>, na: Option<&str>) -> Bewaard {
        Bewaard { zout: vec![7; 16], voor: voor.map(str::to_owned), na: na.map(str::to_owned) }
    }

    #[test]
    fn what_was_kept_by_this_form_is_read_for_ever() {
        // Made by the first program that kept contents so.
        let bytes = "01100707070707070707070707070707070728b52ffd234cf3881d2be50000780f61227d206465205672696573227d03fcc2f30eeccc5759877a01";
        let bytes: Vec<u8> =
            (0..bytes.len()).step_by(2).map(|at| u8::from_str_radix(&bytes[at..at + 2], 16).unwrap()).collect();
        assert_eq!(
            Bewaard::uitpakken(&bytes).unwrap(),
            kept(Some(r#"{"naam":"Anna"}"#), Some(r#"{"naam":"Anna de Vries"}"#))
        );
    }

    #[test]
    fn a_contact_takes_a_fraction() {
        let text = r#"{"afhandeling":"doorverbonden","duur_s":101,"inhoud":"Wil weten wanneer het weer kan","kanaal":"balie","medewerker":"0199aaaa-f000-74b0-935b-2b343c2fdb55","nummer":"0000037970","onderwerp":"Paspoort aanvragen","partij":null,"plaatsgevonden_op":"2031-02-24T14:22:00.000Z","reactie":"","reden":"productvraag","referentienummer":null,"taal":"nld","verdere_actie_ondernomen":true,"versie":1,"vertrouwelijk":false}"#;
        let size = kept(Some(text), Some(text)).inpakken().unwrap().len();
        assert!(size * 4 < text.len() * 2, "{size} of {}", text.len() * 2);
    }

    #[test]
    fn what_is_not_a_content_is_refused() {
        let good = kept(None, Some("{}")).inpakken().unwrap();
        let other_form = [&[9], &good[1..]].concat();
        let other_frame = [&good[..18], &[0; 40]].concat();
        for wrong in [&[][..], &[VORM], &[VORM, 16, 1], &good[..good.len() - 1], &other_form, &other_frame] {
            assert!(Bewaard::uitpakken(wrong).is_err(), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out(voor in proptest::option::of(".+"), na in proptest::option::of(".+"), zout in proptest::collection::vec(any::<u8>(), 0..40)) {
            let bewaard = Bewaard { zout, voor, na };
            prop_assert_eq!(&Bewaard::uitpakken(&bewaard.inpakken().unwrap()).unwrap(), &bewaard);
        }

        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Bewaard::uitpakken(&bytes);
            let _ = Bewaard::uitpakken(&[&[VORM, 0][..], &bytes].concat());
        }
    }
}
