//! The public half of the key an office signs its editions with, as OpenSSH writes it.

use data_encoding::{BASE64, BASE64_NOPAD};
use sha2::{Digest, Sha256};

/// What signatures are made for, so that one made for something else never passes (`ssh-keygen -n`).
pub const NAMESPACE: &str = "gongshi";

/// Kinds of keys `ssh-keygen -Y` signs with.
const KINDS: [&str; 7] = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
];

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningKey {
    kind: &'static str,
    blob: Vec<u8>,
}

impl SigningKey {
    /// Reads the line of a `.pub` file: kind, key in Base64, perhaps a comment, which is left out.
    ///
    /// Source: OpenSSH, sshd(8), "AUTHORIZED_KEYS FILE FORMAT"; RFC 4253 section 6.6: the key repeats its kind.
    pub fn parse(text: &str) -> Option<SigningKey> {
        let mut words = text.split_whitespace();
        let (kind, blob) = (words.next()?, words.next()?);
        let kind = KINDS.into_iter().find(|known| *known == kind)?;
        let blob = BASE64.decode(blob.as_bytes()).ok()?;
        let length: [u8; 4] = blob.get(..4)?.try_into().ok()?;
        let end = usize::try_from(u32::from_be_bytes(length)).ok()?.checked_add(4)?;
        (blob.get(4..end)? == kind.as_bytes() && blob.len() > end).then_some(SigningKey { kind, blob })
    }

    /// The fingerprint as `ssh-keygen -l` shows it: `SHA256:` and 43 characters.
    pub fn fingerprint(&self) -> String {
        format!("SHA256:{}", BASE64_NOPAD.encode(&Sha256::digest(&self.blob)))
    }

    /// The line of an `allowed_signers` file: who signs, for what, with which key (ssh-keygen(1), "ALLOWED SIGNERS").
    pub fn allowed_signer(&self, signer: &str) -> String {
        format!("{signer} namespaces=\"{NAMESPACE}\" {} {}\n", self.kind, BASE64.encode(&self.blob))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOtgnPPF/s0P6hmxIBSwwg+6uRn4oOIcbOpp1kwDSX1I test";

    #[test]
    fn a_public_key_is_read_and_shown_as_openssh_does() {
        let key = SigningKey::parse(LINE).unwrap();
        assert_eq!(key.fingerprint(), "SHA256:cAq3kzdy7RUM7wiQX3Z8yBdqZ1lMdAEn5XVUUP+5q8M");
        let line = key.allowed_signer("www.example.org.cn");
        assert_eq!(
            line,
            format!("www.example.org.cn namespaces=\"gongshi\" {}\n", LINE.trim_end_matches(" test"))
        );
    }

    #[test]
    fn what_is_no_public_key_is_none() {
        for bad in [
            "",
            "ssh-ed25519",
            "ssh-ed25519 AAAA",
            "ssh-dss AAAAC3NzaC1lZDI1NTE5AAAAIOtgnPPF/s0P6hmxIBSwwg+6uRn4oOIcbOpp1kwDSX1I",
            "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIOtgnPPF/s0P6hmxIBSwwg+6uRn4oOIcbOpp1kwDSX1I",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
            "ssh-ed25519 /////w==",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
        ] {
            assert_eq!(SigningKey::parse(bad), None, "{bad}");
        }
    }
}
