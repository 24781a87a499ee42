//! SPDX licence expressions, as far as packages use them: names, `WITH`, `AND`, `OR`, brackets, and the old `/` for `OR`.

/// Whether somebody who may only use `allowed` licences may use a work under this expression.
pub(crate) fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { words: &words, at: 0, allowed };
    parser.any() && parser.at == words.len()
}

struct Parser<'a> {
    words: &'a [&'a str],
    at: usize,
    allowed: &'a [&'a str],
}

impl Parser<'_> {
    fn next_is(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at).is_some_and(|next| next.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    /// `a OR b`: one of them is enough.
    fn any(&mut self) -> bool {
        let mut good = self.all();
        while self.next_is("OR") {
            good |= self.all();
        }
        good
    }

    /// `a AND b`: both hold.
    fn all(&mut self) -> bool {
        let mut good = self.one();
        while self.next_is("AND") {
            good &= self.one();
        }
        good
    }

    fn one(&mut self) -> bool {
        if self.next_is("(") {
            let good = self.any();
            return self.next_is(")") && good;
        }
        let Some(name) = self.words.get(self.at) else { return false };
        self.at += 1;
        let mut name = (*name).to_owned();
        if self.next_is("WITH") {
            let Some(exception) = self.words.get(self.at) else { return false };
            self.at += 1;
            name = format!("{name} WITH {exception}");
        }
        self.allowed.contains(&name.as_str())
    }
}

#[test]
fn one_side_of_or_is_enough_and_both_of_and() {
    let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"];
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-2.0-only OR ISC",
        "(GPL-3.0-only OR MIT) AND ISC",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in [
        "",
        "GPL-3.0-only",
        "MIT AND GPL-2.0-only",
        "Apache-2.0",
        "MIT AND (ISC",
        "MIT ISC",
        "Apache-2.0 WITH other OR x",
    ] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}
