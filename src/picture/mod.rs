//! Where everything is drawn: coordinates and nothing else.
//!
//! What happens here: [`layout::place`] finds places for actors; [`scene()`] turns a map into one list of shapes, which
//! the window, the SVG and the PNG all paint; [`Scene::hit`] says what lies under a point; [`Camera`] turns world
//! units into screen points and back. Shapes are coloured by [`Role`], and [`palette`] says what that is on light or
//! on dark paper.
//! What never happens here: nothing is painted, no record is changed, no window is known.
//!
//! ```
//! use stancemap::map::{Actor, ActorId, ActorKind, Edit, RelationKey, Stance, StanceMap};
//! use stancemap::picture::{Hit, Look, layout, scene};
//!
//! let mut map = StanceMap::default();
//! for (id, name) in [(ActorId(1), "Ana"), (ActorId(2), "Bo")] {
//!     map.apply(Edit::AddActor { id, actor: Actor::by_hand(name, ActorKind::Person), at: None })?;
//! }
//! let key = RelationKey::new(ActorId(1), ActorId(2), Stance::Backs);
//! map.apply(Edit::AddRelation { key, claim: Default::default() })?;
//! map.apply(Edit::Place(layout::newcomers(&map)))?;
//!
//! let scene = scene(&map, &Look::default());
//! assert_eq!(scene.edges[0].caption, "Ana backs Bo, drawn without a quote");
//! assert_eq!(scene.hit(scene.nodes[1].centre, 4.0), Some(Hit::Actor(ActorId(2))));
//! # Ok::<(), stancemap::map::EditError>(())
//! ```

mod badge;
mod camera;
mod colour;
mod edge;
mod geometry;
mod hit;
pub mod layout;
mod legend;
mod mark;
mod node;
mod route;
mod scene;
mod taken;
mod text;

pub use camera::Camera;
pub use colour::{Palette, Rgb, Role, palette};
pub use edge::EdgeShape;
pub use geometry::{Curve, Point, Rect};
pub use hit::Hit;
pub use legend::{Legend, LegendRow, ROW as LEGEND_ROW, Sign};
pub use mark::{Line, Mark, Stroke, Text, dashes};
pub use node::{NodeShape, spoken_name};
pub use scene::{Look, Scene, redrawn, scene};
pub use taken::{BODY, Taken};
pub use text::{LABEL_SIZE, LINE_HEIGHT, Label, width as text_width};
