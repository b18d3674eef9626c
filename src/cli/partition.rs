//! `--partition`: the part of the packs that this machine builds, as typed, or as the scheduler says that started it.
//!
//! Overlapping parts waste time; a part that no machine builds leaves packs out. So uncertain settings are refused: half a setting,
//! a number out of range, two schedulers that both divide the work.

use std::str::FromStr;

use crate::build::{Refusal, stable_number};
use crate::finding::count;
use crate::workspace::PackAddress;

/// One part of the packs of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Partition {
    /// Its number, from 1.
    pub(super) part: u32,
    pub(super) parts: u32,
}

/// The value of `--partition`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartitionChoice {
    /// The part that the scheduler gives this machine.
    Auto,
    /// This part.
    Typed(Partition),
}

/// The part of this machine, and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Assignment {
    pub(super) partition: Partition,
    /// The scheduler; none if the part was typed.
    pub(super) scheduler: Option<&'static str>,
    /// The variables that it was read from, as in a shell.
    variables: String,
}

impl Partition {
    /// The packs of this part: by a digest of their names, so that each remains in its part when others come or go.
    pub(super) fn of(self, packs: &[PackAddress]) -> Vec<PackAddress> {
        let part = |pack: &&PackAddress| stable_number(&pack.id) % u64::from(self.parts) == u64::from(self.part - 1);
        packs.iter().filter(part).cloned().collect()
    }
}

impl FromStr for PartitionChoice {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "write it as 2/5, the second of five parts, or as `auto`";
        if text == "auto" {
            return Ok(Self::Auto);
        }
        let (part, parts) = text.split_once('/').ok_or(WRONG)?;
        let (part, parts) = (part.parse().map_err(|_| WRONG)?, parts.parse().map_err(|_| WRONG)?);
        if part == 0 || part > parts { Err(WRONG) } else { Ok(Self::Typed(Partition { part, parts })) }
    }
}

impl PartitionChoice {
    /// The part that is meant.
    pub(super) fn resolve(self) -> Result<Assignment, Refusal> {
        match self {
            Self::Typed(partition) => Ok(Assignment { partition, scheduler: None, variables: String::new() }),
            Self::Auto => assigned(&of_process),
        }
    }
}

impl Assignment {
    /// "part 2 of 5".
    pub(super) fn part_in_words(&self) -> String {
        format!("part {} of {}", self.partition.part, self.partition.parts)
    }

    /// "part 2 of 5, by GitLab (CI_NODE_INDEX=2, CI_NODE_TOTAL=5)"; nothing if it was typed.
    pub(super) fn source_in_words(&self) -> Option<String> {
        self.scheduler.map(|name| format!("{}, by {name} ({})", self.part_in_words(), self.variables))
    }
}

/// The two variables by which a scheduler gives a job its part.
struct Scheduler {
    name: &'static str,
    index: &'static str,
    /// The index of the first part.
    first: u32,
    total: &'static str,
    /// The hint: when the scheduler sets both.
    hint: &'static str,
}

const SCHEDULERS: [Scheduler; 4] = [
    Scheduler {
        name: "GitLab",
        index: "CI_NODE_INDEX",
        first: 1,
        total: "CI_NODE_TOTAL",
        hint: "GitLab sets both in a job with `parallel`",
    },
    Scheduler {
        name: "Buildkite",
        index: "BUILDKITE_PARALLEL_JOB",
        first: 0,
        total: "BUILDKITE_PARALLEL_JOB_COUNT",
        hint: "Buildkite sets both in a step with `parallelism`",
    },
    Scheduler {
        name: "CircleCI",
        index: "CIRCLE_NODE_INDEX",
        first: 0,
        total: "CIRCLE_NODE_TOTAL",
        hint: "CircleCI sets both in a job with `parallelism`",
    },
    // Kubernetes tells a pod its index, but not how many there are.
    Scheduler {
        name: "Kubernetes",
        index: "JOB_COMPLETION_INDEX",
        first: 0,
        total: "PACKWRIGHT_PARTS",
        hint: "Kubernetes sets the first in an indexed Job; set PACKWRIGHT_PARTS to the number of its `completions`",
    },
];

/// Slurm's variables of a task of an array. SLURM_ARRAY_TASK_STEP is none of them: it is 1 for `--array=1,3,5`, too.
const SLURM: [&str; 4] =
    ["SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX"];

const SLURM_HINT: &str = "Slurm sets them for each task of `sbatch --array=1-5`";

/// The variables of a process. An empty one counts as not set: that is how scripts unset them.
type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

#[allow(clippy::disallowed_methods, reason = "which packs are built on this machine, never what is in them")]
fn of_process(name: &str) -> Option<String> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(|value| value.to_string_lossy().into_owned())
}

/// The part that a scheduler gives this process.
fn assigned(variables: Variables<'_>) -> Result<Assignment, Refusal> {
    let mut found = Vec::new();
    for scheduler in &SCHEDULERS {
        found.extend(scheduler.assignment(variables)?);
    }
    found.extend(slurm(variables)?);
    // GitLab and CircleCI call each job the only one of one. That divides nothing, so who does goes before.
    let (divided, whole): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.partition.parts > 1);
    match divided.as_slice() {
        [] => whole.into_iter().next().ok_or_else(|| no_scheduler(variables)),
        [one] => Ok(one.clone()),
        several => {
            let named = several.iter().map(|one| format!("{} ({})", one.scheduler.unwrap_or_default(), one.variables));
            Err(refusal(
                format!("several schedulers give this machine a part: {}", named.collect::<Vec<_>>().join(", ")),
                "unset the variables of all but one, or type the part: `--partition 2/5`",
            ))
        }
    }
}

impl Scheduler {
    /// The part that this scheduler gives; none if it did not start the process.
    fn assignment(&self, variables: Variables<'_>) -> Result<Option<Assignment>, Refusal> {
        let number = |name| variables(name).map(|text| number(name, &text)).transpose();
        let (index, parts) = match (number(self.index)?, number(self.total)?) {
            (None, None) => return Ok(None),
            // GitLab says so in jobs without `parallel`.
            (None, Some(1)) => (self.first, 1),
            (Some(index), Some(parts)) => (index, parts),
            (index, _) => {
                let (set, missing) = if index.is_some() { (self.index, self.total) } else { (self.total, self.index) };
                return Err(refusal(format!("{set} is set, but not {missing}"), self.hint));
            }
        };
        if index < self.first {
            return Err(refusal(format!("{} is {index}, but counts from {}", self.index, self.first), self.hint));
        }
        if index - self.first >= parts {
            let parts = count(parts as usize, "part");
            return Err(refusal(
                format!("{} is {index}, but according to {} there are {parts}", self.index, self.total),
                self.hint,
            ));
        }
        let shown =
            [self.index, self.total].into_iter().filter_map(|name| Some(format!("{name}={}", variables(name)?)));
        Ok(Some(Assignment {
            partition: Partition { part: index - self.first + 1, parts },
            scheduler: Some(self.name),
            variables: shown.collect::<Vec<_>>().join(", "),
        }))
    }
}

/// The part that Slurm gives a task of an array: its place among the tasks, whose numbers have to be evenly spaced.
fn slurm(variables: Variables<'_>) -> Result<Option<Assignment>, Refusal> {
    let values = SLURM.map(|name| variables(name).map(|text| number(name, &text)).transpose());
    let [id, count, min, max] = values;
    let values = [id?, count?, min?, max?];
    if values == [None; 4] {
        return Ok(None);
    }
    let [Some(id), Some(count), Some(min), Some(max)] = values else {
        let named = |is_set: bool| SLURM.into_iter().zip(values).find(|(_, value)| value.is_some() == is_set);
        let [set, missing] = [true, false].map(|is_set| named(is_set).map_or("", |(name, _)| name));
        return Err(refusal(format!("{set} is set, but not {missing}"), SLURM_HINT));
    };
    let shown: Vec<String> =
        SLURM.iter().zip([id, count, min, max]).map(|(name, value)| format!("{name}={value}")).collect();
    let variables = shown.join(", ");
    let Some(part) = place_in_array(id, count, min, max) else {
        return Err(refusal(
            format!("the numbers of the tasks are not evenly spaced: {variables}"),
            "use an array without gaps, like `sbatch --array=1-5`, or type the part: `--partition 2/5`",
        ));
    };
    Ok(Some(Assignment { partition: Partition { part, parts: count }, scheduler: Some("Slurm"), variables }))
}

/// The position, from 1, of `id` among `count` evenly spaced numbers from `min` to `max`.
fn place_in_array(id: u32, count: u32, min: u32, max: u32) -> Option<u32> {
    let (span, behind, gaps) = (max.checked_sub(min)?, id.checked_sub(min)?, count.checked_sub(1)?);
    if gaps == 0 {
        return (span == 0 && behind == 0).then_some(1);
    }
    let step = span / gaps;
    (step > 0 && span % gaps == 0 && behind % step == 0 && behind <= span).then(|| behind / step + 1)
}

/// A variable's value: digits only, since schedulers write nothing else.
fn number(name: &str, text: &str) -> Result<u32, Refusal> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| {
        refusal(format!("{name} is `{text}`, which is not a whole number"), "type the part: `--partition 2/5`")
    })
}

fn no_scheduler(variables: Variables<'_>) -> Refusal {
    let hint = if variables("GITHUB_ACTIONS").is_some() {
        "on GitHub the matrix gives the part: `--partition ${{ matrix.part }}/3`"
    } else {
        "type the part, like `--partition 2/5`, or run it as a parallel job of GitLab, Buildkite or CircleCI, an indexed Job of \
         Kubernetes or an array of Slurm"
    };
    refusal("no scheduler gives this machine a part of the packs".to_owned(), hint)
}

fn refusal(message: String, hint: &str) -> Refusal {
    Refusal { message, hint: hint.to_owned(), incorrect_usage: true }
}
