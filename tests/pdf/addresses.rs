//! Addresses in the half million characters of `marks`.

use super::Faults;
use super::marks::all;

/// What may be left in em where an address has neither a mark nor two letters at the right place.
const TORN: f64 = 0.65;

/// An address may be broken after any of its marks, and at last between letters, so that none tears a hole into the line before.
#[test]
fn addresses_tear_no_holes() {
    let mut faults = Faults::default();
    for (gap, hole) in &all().1.beside_addresses {
        faults.check(*gap < TORN, || hole.clone());
    }
}
