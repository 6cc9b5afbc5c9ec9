"""What every journey through the real window has in common."""

import json
import subprocess
import time

from desktop import Failed, until


class Journey:
    """Stages in a row, each with a picture at its end."""

    name = "journey"

    def __init__(self, desktop, program, pictures):
        self.desktop, self.program, self.pictures = desktop, program, pictures
        self.process = self.window = self.shot = None
        self.stage = 0

    def stages(self):
        raise NotImplementedError

    def run(self):
        for stage in self.stages():
            self.stage += 1
            self.name = stage.__name__.replace("_", " ")
            begun = time.monotonic()
            stage()
            self.take_picture()
            print(f"  {self.name}: {time.monotonic() - begun:.1f} s", flush=True)

    def take_picture(self):
        self.shot = self.pictures / f"{self.prefix}{self.stage}-{self.name.replace(' ', '-')}.png"
        self.desktop.picture().save(self.shot)

    def opens(self, *files):
        self.process = self.desktop.start([str(self.program), *files])
        self.window = until("a window opens", lambda: self.alive() and self.desktop.window_of(self.process))
        until("the window has the keyboard", lambda: self.desktop.active() == self.window)
        self.desktop.when_still()

    def alive(self):
        if self.process.poll() is not None:
            raise Failed(f"the program ended by itself, with {self.process.returncode}")
        return True

    def title(self):
        self.alive()
        return self.desktop.title(self.window)

    def unsaved(self):
        return self.title().startswith("• ")

    def saves(self):
        """Saves to the file that the map was opened from, and returns what other programs then see in it."""
        until("there is something to save", self.unsaved)
        self.desktop.key("ctrl+s")
        until("the map is saved", lambda: not self.unsaved())
        return self.saved()

    def saved(self):
        """The names of the actors in the saved map, and its relations as (source, stance, target)."""
        self.stancemap("check", str(self.map))
        saved = json.loads(self.stancemap("export", str(self.map), "--to", "json"))
        name = {actor["id"]: actor["name"] for actor in saved["actors"]}
        told = [(name[line["source"]], line["stance"], name[line["target"]]) for line in saved["relations"]]
        return sorted(name.values()), told

    def stancemap(self, *arguments):
        done = subprocess.run(
            [self.program, *arguments], env=self.desktop.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode != 0:
            raise Failed(f"stancemap {' '.join(arguments)} succeeds; it said {done.stderr}")
        return done.stdout

    def closes(self):
        self.desktop.key("ctrl+q")
        code = until("the program ends", lambda: None if self.process.poll() is None else [self.process.returncode])
        if code != [0]:
            raise Failed(f"the program ends with 0; it ended with {code[0]}")
        if not (self.desktop.folder / "config" / "settings.ron").exists():
            raise Failed("the settings are kept")
