"""What all tests share."""

from __future__ import annotations

import signal

# A shell that starts a job in the background has it ignore Ctrl-C, and every
# program started from there inherits that: tests of stopping would wait in vain.
for _name in ("SIGINT", "SIGTERM", "SIGHUP"):
    if signal.getsignal(getattr(signal, _name)) == signal.SIG_IGN:
        signal.signal(
            getattr(signal, _name),
            signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL,
        )
