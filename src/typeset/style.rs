//! How a piece of text is set.

use super::frame::{Color, NodeId};
use crate::fonts::Role;
use crate::standard::Setup;

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub role: Role,
    /// Size in pt.
    pub size: f64,
    /// Advance of a full-width character in pt.
    pub cell: f64,
    pub color: Color,
    /// Above the baseline in pt.
    pub rise: f64,
    /// Index in [`Paragraph::links`].
    pub link: Option<u32>,
    pub strike: bool,
    /// What of the structure it belongs to, where that is not the paragraph's own node.
    pub node: Option<NodeId>,
    /// Whether no line ends inside it: a name.
    pub whole: bool,
}

impl Style {
    /// A role at a size, black, full-width characters set solid.
    pub(super) fn new(role: Role, size: f64) -> Self {
        Self {
            role,
            size,
            cell: size,
            color: Color::BLACK,
            rise: 0.0,
            link: None,
            strike: false,
            node: None,
            whole: false,
        }
    }

    /// A role at the body's size, on the body's grid.
    pub(super) fn body(setup: &Setup, role: Role) -> Self {
        Self { cell: setup.cell(), ..Self::new(role, setup.body) }
    }
}
