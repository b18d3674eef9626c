#!/bin/bash
# Slurm: packs in eight parts, a task of the array each. Run in the workspace, on a file system that all nodes see:
#
#   sbatch slurm.sh
#
# The workspace's cache serves all parts: several runs may share it. `--mem` is per task; a pack takes up to 2 GiB.
#SBATCH --job-name=packs
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=01:00:00
#SBATCH --output=packs-%A_%a.log
packwright build --partition auto --jobs "$SLURM_CPUS_PER_TASK"
