//! What of an entry a correction may change.

/// The fields of an entry that a correction may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correctable {
    /// 姓名 or 团队名称
    Name,
    /// 工作单位 or 依托单位
    Unit,
    /// 职称, of the person or the leader
    Title,
    /// 领域
    Field,
    /// 推荐单位
    Recommender,
    /// 简介
    Summary,
    /// 负责人, of a team
    Leader,
    /// 成员, of a team
    Members,
    /// 指导专家, of a team
    Mentors,
    /// A column that the round declares.
    Column,
}

impl Correctable {
    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Correctable::Name => "name",
            Correctable::Unit => "unit",
            Correctable::Title => "title",
            Correctable::Field => "field",
            Correctable::Recommender => "recommender",
            Correctable::Summary => "summary",
            Correctable::Leader => "leader",
            Correctable::Members => "members",
            Correctable::Mentors => "mentors",
            Correctable::Column => "column",
        }
    }
}
