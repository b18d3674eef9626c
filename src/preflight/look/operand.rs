//! What stands before an operator (ISO 32000-1, 7.8.2), as far as it matters here.

use crate::pdf::Matrix;

/// The operands that are kept for an operator; none that is asked for takes more than six.
const MOST: usize = 32;

/// An operand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    Number(f32),
    Name(Vec<u8>),
    Text { is_empty: bool },
}

impl Operand {
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
}

/// The name among operands.
pub(crate) fn name(operands: &[Operand]) -> Option<&[u8]> {
    operands.iter().find_map(|operand| match operand {
        Operand::Name(name) => Some(name.as_slice()),
        _ => None,
    })
}

/// The six numbers before `cm`.
pub(crate) fn matrix(operands: &[Operand]) -> Option<Matrix> {
    let number = |operand: &Operand| match operand {
        Operand::Number(number) => Some(*number),
        _ => None,
    };
    let numbers: Vec<f32> = operands.iter().filter_map(number).collect();
    Some(Matrix(*numbers.first_chunk::<6>()?))
}
