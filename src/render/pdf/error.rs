//! Why a PDF could not be written.

/// Why a PDF could not be written. The messages are Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// A face cannot be embedded.
    #[error("字体“{name}”不能嵌入 PDF：{reason}")]
    Font {
        /// The face's name.
        name: String,
        /// The reason, in Chinese.
        reason: String,
    },
    /// An image cannot be embedded.
    #[error("图片“{name}”不能放进 PDF：{reason}")]
    Image {
        /// The image's path.
        name: String,
        /// The reason, in Chinese.
        reason: String,
    },
    /// The frames speak of a face or an image that does not exist, or the file cannot be put together: a fault
    /// of the program.
    #[error("PDF 生成失败：{0}")]
    Internal(String),
}
