"""A knowledge graph of how regions cooperate, read from official texts."""

import os

# A second BLAS thread gives the small matrices of the models the same wall time for twice the work, and slows them down
# four times when another process wants the core. The libraries read this once, when numpy is first imported.
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
