//! The warnings that are allowed, and those that stop a build.
//!
//! Options of the command line go before the workspace's file, and a code before a group. Errors
//! cannot be allowed: what contradicts itself does not go out.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::codes;
use crate::finding::{Code, Finding, Group, Placed, Severity, Sources, did_you_mean, near_miss};
use crate::meeting::{AnnexLimits, CheckSettings};
use crate::read;
use crate::workspace::{Files, PackAddress};

/// A selection of findings to allow or deny: one kind of finding, a group, or all warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Selector {
    /// One kind.
    Code(&'static Code),
    /// All of a group.
    Group(Group),
    /// All warnings.
    Warnings,
}

pub(super) const WARNINGS: &str = "warnings";

impl Selector {
    /// The selector of that name.
    ///
    /// # Errors
    /// A hint, if there is none.
    pub fn named(name: &str) -> Result<Self, String> {
        if name == WARNINGS {
            return Ok(Self::Warnings);
        }
        if let Some(group) = Group::ALL.into_iter().find(|group| group.name() == name) {
            return Ok(Self::Group(group));
        }
        let codes = codes::codes();
        if let Some(code) = codes.iter().find(|code| code.name == name) {
            return Ok(Self::Code(code));
        }
        let names = codes.iter().map(|code| code.name).chain(Group::ALL.map(Group::name));
        Err(did_you_mean(near_miss(name, names), || "`packwright explain` lists all codes and groups".to_owned()))
    }

    /// The name that it is the selector of.
    pub fn name(self) -> &'static str {
        match self {
            Self::Code(code) => code.name,
            Self::Group(group) => group.name(),
            Self::Warnings => WARNINGS,
        }
    }

    fn takes(self, code: &Code) -> bool {
        match self {
            Self::Code(own) => own == code,
            Self::Group(group) => code.group == group,
            Self::Warnings => true,
        }
    }

    fn is_code(self) -> bool {
        matches!(self, Self::Code(_))
    }
}

impl From<Selector> for String {
    fn from(selector: Selector) -> Self {
        selector.name().to_owned()
    }
}

impl TryFrom<String> for Selector {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::named(&name)
    }
}

/// Severities that were changed on the command line.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SeverityOverrides {
    /// Findings that stop a build.
    pub deny: Vec<Selector>,
    /// Findings that are allowed.
    pub allow: Vec<Selector>,
}

#[derive(Debug)]
struct Rule {
    selector: Selector,
    pack: Option<Placed<String>>,
    denies: bool,
    /// The code as the workspace's file allows it, to report an allowance that is no longer needed.
    allowed: Option<Placed<String>>,
    /// True if it took a finding.
    fired: AtomicBool,
}

impl Rule {
    fn new(selector: Selector, denies: bool) -> Self {
        Self { selector, pack: None, denies, allowed: None, fired: AtomicBool::new(false) }
    }
}

/// The rules for findings of a run's packs.
#[derive(Debug, Default)]
pub(super) struct Policy {
    /// In the order in which they are asked; the first that takes a finding decides.
    rules: Vec<Rule>,
    /// The size limits for files of annexes.
    pub(super) limits: AnnexLimits,
}

impl Policy {
    /// Reads the settings of the workspace, adds the typed options, and returns findings about both.
    pub(super) fn read(
        files: &dyn Files,
        overrides: &SeverityOverrides,
        sources: &mut Sources,
    ) -> (Self, Vec<Finding>) {
        let (settings, mut findings, doubts) = read::settings(files, sources);
        let (policy, unknown) = Self::new(overrides, &settings);
        findings.extend(doubts.without_made_up(unknown));
        (policy, findings)
    }

    /// Combines the typed options and the settings. Unknown names are reported.
    pub(super) fn new(overrides: &SeverityOverrides, settings: &CheckSettings) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut of_file = Vec::new();
        let mut named = |name: &Placed<String>| match Selector::named(name) {
            Ok(selector) => Some(selector),
            Err(hint) => {
                let message = format!("there is no code and no group `{}`", name.value);
                findings.push(Finding::new(&codes::UNKNOWN_CODE, name.place, message).hint(hint));
                None
            }
        };
        for name in &settings.deny {
            of_file.extend(named(name).map(|selector| Rule::new(selector, true)));
        }
        for allowance in &settings.allow {
            let pack = allowance.pack.clone();
            let allowed = Some(allowance.code.clone());
            of_file.extend(named(&allowance.code).map(|selector| Rule { pack, allowed, ..Rule::new(selector, false) }));
        }
        let rule = |denies| move |selector: &Selector| Rule::new(*selector, denies);
        let typed = overrides.deny.iter().map(rule(true)).chain(overrides.allow.iter().map(rule(false)));
        let mut typed: Vec<Rule> = typed.collect();
        // A code goes before a group, and what is said of one pack before what is said of all.
        let order = |rule: &Rule| (!rule.selector.is_code(), rule.pack.is_none());
        typed.sort_by_key(order);
        of_file.sort_by_key(order);
        typed.extend(of_file);
        (Self { rules: typed, limits: settings.limits }, findings)
    }

    /// Returns the findings of a pack, or of the workspace as a whole, that are not allowed, with the severity they have
    /// in this run.
    pub(super) fn apply(&self, pack: Option<&PackAddress>, findings: Vec<Finding>) -> Vec<Finding> {
        let mut decided = BTreeMap::new();
        let weigh = |mut finding: Finding| {
            if finding.severity == Severity::Error {
                let allows = |rule: &Rule| !rule.denies && rule.selector == Selector::Code(finding.code);
                if self.rules.iter().any(allows) {
                    finding
                        .notes
                        .push(format!("`{}` is allowed here, but errors cannot be left out", finding.code.name));
                }
                return Some(finding);
            }
            finding.severity = (*decided.entry(finding.code.name).or_insert_with(|| self.weight(pack, finding.code)))?;
            Some(finding)
        };
        findings.into_iter().filter_map(weigh).collect()
    }

    /// Returns the severity of a warning of a kind in a pack; nothing if it is allowed.
    fn weight(&self, pack: Option<&PackAddress>, code: &Code) -> Option<Severity> {
        let here = |rule: &Rule| rule.pack.as_ref().is_none_or(|id| pack.is_some_and(|pack| id.value == pack.id));
        let mut deciding = None;
        for rule in &self.rules {
            if here(rule) && rule.selector.takes(code) {
                rule.fired.store(true, Ordering::Relaxed);
                deciding = deciding.or(Some(rule));
            }
        }
        match deciding {
            None => Some(Severity::Warning),
            Some(rule) => rule.denies.then_some(Severity::Error),
        }
    }

    /// Numbers of the rules that took a finding.
    pub(super) fn fired(&self) -> Vec<usize> {
        let fired = self.rules.iter().enumerate().filter(|(_, rule)| rule.fired.load(Ordering::Relaxed));
        fired.map(|(number, _)| number).collect()
    }

    /// Takes notice of rules that took a finding elsewhere.
    pub(super) fn also_fired(&self, numbers: &[usize]) {
        for rule in numbers.iter().filter_map(|number| self.rules.get(*number)) {
            rule.fired.store(true, Ordering::Relaxed);
        }
    }

    /// Allowances of the workspace's file that had no effect, after all of its packs were checked.
    pub(super) fn unused(&self, packs: &[PackAddress]) -> Vec<Finding> {
        let idle = self.rules.iter().filter(|rule| !rule.fired.load(Ordering::Relaxed));
        idle.filter_map(|rule| Some(rule.without_effect(rule.allowed.as_ref()?, packs))).collect()
    }
}

impl Rule {
    /// The finding on an allowance that had no effect: why, and what to do.
    fn without_effect(&self, code: &Placed<String>, packs: &[PackAddress]) -> Finding {
        let ids = || packs.iter().map(|pack| pack.id.as_str());
        if let Some(pack) = self.pack.as_ref().filter(|pack| !ids().any(|id| id == pack.value)) {
            let hint = did_you_mean(near_miss(&pack.value, ids()), || {
                "name a folder of `packs/`, or remove the allowance".to_owned()
            });
            let message = format!("this has no effect: there is no pack `{}`", pack.value);
            return Finding::new(&codes::UNUSED_ALLOWANCE, pack.place, message).hint(hint);
        }
        let message = match self.selector {
            Selector::Code(of_error) if of_error.severity == Severity::Error => {
                format!("this has no effect: `{}` is an error, and errors cannot be left out", code.value)
            }
            _ => format!("this has no effect: `{}` is no longer found", code.value),
        };
        Finding::new(&codes::UNUSED_ALLOWANCE, code.place, message).hint("remove the allowance")
    }
}
