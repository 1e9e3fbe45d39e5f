#![no_main]

use std::panic;

// The usual hook would end the process at a panic that is caught; any other one ends it all the same.
libfuzzer_sys::fuzz_target!(init: panic::set_hook(Box::new(|_| {})), |bytes: &[u8]| fuzz::workbook(bytes));
