//! Addresses in the half million characters of `marks`.

use super::Faults;
use super::marks::all;

/// An address may be broken after any of its marks, so that none tears a hole into the line before.
#[test]
fn addresses_tear_no_holes() {
    let mut faults = Faults::default();
    for hole in &all().1.beside_addresses {
        faults.check(false, || hole.clone());
    }
}
