//! From the world to the screen and back.

use super::{Point, Rect};

/// Where one looks from. All methods take the viewport: the box on the screen, in points, that the world is seen
/// through.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The point of the world that lies in the middle of the viewport.
    pub centre: Point,
    zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { centre: Point::default(), zoom: 1.0 }
    }
}

impl Camera {
    /// The least zoom.
    pub const LEAST: f32 = 0.02;

    /// The greatest zoom.
    pub const GREATEST: f32 = 8.0;

    /// A camera that looks at a point; the zoom is kept within its limits.
    pub fn new(centre: Point, zoom: f32) -> Self {
        let zoom = if zoom.is_finite() { zoom } else { 1.0 };
        Self { centre, zoom: zoom.clamp(Self::LEAST, Self::GREATEST) }
    }

    /// Screen points per world unit.
    pub fn zoom(self) -> f32 {
        self.zoom
    }

    /// Where a point of the world appears.
    pub fn screen_from_world(self, world: Point, viewport: Rect) -> Point {
        viewport.centre() + (world - self.centre) * self.zoom
    }

    /// Which point of the world appears there.
    pub fn world_from_screen(self, screen: Point, viewport: Rect) -> Point {
        self.centre + (screen - viewport.centre()) * (1.0 / self.zoom)
    }

    /// The part of the world that is seen.
    pub fn seen(self, viewport: Rect) -> Rect {
        Rect::new(
            self.world_from_screen(viewport.min, viewport),
            self.world_from_screen(viewport.max, viewport),
        )
    }

    /// Zooms by a factor while what lies under a point of the screen stays there.
    pub fn zoom_at(&mut self, screen: Point, factor: f32, viewport: Rect) {
        let held = self.world_from_screen(screen, viewport);
        let zoomed = Self::new(self.centre, self.zoom * factor);
        self.zoom = zoomed.zoom;
        self.centre = held - (screen - viewport.centre()) * (1.0 / self.zoom);
    }

    /// Moves the world along with a drag on the screen.
    pub fn drag(&mut self, screen_by: Point) {
        self.centre = self.centre - screen_by * (1.0 / self.zoom);
    }

    /// A camera on the way to another, a share within 0..=1 of which is behind. What is in the middle moves evenly over the
    /// screen, and the zoom by equal factors in equal shares.
    pub fn towards(self, to: Self, share: f32) -> Self {
        let ratio = to.zoom / self.zoom;
        let zoom = self.zoom * ratio.powf(share);
        // In the scale of the moment, the rest of the way shrinks as the share grows; with one zoom, evenly.
        let moved =
            if (ratio - 1.0).abs() < 1e-3 { share } else { (1.0 - ratio.powf(-share)) / (1.0 - 1.0 / ratio) };
        Self::new(self.centre.towards(to.centre, moved), zoom)
    }

    /// A camera that sees all of `bounds` with a margin in screen points around it. It does not magnify small maps
    /// beyond 150 %.
    pub fn fit(bounds: Rect, viewport: Rect, margin: f32) -> Self {
        let room = |screen: f32, world: f32| (screen - 2.0 * margin).max(1.0) / world.max(1.0);
        let zoom = room(viewport.width(), bounds.width()).min(room(viewport.height(), bounds.height()));
        Self::new(bounds.centre(), zoom.min(1.5))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport() -> Rect {
        Rect::new(Point::new(240.0, 32.0), Point::new(1240.0, 732.0))
    }

    #[test]
    fn the_screen_and_the_world_undo_each_other() {
        let camera = Camera::new(Point::new(812.5, -90.25), 0.73);
        for screen in [Point::new(240.0, 32.0), Point::new(700.0, 400.0), Point::new(1239.0, 731.0)] {
            let world = camera.world_from_screen(screen, viewport());
            assert!(camera.screen_from_world(world, viewport()).distance(screen) < 0.01);
        }
        assert!(camera.seen(viewport()).contains(camera.centre));
    }

    #[test]
    fn a_way_leads_from_one_view_to_the_other() {
        let near = Camera::new(Point::new(900.0, 40.0), 1.2);
        for far in [Camera::new(Point::default(), 0.15), Camera::new(Point::default(), 1.2)] {
            for (from, to) in [(near, far), (far, near)] {
                let ends = [from.towards(to, 0.0), from.towards(to, 1.0)];
                for (end, expected) in ends.into_iter().zip([from, to]) {
                    assert!(end.centre.distance(expected.centre) < 0.1, "{end:?}");
                    assert!((end.zoom() - expected.zoom()).abs() < 1e-4);
                }
                let half = from.towards(to, 0.5);
                assert!((half.zoom() - (from.zoom() * to.zoom()).sqrt()).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let mut camera = Camera::new(Point::new(3000.0, -1500.0), 1.0);
        let pointer = Point::new(333.0, 610.0);
        let held = camera.world_from_screen(pointer, viewport());
        for step in 0..200 {
            let factor = if step % 3 == 0 { 0.8 } else { 1.12 };
            camera.zoom_at(pointer, factor, viewport());
            let drift = camera.screen_from_world(held, viewport()).distance(pointer);
            assert!(drift < 1.0, "step {step}: {drift} points");
        }
    }

    #[test]
    fn the_zoom_keeps_its_limits() {
        let mut camera = Camera::default();
        camera.zoom_at(Point::default(), 1e9, viewport());
        assert_eq!(camera.zoom(), Camera::GREATEST);
        camera.zoom_at(Point::default(), 0.0, viewport());
        assert_eq!(camera.zoom(), Camera::LEAST);
        assert_eq!(Camera::new(Point::default(), f32::NAN).zoom(), 1.0);
    }

    #[test]
    fn fitting_shows_all_of_it_in_the_middle() {
        let bounds = Rect::new(Point::new(-100.0, 0.0), Point::new(3900.0, 1000.0));
        let camera = Camera::fit(bounds, viewport(), 24.0);
        let shown = Rect::new(
            camera.screen_from_world(bounds.min, viewport()),
            camera.screen_from_world(bounds.max, viewport()),
        );
        let inner = viewport().grown(-23.9);
        assert!(inner.contains(shown.min) && inner.contains(shown.max), "{shown:?}");
        assert!(shown.centre().distance(viewport().centre()) < 0.1);
        assert_eq!(Camera::fit(Rect::default(), viewport(), 24.0).zoom(), 1.5);
    }
}
