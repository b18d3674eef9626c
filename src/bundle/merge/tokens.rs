//! The tokens of a content stream (ISO 32000-1, 7.2 and 7.8.2), no more than is needed to find its operators.

use std::ops::Range;

/// A token, and what of it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A name, without its solidus and as it is written.
    Name(&'a [u8]),
    /// A keyword or number.
    Word(&'a [u8]),
    /// A string, or a bracket of an array or dictionary.
    Other,
}

/// Reads tokens one after another.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    content: &'a [u8],
    at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Tokens<'a> {
    pub(super) fn new(content: &'a [u8]) -> Self {
        Self { content, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.content.get(self.at).copied()
    }

    fn skip_while(&mut self, test: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&test) {
            self.at += 1;
        }
    }

    fn skip_space(&mut self) {
        loop {
            self.skip_while(is_space);
            if self.peek() != Some(b'%') {
                return;
            }
            self.skip_while(|byte| byte != b'\n' && byte != b'\r');
        }
    }

    /// The next token and where it stands.
    pub(super) fn next(&mut self) -> Option<(Token<'a>, Range<usize>)> {
        self.skip_space();
        let start = self.at;
        let first = self.peek()?;
        self.at += 1;
        let token = match first {
            b'/' => {
                self.skip_while(|byte| !is_space(byte) && !is_delimiter(byte));
                Token::Name(&self.content[start + 1..self.at])
            }
            b'(' => {
                self.skip_string();
                Token::Other
            }
            b'<' if self.peek() != Some(b'<') => {
                self.skip_while(|byte| byte != b'>');
                self.at = self.content.len().min(self.at + 1);
                Token::Other
            }
            _ if is_delimiter(first) => {
                // `<<` and `>>` are one token.
                self.at += usize::from(matches!(first, b'<' | b'>') && self.peek() == Some(first));
                Token::Other
            }
            _ => {
                self.skip_while(|byte| !is_space(byte) && !is_delimiter(byte));
                Token::Word(&self.content[start..self.at])
            }
        };
        Some((token, start..self.at))
    }

    /// The rest of a literal string: brackets nest unless escaped (ISO 32000-1, 7.3.4.2).
    fn skip_string(&mut self) {
        let mut depth = 1;
        while depth > 0
            && let Some(byte) = self.peek()
        {
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            self.at = self.content.len().min(self.at + 1);
        }
    }

    /// The data of an inline image, after `ID`: up to `EI` between spaces (ISO 32000-1, 8.9.7).
    pub(super) fn skip_image(&mut self) {
        let rest = &self.content[self.at..];
        let ends = |window: &[u8]| is_space(window[0]) && &window[1..3] == b"EI" && is_space(window[3]);
        let inner = rest.windows(4).position(ends);
        let last = (rest.len() >= 3 && rest.ends_with(b"EI")).then(|| rest.len() - 3);
        self.at += inner.or(last).map_or(rest.len(), |position| position + 3);
    }
}
