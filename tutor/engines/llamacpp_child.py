"""The child process that holds the llama.cpp server: run by its path, it imports nothing of the product.

It reads one line of JSON from its standard input (model, socket, key, threads, ...), serves on the unix socket,
and ends when its standard input ends: when the parent closes it, or dies. A native crash ends only this process.
"""

import ctypes
import json
import os
import signal
import sys
from typing import Any


def main() -> None:
    """Serve until the parent is gone."""
    plan = json.loads(sys.stdin.readline())
    _die_with(plan["parent"])
    os.umask(0o077)  # the socket is for this user only
    os.environ["GGML_NO_BACKTRACE"] = "1"  # else a native abort attaches a debugger to itself
    # Threads that wait for each other spin only briefly before they sleep: as fast on an idle machine, and on a
    # busy one 10 to 20 times faster than OpenMP's default (2 threads on 2 cores shared with other work).
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    server = _server(plan)
    sys.stdin.read()
    # No destructors: closing the server while it generates takes up to half a minute, and native threads that
    # outlive the interpreter abort. Leaving at once is clean: code 0, and the system takes everything back.
    os._exit(0 if server else 1)


def _server(plan: dict[str, Any]) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = plan["model"]
    params.hostnames = [plan["socket"]]  # a path that ends in .sock: no TCP port at all
    params.api_keys = [plan["key"]]
    params.cors_origins = "http://localhost"
    params.endpoint_slots = params.endpoint_metrics = params.endpoint_props = False
    params.ui = False
    params.offline = True
    params.verbosity = plan["verbosity"]
    params.n_parallel = plan["slots"]
    params.n_ctx = plan["context"] * plan["slots"]
    params.n_batch = params.n_ubatch = plan["batch"]
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = plan["threads"]
    # Prefixes are kept in their slot only: the shared cache in memory has been seen to mix conversations.
    params.cache_ram_mib = 0
    params.cache_idle_slots = False
    return xllamacpp.Server(params)


def _die_with(parent: int) -> None:
    """On Linux the kernel ends this process when the parent's keeper thread ends, even while native code runs."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os._exit(0)


if __name__ == "__main__":
    main()
