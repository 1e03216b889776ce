//! The title below the rule, the addressees below it (7.3.1, 7.3.2).

use super::header::{plain_header, upward};
use super::*;

#[test]
fn the_title_stands_two_lines_below_the_rule_and_the_addressees_one_below_it() {
    let mut faults = Faults::default();
    for sample in [plain_header(), upward()] {
        let sheet = Sheet::of(&sample.pdf.pages[0]);
        let titles: Vec<&Line<'_>> = sheet.lines.iter().filter(|line| line.size == TITLE).collect();
        faults.check(titles.len() == 2, || format!("{} lines of title", titles.len()));
        faults.blank_from(sheet.rules(true)[0].bottom(), titles[0], 2.0);
        for line in &titles {
            faults.centred(line);
            faults.set_in(line, XIAOBIAOSONG, TITLE);
            faults.check(line.characters() > 3, || format!("`{}` stands alone", line.text()));
        }
        let last = titles[titles.len() - 1];
        let addressees = sheet.after(&last.text());
        faults.check(addressees.text().ends_with('：'), || addressees.text());
        faults.in_from_left(addressees, 0.0);
        faults.set_in(addressees, FANGSONG, BODY);
        faults.blank_from(type_bottom(last), addressees, 1.0);
        faults.on_the_grid(addressees);
    }
}
