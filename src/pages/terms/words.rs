//! What the theme calls the things that there are several of.

use std::sync::Arc;

use super::Arrangements;
use crate::pages::listing::Arrangement;

impl Arrangements {
    pub(crate) fn of(&self, arrangement: Arrangement) -> &Arc<str> {
        match arrangement {
            Arrangement::Order => self.order(),
            Arrangement::Field => self.field(),
            Arrangement::Recommender => self.recommender(),
        }
    }
}
