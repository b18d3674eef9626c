//! Choices that have stable names.

/// Declares an enum whose variants state their names, with `ALL` and `name`.
macro_rules! choice {
    ($(#[$of_all:meta])* pub enum $choice:ident { $($(#[$of_one:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$of_all])*
        pub enum $choice {
            $($(#[$of_one])* $variant,)+
        }

        impl $choice {
            /// All, in their order.
            pub const ALL: [$choice; [$($name),+].len()] = [$(Self::$variant),+];

            /// Its stable name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

pub(crate) use choice;
