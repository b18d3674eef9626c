//! Operands of an operator (ISO 32000-1, 7.8.2), as far as they matter here.

use crate::pdf::{Matrix, real_number};

/// The operands that are kept for an operator; none that is asked for takes more than six.
const MOST: usize = 32;

/// An operand, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand<'a> {
    Number(&'a [u8]),
    Name(&'a [u8]),
    Text { is_empty: bool },
}

impl<'a> Operand<'a> {
    /// Is kept with the others; of very many, the first ones and every string that says something.
    pub(crate) fn keep_in(self, operands: &mut Vec<Self>) {
        if operands.len() < MOST {
            operands.push(self);
        } else if self == (Self::Text { is_empty: false })
            && let Some(last) = operands.last_mut()
        {
            *last = self;
        }
    }

    pub(crate) fn number(self) -> Option<f32> {
        match self {
            Self::Number(run) => Some(real_number(run)),
            _ => None,
        }
    }
}

/// The name among operands.
pub(crate) fn name<'a>(operands: &[Operand<'a>]) -> Option<&'a [u8]> {
    operands.iter().find_map(|operand| match operand {
        Operand::Name(name) => Some(*name),
        _ => None,
    })
}

/// The six numbers before `cm`.
pub(crate) fn matrix(operands: &[Operand<'_>]) -> Option<Matrix> {
    let numbers: Vec<f32> = operands.iter().filter_map(|operand| operand.number()).collect();
    Some(Matrix(*numbers.first_chunk::<6>()?))
}
