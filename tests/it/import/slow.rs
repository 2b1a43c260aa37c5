//! A template that another program fills in. `scripts/test` installs LibreOffice for it.

use std::path::Path;
use std::process::Command;

use super::book::empty_round;
use super::{FILE, import};
use crate::support::Project;

/// Has LibreOffice make a file of another kind beside it.
fn convert(project: &Project, name: &str, to: &str) {
    let profile = format!("-env:UserInstallation=file://{}", project.path("office").display());
    let mut office = Command::new("soffice");
    office.current_dir(project.root()).env("HOME", project.root());
    office.args([profile.as_str(), "--headless", "--convert-to", to, name]);
    let output = office.output().unwrap_or_else(|e| panic!("soffice (package libreoffice-calc): {e}"));
    let made = project.path(&Path::new(name).with_extension(to).to_string_lossy());
    assert!(output.status.success() && made.exists(), "{output:?}");
}

#[test]
fn a_template_filled_in_by_libreoffice_is_imported() {
    let project = empty_round();
    project.succeed(&["template", "空表.xlsx", "--round", "2025"]);
    convert(&project, "空表.xlsx", "fods");
    let text = project.read("空表.fods");
    // A row after that of the headings, in the flat XML.
    let (before, sheet) = text.split_once("table:name=\"个人名单\"").unwrap();
    let head = sheet.find("姓名*").unwrap();
    let end = head + sheet[head..].find("</table:table-row>").unwrap() + "</table:table-row>".len();
    let cells =
        ["林知远", "示例公司", "工程师", "1985.3.2", "硕士", "人工智能", "示例区科协", "", "", "区科协"];
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row: String = cells.into_iter().map(cell).collect();
    let filled = format!(
        "{before}table:name=\"个人名单\"{}<table:table-row>{row}</table:table-row>{}",
        &sheet[..end],
        &sheet[end..]
    );
    project.write("填好.fods", filled);
    for kind in ["ods", "xlsx", "xls"] {
        convert(&project, "填好.fods", kind);
        let file = project.path(&format!("填好.{kind}"));
        import(&project, file.to_str().unwrap(), &[]).written();
        assert!(
            project
                .read(FILE)
                .contains("姓名: 林知远\n  单位: 示例公司\n  职称: 工程师\n  出生日期: 1985-03-02\n")
        );
        project.remove(&format!("填好.{kind}"));
        for written in [FILE, "content/rounds/2025/import.json"] {
            project.remove(written);
        }
    }
}
