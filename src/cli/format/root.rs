//! Paths in annotations and SARIF: GitHub looks for them from the root of the repository, wherever the command runs.

use std::path::{Component, Path, PathBuf};

use crate::finding::{ReportedFinding, ReportedPlace};
use crate::workspace::is_there;

/// The root of the repository in which a command runs.
#[derive(Debug)]
pub(in crate::cli) struct Root {
    here: PathBuf,
    root: PathBuf,
}

impl Root {
    /// The nearest folder with `.git`, here or above; of a job on GitHub not above its workspace, and that if there is none. Nothing
    /// if neither is known: paths are then as for people, from where the command runs.
    pub(in crate::cli) fn find() -> Option<Self> {
        let here = Path::new(".").canonicalize().ok()?;
        let workspace = github_workspace().filter(|folder| here.starts_with(folder));
        let is_inside = |folder: &&Path| workspace.as_ref().is_none_or(|workspace| folder.starts_with(workspace));
        let repository = here.ancestors().take_while(is_inside).find(|folder| is_there(&folder.join(".git")));
        let root = repository.map(Path::to_path_buf).or(workspace)?;
        Some(Self { here, root })
    }

    /// A finding whose places are from the root.
    pub(in crate::cli) fn rebased(&self, mut told: ReportedFinding) -> ReportedFinding {
        let places = std::iter::once(&mut told.at).chain(told.related.iter_mut().map(|(at, _)| at));
        places.for_each(|at| self.rebase(at));
        told
    }

    /// Leaves a path as it is if it leads out of the repository.
    fn rebase(&self, at: &mut ReportedPlace) {
        let mut path = PathBuf::new();
        for step in self.here.join(&at.file).components() {
            match step {
                Component::ParentDir => drop(path.pop()),
                Component::CurDir => {}
                step => path.push(step),
            }
        }
        if let Ok(inside) = path.strip_prefix(&self.root) {
            let steps: Vec<_> = inside.iter().map(|step| step.to_string_lossy()).collect();
            at.file = steps.join("/");
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "how paths of findings are written, never what is in a pack")]
fn github_workspace() -> Option<PathBuf> {
    Path::new(&std::env::var_os("GITHUB_WORKSPACE")?).canonicalize().ok()
}
