//! The bounds of what is read. Far above what an office writes, and low enough that a mistake or an attack
//! is refused before memory grows.

/// Bytes of one file of content or theme. Larger lists are split into one record a file.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Bytes of one photograph.
pub const PHOTO_BYTES: u64 = 10 * 1024 * 1024;
/// Pixels of one photograph, so that the memory it takes while it is rendered is bounded.
pub const PHOTO_PIXELS: u64 = 24_000_000;
/// Records in one file. Longer lists are split into several files.
pub const RECORDS: usize = 100_000;
/// Problems reported of one file; whoever has more mends these first.
pub const PROBLEMS: usize = 1_000;
/// Values in one YAML file, or in one record of a list of records.
pub const YAML_VALUES: usize = 1_000_000;
/// Characters of one value of a record.
pub const VALUE_CHARS: usize = 20_000;
/// Characters of one authored page.
pub const PAGE_CHARS: usize = 500_000;
/// Bytes of HTML that one text may come to: a table repeats its heads in every cell.
pub const PAGE_HTML_BYTES: usize = 16 * 1024 * 1024;
/// Bytes that a template may write.
pub const RENDERED_BYTES: usize = 256 * 1024 * 1024;
/// Numbers that the loops of a template may count through with `range`, all together.
pub const TEMPLATE_STEPS: usize = 1_000_000;
/// Levels of lists and mappings inside one another in YAML.
pub const YAML_DEPTH: usize = 32;
/// Characters of an id.
pub const ID_CHARS: usize = 64;
/// Bytes of a path below the root.
pub const PATH_BYTES: usize = 400;
/// Levels of quotations and lists inside one another in an authored page.
pub const MARKDOWN_DEPTH: usize = 64;
/// Bytes of one file of the program's own beside or in an output, a manifest above all: some 400,000 files.
pub const OWN_BYTES: u64 = 128 * 1024 * 1024;
/// Bytes of one published file.
pub const PUBLISHED_BYTES: u64 = 1024 * 1024 * 1024;
/// Bytes of a signature, of a public key, and of the list of who may sign.
pub const SIGNATURE_BYTES: u64 = 64 * 1024;
/// Bytes that a document or an archive may unpack to.
pub const UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes of a round's archive as a zip file.
pub const BAG_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes that it may unpack to.
pub const BAG_UNPACKED_BYTES: u64 = 1024 * 1024 * 1024;
/// Files in it.
pub const BAG_FILES: usize = 20_000;
