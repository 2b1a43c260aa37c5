//! What is given to a template.

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Value};

/// Takes the values of a page: a template's context, to be rendered; or a digest, to know whether the page would come out
/// the same. A page is made of what it is given and of nothing else, so that neither can miss what the other has.
pub trait Given {
    /// Takes a value under a name.
    fn put(&mut self, name: &'static str, value: &(impl Serialize + ?Sized));

    /// Takes a value that is the engine's own already, made of others that were put.
    fn put_made(&mut self, name: &'static str, value: Value);
}

impl Given for Context {
    fn put(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) {
        self.insert(name, value);
    }

    fn put_made(&mut self, name: &'static str, value: Value) {
        self.insert_value(name, value);
    }
}

impl Given for Sha256 {
    fn put(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) {
        self.update(name);
        // Plain values always serialise.
        self.update(serde_json::to_vec(value).unwrap_or_default());
    }

    fn put_made(&mut self, _: &'static str, _: Value) {}
}
