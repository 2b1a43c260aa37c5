//! Templates without end: what one may write and count is bounded, so that a loop in a theme is an error with a line, and
//! no build that never ends.

use std::cell::Cell;
use std::io::{self, Write};

use tera::{Context, Error, Kwargs, State, Tera, TeraResult};

use crate::world::limits;

thread_local! {
    /// How many more numbers `range` gives the template that this thread renders.
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

/// Renders a template into memory, which it asks for as it grows beyond `expected` bytes.
///
/// # Errors
/// A template that fails, or that goes beyond the limits.
pub(super) fn render(
    engine: &Tera,
    template: &str,
    context: &Context,
    expected: usize,
) -> TeraResult<Vec<u8>> {
    LEFT.set(limits::TEMPLATE_STEPS);
    let mut out = Bounded(Vec::with_capacity(expected));
    engine.render_to(template, context, &mut out)?;
    Ok(out.0)
}

/// What a template has written.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len().saturating_add(bytes.len()) > limits::RENDERED_BYTES {
            let limit = limits::RENDERED_BYTES / 1024 / 1024;
            return Err(io::Error::other(format!("a template writes more than {limit} MiB")));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `range(start, end, step_by)`, as the engine has it, but counted: loops in loops ask for it again and again.
pub(super) fn range(arguments: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i64>("end")?;
    let step = arguments.get::<i64>("step_by")?.unwrap_or(1);
    if step == 0 || start > end && step > 0 {
        return Err(Error::message("`range` never comes to its end"));
    }
    let is_before_end = |number: &i64| if step > 0 { *number < end } else { *number > end };
    let next = |number: &i64| number.checked_add(step);
    let left = LEFT.get();
    let numbers = std::iter::successors(Some(start), next).take_while(is_before_end);
    let numbers: Vec<i64> = numbers.take(left + 1).collect();
    if numbers.len() > left {
        let limit = limits::TEMPLATE_STEPS;
        return Err(Error::message(format!("the template counts beyond {limit} with `range`")));
    }
    LEFT.set(left - numbers.len());
    Ok(numbers)
}
