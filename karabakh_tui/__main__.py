"""`python -m karabakh_tui` is the same program as `karabakh-tui`."""

from karabakh_tui.cli.start import run

if __name__ == "__main__":
    run()
