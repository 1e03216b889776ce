//! Puts a page together.

use super::body::{Features, Writer};
use super::context::Page;
use super::webfont::{self, Tally};
use super::{Options, ThemeError, Themes, WebFonts};
use crate::fonts::{Fonts, Role};
use crate::outline::Outline;
use crate::report::Report;

/// Begins and ends the name of a part that is put in after the templates have run. No text can hold it:
/// control characters never reach a template.
const MARK: char = '\u{1}';

impl Themes {
    /// Renders a report as one HTML file.
    ///
    /// # Errors
    /// In Chinese: an unknown theme, or a mistake in a project's own template.
    pub fn render(
        &self,
        report: &Report,
        outline: &Outline,
        fonts: &Fonts,
        options: &Options<'_>,
    ) -> Result<String, ThemeError> {
        let theme = self.theme(options.theme)?;
        let official = theme.lineage.iter().any(|name| name == "official");
        let embed = match options.web_fonts {
            Some(choice) => choice == WebFonts::Embed,
            None => official,
        };

        let features = Features { anchors: !official, roles: !official, facts: !official };
        let mut writer = Writer::new(report, features, embed);
        writer.body();
        let body = std::mem::take(&mut writer.out);
        writer.attachments();
        let attachments = std::mem::take(&mut writer.out);
        writer.notes();
        let notes = std::mem::take(&mut writer.out);
        if report.meta.sources_appendix {
            writer.sources();
        }
        let sources = std::mem::take(&mut writer.out);

        let page = Page::new(options.theme, report, outline, options.draft);
        let mut context = tera::Context::from_serialize(&page)
            .map_err(|error| ThemeError::of(options.theme, &error))?;
        // What a part will hold; faces follow from the page, so theirs comes last.
        let filled = [
            ("fonts", embed),
            ("style", !theme.style.is_empty()),
            ("body", !body.is_empty()),
            ("attachments", !attachments.is_empty()),
            ("notes", !notes.is_empty()),
            ("sources", !sources.is_empty()),
        ];
        for (name, filled) in filled {
            // A part that is empty is false in a template.
            let mark = if filled { format!("{MARK}{name}{MARK}") } else { String::new() };
            context.insert_value(name, tera::Value::safe_string(&mark));
        }
        let shell = theme.render(&context)?;
        let faces = match writer.tally {
            Some(mut tally) if official => {
                frame(&page, &mut tally);
                webfont::style(&tally, fonts)
            }
            Some(mut tally) => {
                // Which face such a theme sets a text in is its own affair: both hold all of it.
                for part in [&shell, &body, &attachments, &notes, &sources] {
                    for text in shown(part) {
                        tally.add(Role::Hei, text);
                        tally.add(Role::Song, text);
                    }
                }
                webfont::style(&tally, fonts)
            }
            None => String::new(),
        };
        let parts = [
            ("fonts", faces.as_str()),
            ("style", &theme.style),
            ("body", &body),
            ("attachments", &attachments),
            ("notes", &notes),
            ("sources", &sources),
        ];
        Ok(put_in(&shell, &parts))
    }
}

/// The stretches of HTML between tags.
fn shown(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text))
}

/// The frame with the parts in the places of their marks.
fn put_in(frame: &str, parts: &[(&str, &str)]) -> String {
    let len = parts.iter().map(|(_, part)| part.len()).sum::<usize>();
    let mut out = String::with_capacity(frame.len() + len);
    // Every second piece is a name.
    for (at, piece) in frame.split(MARK).enumerate() {
        if at % 2 == 0 {
            out.push_str(piece);
        } else if let Some((_, part)) = parts.iter().find(|(name, _)| *name == piece) {
            out.push_str(part);
        }
    }
    out
}

/// Notes what the frame of the official theme shows, and in which faces its style sets it.
fn frame(page: &Page, tally: &mut Tally) {
    let mut add = |role: Role, texts: &[&str]| texts.iter().for_each(|text| tally.add(role, text));
    let days = [
        page.date.as_ref(),
        page.official.as_ref().and_then(|official| official.printed_on.as_ref()),
    ];
    add(Role::Xiaobiaosong, &[&page.title]);
    add(Role::Hei, &["草稿摘要关键词目录附件数据来源注释：", &page.outline]);
    add(Role::Song, &["— 0123456789"]);
    add(Role::Fangsong, &["跳到正文，。：；、（）0123456789年月日"]);
    for text in [&page.subtitle, &page.byline].into_iter().flatten() {
        add(Role::Kai, &["—", text]);
    }
    for text in [&page.organisation, &page.author].into_iter().flatten() {
        add(Role::Fangsong, &[text]);
    }
    for day in days.into_iter().flatten() {
        add(Role::Kai, &["（）", &day.chinese]);
        add(Role::Fangsong, &["印发", &day.chinese]);
    }
    // The masthead of 纪要 and 简报.
    if let Some(byline) = page.byline.as_ref().filter(|_| !page.signed && page.official.is_some()) {
        add(Role::Fangsong, &[byline]);
    }
    let summary = page.summary.iter().chain(&page.keywords);
    for text in summary.filter(|_| page.official.is_none()) {
        add(Role::Kai, &["；", text]);
    }
    if page.contents {
        let mut stack: Vec<_> = page.sections.iter().collect();
        while let Some(entry) = stack.pop() {
            add(Role::Fangsong, &[&entry.title, entry.number.as_deref().unwrap_or_default()]);
            stack.extend(&entry.children);
        }
    }
    let Some(official) = &page.official else {
        return;
    };
    for mark in &official.marks {
        add(Role::Xiaobiaosong, &[mark]);
    }
    for text in [&official.secrecy, &official.urgency].into_iter().flatten() {
        add(Role::Hei, &[text]);
    }
    for name in &official.signers {
        add(Role::Fangsong, &["签发人："]);
        add(Role::Kai, &["、", name]);
    }
    for list in &official.attendance {
        add(Role::Hei, &[list.label]);
        add(Role::Fangsong, &[&list.names]);
    }
    for name in &official.attachments {
        add(Role::Fangsong, &["附件：.", name]);
    }
    for text in [
        &official.copy_number,
        &official.number,
        &official.addressees,
        &official.issue,
        &official.note,
        &official.copies_to,
        &official.printed_by,
    ]
    .into_iter()
    .flatten()
    {
        add(Role::Fangsong, &["抄送：。", text]);
    }
}
