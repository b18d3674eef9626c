//! Bytes to tokens (ISO 32000-1, 7.2 and 7.3). It allocates no more than it is given, and goes into nothing.

use lopdf::StringFormat;

/// The smallest unit that means something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'a> {
    Integer(i64),
    Real(f32),
    Name(Vec<u8>),
    Text(Vec<u8>, StringFormat),
    ArrayOpen,
    ArrayClose,
    DictionaryOpen,
    DictionaryClose,
    /// A keyword or an operator, or what is none.
    Word(&'a [u8]),
    /// Nothing follows.
    End,
}

/// A place in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    /// The byte that comes next.
    pub(crate) at: usize,
}

impl<'a> Lexer<'a> {
    /// At a place; behind the end there is nothing.
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()) }
    }

    /// What is still to come.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next token.
    pub(crate) fn token(&mut self) -> Token<'a> {
        self.skip_blanks();
        let Some(byte) = self.peek() else { return Token::End };
        match byte {
            b'/' => self.name(),
            b'(' => self.literal(),
            b'<' if self.rest().starts_with(b"<<") => self.sign(2, Token::DictionaryOpen),
            b'<' => self.hexadecimal(),
            b'>' if self.rest().starts_with(b">>") => self.sign(2, Token::DictionaryClose),
            b'[' => self.sign(1, Token::ArrayOpen),
            b']' => self.sign(1, Token::ArrayClose),
            b'>' | b')' | b'{' | b'}' => {
                let word = self.rest().get(..1).unwrap_or_default();
                self.sign(1, Token::Word(word))
            }
            _ => self.regular(),
        }
    }

    /// Whether the next token is this word; if so, it is passed.
    pub(crate) fn eat(&mut self, word: &[u8]) -> bool {
        let before = self.at;
        let is_it = self.token() == Token::Word(word);
        if !is_it {
            self.at = before;
        }
        is_it
    }

    /// The next token, if it is a whole number.
    pub(crate) fn integer(&mut self) -> Option<i64> {
        match self.token() {
            Token::Integer(value) => Some(value),
            _ => None,
        }
    }

    /// Passes white space and comments.
    pub(crate) fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => self.skip_line(),
                _ if is_white(byte) => self.at += 1,
                _ => return,
            }
        }
    }

    fn skip_line(&mut self) {
        let length = self.rest().iter().position(|byte| matches!(byte, b'\r' | b'\n'));
        self.at = length.map_or(self.bytes.len(), |length| self.at + length);
    }

    fn sign(&mut self, length: usize, token: Token<'a>) -> Token<'a> {
        self.at += length;
        token
    }

    /// The regular characters that follow.
    fn run(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn regular(&mut self) -> Token<'a> {
        let run = self.run();
        match run.first() {
            Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(run).unwrap_or(Token::Word(run)),
            _ => Token::Word(run),
        }
    }

    /// 7.3.5: `#` and two digits stand for any byte.
    fn name(&mut self) -> Token<'a> {
        self.at += 1;
        let mut rest = self.run();
        let mut name = Vec::with_capacity(rest.len());
        while let Some((byte, behind)) = rest.split_first() {
            rest = behind;
            let coded = (*byte == b'#').then(|| Some(digit(*rest.first()?)? << 4 | digit(*rest.get(1)?)?)).flatten();
            if coded.is_some() {
                rest = rest.get(2..).unwrap_or_default();
            }
            name.push(coded.unwrap_or(*byte));
        }
        Token::Name(name)
    }

    /// 7.3.4.3: an odd last digit counts as if a 0 followed. What is no digit is passed over, as readers do.
    fn hexadecimal(&mut self) -> Token<'a> {
        self.at += 1;
        let rest = self.rest();
        let Some(length) = rest.iter().position(|byte| *byte == b'>') else {
            self.at = self.bytes.len();
            return Token::End;
        };
        self.at += length + 1;
        let digits: Vec<u8> = rest.iter().take(length).filter_map(|byte| digit(*byte)).collect();
        let bytes = digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0));
        Token::Text(bytes.collect(), StringFormat::Hexadecimal)
    }

    /// 7.3.4.2. Parentheses are counted, not entered.
    fn literal(&mut self) -> Token<'a> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => return Token::Text(text, StringFormat::Literal),
                b')' => open -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                // Any line end is read as a line feed.
                b'\r' => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        Token::End
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                self.at += usize::from(self.peek() == Some(b'\n'));
                None
            }
            b'0'..=b'7' => Some(self.octal(byte)),
            other => Some(other),
        }
    }

    /// One to three digits; what exceeds a byte is dropped.
    fn octal(&mut self, first: u8) -> u8 {
        let mut value = u32::from(first - b'0');
        for _ in 0..2 {
            let Some(byte @ b'0'..=b'7') = self.peek() else { break };
            value = value * 8 + u32::from(byte - b'0');
            self.at += 1;
        }
        (value & 0xff) as u8
    }
}

/// White space (7.2.2, table 1).
pub(crate) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

/// A number (7.3.3). A whole number beyond 64 bits becomes a real one, as the standard has it for large ones.
fn number(run: &[u8]) -> Option<Token<'static>> {
    let text = std::str::from_utf8(run).ok()?;
    let is_number = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.bytes().all(is_number) || !digits.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(value) = text.parse() {
        return Some(Token::Integer(value));
    }
    let value: f32 = text.parse().ok()?;
    Some(Token::Real(if value.is_finite() { value } else { 0.0 }))
}
