//! What a figure is.

use std::ops::Range;

use rust_decimal::Decimal;

/// How its numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// `1200`, `1,200`, `31.7`.
    Arabic,
    /// `三千`, `十六`, `两`.
    Chinese,
    /// `1.2万`, `3千`.
    Mixed,
}

/// How exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Exact.
    Exact,
    /// `约`, `近`, `左右`, `上下`.
    About,
    /// `余`, `多`, `以上`, `超过`, `突破`, `逾`, `不少于`.
    More,
    /// `不足`, `以内`, `以下`, `不超过`.
    Less,
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitKind {
    /// A measure word of things and people: `名`, `个`, `户`, `项`, `次`.
    Count,
    /// `元`, `万元`, `亿元`.
    Money,
    /// `%`, `‰`, `成`.
    Share,
    /// `个百分点`.
    Points,
    /// `倍`, `番`.
    Times,
    /// `亩`, `公顷`, `平方米`, `平方公里`.
    Area,
    /// `公里`, `米`.
    Length,
    /// `吨`, `公斤`, `斤`.
    Mass,
    /// A span of time: `天`, `个月`, `小时`, `年` (as in `3年`).
    Duration,
    /// A point of time: `2023年`, `7月`, `15日`, `第三季度`. Not a quantity of anything, but kept, as others refer to it.
    Date,
    /// Any other unit.
    Other,
}

/// A unit as written and as compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands, in bytes of the text (without `万`, `亿`, which belong to the numeral).
    pub range: Range<usize>,
    /// What it measures.
    pub kind: UnitKind,
    /// Its plain name, synonyms made one: `千米` and `公里` are `公里`, `人` and `名` stay apart.
    pub name: String,
}

/// What the sentence says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// An amount as such: `有83名`.
    Amount,
    /// What it was before: `从250万元`, `由…`.
    From,
    /// What it became: `增加到500万元`, `达到`, `突破`, `提高至`.
    To,
    /// By how much it grew: `增长31.7%`, `提高5个百分点`, `增加30万元`, `翻一番` (value 2, unit `倍`).
    Rise,
    /// By how much it fell: `下降`, `减少`, `降低`, `压减`.
    Fall,
    /// A share of a whole: `占31.7%`, `合格率98%`.
    Share,
    /// A rank, an ordinal, a name or a model number: no quantity of anything (`第三`, `“三个聚焦”`, `A4`, `国道318线`).
    Name,
}

/// What part of the whole it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Nothing said.
    Plain,
    /// `共`, `合计`, `总计`, `累计`, `全县…`.
    Total,
    /// Behind `其中`.
    Part,
    /// Behind `分别`, `各`.
    Each,
}

/// A figure of a text. All ranges are bytes of that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The whole expression, from a word that bounds it to the unit and what bounds it behind (`近1.2万名`, `80%以上`).
    pub range: Range<usize>,
    /// The numeral with its scale: `1.2万`.
    pub number: Range<usize>,
    /// Its value with the scale taken in (`1.2万` is 12000; `31.7%` stays 31.7 with the unit `%`).
    pub value: Decimal,
    /// The worth of one in the last place written (`1.2万`: 1000; `83`: 1; `三千余`: 1000): how far rounding may go.
    pub step: Decimal,
    /// How it is written.
    pub written: Written,
    /// How exact it is.
    pub bound: Bound,
    /// Its unit.
    pub unit: Option<Unit>,
    /// What is said of it.
    pub sense: Sense,
    /// What part of the whole it counts.
    pub scope: Scope,
    /// The noun it belongs to: behind the unit (`83名驻村第一书记`) or before the number (`驻村第一书记83名`).
    pub noun: Option<Range<usize>>,
    /// The time it is of, where the sentence names one (`2023年`, `上半年`, `截至7月底`).
    pub time: Option<Range<usize>>,
}
