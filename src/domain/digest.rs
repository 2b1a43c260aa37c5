//! Digests as texts: SHA-256 in lower-case hexadecimal, as `sha256sum` prints it.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}

/// Takes files into a digest, which changes with any of their paths and bytes.
pub fn add_files<'f>(digest: &mut Sha256, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) {
    for (path, bytes) in files {
        digest.update(path);
        digest.update([0]);
        digest.update(Sha256::digest(bytes));
    }
}
