//! Bytes to tokens (ISO 32000-1, 7.2 and 7.3). It copies nothing and goes into nothing: callers work out what a token means,
//! because most of a content stream is skipped.

/// The smallest unit that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A number as it is written; see [`whole_number`] and [`real_number`].
    Number(&'a [u8]),
    /// A name as it is written, without its solidus; see [`plain_name`].
    Name(&'a [u8]),
    /// The bytes between the outer parentheses of a string; see [`literal`].
    Literal(&'a [u8]),
    /// The bytes between angle brackets; see [`hexadecimal`].
    Hexadecimal(&'a [u8]),
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
    /// Starts at an offset; after the end there is nothing.
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at: at.min(bytes.len()) }
    }

    /// The bytes that are still to be read.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

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

    /// Returns whether the next token is this word; if so, it is passed.
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
            Token::Number(run) => whole_number(run),
            _ => None,
        }
    }

    /// Passes the data of an inline image (8.9.7), of which `ID` has been read. They end at the first `EI` between blanks
    /// after which text follows.
    pub(crate) fn skip_image(&mut self) {
        let data = self.rest();
        let ends = |window: &[u8]| match window {
            [before, b'E', b'I', behind @ ..] => {
                is_white(*before) && behind.iter().all(|byte| is_white(*byte) || byte.is_ascii_graphic())
            }
            _ => false,
        };
        let end = data.windows(8).position(ends).map(|at| at + 3);
        // At the very end fewer bytes follow.
        let end =
            end.unwrap_or_else(|| data.len() - data.iter().rev().take(8).position(|byte| *byte == b'I').unwrap_or(0));
        self.at += end;
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

    /// The next name or word. Operands are skipped: numbers, strings, brackets, and tokens that only begin like a number, which
    /// are not operators. Most of a content stream is this.
    pub(crate) fn name_or_word(&mut self) -> Token<'a> {
        while let Some(byte) = self.peek() {
            match byte {
                b'0'..=b'9' | b'+' | b'-' | b'.' => _ = self.run(),
                b' ' | b'\n' | b'[' | b']' | b'>' | b'{' | b'}' | b')' => self.at += 1,
                b'<' if self.rest().starts_with(b"<<") => self.at += 2,
                b'<' => _ = self.hexadecimal(),
                b'(' => _ = self.literal(),
                b'/' => return self.name(),
                b'%' => self.skip_line(),
                _ if is_white(byte) => self.at += 1,
                _ => return Token::Word(self.run()),
            }
        }
        Token::End
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
        if is_number(run) { Token::Number(run) } else { Token::Word(run) }
    }

    fn name(&mut self) -> Token<'a> {
        self.at += 1;
        Token::Name(self.run())
    }

    fn hexadecimal(&mut self) -> Token<'a> {
        self.at += 1;
        let rest = self.rest();
        let Some(length) = rest.iter().position(|byte| *byte == b'>') else {
            self.at = self.bytes.len();
            return Token::End;
        };
        self.at += length + 1;
        Token::Hexadecimal(rest.get(..length).unwrap_or_default())
    }

    /// Parentheses are counted, not entered.
    fn literal(&mut self) -> Token<'a> {
        self.at += 1;
        let rest = self.rest();
        let mut open = 1_usize;
        let mut bytes = rest.iter().enumerate();
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => {
                    self.at += at + 1;
                    return Token::Literal(rest.get(..at).unwrap_or_default());
                }
                b')' => open -= 1,
                b'\\' => _ = bytes.next(),
                _ => {}
            }
        }
        self.at = self.bytes.len();
        Token::End
    }
}

/// 7.3.5: `#` and two digits stand for any byte.
pub(crate) fn plain_name(written: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        let coded = (*byte == b'#').then(|| Some(digit(*rest.first()?)? << 4 | digit(*rest.get(1)?)?)).flatten();
        if coded.is_some() {
            rest = rest.get(2..).unwrap_or_default();
        }
        name.push(coded.unwrap_or(*byte));
    }
    name
}

/// 7.3.4.3: an odd last digit counts as if a 0 followed. What is no digit is passed over, as readers do.
pub(crate) fn hexadecimal(written: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = written.iter().filter_map(|byte| digit(*byte)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

/// Decodes a string in parentheses (7.3.4.2).
pub(crate) fn literal(written: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(written.len());
    let mut rest = Lexer::new(written, 0);
    while let Some(byte) = rest.peek() {
        rest.at += 1;
        match byte {
            b'\\' => text.extend(rest.escape()),
            // Any line end is read as a line feed.
            b'\r' => {
                rest.at += usize::from(rest.peek() == Some(b'\n'));
                text.push(b'\n');
            }
            _ => text.push(byte),
        }
    }
    text
}

impl Lexer<'_> {
    /// Reads what follows a backslash.
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
    REGULAR[usize::from(byte)]
}

/// Which bytes are regular characters: all but white space and delimiters (table 2). It is asked of every byte.
const REGULAR: [bool; 256] = {
    let mut regular = [true; 256];
    let others = b"\0\t\n\x0c\r ()<>[]{}/%";
    let mut at = 0;
    while at < others.len() {
        regular[others[at] as usize] = false;
        at += 1;
    }
    regular
};

fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

/// Returns whether a run of regular characters is a number (7.3.3).
fn is_number(run: &[u8]) -> bool {
    let digits = match run {
        [b'+' | b'-', digits @ ..] => digits,
        _ => run,
    };
    let mut points = 0;
    let is_of_one = |byte: &u8| {
        points += usize::from(*byte == b'.');
        byte.is_ascii_digit() || *byte == b'.'
    };
    digits.iter().all(is_of_one) && points <= 1 && digits.len() > points
}

/// A whole number of up to 64 bits.
pub(crate) fn whole_number(run: &[u8]) -> Option<i64> {
    std::str::from_utf8(run).ok()?.parse().ok()
}

/// A number as a real number; whole numbers beyond 64 bits are read as real numbers, too.
pub(crate) fn real_number(run: &[u8]) -> f32 {
    let value: Option<f32> = std::str::from_utf8(run).ok().and_then(|text| text.parse().ok());
    value.filter(|value| value.is_finite()).unwrap_or_default()
}
