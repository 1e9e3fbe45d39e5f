//! Names beside marks, where there is room for them.

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn around(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self {
            left: x - width / 2.0,
            top: y - height / 2.0,
            right: x + width / 2.0,
            bottom: y + height / 2.0,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// What a letter of a label takes, in pixels: a little more than the usual fonts need.
const LETTER: f64 = 6.8;
const LINE: f64 = 15.0;

/// The labels of a drawing while they are placed.
#[derive(Debug)]
pub struct Labels {
    whole: Area,
    taken: Vec<Area>,
}

impl Labels {
    /// Labels in a drawing of this size with these round marks: x, y and radius.
    pub fn new(size: (f64, f64), marks: impl IntoIterator<Item = (f64, f64, f64)>) -> Self {
        let (width, height) = size;
        Self {
            whole: Area::around(width / 2.0, height / 2.0, width - 4.0, height - 4.0),
            taken: marks
                .into_iter()
                .map(|(x, y, radius)| Area::around(x, y, 1.8 * radius, 1.8 * radius))
                .collect(),
        }
    }

    /// Keeps the lower left corner free.
    pub fn keep_free(&mut self, width: f64, height: f64) {
        let x = self.whole.left + width / 2.0;
        let y = self.whole.bottom - height / 2.0;
        self.taken.push(Area::around(x, y, width, height));
    }

    /// Takes the room for a text whose middle is here, if it is free.
    pub fn stand(&mut self, text: &str, x: f64, y: f64) -> bool {
        let area = Area::around(x, y, wide(text), LINE);
        let free = self.is_free(&area);
        if free {
            self.taken.push(area);
        }
        free
    }

    fn is_free(&self, area: &Area) -> bool {
        area.left >= self.whole.left
            && area.right <= self.whole.right
            && area.top >= self.whole.top
            && area.bottom <= self.whole.bottom
            && !self.taken.iter().any(|other| other.meets(area))
    }

    /// Finds room for a text at a mark: how far above or below the mark its middle stands.
    pub fn place(&mut self, text: &str, (x, y, radius): (f64, f64, f64)) -> Option<f64> {
        let away = radius + LINE / 2.0 + 1.0;
        let (offset, area) = [away, -away].into_iter().find_map(|offset| {
            let area = Area::around(x, y + offset, wide(text), LINE);
            self.is_free(&area).then_some((offset, area))
        })?;
        self.taken.push(area);
        Some(offset)
    }
}

fn wide(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER + 4.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_where_nothing_else_does() {
        let mark = (100.0, 100.0, 12.0);
        let mut labels = Labels::new((200.0, 200.0), [mark]);
        let below = labels.place("Gent", mark).unwrap();
        assert!(below > 12.0);
        let above = labels.place("Gent", mark).unwrap();
        assert_eq!(above, -below);
        assert_eq!(labels.place("Gent", mark), None);
        assert_eq!(labels.place("Gent", (2.0, 100.0, 12.0)), None);
    }
}
