//! The program `packwright`; everything is in the library of the same name.

use packwright::cli::{Exit, run};

/// Typesetting asks for memory a million times a second, from several threads; the systems' own allocators take an eighth
/// of the time more.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Exit {
    run()
}
