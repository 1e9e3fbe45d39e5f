//! Why a mirror holds still.

use crate::codes::codes;

codes! {
    /// What somebody has to say about before a mirror takes it from its origin.
    Hold ("reason to hold still") {
        /// The origin is another network.
        Network = "network",
        /// Its books were put back to an earlier state, or are others.
        Epoch = "epoch",
        /// It had to be read from the beginning, and has less than half as many members.
        FarFewer = "far_fewer",
    }
}

impl Hold {
    /// In words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Network => "the origin is another network than the one that was mirrored",
            Self::Epoch => {
                "the origin's books were put back to an earlier state, or are other books"
            }
            Self::FarFewer => "the origin has less than half as many members as the mirror",
        }
    }
}
