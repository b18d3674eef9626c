//! The bundle's objects, to which those of outside documents are added: what is the same is kept once.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use sha2::{Digest, Sha256};

use super::written::OutputFile;
use crate::pdf::references;

/// The bundle, and what has been added to it.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) document: Document,
    /// Numbers of objects that were taken out.
    free: Vec<u32>,
    /// The finished objects.
    written: OutputFile,
    /// The added objects by their content. References are those of the bundle, so that equal references mean equal objects.
    known: BTreeMap<[u8; 32], ObjectId>,
}

impl Store {
    /// `length` is about that of the file to come.
    pub(super) fn new(document: Document, length: usize) -> Self {
        let written = OutputFile::new(&document.version, document.max_id, length);
        Self { document, free: Vec::new(), written, known: BTreeMap::new() }
    }

    /// A number for an object to come.
    pub(super) fn reserve(&mut self) -> ObjectId {
        let number = self.free.pop().unwrap_or_else(|| {
            self.document.max_id += 1;
            self.document.max_id
        });
        (number, 0)
    }

    /// Sets an object that can be changed until the end.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.document.objects.insert(id, object.into());
    }

    pub(super) fn write(&mut self, id: ObjectId, object: &Object) {
        self.written.object(id.0, object);
    }

    /// The file, complete. What nothing leads to any more, such as labels that were replaced, is left out.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let mut open: Vec<ObjectId> = self.written.referred.iter().map(|number| (*number, 0)).collect();
        references(&self.document.trailer.clone().into(), &mut open);
        let mut reached = BTreeSet::new();
        while let Some(id) = open.pop() {
            if let Some(object) = self.document.objects.get(&id).filter(|_| reached.insert(id)) {
                references(object, &mut open);
            }
        }
        for (id, object) in self.document.objects.iter().filter(|(id, _)| reached.contains(id)) {
            self.written.object(id.0, object);
        }
        let mut trailer = std::mem::take(&mut self.document.trailer);
        // The second half says which edition of the document it is (ISO 32000-1, 14.4).
        if let Ok([_, edition]) = trailer.get_mut(b"ID").and_then(Object::as_array_mut).map(Vec::as_mut_slice) {
            *edition = self.written.digest();
        }
        self.written.finish(&trailer)
    }

    pub(super) fn add(&mut self, object: &Object) -> ObjectId {
        let id = self.reserve();
        self.write(id, object);
        id
    }

    /// Adds a finished object unless an equal one was added in this way before.
    pub(super) fn add_once(&mut self, object: &Object) -> ObjectId {
        let mut digest = Sha256::new();
        digest_object(object, &mut digest);
        let key: [u8; 32] = digest.finalize().into();
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let id = self.add(object);
        self.known.insert(key, id);
        id
    }

    /// Takes an object out, or gives back a number; it is given to another one.
    pub(super) fn remove(&mut self, id: ObjectId) {
        self.document.objects.remove(&id);
        self.free.push(id.0);
    }

    /// The dictionary with this number, which is there.
    pub(super) fn dictionary_mut(&mut self, id: ObjectId) -> Option<&mut Dictionary> {
        self.document.objects.get_mut(&id)?.as_dict_mut().ok()
    }
}

/// Digests an object so that no two different ones read the same: kinds and lengths come first.
fn digest_object(object: &Object, digest: &mut Sha256) {
    let mut part = |kind: u8, bytes: &[u8]| {
        digest.update([kind]);
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    };
    match object {
        Object::Null => part(0, &[]),
        Object::Boolean(value) => part(1, &[u8::from(*value)]),
        Object::Integer(value) => part(2, &value.to_le_bytes()),
        Object::Real(value) => part(3, &value.to_bits().to_le_bytes()),
        Object::Name(name) => part(4, name),
        Object::String(text, _) => part(5, text),
        Object::Reference(id) => part(6, &id.0.to_le_bytes()),
        Object::Array(items) => {
            part(7, &(items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| digest_object(item, digest));
        }
        Object::Dictionary(dictionary) => digest_dictionary(dictionary, digest),
        Object::Stream(stream) => {
            part(9, &stream.content);
            digest_dictionary(&stream.dict, digest);
        }
    }
}

/// The order of keys means nothing.
fn digest_dictionary(dictionary: &Dictionary, digest: &mut Sha256) {
    digest.update([8]);
    digest.update((dictionary.len() as u64).to_le_bytes());
    let mut entries: Vec<_> = dictionary.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    for (key, value) in entries {
        digest.update((key.len() as u64).to_le_bytes());
        digest.update(key);
        digest_object(value, digest);
    }
}
