"""Lists the benchmarks; ``python -m bench NAME...`` runs some of them, ``python -m bench all`` runs every one."""

import runpy
import sys
from pathlib import Path

OWN = {
    "__init__",
    "__main__",
    "bare_pipeline",
    "local_settings",
    "ipeds_files",
    "school_made_pages",
    "school_peer",
    "school_server",
}


def main() -> None:
    """Run what was named, or say what there is."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in OWN)
    asked = names if sys.argv[1:] == ["all"] else sys.argv[1:]
    if not asked or set(asked) - set(names):
        sys.exit(f"name some of: {', '.join(names)}; or all")
    for name in asked:
        print(f"== {name}")
        sys.argv = [name]
        runpy.run_module(f"bench.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
