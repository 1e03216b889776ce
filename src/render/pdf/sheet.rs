//! Where places on a page as it is read lie on the sheet.

use crate::typeset::Page;

/// The sheet of a page. A page that is read sideways is printed on an upright sheet and shown turned by a
/// quarter clockwise, so that the sheet's left edge is its top.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    width: f64,
    height: f64,
    turned: bool,
}

impl Sheet {
    pub(super) fn of(page: &Page) -> Self {
        Self { width: page.width, height: page.height, turned: page.turned }
    }

    /// Width and height of the sheet in pt.
    pub(super) fn size(self) -> (f64, f64) {
        if self.turned { (self.height, self.width) } else { (self.width, self.height) }
    }

    /// A place given from the page's top left corner, y down, in the sheet's own coordinates, y up.
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        if self.turned { (y, x) } else { (x, self.height - y) }
    }

    /// A box given by its top left corner and its size: left, bottom, right, top on the sheet.
    pub(super) fn area(self, x: f64, y: f64, width: f64, height: f64) -> [f64; 4] {
        let (x0, y0) = self.point(x, y);
        let (x1, y1) = self.point(x + width, y + height);
        [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]
    }

    /// What takes the page's coordinates, y up, to the sheet's; `None` where they are the same.
    pub(super) fn matrix(self) -> Option<[f64; 6]> {
        self.turned.then_some([0.0, 1.0, -1.0, 0.0, self.height, 0.0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(turned: bool) -> Sheet {
        let (width, height) = if turned { (842.0, 595.0) } else { (595.0, 842.0) };
        Sheet { width, height, turned }
    }

    #[test]
    fn the_top_of_a_turned_page_is_the_left_edge_of_the_sheet() {
        let sheet = sheet(true);
        assert_eq!(sheet.size(), (595.0, 842.0));
        assert_eq!(sheet.point(0.0, 0.0), (0.0, 0.0));
        assert_eq!(sheet.point(842.0, 0.0), (0.0, 842.0));
        assert_eq!(sheet.area(100.0, 50.0, 200.0, 30.0), [50.0, 100.0, 80.0, 300.0]);
    }

    #[test]
    fn matrix_and_point_agree() {
        let sheet = sheet(true);
        let [a, b, c, d, e, f] = sheet.matrix().expect("a matrix");
        for (x, y) in [(0.0, 0.0), (842.0, 595.0), (120.5, 33.0)] {
            let up = 595.0 - y;
            assert_eq!((a * x + c * up + e, b * x + d * up + f), sheet.point(x, y));
        }
        assert!(self::sheet(false).matrix().is_none());
        assert_eq!(self::sheet(false).point(10.0, 42.0), (10.0, 800.0));
    }
}
