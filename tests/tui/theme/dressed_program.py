"""The page of `dressed_app` as a program in a pty. Arguments: a file with the text, and the theme's name."""

import os
import sys
from pathlib import Path

from karabakh_tui.tui.ladders import prepare_environment

if __name__ == "__main__":
    ladder = prepare_environment(os.environ)
    from dressed_app import Dressed

    Dressed(Path(sys.argv[1]).read_text("utf-8"), sys.argv[2], ladder).run()
