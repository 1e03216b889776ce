//! A unified diff of two texts.

use std::fmt::Write as _;

use super::text::{Colour, Style, tame};

/// Lines shown before and after a change.
const CONTEXT: usize = 3;
/// Most changed lines between which the least difference is looked for; beyond, all of them are replaced.
const MOST: usize = 2_000;

/// What happens to a run of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Keep,
    Remove,
    Add,
}

/// The difference between two texts of a file, empty where there is none. Without colours it is exact, fit for
/// `patch` and `git apply`; with colours control characters are made harmless.
#[must_use]
pub fn unified(path: &str, before: &str, after: &str, style: Style) -> String {
    let mut out = String::new();
    if before == after {
        return out;
    }
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let steps = steps(&old, &new);
    let prefix = |side| if path.starts_with('/') { "" } else { side };
    style.paint(&mut out, Colour::Bold, &format!("--- {}{}", prefix("a/"), tame(path)));
    out.push('\n');
    style.paint(&mut out, Colour::Bold, &format!("+++ {}{}", prefix("b/"), tame(path)));
    out.push('\n');
    // Where each step stands in both texts.
    let mut places = Vec::with_capacity(steps.len());
    let (mut a, mut b) = (0, 0);
    for &step in &steps {
        places.push((a, b));
        a += usize::from(step != Step::Add);
        b += usize::from(step != Step::Remove);
    }
    let mut at = 0;
    while let Some(first) = steps.iter().skip(at).position(|&step| step != Step::Keep) {
        let first = at + first;
        let start = first.saturating_sub(CONTEXT).max(at);
        let mut last = first;
        for (index, &step) in steps.iter().enumerate().skip(first) {
            if step != Step::Keep {
                last = index;
            } else if index - last > 2 * CONTEXT {
                break;
            }
        }
        let end = (last + 1 + CONTEXT).min(steps.len());
        let hunk = steps.get(start..end).unwrap_or_default();
        let count = |not| hunk.iter().filter(|&&step| step != not).count();
        let (a, b) = places.get(start).copied().unwrap_or_default();
        let head =
            format!("@@ -{} +{} @@", stretch(a, count(Step::Add)), stretch(b, count(Step::Remove)));
        style.paint(&mut out, Colour::Gutter, &head);
        out.push('\n');
        for (&step, &(a, b)) in hunk.iter().zip(places.get(start..end).unwrap_or_default()) {
            let (mark, colour, text) = match step {
                Step::Keep => (' ', None, old.get(a)),
                Step::Remove => ('-', Some(Colour::Removed), old.get(a)),
                Step::Add => ('+', Some(Colour::Added), new.get(b)),
            };
            line(&mut out, mark, colour, text.copied().unwrap_or_default(), style);
        }
        at = end;
    }
    out
}

/// Line and count of a hunk's side, as `patch` wants them.
fn stretch(start: usize, count: usize) -> String {
    match count {
        0 => format!("{start},0"),
        1 => format!("{}", start + 1),
        _ => format!("{},{count}", start + 1),
    }
}

fn line(out: &mut String, mark: char, colour: Option<Colour>, text: &str, style: Style) {
    let bare = text.strip_suffix('\n').unwrap_or(text);
    match colour.filter(|_| style.colour) {
        Some(colour) => style.paint(out, colour, &format!("{mark}{}", tame(bare))),
        None if style.colour => {
            let _ = write!(out, "{mark}{}", tame(bare));
        }
        None => {
            let _ = write!(out, "{mark}{bare}");
        }
    }
    out.push('\n');
    if bare.len() == text.len() {
        out.push_str("\\ 文件末尾没有换行符\n");
    }
}

/// The steps from one text to the other, removals before additions.
fn steps(old: &[&str], new: &[&str]) -> Vec<Step> {
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let old = old.get(..old.len() - tail).unwrap_or_default();
    let new = new.get(..new.len() - tail).unwrap_or_default();
    let mut steps = vec![Step::Keep; head];
    match least(old, new) {
        Some(middle) => steps.extend(middle),
        None => {
            steps.extend(std::iter::repeat_n(Step::Remove, old.len()));
            steps.extend(std::iter::repeat_n(Step::Add, new.len()));
        }
    }
    steps.extend(std::iter::repeat_n(Step::Keep, tail));
    steps
}

/// The least difference (Myers 1986, greedy); `None` where it is larger than [`MOST`].
fn least(old: &[&str], new: &[&str]) -> Option<Vec<Step>> {
    let (m, n) = (old.len(), new.len());
    let most = (m + n).min(MOST);
    let zero = most + 1;
    let mut reach = vec![0_usize; 2 * most + 3];
    let mut trace: Vec<Vec<usize>> = Vec::new();
    let down = |reach: &[usize], d: usize, k: usize| {
        k == zero - d || k != zero + d && reach.get(k - 1) < reach.get(k + 1)
    };
    let mut found = false;
    'all: for d in 0..=most {
        trace.push(reach.get(zero - d - 1..=zero + d + 1)?.to_vec());
        for k in (zero - d..=zero + d).step_by(2) {
            let mut x =
                if down(&reach, d, k) { *reach.get(k + 1)? } else { *reach.get(k - 1)? + 1 };
            let mut y = (x + zero).checked_sub(k)?;
            while x < m && y < n && old.get(x) == new.get(y) {
                x += 1;
                y += 1;
            }
            *reach.get_mut(k)? = x;
            if x >= m && y >= n {
                found = true;
                break 'all;
            }
        }
    }
    if !found {
        return None;
    }
    let (mut x, mut y) = (m, n);
    let mut steps = Vec::with_capacity(m + n);
    for (d, seen) in trace.iter().enumerate().rev() {
        // What was reached before the step `d`, from diagonal `zero - d - 1` on.
        let low = zero - d - 1;
        let at = |k: usize| seen.get(k - low).copied().unwrap_or(0);
        let k = x + zero - y;
        let added = k == zero - d || k != zero + d && at(k - 1) < at(k + 1);
        let from = if added { k + 1 } else { k - 1 };
        let start = if d == 0 { 0 } else { at(from) };
        let origin = if d == 0 { 0 } else { (start + zero).checked_sub(from)? };
        let (step_x, step_y) = match (d, added) {
            (0, _) => (0, 0),
            (_, true) => (start, origin + 1),
            (_, false) => (start + 1, origin),
        };
        while x > step_x && y > step_y {
            steps.push(Step::Keep);
            x -= 1;
            y -= 1;
        }
        if d > 0 {
            steps.push(if added { Step::Add } else { Step::Remove });
        }
        (x, y) = (start, origin);
    }
    steps.reverse();
    // Removals before additions within each run of changes.
    for run in steps.chunk_by_mut(|a, b| (*a == Step::Keep) == (*b == Step::Keep)) {
        run.sort_by_key(|&step| step == Step::Add);
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hunk_is_as_patch_wants_it() {
        let before: String = (1..=20).map(|n| format!("第{n}行\n")).collect();
        let after =
            before.replace("第2行", "第二行").replace("第18行\n", "").replace("第20行\n", "尾");
        assert_eq!(
            unified("报告.md", &before, &after, Style::default()),
            "\
--- a/报告.md
+++ b/报告.md
@@ -1,5 +1,5 @@
 第1行
-第2行
+第二行
 第3行
 第4行
 第5行
@@ -15,6 +15,5 @@
 第15行
 第16行
 第17行
-第18行
 第19行
-第20行
+尾
\\ 文件末尾没有换行符
"
        );
        assert_eq!(unified("报告.md", &before, &before, Style::default()), "");
        let coloured =
            unified("/报告.md", "甲\r\n", "乙\r\n", Style { colour: true, ..Style::default() });
        assert!(
            coloured.contains("\u{1b}[31m-甲")
                && !coloured.contains("a//")
                && !coloured.contains('\r')
        );
    }

    proptest! {
        #[test]
        fn the_steps_lead_from_one_text_to_the_other(
            old in prop::collection::vec("[甲乙丙]", 0..12),
            new in prop::collection::vec("[甲乙丙]", 0..12),
        ) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let (mut a, mut made) = (old.iter(), Vec::new());
            let mut b = new.iter();
            for step in steps(&old, &new) {
                match step {
                    Step::Keep => {
                        prop_assert_eq!(a.next(), b.next().inspect(|line| made.push(**line)));
                    }
                    Step::Remove => prop_assert!(a.next().is_some()),
                    Step::Add => made.extend(b.next()),
                }
            }
            prop_assert_eq!(made, new);
            prop_assert!(a.next().is_none());
        }
    }
}
