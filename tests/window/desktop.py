"""A private desktop for a test: a screen in memory, a window manager, and hands to type and click.

Nothing here touches the screen, the home or the session of whoever runs it, and all of it ends with it. The screen is
read where Xvfb keeps it, so that looking is cheap and needs no further program.
"""

import os
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

WIDTH, HEIGHT = 1280, 800

# How long anything may take, in seconds. Generous, for machines that have other things to do.
PATIENCE = 60.0


class Failed(Exception):
    """What should have happened, in words."""


def until(what, condition, patience=PATIENCE):
    """Waits until `condition()` is true, and returns what it returned."""
    deadline = time.monotonic() + patience
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Failed(f"{what}: not within {patience:.0f} s")
        time.sleep(0.02)


class Picture:
    """What the screen shows at one moment."""

    def __init__(self, pixels, stride):
        self.pixels, self.stride = pixels, stride

    def __eq__(self, other):
        return self.pixels == other.pixels

    def all_of(self, colour, left, top, right, bottom):
        """The set of (x, y) within the frame that have exactly this (red, green, blue)."""
        wanted = bytes(reversed(colour))
        found = set()
        for y in range(top, bottom):
            row = self.pixels[y * self.stride : (y + 1) * self.stride]
            at = row.find(wanted, 4 * left)
            while 0 <= at < 4 * right:
                if at % 4 == 0:
                    found.add((at // 4, y))
                at = row.find(wanted, at + 1)
        return found

    def save(self, path):
        """Writes the picture as PNG."""
        rows = bytearray()
        for y in range(HEIGHT):
            row = self.pixels[y * self.stride : y * self.stride + 4 * WIDTH]
            line = bytearray(3 * WIDTH)
            line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
            rows += b"\0" + line

        def chunk(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

        header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(rows), 6)) + chunk(b"IEND", b"")
        Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + body)


class Desktop:
    """The screen with its window manager; a context manager, so that what was started is ended."""

    def __init__(self, folder):
        """Keeps all its files in `folder`, which is to be empty."""
        self.folder = Path(folder)
        self.started = []
        for name in ("home", "runtime", "config", "screen"):
            (self.folder / name).mkdir(mode=0o700)
        kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
        self.environment = kept | {
            "HOME": str(self.folder / "home"),
            "XDG_RUNTIME_DIR": str(self.folder / "runtime"),
            "STANCEMAP_CONFIG_DIR": str(self.folder / "config"),
            # Without a session bus there is no portal, and file dialogs are zenity's.
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
            "GTK_THEME": "Adwaita",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }

    def __enter__(self):
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _begin(self):
        ours, its = os.pipe()
        options = ["-displayfd", str(its), "-fbdir", str(self.folder / "screen"), "-screen", "0"]
        options += [f"{WIDTH}x{HEIGHT}x24", "+extension", "GLX", "+render", "-noreset", "-nolisten", "tcp"]
        self.start(["Xvfb", *options], pass_fds=[its])
        os.close(its)
        with os.fdopen(ours) as number:
            self.environment["DISPLAY"] = f":{number.readline().strip()}"
        if self.environment["DISPLAY"] == ":":
            raise Failed("Xvfb did not start")
        self.start(["openbox", "--sm-disable"])
        until("the window manager runs", lambda: "window id" in self.ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))

    def __exit__(self, *_):
        for process in reversed(self.started):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def start(self, command, **options):
        """Starts a program on this desktop; what it says goes to a log beside the screen."""
        log = open(self.folder / f"{Path(command[0]).name}.log", "ab")
        process = subprocess.Popen(
            command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **options
        )
        log.close()
        self.started.append(process)
        return process

    def ask(self, *command):
        """What a short-lived program says; nothing if it fails."""
        return subprocess.run(
            command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE
        ).stdout.strip()

    def picture(self):
        """What the screen shows now."""
        dump = (self.folder / "screen" / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", dump[:100])
        begin, stride, colours = header[0] + 12 * header[19], header[12], header[11]
        if colours != 32:
            raise Failed(f"the screen has {colours} bits a pixel instead of 32")
        return Picture(dump[begin : begin + stride * HEIGHT], stride)

    def when_still(self, quiet=0.3, patience=PATIENCE):
        """The picture once nothing has moved for `quiet` seconds."""
        last, since = self.picture(), time.monotonic()
        deadline = since + patience
        while time.monotonic() - since < quiet:
            time.sleep(0.03)
            now = self.picture()
            if now != last:
                last, since = now, time.monotonic()
            if time.monotonic() > deadline:
                raise Failed(f"the screen comes to rest: not within {patience:.0f} s")
        return last

    def window_of(self, process):
        """The visible window of a process, or nothing."""
        return self.ask("xdotool", "search", "--onlyvisible", "--pid", str(process.pid)).split("\n")[-1]

    def active(self):
        """The window that has the keyboard, or nothing."""
        return self.ask("xdotool", "getactivewindow")

    def title(self, window):
        """The title of a window; nothing if it is gone."""
        return self.ask("xdotool", "getwindowname", window)

    def key(self, *keys):
        """Presses keys, such as `ctrl+s`."""
        self.ask("xdotool", "key", "--delay", "40", *keys)

    def type(self, text):
        """Types a text."""
        self.ask("xdotool", "type", "--delay", "15", text)

    def point(self, x, y):
        """Moves the pointer."""
        self.ask("xdotool", "mousemove", str(x), str(y))

    def click(self, x, y):
        """Clicks with the left button."""
        self.ask("xdotool", "mousemove", str(x), str(y))
        self.when_still()
        self.ask("xdotool", "click", "1")

    def double_click(self, x, y):
        """Clicks twice in a row."""
        self.ask("xdotool", "mousemove", str(x), str(y))
        self.when_still()
        self.ask("xdotool", "click", "--repeat", "2", "--delay", "60", "1")

    def drag(self, start, end):
        """Presses the left button at one place and lets it go at another, in steps as a hand does."""
        self.ask("xdotool", "mousemove", *map(str, start))
        self.when_still()
        self.ask("xdotool", "mousedown", "1")
        for step in range(1, 9):
            at = [round(a + (b - a) * step / 8) for a, b in zip(start, end)]
            self.ask("xdotool", "mousemove", *map(str, at))
            self.when_still(quiet=0.06)
        self.ask("xdotool", "mouseup", "1")


def complain(text):
    """Says what is wrong."""
    print(text, file=sys.stderr, flush=True)
