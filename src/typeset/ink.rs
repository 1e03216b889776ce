//! Where the ink of a glyph begins and ends, exactly: the table's boxes are those of control points, and scaled ones
//! are rounded.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

/// The lowest and the highest point of a glyph's ink, in the face's units; `None` where it has none.
pub(super) fn extent(font: &FontRef<'_>, glyph: u16) -> Option<(f64, f64)> {
    let outline = font.outline_glyphs().get(GlyphId::new(u32::from(glyph)))?;
    let mut pen = Extent::default();
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    outline.draw(settings, &mut pen).ok()?;
    pen.reached
}

/// Follows an outline's heights.
#[derive(Default)]
struct Extent {
    y: f64,
    reached: Option<(f64, f64)>,
}

impl Extent {
    fn reach(&mut self, y: f64) {
        let (least, most) = self.reached.unwrap_or((y, y));
        self.reached = Some((least.min(y), most.max(y)));
    }

    /// A curve to `end`, whose height at `t` is `at(t)` and turns at the given places.
    fn curve(&mut self, turns: [f64; 2], at: impl Fn(f64) -> f64, end: f64) {
        self.reach(self.y);
        for turn in turns {
            if turn > 0.0 && turn < 1.0 {
                self.reach(at(turn));
            }
        }
        self.reach(end);
        self.y = end;
    }
}

impl OutlinePen for Extent {
    fn move_to(&mut self, _: f32, y: f32) {
        self.y = f64::from(y);
    }

    fn line_to(&mut self, _: f32, y: f32) {
        self.reach(self.y);
        self.reach(f64::from(y));
        self.y = f64::from(y);
    }

    fn quad_to(&mut self, _: f32, by: f32, _: f32, y: f32) {
        let (p0, p1, p2) = (self.y, f64::from(by), f64::from(y));
        let at = |t: f64| (1.0 - t).powi(2) * p0 + 2.0 * t * (1.0 - t) * p1 + t * t * p2;
        // NaN, where the curve does not turn, is no place on it.
        self.curve([(p0 - p1) / (p0 - 2.0 * p1 + p2), f64::NAN], at, p2);
    }

    fn curve_to(&mut self, _: f32, by0: f32, _: f32, by1: f32, _: f32, y: f32) {
        let (p0, p1, p2, p3) = (self.y, f64::from(by0), f64::from(by1), f64::from(y));
        let at = |t: f64| {
            let u = 1.0 - t;
            u * u * u * p0 + 3.0 * u * u * t * p1 + 3.0 * u * t * t * p2 + t * t * t * p3
        };
        // Where the derivative, `a t² + 2 b t + c`, is nought.
        let (a, b, c) = (p3 - p0 + 3.0 * (p1 - p2), p0 - 2.0 * p1 + p2, p1 - p0);
        let root = (b * b - a * c).sqrt();
        let turns = if a.abs() < 1e-9 {
            [-c / (2.0 * b), f64::NAN]
        } else {
            [(-b + root) / a, (-b - root) / a]
        };
        self.curve(turns, at, p3);
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::{Fonts, Role};

    #[test]
    fn curves_are_followed_to_where_they_turn() {
        let mut pen = Extent::default();
        pen.move_to(0.0, 0.0);
        pen.curve_to(0.0, 100.0, 50.0, 100.0, 50.0, 0.0);
        pen.quad_to(25.0, -40.0, 0.0, 0.0);
        let (least, most) = pen.reached.unwrap();
        assert!((most - 75.0).abs() < 1e-9 && (least + 20.0).abs() < 1e-9, "{least} {most}");
    }

    #[test]
    fn a_hanzi_has_ink_and_a_blank_has_none() {
        let fonts = Fonts::embedded();
        let face = fonts.face(fonts.of(Role::Xiaobiaosong));
        let font = face.font().unwrap();
        let glyph = |ch: char| u16::try_from(font.charmap().map(ch).unwrap().to_u32()).unwrap();
        let upem = f64::from(face.upem);
        let (least, most) = extent(&font, glyph('示')).unwrap();
        assert!(most / upem > 0.7 && most / upem < 0.95 && least < 0.1 * upem, "{least} {most}");
        assert_eq!(extent(&font, glyph(' ')), None);
    }
}
