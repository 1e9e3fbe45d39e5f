//! What holds for any network, tried with many random ones in the test's own process.

#[allow(dead_code)]
#[path = "../support/anything.rs"]
mod anything;
mod attacks;
mod confidentiality;
mod inverse;
mod paging;
mod restored_backup;
