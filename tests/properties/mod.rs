//! What holds for any network, tried with many random ones in the test's own process.

mod attacks;
mod confidentiality;
mod erasing;
mod inverse;
mod paging;
mod restored_backup;
