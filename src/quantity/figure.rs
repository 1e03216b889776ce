//! A numeral with what stands around it becomes a figure.

use std::ops::Range;

use super::context;
use super::noun;
use super::number::Number;
use super::reader::{Behind, Reader, is_date};
use super::text::han;
use super::time;
use super::types::{Bound, Quantity, Scope, Sense, Unit, UnitKind, Written};
use super::units::{self, Found};

impl Reader {
    /// `第三`, `第12届`.
    pub(super) fn name(&mut self, at: usize, number: Number) {
        let found = units::find(&self.text, number.end);
        // 第一书记, 第二产业
        if found.is_none() && han(self.text.at(number.end)) {
            return;
        }
        let end = number.end + found.map_or(0, |found| found.length);
        let unit = found.map(|found| self.unit(found, number.end));
        // 第三季度 is a date.
        let date = found.is_some_and(|found| matches!(found.known.name, "季度" | "世纪"));
        let quantity = Quantity {
            range: self.text.range(at, end),
            number: self.text.range(at + 1, number.end),
            value: number.value,
            step: number.step,
            written: number.written,
            bound: Bound::Exact,
            unit,
            sense: if date { Sense::Amount } else { Sense::Name },
            scope: Scope::Plain,
            noun: None,
            time: None,
        };
        if date {
            self.set_time(at, end);
        }
        self.at = end;
        self.push(quantity, end);
    }

    pub(super) fn unit(&self, found: Found, at: usize) -> Unit {
        Unit {
            range: self.text.range(at, at + found.length),
            kind: found.known.kind,
            name: found.known.name.to_owned(),
        }
    }

    /// What stands behind a numeral; `None` where that makes it no figure.
    pub(super) fn behind(&self, at: usize, number: &Number) -> Option<Behind> {
        let text = &self.text;
        let chinese = number.written == Written::Chinese;
        let mut end = number.end;
        let mut bound = number.more.then_some(Bound::More);
        let odd = match text.at(end) {
            '余' if !chinese => true,
            '多' if number.scaled && !han(text.at(end + 1)) => true,
            '多' | '余' | '来' => units::find(text, end + 1).is_some(),
            _ => false,
        };
        if odd {
            bound = Some(Bound::More);
            end += 1;
        }
        if !chinese && text.at(end) == ' ' && units::find(text, end + 1).is_some() {
            end += 1;
        }
        let mut unit = units::find(text, end).map(|found| (found, end));
        if let Some((found, _)) = unit {
            // Behind a Chinese numeral only what cannot be part of a word.
            if chinese && !found.known.chinese {
                return None;
            }
            if number.one && matches!(found.known.kind, UnitKind::Count | UnitKind::Other) {
                return None;
            }
            // 二期, 二条: an ordinal; two of a thing are 两.
            if chinese
                && end == at + 1
                && text.at(at) == '二'
                && found.known.kind == UnitKind::Count
            {
                return None;
            }
            // 一企一策
            if chinese && self.distributes(at, end + found.length) {
                return None;
            }
            end += found.length;
            // 两个多月
            if found.known.name == "个" && text.at(end) == '多' {
                if let Some(longer) = text
                    .starts_any(end + 1, &["月", "小时", "星期", "季度", "工作日"])
                    .and_then(|length| units::of_many(text, end + 1, length))
                {
                    unit = Some((longer, end + 1));
                    end += 1 + longer.length;
                    bound = Some(Bound::More);
                }
            } else if text.at(end) == '多'
                && matches!(
                    found.known.kind,
                    UnitKind::Duration
                        | UnitKind::Length
                        | UnitKind::Area
                        | UnitKind::Times
                        | UnitKind::Mass
                        | UnitKind::Money
                )
                && !matches!(text.at(end + 1), '元' | '样' | '种' | '次' | '年')
            {
                end += 1;
                bound = Some(Bound::More);
            }
            // 元/亩
            if text.at(end) == '/'
                && let Some(per) = units::find(text, end + 1)
            {
                end += 1 + per.length;
            }
        } else if chinese {
            return None;
        }
        let (after, behind) = context::bound_behind(text, end);
        Some(Behind { unit, end: after, bound: behind.or(bound) })
    }

    pub(super) fn figure(&mut self, at: usize, number: Number) {
        let Some(behind) = self.behind(at, &number) else { return };
        self.at = self.at.max(behind.end);
        self.accept(at, number, &behind);
    }

    pub(super) fn accept(&mut self, at: usize, number: Number, behind: &Behind) {
        let text = &self.text;
        let kind = behind.unit.map(|(found, _)| found.known.kind);
        let unit_name = behind.unit.map_or("", |(found, _)| found.known.name);
        let ended_in_date = self.end == at && self.out.last().is_some_and(is_date);
        let kind = self.dated(at, &number, kind, unit_name, behind);
        let (mut from, before) = context::bound_before(text, at);
        let mut bound = behind.bound.unwrap_or(before);
        if kind == Some(UnitKind::Date) {
            return self.date(at, number, behind, ended_in_date);
        }
        // 近三年: the last three years.
        if kind == Some(UnitKind::Duration) && text.at(from) == '近' && at - from == 1 {
            (from, bound) = (at, behind.bound.unwrap_or(Bound::Exact));
        }
        let named = self.is_name(at, &number, behind, kind, unit_name);
        let unit = behind.unit.map(|(found, place)| {
            let mut unit = self.unit(found, place);
            if let Some(kind) = kind {
                unit.kind = kind;
            }
            let end = place + found.length;
            if text.at(end) == '/' && behind.end > end + 1 {
                if let Some(per) = units::find(text, end + 1) {
                    unit.range = text.range(place, end + 1 + per.length);
                    unit.name = format!("{}/{}", unit.name, per.known.name);
                    unit.kind = UnitKind::Other;
                }
            } else if unit.kind == UnitKind::Date {
                unit.kind = UnitKind::Duration;
            }
            if unit.kind == UnitKind::Duration && unit.name == "日" {
                "天".clone_into(&mut unit.name);
            }
            unit
        });
        if named {
            let quantity = Quantity {
                range: text.range(at, behind.end),
                number: text.range(at, number.end),
                value: number.value,
                step: number.step,
                written: number.written,
                bound: Bound::Exact,
                unit,
                sense: Sense::Name,
                scope: Scope::Plain,
                noun: None,
                time: None,
            };
            return self.push(quantity, behind.end);
        }
        let of = unit.as_ref().map_or(UnitKind::Other, |unit| unit.kind);
        let (sense, link) = self.sense(from, behind.end, of);
        let (sense, link) = self.as_before(from, sense, link);
        let given = self.given_out();
        let text = &self.text;
        let mut noun = given.or_else(|| self.noun(link, behind.end, of));
        if text.before(from) == '各' {
            self.scope = Scope::Each;
        }
        let scope = self.scope();
        let began = matches!(sense, Sense::To).then_some(()).and(self.start);
        if let Some(began) = began
            && let Some(first) = self.out.get_mut(began)
            && first.unit.as_ref().map(|unit| unit.kind) == unit.as_ref().map(|unit| unit.kind)
        {
            first.sense = Sense::From;
            noun = noun.or_else(|| first.noun.clone());
            self.start = None;
        } else if began.is_some() {
            self.start = None;
        } else if matches!(sense, Sense::Amount | Sense::Share)
            && let Some(start) = context::comes_from(text, from)
        {
            self.start = Some(self.out.len());
            if noun.is_none() {
                noun =
                    noun::before(text, start, self.end).map(|one| text.range(one.start, one.end));
            }
        }
        let quantity = Quantity {
            range: text.range(from, behind.end),
            number: text.range(at, number.end),
            value: number.value,
            step: number.step,
            written: number.written,
            bound,
            unit,
            sense,
            scope,
            noun,
            time: self.time.clone(),
        };
        if scope == Scope::Total {
            self.scope = Scope::Plain;
        }
        self.push(quantity, behind.end);
    }

    pub(super) fn date(&mut self, at: usize, number: Number, behind: &Behind, follows: bool) {
        let text = &self.text;
        let Some((found, place)) = behind.unit else { return };
        let end = place + found.length;
        let tail = time::tail(text, end);
        let clock = matches!(found.known.name, "时" | "分");
        let unit = Unit { kind: UnitKind::Date, ..self.unit(found, place) };
        let quantity = Quantity {
            range: text.range(at, end),
            number: text.range(at, number.end),
            value: number.value,
            step: number.step,
            written: number.written,
            bound: Bound::Exact,
            unit: Some(unit.clone()),
            sense: Sense::Amount,
            scope: Scope::Plain,
            noun: None,
            time: None,
        };
        // `1—10月`: the first is a date too.
        let mut from = at;
        if let Some(open) = self.open.take()
            && let Some(first) = self.out.get_mut(open)
        {
            if first.unit.is_none() {
                first.unit = Some(unit);
                first.bound = Bound::Exact;
                (first.noun, first.sense, first.scope) = (None, Sense::Amount, Scope::Plain);
            }
            if self.dates + 1 >= self.end {
                from = self.dates;
            }
        }
        if !clock {
            let from = if follows { self.dates.min(at).max(from.min(at)) } else { from };
            if self.dates != 0 && from == self.dates && self.time.is_some() {
                if let Some(time) = &mut self.time {
                    time.end = self.text.byte(tail);
                }
                self.dates = tail;
            } else {
                self.set_time(at, tail);
            }
        }
        self.at = tail;
        let joined = matches!(self.text.at(end), '—' | '－' | '～' | '~' | '-' | '–');
        self.push(quantity, end);
        if joined {
            self.open = Some(self.out.len() - 1);
        }
        if tail > end {
            self.end = tail;
        }
    }

    pub(super) fn scope(&self) -> Scope {
        match (self.scope, self.part) {
            (Scope::Plain, true) => Scope::Part,
            (scope, _) => scope,
        }
    }

    pub(super) fn noun(&self, link: usize, end: usize, kind: UnitKind) -> Option<Range<usize>> {
        let text = &self.text;
        let least = self.end;
        let bytes = |one: Range<usize>| text.range(one.start, one.end);
        let before = || noun::before(text, link, least).map(bytes);
        match kind {
            UnitKind::Duration | UnitKind::Date | UnitKind::Points | UnitKind::Times => before(),
            UnitKind::Share => before().or_else(|| {
                (text.at(end) == '的').then(|| noun::behind(text, end).map(bytes)).flatten()
            }),
            _ if matches!(text.before(end), '人' | '次' | '岁') => before(),
            _ => noun::behind(text, end).map(bytes).or_else(before),
        }
    }

    /// The next of the nouns before `分别`.
    pub(super) fn given_out(&mut self) -> Option<Range<usize>> {
        let nouns = self.each.clone()?;
        if nouns.is_empty() {
            return None;
        }
        let text = &self.text;
        let mut end = nouns.start;
        while end < nouns.end && !matches!(text.at(end), '、' | '和' | '与' | '及') {
            end += 1;
        }
        let found = nouns.start..end;
        let rest = (end + 1).min(nouns.end)..nouns.end;
        self.each = Some(rest);
        // `同比分别增长` names no nouns.
        if text.ends_any(found.end, &["同比", "环比", "上年", "去年"]).is_some() {
            self.each = None;
            return None;
        }
        (found.end > found.start).then(|| text.range(found.start, found.end))
    }
}
