"""A run that `aftermath up` started ends with it, however that went: nothing is ever left behind.

What it fetched is kept and taken up by the next run, so it may end at once.
"""

import os
import threading
import time

_LOOK = 1.0  # seconds


def end_with_parent() -> None:
    """End this process when the one that started it is gone, if Prefect's runner was that."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    if "PREFECT__FLOW_RUN_ID" in os.environ:
        threading.Thread(target=watch, name="end with parent", daemon=True).start()
