//! Everything that can be asked of the program by name: one list for menus, keys and tooltips.

use crate::map::Verdict;

use super::Editor;

/// A key that a shortcut names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A letter or digit, in upper case.
    Char(char),
    /// A function key, F1 to F12.
    Function(u8),
    /// Delete (and Backspace).
    Delete,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// With Ctrl, or ⌘ on a Mac.
    pub command: bool,
    /// With Shift.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

impl std::fmt::Display for Shortcut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.command {
            f.write_str(if cfg!(target_os = "macos") { "Cmd+" } else { "Ctrl+" })?;
        }
        if self.shift {
            f.write_str("Shift+")?;
        }
        match self.key {
            Key::Char(c) => write!(f, "{c}"),
            Key::Function(n) => write!(f, "F{n}"),
            Key::Delete => f.write_str("Del"),
            Key::Plus => f.write_str("+"),
            Key::Minus => f.write_str("-"),
        }
    }
}

macro_rules! commands {
    ($($name:ident $label:literal $tip:literal $shortcut:expr;)*) => {
        /// Something the user can ask for by name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $(#[doc = $tip] $name,)*
        }

        impl Command {
            /// Every command.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// What menus and buttons call it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// What it does, in a sentence.
            pub fn tooltip(self) -> &'static str {
                match self { $(Self::$name => $tip,)* }
            }

            /// The keys that stand for it.
            pub fn shortcut(self) -> Option<Shortcut> {
                match self { $(Self::$name => $shortcut,)* }
            }
        }
    };
}

const fn plain(key: Key) -> Option<Shortcut> {
    Some(Shortcut { command: false, shift: false, key })
}

const fn ctrl(c: char) -> Option<Shortcut> {
    Some(Shortcut { command: true, shift: false, key: Key::Char(c) })
}

const fn ctrl_shift(c: char) -> Option<Shortcut> {
    Some(Shortcut { command: true, shift: true, key: Key::Char(c) })
}

commands! {
    NewMap "New map" "Starts an empty map." ctrl('N');
    OpenMap "Open map…" "Opens a saved map." ctrl('O');
    Recover "Unsaved work…" "Looks for work that was not saved when the program last ended, and offers it back." None;
    AddArticles "Add articles…" "Reads text or web page files into this map." ctrl('I');
    PasteText "Paste text…" "Reads an article that you paste." ctrl_shift('V');
    TypePath "Open by path…" "Opens an article or a map whose path you type or paste." ctrl_shift('O');
    Save "Save" "Saves the map to its file." ctrl('S');
    SaveAs "Save as…" "Saves the map to another file." ctrl_shift('S');
    ExportSvg "Picture as SVG…" "Saves the canvas as a vector picture." None;
    ExportPng "Picture as PNG…" "Saves the canvas as a picture of pixels." None;
    ExportCsv "Quotes as CSV…" "Saves a table with one row for each quote." None;
    ExportJson "Map as JSON…" "Saves the map for other programs." None;
    Quit "Quit" "Closes the program." ctrl('Q');
    Palette "Command palette…" "Finds any command by a part of its name." ctrl('K');
    Filter "Filter…" "Lists what can be filtered by, with how many relations each choice would leave." ctrl_shift('F');
    FilterDays "Filter by days…" "Lets you type the first and the last day of what is shown." None;
    Find "Find…" "Finds actors, other names of theirs, and quotes." ctrl('F');
    FindInArticle "Find in the article…" "Finds words in the text of the article that is open." None;
    Undo "Undo" "Takes the last change back." ctrl('Z');
    Redo "Redo" "Does the last undone change again." ctrl_shift('Z');
    SelectAll "Select all" "Selects every actor on the canvas." ctrl('A');
    SelectNeighbours "Select neighbours" "Adds to the selection all that it is related to." plain(Key::Char('E'));
    Lasso "Lasso" "Drags on the empty canvas draw a line around what is to be selected, rather than a box." plain(Key::Char('L'));
    Walk "Walk the canvas" "Gives the keys to the canvas: Tab, Enter and Alt with the arrows lead from actor to actor." plain(Key::Char('W'));
    AddActor "Add actor…" "Adds an actor by hand." plain(Key::Char('A'));
    Rename "Rename…" "Gives the selected actor another name." plain(Key::Function(2));
    Merge "Merge actors" "Joins the selected actors into the one with the most relations." plain(Key::Char('M'));
    MergeInto "Merge into…" "Joins the selected actor into another that you name." Some(Shortcut { command: false, shift: true, key: Key::Char('M') });
    Connect "Draw relation to…" "Draws a relation from the selected actor to another that you name." plain(Key::Char('D'));
    Colour "Colour…" "Gives the selected actors a colour." None;
    Split "Split actor…" "Makes some quotes and names of the selected actor those of a new one." None;
    Pin "Pin" "Makes every layout keep the selected actors where they are; again, lets them go." plain(Key::Char('P'));
    RollUp "Roll up" "Draws the selected group with its members within; again, draws them apart." plain(Key::Char('G'));
    RollUpAll "Roll up all" "Draws every group with its members within." None;
    UnrollAll "Unroll all" "Draws all members apart from their groups." None;
    Dictionary "My dictionary…" "Lists the names that you want known in every map, to be edited." None;
    Remember "Add to my dictionary…" "Has the names of the selected actors known in every map." None;
    RememberAll "Add all that was learnt…" "Has all names known in every map that you have decided in this one, by merging, renaming and adding actors." None;
    Flip "Flip stance" "Turns backs into opposes, or the reverse." plain(Key::Char('F'));
    Reverse "Reverse direction" "Swaps source and target." plain(Key::Char('R'));
    Delete "Delete" "Takes the selection off the map." plain(Key::Delete);
    Confirm "Confirm" "Says that the selected relations are right." plain(Key::Char('C'));
    Reject "Reject" "Says that the selected relations are wrong, and takes them off the map." plain(Key::Char('X'));
    Review "Review findings" "Goes through what was read and nobody has checked, one key for each answer; of the selected actor alone if one is selected." plain(Key::Char('V'));
    Disagreements "Disagreements…" "Lists where quotes contradict one another, with both sides next to each other." None;
    ReadAllAgain "Read all articles again" "Reads the articles of the map once more, with the names and days that are known by now. What you have decided stays." None;
    NextQuote "Next quote" "Goes to the next quote in the article that is open." plain(Key::Function(4));
    PreviousQuote "Previous quote" "Goes to the previous quote in the article that is open." Some(Shortcut { command: false, shift: true, key: Key::Function(4) });
    LayOut "Lay out all actors" "Arranges all actors anew." ctrl('L');
    LayOutTwoCamps "Lay out in two camps" "Puts those who side with each other on one side, and their opponents across from them." None;
    LayOutRadial "Lay out in rings" "Puts the selected actor, or the best connected, in the middle and the others in rings around it." None;
    LayOutLayered "Lay out in layers" "Puts actors above those whom they back." None;
    RemoveOverlaps "Remove overlaps" "Moves apart the actors that cover each other, no further than they must." None;
    AlignLeft "Align left" "Brings the selected actors to the leftmost." None;
    AlignCentre "Align centres" "Puts the selected actors one above the other." None;
    AlignRight "Align right" "Brings the selected actors to the rightmost." None;
    AlignTop "Align top" "Brings the selected actors to the topmost." None;
    AlignMiddle "Align middles" "Puts the selected actors side by side." None;
    AlignBottom "Align bottom" "Brings the selected actors to the lowest." None;
    DistributeAcross "Distribute across" "Makes the gaps between the selected actors even from left to right." None;
    DistributeDown "Distribute down" "Makes the gaps between the selected actors even from top to bottom." None;
    Fit "Fit map to window" "Shows the whole map." ctrl('0');
    FitSelection "Fit selection to window" "Shows what is selected as large as it fits." ctrl('2');
    ZoomIn "Zoom in" "Makes the map larger." Some(Shortcut { command: true, shift: false, key: Key::Plus });
    ZoomOut "Zoom out" "Makes the map smaller." Some(Shortcut { command: true, shift: false, key: Key::Minus });
    ActualSize "Actual size" "Shows the map at 100 %." ctrl('1');
    LargerText "Larger text" "Makes everything in the window larger, up to twice its size." None;
    SmallerText "Smaller text" "Makes everything in the window smaller, down to four fifths of its size." None;
    SystemTheme "Theme of the system" "Shows the window light or dark as the system is." None;
    LightTheme "Light theme" "Shows the window dark on light." None;
    DarkTheme "Dark theme" "Shows the window light on dark." None;
    Legend "Show the legend" "Shows or hides what the signs mean." None;
    Hide "Hide" "Takes the selected actors out of view. The map keeps them." plain(Key::Char('H'));
    Isolate "Isolate" "Hides all but the selected actors and their neighbours; again, shows one step more." plain(Key::Char('I'));
    ShowHidden "Show all hidden" "Brings back all actors that are hidden." Some(Shortcut { command: false, shift: true, key: Key::Char('H') });
    HideFiltered "Hide what is filtered out" "Leaves out what is filtered out, rather than dimming it." None;
    ClearFilters "Clear filters" "Shows again all that is filtered out, be it by the list of filters, the legend or the timeline." None;
    AccordingTo "According to this actor" "Filters out all but what quotes report as claims of the selected actor or its members." None;
    SizeByRelations "Size by relations" "Draws actors the larger, the more relations they take part in." None;
    ShowUnconnected "Show actors without relations" "Draws actors that take part in no relation." None;
    ToggleLists "Lists" "Shows or hides the lists on the left." plain(Key::Function(6));
    ToggleInspector "Inspector" "Shows or hides the panel on the right." plain(Key::Function(7));
    ToggleTimeline "Timeline" "Shows or hides the timeline." plain(Key::Function(8));
    ArticleInFull "Article in full view" "Gives the article the room of the canvas; again, gives it back." plain(Key::Function(9));
    Tables "Tables" "Gives actors, relations, quotes and articles as tables the room of the canvas; again, gives it back." plain(Key::Char('T'));
    Shortcuts "Keyboard shortcuts" "Lists every shortcut." plain(Key::Function(1));
    About "About Stance Map" "Says what this program is." None;
}

impl Command {
    /// Whether it is done again and again while its keys are held down; what switches something would flicker.
    pub fn repeats(self) -> bool {
        matches!(
            self,
            Self::Undo | Self::Redo | Self::ZoomIn | Self::ZoomOut | Self::NextQuote | Self::PreviousQuote
        )
    }

    /// Whether it can be done now.
    pub fn enabled(self, editor: &Editor) -> bool {
        let Editor { selection, .. } = editor;
        let relations = if selection.actors.is_empty() { Some(&selection.relations) } else { None };
        let relations = relations.filter(|keys| !keys.is_empty());
        match self {
            Self::Undo => editor.undo_name().is_some(),
            Self::Redo => editor.history().redo_name().is_some(),
            Self::Rename | Self::Split | Self::MergeInto | Self::Connect => selection.sole_actor().is_some(),
            Self::Merge => selection.actors.len() >= 2 && selection.relations.is_empty(),
            Self::Flip | Self::Reverse | Self::Reject => relations.is_some(),
            Self::Confirm => relations.is_some_and(|keys| {
                let mut these = keys.iter().filter_map(|key| editor.map().relation(*key));
                these.any(|relation| relation.verdict != Verdict::Confirmed)
            }),
            Self::Delete | Self::FitSelection | Self::SelectNeighbours => !selection.is_empty(),
            Self::Hide | Self::Isolate | Self::Colour | Self::Pin | Self::Remember => {
                !selection.actors.is_empty()
            }
            Self::RollUp => !editor.selected_groups().is_empty(),
            Self::RememberAll => editor.map().actors().any(|(_, actor)| actor.verdict == Verdict::Confirmed),
            Self::RollUpAll => editor.groups().iter().any(|id| !editor.map().is_rolled_up(*id)),
            Self::UnrollAll => editor.map().rolled().pairs().len() > 0,
            Self::ClearFilters => !editor.filter().is_empty(),
            Self::FilterDays => !editor.quotes_by_day().is_empty(),
            Self::AccordingTo => selection.sole_actor().is_some_and(|id| editor.quoted().contains(&id)),
            Self::ShowHidden => !editor.hidden().actors().is_empty(),
            Self::AlignLeft
            | Self::AlignCentre
            | Self::AlignRight
            | Self::AlignTop
            | Self::AlignMiddle
            | Self::AlignBottom => selection.actors.len() >= 2,
            Self::DistributeAcross | Self::DistributeDown => selection.actors.len() >= 3,
            Self::Review => editor.review().is_some() || editor.totals().open_findings > 0,
            Self::Find
            | Self::Walk
            | Self::SelectAll
            | Self::LayOut
            | Self::LayOutTwoCamps
            | Self::LayOutRadial
            | Self::LayOutLayered
            | Self::RemoveOverlaps
            | Self::Fit
            | Self::Legend
            | Self::ExportSvg
            | Self::ExportPng => editor.map().actors().next().is_some(),
            Self::NextQuote
            | Self::PreviousQuote
            | Self::FindInArticle
            | Self::ArticleInFull
            | Self::ReadAllAgain => editor.map().articles().next().is_some(),
            Self::ExportCsv | Self::Disagreements => editor.map().relations().next().is_some(),
            Self::ExportJson | Self::Tables => {
                editor.map().articles().next().is_some() || editor.map().actors().next().is_some()
            }
            Self::NewMap
            | Self::OpenMap
            | Self::Recover
            | Self::AddArticles
            | Self::PasteText
            | Self::TypePath
            | Self::Save
            | Self::SaveAs
            | Self::Quit
            | Self::Palette
            | Self::AddActor
            | Self::Dictionary
            | Self::Lasso
            | Self::Filter
            | Self::HideFiltered
            | Self::SizeByRelations
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ActualSize
            | Self::LargerText
            | Self::SmallerText
            | Self::SystemTheme
            | Self::LightTheme
            | Self::DarkTheme
            | Self::ShowUnconnected
            | Self::ToggleLists
            | Self::ToggleInspector
            | Self::ToggleTimeline
            | Self::Shortcuts
            | Self::About => true,
        }
    }

    /// The label with what it would act on: "Undo Merge Ankara into Turkey".
    pub fn label_in(self, editor: &Editor) -> String {
        if self == Self::Pin && editor.all_pinned() {
            return "Unpin".to_owned();
        }
        if self == Self::RollUp && editor.all_rolled_up() {
            return "Unroll".to_owned();
        }
        let what = match self {
            Self::Undo => editor.undo_name(),
            Self::Redo => editor.history().redo_name(),
            _ => None,
        };
        what.map_or_else(|| self.label().to_owned(), |what| format!("{} {what}", self.label()))
    }
}
