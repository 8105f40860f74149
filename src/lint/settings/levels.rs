//! What every rule counts for one path.

use super::{Selector, Settings};
use crate::lint::{RULES, Rule, Severity};

/// The severity of every rule for one path; `None` where it is off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels(Vec<Option<Severity>>);

impl Settings {
    /// What holds for the file at `path`, relative to the settings file, with `/` between folders.
    pub fn levels(&self, path: &str) -> Levels {
        let mut levels = Levels(vec![None; RULES.len()]);
        levels.turn_on(&self.select);
        levels.turn_off(&self.ignore);
        levels.weigh(&self.severity);
        for part in self.paths.iter().filter(|part| part.glob.iter().any(|glob| glob.is_match(path))) {
            levels.turn_on(&part.select);
            levels.turn_off(&part.ignore);
            levels.weigh(&part.severity);
        }
        levels
    }
}

impl Levels {
    /// The severity of `rule`; `None` if it is off.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        let at = RULES.iter().position(|r| r.code == rule.code)?;
        self.0.get(at).copied().flatten()
    }

    fn turn_on(&mut self, select: &[Selector]) {
        self.each(select, |rule, level| *level = level.or(Some(rule.severity)));
    }

    fn turn_off(&mut self, ignore: &[Selector]) {
        self.each(ignore, |_, level| *level = None);
    }

    /// Changes the severity of rules that are on.
    fn weigh(&mut self, severity: &[(Selector, Option<Severity>)]) {
        for (selector, new) in severity {
            self.each(std::slice::from_ref(selector), |_, level| *level = level.and(*new));
        }
    }

    fn each(&mut self, selectors: &[Selector], change: impl Fn(&Rule, &mut Option<Severity>)) {
        for (rule, level) in RULES.iter().zip(&mut self.0) {
            if selectors.iter().any(|s| s.matches(rule)) {
                change(rule, level);
            }
        }
    }
}

impl Default for Levels {
    /// The rules that are on by default, with their own severities.
    fn default() -> Self {
        Settings::default().levels("")
    }
}
