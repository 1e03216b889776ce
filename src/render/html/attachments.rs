//! The texts of attachments.

use super::body::Writer;
use crate::fonts::Role as Face;

impl Writer<'_> {
    /// The texts of the attachments: each with its label and name, as 7.3.7 has them.
    pub(super) fn attachments(&mut self) {
        let official = self.report.meta.official.as_ref();
        let named = official.map_or(&[][..], |official| &official.attachments);
        for attachment in &self.report.attachments {
            let label = match named.len() {
                0 | 1 => "附件".to_owned(),
                _ => format!("附件{}", attachment.index + 1),
            };
            self.raw("<section class=\"attachment\">\n<p class=\"attachment-label\">");
            self.set(Face::Hei, &label);
            self.raw("</p>\n");
            if let Some(name) = named.get(attachment.index) {
                self.raw("<h2 class=\"attachment-title\">");
                self.set(Face::Xiaobiaosong, name.name.value.trim());
                self.raw("</h2>\n");
            }
            self.blocks(&attachment.lead);
            for section in &attachment.sections {
                self.section(section, &[]);
            }
            self.blocks(&attachment.closing);
            self.raw("</section>\n");
        }
    }

    /// Text that a face shows.
    fn set(&mut self, face: Face, text: &str) {
        let before = std::mem::replace(&mut self.face, face);
        self.text(text);
        self.face = before;
    }
}
