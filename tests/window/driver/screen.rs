//! What is seen in the window.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Pos2, Shape};
use egui_kittest::Node;
use egui_kittest::kittest::{AccessKitNode, NodeT};

use super::Window;

impl Window {
    /// Every text on the screen, as a screen reader would say it.
    pub(crate) fn texts(&self) -> Vec<String> {
        let root = self.harness.root();
        root.children_recursive().filter_map(|node| spoken(&node.accesskit_node())).collect()
    }

    /// Whether something on the screen is called so, or begins so.
    pub(crate) fn shows(&self, start: &str) -> bool {
        self.texts().iter().any(|text| text.starts_with(start))
    }

    /// What stands in a field that is called so.
    #[track_caller]
    pub(crate) fn typed_in(&self, role: Role, name: &str) -> String {
        self.one(role, name).accesskit_node().value().unwrap_or_default()
    }

    /// What the last frame looks like.
    pub(crate) fn picture(&self) -> egui::ColorImage {
        let (ctx, output) = (self.ctx(), self.output());
        let meshes = ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
        let size = ctx.content_rect().size();
        crate::raster::picture([size.x as usize, size.y as usize], &meshes, &ctx.fonts(|fonts| fonts.image()))
    }

    /// The words that the last frame painted, with the angle at which they run.
    pub(crate) fn painted(&self) -> Vec<(String, f32)> {
        fn texts(shape: &Shape, found: &mut Vec<(String, f32)>) {
            match shape {
                Shape::Text(text) => found.push((text.galley.text().to_owned(), text.angle)),
                Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
        found
    }

    /// The first text that was painted and holds these words, as it is laid out, and where that is.
    pub(crate) fn text_painted(&self, words: &str) -> Option<(Pos2, std::sync::Arc<egui::Galley>)> {
        fn find(shape: &Shape, words: &str) -> Option<(Pos2, std::sync::Arc<egui::Galley>)> {
            match shape {
                Shape::Text(text) if text.galley.text().contains(words) => {
                    Some((text.pos, text.galley.clone()))
                }
                Shape::Vec(shapes) => shapes.iter().find_map(|shape| find(shape, words)),
                _ => None,
            }
        }
        self.output().shapes.iter().find_map(|clipped| find(&clipped.shape, words))
    }

    /// What all things of a role are called, in the order in which they stand there.
    pub(crate) fn names_of(&self, role: Role) -> Vec<String> {
        self.all(role, "").iter().filter_map(|node| spoken(&node.accesskit_node())).collect()
    }

    /// How many things on the screen are called exactly so.
    pub(crate) fn count(&self, name: &str) -> usize {
        self.texts().iter().filter(|text| *text == name).count()
    }

    /// The one thing of a role that is called so or, where none is, whose name begins so.
    #[track_caller]
    pub(crate) fn one(&self, role: Role, start: &str) -> Node<'_> {
        let mut all: Vec<Node<'_>> = self.all(role, start);
        let exact = |node: &Node<'_>| spoken(&node.accesskit_node()).as_deref() == Some(start);
        if all.iter().any(exact) {
            all.retain(exact);
        }
        match all.as_slice() {
            [one] => *one,
            [] => panic!("no {role:?} is called {start:?}; on the screen: {:#?}", self.texts()),
            many => panic!("{} of role {role:?} are called {start:?}: {many:#?}", many.len()),
        }
    }

    /// Everything of a role whose name begins so.
    pub(crate) fn all(&self, role: Role, start: &str) -> Vec<Node<'_>> {
        let fits = |node: &Node<'_>| {
            let node = node.accesskit_node();
            node.role() == role && spoken(&node).is_some_and(|text| text.starts_with(start))
        };
        self.harness.root().children_recursive().filter(fits).collect()
    }

    /// Where the first thing that is called exactly so is.
    #[track_caller]
    pub(crate) fn box_of(&self, name: &str) -> egui::Rect {
        let root = self.harness.root();
        let called = |node: &Node<'_>| spoken(&node.accesskit_node()).as_deref() == Some(name);
        root.children_recursive().find(called).unwrap_or_else(|| panic!("nothing is called {name:?}")).rect()
    }

    /// Where everything that is called exactly so is.
    pub(crate) fn boxes_of(&self, name: &str) -> Vec<egui::Rect> {
        let root = self.harness.root();
        let called = |node: &Node<'_>| spoken(&node.accesskit_node()).as_deref() == Some(name);
        root.children_recursive().filter(called).map(|node| node.rect()).collect()
    }

    /// Where the last thing that is called exactly so is: what lies on top comes last.
    #[track_caller]
    pub(crate) fn last_box_of(&self, name: &str) -> egui::Rect {
        self.boxes_of(name).pop().unwrap_or_else(|| panic!("nothing is called {name:?}"))
    }

    /// Whether a button is greyed out.
    #[track_caller]
    pub(crate) fn is_disabled(&self, name: &str) -> bool {
        self.one(Role::Button, name).accesskit_node().is_disabled()
    }

    /// What has the focus, as a screen reader says it.
    pub(crate) fn focused(&self) -> Option<String> {
        let focused = |node: &Node<'_>| node.accesskit_node().is_focused();
        spoken(&self.harness.root().children_recursive().find(focused)?.accesskit_node())
    }

    /// Where the canvas is.
    #[track_caller]
    pub(crate) fn canvas(&self) -> egui::Rect {
        self.one(Role::Canvas, "Canvas").rect()
    }

    /// The middle of an actor on the canvas, found as a screen reader finds it.
    #[track_caller]
    pub(crate) fn actor_at(&self, name: &str) -> Pos2 {
        self.actor_box(name).center()
    }

    #[track_caller]
    pub(crate) fn actor_box(&self, name: &str) -> egui::Rect {
        self.one(Role::GraphicsSymbol, &format!("{name}, ")).rect()
    }

    /// The sign of a relation on the canvas.
    #[track_caller]
    pub(crate) fn relation_at(&self, name: &str) -> Pos2 {
        self.one(Role::GraphicsSymbol, &format!("{name}, ")).rect().center()
    }
}

/// What a screen reader says of a node.
pub(crate) fn spoken(node: &AccessKitNode<'_>) -> Option<String> {
    // A label's text is its value.
    if node.role() == Role::Label { node.value() } else { node.label() }
}
