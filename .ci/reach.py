#!/usr/bin/env python3
"""Having the program without compiling it: the wheel, the action's steps, the recipes and the pre-commit hook, run as their users run them.

usage: reach.py PROGRAM WHEEL SCRATCH

Run in the repository, by a Python that has PyYAML and pre-commit. Nothing here sees Rust: the PATH has none.
"""
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import yaml

root = Path.cwd()
program, wheel, scratch = (Path(path).resolve() for path in sys.argv[1:4])
PATH = "/usr/local/bin:/usr/bin:/bin"
assert not any(shutil.which(tool, path=PATH) for tool in ("cargo", "rustc")), "Rust is on the PATH of those who have none"
checked = 0


def run(command, folder, path=PATH, status=0, **variables):
    """Runs a command in an environment that has nothing else; returns what it says."""
    index = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    environment = {"PATH": path, "HOME": str(scratch / "home"), "LANG": "C.UTF-8", **index, **variables}
    done = subprocess.run(command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == status, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def passed(words):
    global checked
    checked += 1
    print(f"checked: {words}")


(scratch / "home").mkdir(parents=True, exist_ok=True)

# The wheel: into an empty environment, to the first zip, in 20 seconds.
start = time.monotonic()
run([sys.executable, "-m", "venv", scratch / "empty"], scratch)
run([scratch / "empty/bin/pip", "install", "--quiet", "--no-index", "--disable-pip-version-check", wheel], scratch)
installed = f"{scratch}/empty/bin:{PATH}"
first = scratch / "first"
first.mkdir()
run(["packwright", "new", "packs/first"], first, installed)
run(["packwright", "build"], first, installed)
seconds = time.monotonic() - start
assert (first / "out/first.zip").is_file()
assert seconds <= 20, f"from the wheel to the first zip it takes {seconds:.1f} s"
passed(f"wheel of {wheel.stat().st_size / 1e6:.1f} MB to the first zip in {seconds:.1f} s")


def workspace(name):
    """A workspace with eight packs."""
    folder = scratch / name
    folder.mkdir()
    for number in range(8):
        run(["packwright", "new", f"packs/p{number}"], folder, installed)
    return folder


def zips(folder):
    return sorted(path.stem for path in (folder / "out").glob("*.zip"))


def parts(name, jobs):
    """Runs each of `jobs` in one workspace, and asserts that each pack is built, and once."""
    folder = workspace(name)
    built = []
    for job in jobs:
        shutil.rmtree(folder / "out", ignore_errors=True)
        job(folder)
        built += zips(folder)
    assert sorted(built) == [f"p{number}" for number in range(8)], f"{name}: {built}"
    passed(f"{name}: {len(jobs)} parts are all packs, each once")


# The action: its own steps, with releases in a folder instead of on GitHub.
released = scratch / "released"
for target in ("x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"):
    run([sys.executable, root / ".ci/release.py", "archive", target, program, released], root)
run([sys.executable, root / ".ci/release.py", "sums", released], root)
tools = scratch / "tools"
tools.mkdir()
(tools / "gh").write_text(
    f"""#!/bin/sh
case "$1 $2" in
  "release download") [ "$3 $4 $5" = "v0.1.0 --repo OWNER/packwright" ] && cp "{released}/$7" "{released}/$9" . ;;
  "attestation verify") [ -f "$3" ] && [ "$4 $5" = "--repo OWNER/packwright" ] ;;
  *) exit 9 ;;
esac
"""
)
(tools / "gh").chmod(0o755)
action = yaml.safe_load((root / ".github/actions/packwright/action.yml").read_text())
steps = {step["id"]: step["run"] for step in action["runs"]["steps"] if "run" in step}


def act(folder, number, partition, arguments="", packs="", status=0):
    """The action's `setup` and `build`; returns the name of its artifact."""
    temp = scratch / f"runner-{folder.name}-{number}"
    temp.mkdir()
    said = {name: str(temp / name) for name in ("GITHUB_PATH", "GITHUB_OUTPUT")}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
    variables = {"RUNNER_TEMP": str(temp), "VERSION": "v0.1.0", "REPOSITORY": "OWNER/packwright", "ATTESTATION": "true", **said}
    run([*shell, steps["setup"]], temp, f"{tools}:{PATH}", status, **variables)
    if status:
        return None
    path = f"{Path(said['GITHUB_PATH']).read_text().strip()}:{PATH}"
    run([*shell, steps["build"]], folder, path, PARTITION=partition, ARGUMENTS=arguments, PACKS=packs, **variables)
    return Path(said["GITHUB_OUTPUT"]).read_text().strip().removeprefix("artifact=")


recipe = yaml.safe_load((root / ".github/recipes/github.yml").read_text())["jobs"]["packs"]
use = recipe["steps"][-1]
assert set(use["with"]) <= set(action["inputs"]), use["with"]


def on_github(part):
    def job(folder):
        partition = use["with"]["partition"].replace("${{ matrix.part }}", str(part))
        assert act(folder, part, partition) == f"packs-{part}-of-{len(recipe['strategy']['matrix']['part'])}"

    return job


parts("GitHub", [on_github(part) for part in recipe["strategy"]["matrix"]["part"]])
assert act(scratch / "GitHub", "chosen", "", "--deny warnings --no-cache", "p1 p[23]") == "packs"
passed("the action builds chosen packs with chosen arguments")
for path in released.glob("*.tar.gz"):
    path.write_bytes(path.read_bytes()[:-1] + b"x")
act(scratch / "GitHub", "changed", "", status=1)
passed("the action refuses a binary that is not the released one")

# The recipes of the other schedulers: the lines that stand there, with the variables that the scheduler sets.
recipe = yaml.safe_load((root / ".github/recipes/gitlab.yml").read_text())["packs"]
assert [line.partition(" ")[0] for line in recipe["before_script"]] == ["pip"]


def on_gitlab(part):
    variables = {"CI_NODE_INDEX": str(part), "CI_NODE_TOTAL": str(recipe["parallel"]), "GITLAB_CI": "true"}
    return lambda folder: [run(["sh", "-ec", line], folder, installed, **variables) for line in recipe["script"]]


parts("GitLab", [on_gitlab(part) for part in range(1, recipe["parallel"] + 1)])
assert (scratch / "GitLab" / recipe["artifacts"]["reports"]["junit"]).is_file()
assert (scratch / "GitLab" / recipe["cache"]["paths"][0]).is_dir()

recipe = yaml.safe_load((root / ".github/recipes/kubernetes.yml").read_text())["spec"]
pod = recipe["template"]["spec"]["containers"][0]
variables = {one["name"]: one["value"] for one in pod["env"]}
assert variables["PACKWRIGHT_PARTS"] == str(recipe["completions"]) and recipe["completionMode"] == "Indexed"


def on_kubernetes(part):
    return lambda folder: run(["packwright", *pod["args"]], folder, installed, JOB_COMPLETION_INDEX=str(part), **variables)


parts("Kubernetes", [on_kubernetes(part) for part in range(recipe["completions"])])

script = root / ".github/recipes/slurm.sh"
low, high = map(int, re.search(r"^#SBATCH --array=(\d+)-(\d+)$", script.read_text(), re.M).groups())


def on_slurm(task):
    array = {"ID": task, "COUNT": high - low + 1, "MIN": low, "MAX": high, "STEP": 1}
    variables = {f"SLURM_ARRAY_TASK_{name}": str(value) for name, value in array.items()}
    return lambda folder: run(["bash", script], folder, installed, SLURM_CPUS_PER_TASK="1", **variables)


parts("Slurm", [on_slurm(task) for task in range(low, high + 1)])

# The hook, by pre-commit itself: of a clone of what is here, with the program on the PATH; and by itself, with the wheel.
hooks, meetings = scratch / "hooks", workspace("meetings")
for folder in (hooks, meetings):
    run(["git", "init", "--quiet", "--initial-branch", "main", folder], scratch)
shutil.copy(root / ".pre-commit-hooks.yaml", hooks)
run(["git", "add", "."], hooks)
run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "a"], hooks)
revision = run(["git", "rev-parse", "HEAD"], hooks).strip()
alone = (root / ".github/recipes/pre-commit.yml").read_text()
assert '["PACKWRIGHT_WHEEL"]' in alone
definition = meetings / "packs/p3/meeting.json"
whole = definition.read_text()
for name, path, configuration in (
    ("on the PATH", installed, f"repos: [{{ repo: '{hooks}', rev: {revision}, hooks: [{{ id: packwright }}] }}]\n"),
    ("by its wheel", PATH, alone.replace("PACKWRIGHT_WHEEL", str(wheel))),
):
    (meetings / ".pre-commit-config.yaml").write_text(configuration)
    for content, status in ((whole, 0), ("{", 1)):
        definition.write_text(content)
        run(["git", "add", "."], meetings)
        said = run([Path(sys.executable).parent / "pre-commit", "run", "--all-files"], meetings, path, status)
        assert ("packs/p3/meeting.json:" in said) == (status == 1), said
    passed(f"the pre-commit hook lets good packs pass and stops others, with packwright {name}")

# Other people's actions are named by the commit, which cannot be moved.
for path in sorted((root / ".github").rglob("*.yml")):
    for used in re.findall(r"^\s*(?:- )?uses: (\S+)", path.read_text(), re.M):
        assert re.search(r"^\./|^OWNER/|@[0-9a-f]{40}$", used), f"{path}: {used}"
passed("other people's actions are pinned")
print(f"reach: {checked} checked")
