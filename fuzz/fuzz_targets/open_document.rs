#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::open_document(bytes));
