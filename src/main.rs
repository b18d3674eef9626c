//! The program `packwright`; everything is in the library of the same name.

use packwright::cli::{Exit, run};

fn main() -> Exit {
    run()
}
