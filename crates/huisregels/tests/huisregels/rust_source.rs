//! Just enough reading of Rust to find its functions and string literals: it knows comments, strings and characters, nothing more.

/// A string literal: the line it begins on and its text, escapes left as they are written.
pub(crate) struct Literal {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// A Rust file with its comments and the insides of its strings replaced by spaces, line by line as long as before.
pub(crate) struct Blanked {
    pub(crate) code: String,
    pub(crate) literals: Vec<Literal>,
}

/// A function: its name, the line of `fn` and the number of lines up to its closing brace.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// Blanks comments and strings. Works on characters, so that a brace in a text is not taken for code.
pub(crate) fn blank(source: &str) -> Blanked {
    let chars: Vec<char> = source.chars().collect();
    let mut reader =
        Reader { chars: &chars, at: 0, line: 1, code: String::with_capacity(source.len()), literals: Vec::new() };
    while reader.at < chars.len() {
        reader.step();
    }
    Blanked { code: reader.code, literals: reader.literals }
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    line: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// One piece of code, comment, string or character.
    fn step(&mut self) {
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => self.skip_while(|c| c != '\n'),
            ('/', '*') => self.block_comment(),
            ('"', _) => self.string(0),
            ('r', '"' | '#') if self.starts_raw_string() => self.raw_string(),
            ('\'', _) => self.character_or_lifetime(),
            _ => self.keep(),
        }
    }

    fn keep(&mut self) {
        let c = self.peek(0);
        self.line += usize::from(c == '\n');
        self.code.push(c);
        self.at += 1;
    }

    fn hide(&mut self) {
        let c = self.peek(0);
        self.line += usize::from(c == '\n');
        self.code.push(if c == '\n' { '\n' } else { ' ' });
        self.at += 1;
    }

    fn skip_while(&mut self, more: impl Fn(char) -> bool) {
        while self.at < self.chars.len() && more(self.peek(0)) {
            self.hide();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    self.hide();
                    continue;
                }
            }
            self.hide();
            self.hide();
            if depth == 0 {
                return;
            }
        }
    }

    /// A string in quotes; `hashes` is above zero for a raw string, that knows no escapes.
    fn string(&mut self, hashes: usize) {
        let line = self.line;
        let mut text = String::new();
        self.keep();
        while self.at < self.chars.len() {
            let c = self.peek(0);
            if c == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#') {
                break;
            }
            if c == '\\' && hashes == 0 {
                text.push(c);
                self.hide();
            }
            text.push(self.peek(0));
            self.hide();
        }
        if self.at < self.chars.len() {
            self.keep();
        }
        self.literals.push(Literal { line, text });
    }

    fn starts_raw_string(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.chars.get(at)).copied().unwrap_or(' ');
        let hashes = (1..).take_while(|&ahead| self.peek(ahead) == '#').count();
        let is_name = before.is_alphanumeric() || before == '_';
        (!is_name || before == 'b' || before == 'c') && self.peek(1 + hashes) == '"'
    }

    fn raw_string(&mut self) {
        self.keep();
        let mut hashes = 0;
        while self.peek(0) == '#' {
            hashes += 1;
            self.keep();
        }
        // Without hashes a raw string ends at the first quote, and a backslash in it is only a backslash.
        if hashes == 0 {
            self.keep();
            let (line, start) = (self.line, self.at);
            self.skip_while(|c| c != '"');
            let text = self.chars[start..self.at].iter().collect();
            self.literals.push(Literal { line, text });
            if self.at < self.chars.len() {
                self.keep();
            }
        } else {
            self.string(hashes);
        }
    }

    /// `'a'`, `'\n'` and `'{'` are characters; `'a` without its second quote is a lifetime.
    fn character_or_lifetime(&mut self) {
        let escaped = self.peek(1) == '\\';
        if escaped {
            self.keep();
            self.hide();
            self.hide();
            self.skip_while(|c| c != '\'');
            self.keep();
        } else if self.peek(2) == '\'' {
            self.keep();
            self.hide();
            self.keep();
        } else {
            self.keep();
        }
    }
}

/// Every function with a body, nested ones too.
pub(crate) fn functions(source: &str) -> Vec<Function> {
    let code: Vec<char> = blank(source).code.chars().collect();
    let mut found = Vec::new();
    let mut line = 1;
    for at in 0..code.len() {
        line += usize::from(code[at] == '\n');
        if let Some(name) = function_name(&code, at)
            && let Some(end) = end_of_body(&code, at)
        {
            let lines = 1 + code[at..end].iter().filter(|&&c| c == '\n').count();
            found.push(Function { name, line, lines });
        }
    }
    found
}

/// The name behind `fn ` at this place; nothing for another word, or for a function type such as `fn(u8)`.
fn function_name(code: &[char], at: usize) -> Option<String> {
    let before = at.checked_sub(1).map_or(' ', |before| code[before]);
    if before.is_alphanumeric() || before == '_' || !code[at..].starts_with(&['f', 'n', ' ']) {
        return None;
    }
    let name: String = code[at + 3..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The place of the brace that closes the body; nothing when there is no body (`fn name();` in a trait).
fn end_of_body(code: &[char], start: usize) -> Option<usize> {
    let (mut braces, mut brackets) = (0, 0);
    for (at, c) in code.iter().enumerate().skip(start) {
        match c {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            ';' if braces == 0 && brackets == 0 => return None,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces == 0 && brackets == 0 {
                    return Some(at);
                }
                if braces < 0 {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

#[test]
fn braces_in_strings_comments_and_characters_do_not_count() {
    let source = r##"
fn first() { // }
    let a = "}"; /* } /* } */ */
    let b = '}'; let c = r#"}""#;
    let d: &'static str = "\"}";
}
trait T { fn none(&self); fn second<'a>(x: [u8; 2]) -> &'a str { "" } }
"##;
    let found: Vec<_> = functions(source).into_iter().map(|f| (f.name, f.line, f.lines)).collect();
    assert_eq!(found, [("first".to_owned(), 2, 5), ("second".to_owned(), 7, 1)]);
    let texts: Vec<_> = blank(source).literals.into_iter().map(|literal| (literal.line, literal.text)).collect();
    let expected = [(3, "}"), (4, "}\""), (5, "\\\"}"), (7, "")];
    assert_eq!(texts, expected.map(|(line, text)| (line, text.to_owned())));
}
