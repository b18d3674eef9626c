//! `manifest.json`: what is in a pack and what it was made of.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::edition::Pdf;

/// What the manifest says beside the list of files.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The pack's id.
    pub pack: String,
    /// The meeting's title in the first language.
    pub title: String,
    /// How far the meeting has come.
    pub status: String,
    /// The files that the documents were made of.
    pub inputs: Vec<Input>,
}

/// A file that documents were made of.
#[derive(Debug, Clone, Serialize)]
pub struct Input {
    /// Its path in the workspace.
    pub path: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Input {
    /// The input of this path and content.
    pub fn new(path: impl Into<String>, content: &[u8]) -> Self {
        Self { path: path.into(), sha256: digest(content) }
    }
}

/// The form of the manifest; a change that readers could stumble over raises the version.
#[derive(Serialize)]
struct Manifest<'a> {
    format: &'static str,
    version: u32,
    tool: Tool,
    pack: &'a str,
    title: &'a str,
    status: &'a str,
    files: Vec<File<'a>>,
    inputs: &'a [Input],
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    title: &'a str,
    language: &'a str,
    pages: usize,
    size: usize,
    sha256: String,
    standards: &'a [&'static str],
}

pub(super) fn manifest(facts: &Facts, files: &[(String, &Pdf)]) -> String {
    let files = files.iter().map(|(path, pdf)| File {
        path,
        title: &pdf.plan.title,
        language: &pdf.language,
        pages: pdf.pages,
        size: pdf.bytes.len(),
        sha256: digest(&pdf.bytes),
        standards: &pdf.standards,
    });
    let manifest = Manifest {
        format: "packwright-manifest",
        version: 1,
        tool: Tool { name: "packwright", version: env!("CARGO_PKG_VERSION") },
        pack: &facts.pack,
        title: &facts.title,
        status: &facts.status,
        files: files.collect(),
        inputs: &facts.inputs,
    };
    let mut text = serde_json::to_string_pretty(&manifest).expect("a manifest holds only texts and numbers");
    text.push('\n');
    text
}

fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
